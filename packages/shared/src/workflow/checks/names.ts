import type { Card } from '../card.ts'
import { factOf, isBuiltInCondition } from '../term.ts'
import { builtInConditions } from '../vocabulary.ts'
import { eachStage, roleUses, rolesAndUnits, signers } from './roles.ts'
import { type CardProblem, listed, type Path } from './problem.ts'

/** Everything a card names has to exist in it, and nothing may be there twice. */
export function checkNames(card: Card): CardProblem[] {
  return [
    ...twice(card),
    ...stageNames(card),
    ...conditions(card),
    ...rolesAndUnits(card, roleUses(card)),
    ...signers(card),
    ...groundLists(card),
    ...tracks(card),
    ...fields(card),
    ...filing(card),
  ]
}

function repeated(names: readonly (string | undefined)[], where: (index: number) => Path, what: string): CardProblem[] {
  return names.flatMap((name, index) =>
    name !== undefined && names.indexOf(name) < index
      ? [{ path: where(index), message: `${what} ${name} is there twice; each may be there once` }]
      : [],
  )
}

function twice(card: Card): CardProblem[] {
  const { stages, facts } = card
  const numbers = [...stages.map(({ number }) => number), ...card.notApplicable.map(({ number }) => number)]
  return [
    ...repeated(
      stages.map(({ key }) => key),
      (index) => ['stages', index, 'key'],
      'stage',
    ),
    ...repeated(
      numbers,
      (index) =>
        index < stages.length ? ['stages', index, 'number'] : ['notApplicable', index - stages.length, 'number'],
      'number',
    ),
    ...repeated(
      facts.map(({ key }) => key),
      (index) => ['facts', index, 'key'],
      'fact',
    ),
    ...repeated(
      card.tracks.map(({ key }) => key),
      (index) => ['tracks', index, 'key'],
      'track',
    ),
    ...eachStage(card, (stage, path) => [
      ...repeated(
        stage.outcomes.map(({ key }) => key),
        (index) => [...path, 'outcomes', index, 'key'],
        'outcome',
      ),
      ...repeated(
        stage.inquiries.map(({ key }) => key),
        (index) => [...path, 'inquiries', index, 'key'],
        'inquiry',
      ),
      ...stage.outcomes.flatMap((outcome, at) =>
        repeated(
          [...stage.fields, ...outcome.fields].map(({ key }) => key),
          (index) =>
            index < stage.fields.length
              ? [...path, 'fields', index, 'key']
              : [...path, 'outcomes', at, 'fields', index - stage.fields.length, 'key'],
          'field',
        ),
      ),
    ]),
  ]
}

function stageNames(card: Card): CardProblem[] {
  const keys = new Set(card.stages.map(({ key }) => key))
  const known = (key: string | undefined, path: Path): CardProblem[] =>
    key === undefined || keys.has(key) ? [] : [{ path, message: `${key} is no stage; ${listed(keys)}` }]
  return [
    ...known(card.start, ['start']),
    ...known(card.appeal?.returnsTo, ['appeal', 'returnsTo']),
    ...card.caps.flatMap((cap, index) => known(cap.stage, ['caps', index, 'stage'])),
    ...eachStage(card, (stage, path) => [
      ...stage.otherwise.flatMap((key, index) => known(key, [...path, 'otherwise', index])),
      ...stage.needs.flatMap((key, index) => known(key, [...path, 'needs', index])),
      ...stage.deadlines.flatMap(({ notAfter }, index) => known(notAfter, [...path, 'deadlines', index, 'notAfter'])),
      ...stage.outcomes.flatMap((outcome, at) =>
        outcome.to.flatMap((key, index) => known(key, [...path, 'outcomes', at, 'to', index])),
      ),
    ]),
  ]
}

function conditions(card: Card): CardProblem[] {
  const declared = new Set(card.facts.map(({ key }) => key))
  const isKnown = (fact: string) => declared.has(fact) || isBuiltInCondition(fact)
  const allowed = () => listed([...builtInConditions, ...declared])
  const when = (all: readonly string[], path: Path): CardProblem[] =>
    all.flatMap((condition, index) =>
      isKnown(factOf(condition))
        ? []
        : [{ path: [...path, 'when', index], message: `${factOf(condition)} is no condition; ${allowed()}` }],
    )
  const sets = (all: readonly string[], path: Path): CardProblem[] =>
    all.flatMap((fact, index) =>
      declared.has(fact)
        ? []
        : [{ path: [...path, 'sets', index], message: `${fact} is no fact of the card; ${listed(declared)}` }],
    )
  const set = new Set(setFacts(card))
  return [
    ...card.facts.flatMap(({ key }, index): CardProblem[] => {
      const path = ['facts', index, 'key']
      if (isBuiltInCondition(key)) return [{ path, message: `${key} is a condition of its own; give another name` }]
      if (set.has(key)) return []
      return [{ path, message: `nothing sets ${key}: an outcome, a ground or a yes-no field of that name has to` }]
    }),
    ...eachStage(card, (stage, path) => [
      ...when(stage.when, path),
      ...stage.inquiries.flatMap((inquiry, index) => when(inquiry.when, [...path, 'inquiries', index])),
      ...stage.fields.flatMap((field, index) => when(field.when, [...path, 'fields', index])),
      ...stage.deadlines.flatMap((deadline, index) => when(deadline.when, [...path, 'deadlines', index])),
      ...stage.outcomes.flatMap((outcome, index) => {
        const at = [...path, 'outcomes', index]
        return [
          ...when(outcome.when, at),
          ...sets(outcome.sets, at),
          ...outcome.fields.flatMap((field, n) => when(field.when, [...at, 'fields', n])),
          ...outcome.signers.flatMap((signer, n) => when(signer.when, [...at, 'signers', n])),
          ...outcome.notices.flatMap((notice, n) => when(notice.when, [...at, 'notices', n])),
        ]
      }),
    ]),
    ...(card.information?.grounds ?? []).flatMap((ground, index) =>
      sets(ground.sets, ['information', 'grounds', index]),
    ),
    ...(card.information?.documents ?? []).flatMap((document, index) =>
      when(document.when, ['information', 'documents', index]),
    ),
    ...(card.information?.filing ?? []).flatMap((term, index) => when(term.when, ['information', 'filing', index])),
    ...(card.information?.homeVisit?.signers ?? []).flatMap((signer, index) =>
      when(signer.when, ['information', 'homeVisit', 'signers', index]),
    ),
  ]
}

