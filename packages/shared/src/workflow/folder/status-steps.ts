import type { StatusAnswer } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import type { RunningCase } from '../case/state.ts'
import type { Text } from '../term.ts'
import type { EventKey } from '../vocabulary.ts'
import { decisionStage } from './decision.ts'
import { say } from './words.ts'

type Step = StatusAnswer['steps'][number]

interface Mark {
  /** Once it is done. */
  readonly title: Text
  /** While it is being done or is still ahead. */
  readonly before: Text
  /** Done once one of these has happened. */
  readonly by: readonly EventKey[]
}

const taken: Mark = {
  title: say('Документи прийнято', 'Documents taken'),
  before: say('Приймання документів', 'Taking of documents'),
  by: ['documents-accepted'],
}
const accepted: Mark = {
  title: say('Заяву прийнято до розгляду', 'Application accepted for consideration'),
  before: say('Прийняття заяви до розгляду', 'Acceptance for consideration'),
  by: ['accepted-for-consideration'],
}
const decision = say('Рішення', 'Decision')
const granted: Mark = { title: say('Рішення ухвалено', 'Decided'), before: decision, by: ['decided-to-issue'] }
const refused: Mark = {
  title: say('Ухвалено відмову', 'Decided to refuse'),
  before: decision,
  by: ['decided-to-refuse'],
}
const made: Mark = {
  title: say('Документ виготовлено', 'Card made'),
  before: say('Виготовлення документа', 'Making of the card'),
  by: ['card-delivered', 'card-registered'],
}
const ready: Mark = {
  title: say('Документ готовий до видачі', 'Card ready to be collected'),
  before: say('Звірка виготовленого документа', 'Check of the finished card'),
  by: ['card-checked'],
}
const issued: Mark = {
  title: say('Документ видано', 'Card issued'),
  before: say('Видача документа', 'Issue of the card'),
  by: ['issued'],
}
const copy: Mark = {
  title: say('Копію рішення надіслано', 'Copy of the decision sent'),
  before: say('Копія рішення', 'Copy of the decision'),
  by: ['copy-sent', 'issued'],
}

/**
 * The path in the applicant's words: what is done, what is being done, what is ahead. Only steps the card really has.
 */
export function statusSteps(card: Card, state: RunningCase): Step[] {
  const how = state.end?.how
  if (how === 'refused-to-accept' || how === 'abandoned' || how === 'card-withdrawn') return ended(how, state)
  const since = state.reopenedOn
  const on = ({ by }: Mark): string | null => {
    const day = by.flatMap((event) => state.marks[event] ?? []).sort()[0] ?? null
    return day !== null && since !== null && day < since && by.some(isAfterDecision) ? null : day
  }
  const steps = marksOf(card, state).map((mark) => ({ title: mark.title, before: mark.before, on: on(mark) }))
  if (how === 'refused-to-consider')
    return [
      ...steps
        .filter(({ on: day }) => day !== null)
        .map(({ title, on: day }) => ({ title, state: 'done' as const, on: day })),
      { title: say('У розгляді відмовлено', 'Consideration refused'), state: 'done', on: state.end?.on ?? null },
    ]
  // What is done later proves what came before it, whether the card marks it or not.
  const last = steps.findLastIndex(({ on: day }) => day !== null)
  return steps.map(({ title, before, on: day }, index) => {
    const done = index <= last || state.status === 'ended'
    return {
      title: done ? title : before,
      state: done ? 'done' : index === last + 1 ? 'now' : 'ahead',
      on: day,
    }
  })
}

function marksOf(card: Card, state: RunningCase): readonly Mark[] {
  const known = new Set(card.stages.flatMap(({ outcomes }) => outcomes.flatMap(({ marks }) => marks)))
  const has = ({ by }: Mark): boolean => by.some((event) => known.has(event))
  if (state.facts['refused'] === true) return [taken, accepted, refused, copy].filter(has)
  const all =
    card.result === 'card' ? [taken, accepted, granted, made, ready, issued] : [taken, accepted, granted, copy]
  return decisionStage(card) === undefined ? [taken, accepted, issued].filter(has) : all.filter(has)
}

function isAfterDecision(event: EventKey): boolean {
  return event !== 'documents-accepted' && event !== 'accepted-for-consideration'
}

function ended(how: 'refused-to-accept' | 'abandoned' | 'card-withdrawn', state: RunningCase): Step[] {
  const titles = {
    'refused-to-accept': say('Документи не прийнято', 'Documents not accepted'),
    abandoned: say('Заяву не подано', 'No application was made'),
    'card-withdrawn': say('Недійсний документ вилучено', 'Invalid card withdrawn'),
  }
  return [{ title: titles[how], state: 'done', on: state.end?.on ?? null }]
}
