import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { asJson, eventAs, type NewRecord, openSqliteLog, type SqliteLog } from '@cherha/event-log'
import { Engine, systemClock } from '@cherha/office-hub/core'
import { evolve, initialState, type QueueEvent, stateVersion } from '@cherha/shared/queue'
import { anOfficeDay, daysLater, firstRecords, type OfficeDay } from './office-days.ts'
import { interleaved, ratios, type Spread, spreadOf, timed } from './rounds.ts'
import type { Setting } from './run.ts'

const long = 1_000_000
const short = 1_000
/** Records of the last day after its opening. */
const underWay = 900
const commitsPerRound = 400
const startsPerRound = 10

/**
 * What a hub waits for at its start (P12: opening the log, checking its chain, folding the live queue) and at each
 * command (P12b: finding the id, one commit), with a log of a million events beside one of a thousand. Both end within
 * the same kind of day, so that only what lies before it differs.
 */
export async function longLog({ folder, rounds, say }: Setting): Promise<{ P12: Spread; P12b: Spread }> {
  const day = anOfficeDay()
  const files = { long: path.join(folder, 'long.db'), short: path.join(folder, 'short.db') }
  const built = await timed(() => build(files.long, day, long))
  build(files.short, day, short)
  say(`  a log of ${long} events was written in ${(built / 1_000).toFixed(0)} s`)
  const starts = await interleaved(
    rounds,
    { long: () => startTime(files.long), short: () => startTime(files.short) },
    startsPerRound,
  )
  const logs = { long: openSqliteLog(files.long), short: openSqliteLog(files.short) }
  try {
    const sample = day.records.find(({ event }) => event.type === 'registered')
    if (sample === undefined) throw new Error('a day without a registration')
    const commits = await interleaved(
      rounds,
      { long: () => commitTime(logs.long, sample), short: () => commitTime(logs.short, sample) },
      commitsPerRound,
    )
    return { P12: spreadOf(ratios(starts.long, starts.short)), P12b: spreadOf(ratios(commits.long, commits.short)) }
  } finally {
    logs.long.close()
    logs.short.close()
  }
}

/** Whole days, then one that is under way, with its snapshot at the opening as the hub makes it. */
function build(file: string, { records, opening }: OfficeDay, count: number): void {
  const log = openSqliteLog(file)
  const state = initialState()
  const write = (some: readonly NewRecord[]): void => {
    for (const { seq, at, mono, event } of log.append(some)) {
      evolve(state, { seq, time: { at, mono }, event: eventAs<QueueEvent>(event) })
    }
  }
  write(firstRecords())
  let days = 0
  for (; log.head().seq + records.length + opening + underWay <= count; days += 1) write(daysLater(records, days))
  write(daysLater(records.slice(0, opening), days))
  log.saveSnapshot({ version: stateVersion, ...log.head(), state: asJson(state) })
  write(daysLater(records.slice(opening, opening + underWay), days))
  log.close()
}

/** Milliseconds until the live queue stands. */
function startTime(file: string): number {
  const start = performance.now()
  const log = openSqliteLog(file)
  const engine = new Engine({ log, clock: systemClock(), report: fail })
  const ms = performance.now() - start
  if (engine.state.today === null) throw new Error('no day is open')
  log.close()
  return ms
}

/** Milliseconds of one command's look-up and commit. */
function commitTime(log: SqliteLog, sample: NewRecord): number {
  const { command } = sample
  if (command === undefined) throw new Error('a registration without its command')
  const id = randomUUID()
  const start = performance.now()
  if (log.findCommand(id) !== null) throw new Error('a new command is in the log')
  log.append([{ ...sample, command: { ...command, id } }])
  return performance.now() - start
}

function fail(message: string, cause: unknown): never {
  throw new Error(message, { cause })
}
