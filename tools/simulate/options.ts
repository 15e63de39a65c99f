import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { SeedRange, WorldName } from '@cherha/simulator'

export type SimulateOptions =
  | {
      readonly what: 'seeds'
      readonly world: WorldName
      readonly seeds: SeedRange
      readonly faults: 'all' | 'none'
      readonly log: 'memory' | 'sqlite'
      readonly workers: number
      readonly json: boolean
    }
  | {
      readonly what: 'mutants'
      readonly only: readonly string[] | null
      readonly workers: number
      readonly json: boolean
    }

/** A command line that cannot be used; the message says what is allowed. */
export class UsageError extends Error {
  override name = 'UsageError'
}

const usage =
  'Use: npm run simulate -- --seeds A..B [--world office|offices] [--faults all|none] [--log memory|sqlite] [--workers N] [--json], or --mutants [--only ID]… [--workers N] [--json].'

/** Reads the command line of `npm run simulate`. Throws `UsageError`. */
export function readOptions(args: readonly string[]): SimulateOptions {
  const values = parse(args)
  if (values.mutants) {
    if ([values.seeds, values.faults, values.log, values.world].some((value) => value !== undefined))
      throw new UsageError(`--mutants chooses the world, the seeds and the faults itself. ${usage}`)
    return { what: 'mutants', only: values.only ?? null, workers: readWorkers(values.workers), json: values.json }
  }
  if (values.only !== undefined) throw new UsageError(`--only belongs to --mutants. ${usage}`)
  if (values.seeds === undefined) throw new UsageError(`--seeds is missing. ${usage}`)
  const world = oneOf('--world', values.world ?? 'office', ['office', 'offices'])
  if (world === 'offices' && values.log === 'sqlite')
    throw new UsageError(
      `--log sqlite belongs to --world office: the logs of three offices are kept in memory. ${usage}`,
    )
  return {
    what: 'seeds',
    world,
    seeds: readRange(values.seeds),
    faults: oneOf('--faults', values.faults ?? 'all', ['all', 'none']),
    log: oneOf('--log', values.log ?? 'memory', ['memory', 'sqlite']),
    workers: readWorkers(values.workers),
    json: values.json,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string' },
        faults: { type: 'string' },
        log: { type: 'string' },
        world: { type: 'string' },
        only: { type: 'string', multiple: true },
        workers: { type: 'string' },
        mutants: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    // Node's sentences for options go on with advice about "--"
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw new UsageError(`${reason.replace(/\.?$/, '.')} ${usage}`)
  }
}

function readRange(text: string): SeedRange {
  const match = /^(\d{1,9})\.\.(\d{1,9})$/.exec(text)
  if (match === null)
    throw new UsageError(`--seeds takes two whole numbers, for example 1..500, not "${text}". ${usage}`)
  const [from, to] = [Number(match[1]), Number(match[2])]
  if (from > to) throw new UsageError(`The seed range ${text} is the wrong way round: write ${to}..${from}.`)
  return { from, to }
}

/** @returns as many as the computer has cores, where nothing is asked for */
function readWorkers(text: string | undefined): number {
  if (text === undefined) return availableParallelism()
  if (!/^[1-9]\d?$/.test(text))
    throw new UsageError(`--workers takes a whole number from 1 to 99, not "${text}". ${usage}`)
  return Number(text)
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new UsageError(`${name} takes ${allowed.join(' or ')}, not "${value}". ${usage}`)
  return found
}