function setFacts(card: Card): string[] {
  const yesNo = (fields: Card['stages'][number]['fields']) =>
    fields.filter(({ kind }) => kind === 'yes-no').map(({ key }) => key)
  return [
    ...card.stages.flatMap((stage) => [
      ...yesNo(stage.fields),
      ...stage.outcomes.flatMap((outcome) => [...outcome.sets, ...yesNo(outcome.fields)]),
    ]),
    ...(card.information?.grounds ?? []).flatMap((ground) => ground.sets),
  ]
}

function groundLists(card: Card): CardProblem[] {
  const lists = Object.keys(card.grounds)
  return eachStage(card, (stage, path) =>
    stage.outcomes.flatMap(({ refusal }, index) =>
      refusal === undefined || lists.includes(refusal.grounds)
        ? []
        : [
            {
              path: [...path, 'outcomes', index, 'refusal', 'grounds'],
              message: `${refusal.grounds} is no list of grounds; ${listed(lists)}`,
            },
          ],
    ),
  )
}

function tracks(card: Card): CardProblem[] {
  const own: ReadonlySet<string> = new Set(card.tracks.map(({ key }) => key))
  const known = (all: readonly string[] | undefined, path: Path): CardProblem[] =>
    (all ?? []).flatMap((track, index) =>
      own.has(track)
        ? []
        : [{ path: [...path, 'tracks', index], message: `the card has no ${track} track; ${listed(own)}` }],
    )
  return [
    ...(own.has('standard') ? [] : [{ path: ['tracks'], message: 'the standard track is missing; every card has it' }]),
    ...card.caps.flatMap((cap, index) => known(cap.tracks, ['caps', index])),
    ...eachStage(card, (stage, path) =>
      stage.deadlines.flatMap((deadline, index) => known(deadline.tracks, [...path, 'deadlines', index])),
    ),
  ]
}

function fields(card: Card): CardProblem[] {
  return eachStage(card, (stage, path) => {
    const places: [Path, (typeof stage)['fields']][] = [
      [path, stage.fields],
      ...stage.outcomes.map((outcome, index): [Path, (typeof stage)['fields']] => [
        [...path, 'outcomes', index],
        outcome.fields,
      ]),
    ]
    return places.flatMap(([at, list]) =>
      list.flatMap((field, index): CardProblem[] => {
        const isChoice = field.kind === 'choice'
        if (isChoice === (field.options !== undefined && field.options.length > 0)) return []
        return [
          {
            path: [...at, 'fields', index, 'options'],
            message: isChoice
              ? 'a choice needs options to choose from'
              : `options belong to a choice, not to a ${field.kind}`,
          },
        ]
      }),
    )
  })
}

/** A filing term counts from a date somebody writes down, and what was missed is a ground the card lists. */
function filing(card: Card): CardProblem[] {
  const dates = card.stages.flatMap((stage) => stage.fields.filter(({ kind }) => kind === 'date').map(({ key }) => key))
  const grounds = Object.values(card.grounds).flatMap((list) => list.map(({ key }) => key))
  const known = (ground: string | undefined, path: Path): CardProblem[] =>
    ground === undefined || grounds.includes(ground)
      ? []
      : [{ path: [...path, 'ground'], message: `${ground} is no ground; ${listed(grounds)}` }]
  const written = card.stages.flatMap(({ fields: own, outcomes }) => [own, ...outcomes.map((one) => one.fields)]).flat()
  const keys = written.map(({ key }) => key)
  return [
    ...(card.information?.homeVisit?.actFields ?? []).flatMap(({ field }, index): CardProblem[] =>
      field === undefined || keys.includes(field)
        ? []
        : [
            {
              path: ['information', 'homeVisit', 'actFields', index, 'field'],
              message: `${field} is no field of a stage; ${listed(keys)}`,
            },
          ],
    ),
    ...card.reapplication.flatMap(({ ground }, index) => known(ground, ['reapplication', index])),
    ...(card.information?.filing ?? []).flatMap(({ field, ground }, index): CardProblem[] => {
      const path = ['information', 'filing', index]
      if (field === undefined || dates.includes(field)) return known(ground, path)
      return [{ path: [...path, 'field'], message: `${field} is no date field of a stage; ${listed(dates)}` }]
    }),
  ]
}
