import { parseArgs } from 'node:util'
import { type MeasureId, measureIds } from './measures.ts'

/** Fewer rounds would not show what the machine was doing meanwhile. */
export const leastRounds = 7
const mostRounds = 99

export interface BenchOptions {
  readonly only: readonly MeasureId[]
  readonly json: boolean
  readonly rounds: number
}

/** Wrong arguments; the message is one sentence for the person at the keyboard. */
export class UsageError extends Error {
  override name = 'UsageError'
}

const usage = `Use: npm run bench -- [--only ${measureIds.join('|')}]… [--rounds ${leastRounds}…${mostRounds}] [--json].`

/** @throws UsageError */
export function readOptions(args: readonly string[]): BenchOptions {
  const { only = [], json = false, rounds = String(leastRounds) } = parse(args)
  const unknown = only.find((id) => !isMeasure(id))
  if (unknown !== undefined) {
    throw new UsageError(`There is no benchmark "${unknown}"; there are ${measureIds.join(', ')}.`)
  }
  const count = /^\d{1,3}$/.test(rounds) ? Number(rounds) : Number.NaN
  if (!(count >= leastRounds && count <= mostRounds)) {
    throw new UsageError(`--rounds must be a whole number from ${leastRounds} to ${mostRounds}, not "${rounds}".`)
  }
  return { only: measureIds.filter((id) => only.length === 0 || only.includes(id)), json, rounds: count }
}

function isMeasure(id: string): id is MeasureId {
  return measureIds.some((known) => known === id)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        rounds: { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    const [sentence = ''] = error instanceof Error ? error.message.split(/\.\s|\n/) : []
    throw new UsageError(`${sentence}. ${usage}`, { cause: error })
  }
}
