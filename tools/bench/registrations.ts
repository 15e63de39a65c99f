import path from 'node:path'
import Database from 'better-sqlite3'
import { type HubCore, openCore } from './bench-office.ts'
import type { Setting } from './run.ts'
import { interleaved, ratios, type Spread, spreadOf, timed } from './rounds.ts'

const perSlice = 50
const slices = 6
const warmUps = 30
const placesPerDay = 600
/** As long as the row of a registration. */
const rowText = 'x'.repeat(1_000)
/** SQLite uses the space of its write-ahead log again after a thousand pages; until then every commit pays for growth. */
const untilSteady = 1_200

/**
 * Milliseconds of a raw one-row insert to those of a durable registration, one at a time (P1) and fifty at once (P2):
 * the same length, the same mode (WAL, `synchronous=FULL`). Through intake and engine of the hub into its log.
 */
export async function registrations({ folder, rounds }: Setting): Promise<{ P1: Spread; P2: Spread }> {
  const core = await openCore(path.join(folder, 'registrations'))
  const raw = openRaw(path.join(folder, 'raw.db'))
  let registered = 0
  const work = {
    raw: () => timed(() => repeat(perSlice, raw.insert)),
    single: () => timed(() => oneAtATime(core)),
    together: () => timed(() => allAtOnce(core)),
  }
  /** No day has places for all of them. */
  const onADayWithPlaces = async (measure: () => Promise<number>): Promise<number> => {
    if (registered % placesPerDay === 0) await core.nextDay()
    registered += perSlice
    return measure()
  }
  try {
    repeat(untilSteady, raw.insert)
    for (let n = 0; n < warmUps; n += 1) await onADayWithPlaces(n % 2 === 0 ? work.single : work.together)
    const {
      raw: insert,
      single,
      together,
    } = await interleaved(
      rounds,
      {
        raw: work.raw,
        single: () => onADayWithPlaces(work.single),
        together: () => onADayWithPlaces(work.together),
      },
      slices,
    )
    return { P1: spreadOf(ratios(insert, single)), P2: spreadOf(ratios(insert, together)) }
  } finally {
    await core.close()
    raw.close()
  }
}

async function oneAtATime(core: HubCore): Promise<void> {
  for (let n = 0; n < perSlice; n += 1) await core.register()
}

async function allAtOnce(core: HubCore): Promise<void> {
  await Promise.all(Array.from({ length: perSlice }, () => core.register()))
}

function openRaw(file: string): { insert(): void; close(): void } {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT NOT NULL)')
  const insert = db.prepare('INSERT INTO row (text) VALUES (?)')
  return { insert: () => void insert.run(rowText), close: () => db.close() }
}

function repeat(times: number, work: () => void): void {
  for (let n = 0; n < times; n += 1) work()
}
