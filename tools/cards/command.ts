import { existsSync } from 'node:fs'
import { stringify } from 'yaml'
import { pathText } from '@cherha/shared/calendar'
import {
  builtInCards,
  type Card,
  findCard,
  holidaysOfUkraine,
  planCard,
  readCard,
  workingCalendar,
} from '@cherha/shared/workflow'
import { readCardFile } from './card-file.ts'
import { type CardsOptions, readOptions } from './options.ts'
import { planText } from './plan-text.ts'
import { UnusableInputError } from './unusable-input.ts'
import { verifyFiles } from './verify.ts'

/** What the command prints, and its exit code. */
export interface CardsOutcome {
  readonly code: 0 | 1 | 2
  readonly out: string
  readonly err: string
}

/**
 * `npm run cards -- check FILE`, `plan CARD --from YYYY-MM-DD …`, `show CARD`, `verify RECORD PAPER`. A card is 002, 003,
 * 004 or a file. Exit code 0: done; 1: `check` found mistakes, or the signature does not hold; 2: nothing can be done with
 * what was given.
 */
export function cards(args: readonly string[]): CardsOutcome {
  try {
    return run(readOptions(args))
  } catch (error) {
    if (!(error instanceof UnusableInputError)) throw error
    return { code: 2, out: '', err: `${error.message}\n` }
  }
}

function run(options: CardsOptions): CardsOutcome {
  switch (options.command) {
    case 'check':
      return check(options.file, options.json)
    case 'show': {
      const card = cardNamed(options.card)
      return done(options.json ? `${JSON.stringify(card)}\n` : stringify(card, { lineWidth: 110 }))
    }
    case 'plan':
      return plan(options)
    case 'verify': {
      const { holds, out } = verifyFiles(options, options.json)
      return { code: holds ? 0 : 1, out, err: '' }
    }
  }
}

function check(file: string, json: boolean): CardsOutcome {
  const { data, lineOf } = readCardFile(file)
  const checked = readCard(data)
  if (checked.ok) {
    const { id, version, stages } = checked.card
    return done(
      json
        ? `${JSON.stringify({ file, ok: true, id, version, problems: [] })}\n`
        : `${file}: card ${id} version ${version}, ${stages.length} stages, no mistakes\n`,
    )
  }
  const problems = checked.problems
    .map(({ path, message }) => ({ line: lineOf(path), path: pathText(path), message }))
    .sort((a, b) => a.line - b.line)
  const out = json
    ? `${JSON.stringify({ file, ok: false, problems })}\n`
    : [
        ...problems.map(({ line, path, message }) => `${file}:${line}: ${path || 'file'}: ${message}`),
        `${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}`,
        '',
      ].join('\n')
  return { code: 1, out, err: '' }
}

function plan(options: Extract<CardsOptions, { command: 'plan' }>): CardsOutcome {
  const card = cardNamed(options.card)
  const { from, track, inquiries, entity, martialLaw } = options
  if (!card.tracks.some(({ key }) => key === track))
    throw new UnusableInputError(
      `Card ${card.id} has no ${track} track, only ${card.tracks.map(({ key }) => key).join(', ')}.`,
    )
  const calendar = workingCalendar(holidaysOfUkraine, { martialLaw })
  try {
    const planned = planCard(card, { from, calendar, track, inquiries, entity })
    if (!options.json) return done(planText(planned, card.title.en))
    const { rows: stages, ...whole } = planned
    return done(`${JSON.stringify({ ...whole, martialLaw, stages })}\n`)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new UnusableInputError(`No plan can be made from ${from}: ${cause.message}.`, { cause })
  }
}

/** One of the product's cards by its number, else a card in a file. */
function cardNamed(name: string): Card {
  const builtIn = findCard(builtInCards, name)
  if (builtIn !== undefined) return builtIn
  if (!existsSync(name))
    throw new UnusableInputError(
      `There is no card "${name}"; give ${builtInCards.map(({ id }) => id).join(', ')} or the path of a card's file.`,
    )
  const checked = readCard(readCardFile(name).data)
  if (checked.ok) return checked.card
  throw new UnusableInputError(
    `${name} has ${checked.problems.length} mistakes; npm run cards -- check ${name} lists them.`,
  )
}

function done(out: string): CardsOutcome {
  return { code: 0, out, err: '' }
}
