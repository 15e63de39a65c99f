import path from 'node:path'
import Database from 'better-sqlite3'
import { type HubCore, openCore } from './bench-office.ts'
import type { Setting } from './run.ts'
import { ratios, type Spread, spreadOf, timed } from './rounds.ts'

const perSlice = 50
const slices = 6
const warmUps = 15
const placesPerDay = 600
/** As long as the row of a registration. */
const rowText = 'x'.repeat(1_000)
/** SQLite uses the space of its write-ahead log again after a thousand pages; until then every commit pays for growth. */
const untilSteady = 1_200

/**
 * Milliseconds of a raw one-row insert to those of a durable registration, one at a time (P1) and fifty at once (P2):
 * the same length, the same mode (WAL, `synchronous=FULL`). Through intake and engine of the hub into its log.
 *
 * A raw insert goes before each registration, because its price depends on when it comes: a file that was written less than
 * a tick of the kernel ago has no new time of change, and its fsync saves a commit of the file system's own journal.
 */
export async function registrations({ folder, rounds }: Setting): Promise<{ P1: Spread; P2: Spread }> {
  const core = await openCore(path.join(folder, 'registrations'))
  const raw = openRaw(path.join(folder, 'raw.db'))
  let registered = 0
  /** No day has places for all of them. */
  const placesForAll = async (): Promise<void> => {
    if (registered % placesPerDay === 0) await core.nextDay()
    registered += perSlice
  }
  const slice = async (): Promise<Times> => {
    await placesForAll()
    const pairs = await inTurns(core, raw.insert)
    await placesForAll()
    return { ...pairs, together: await timed(() => allAtOnce(core)) }
  }
  try {
    for (let n = 0; n < untilSteady; n += 1) raw.insert()
    for (let n = 0; n < warmUps; n += 1) await slice()
    const times: Times[] = []
    for (let round = 0; round < rounds; round += 1) times.push(await sumOf(slices, slice))
    const insert = times.map((one) => one.raw)
    return {
      P1: spreadOf(
        ratios(
          insert,
          times.map(({ single }) => single),
        ),
      ),
      P2: spreadOf(
        ratios(
          insert,
          times.map(({ together }) => together),
        ),
      ),
    }
  } finally {
    await core.close()
    raw.close()
  }
}

/** Milliseconds of as many inserts, registrations one at a time, and registrations at once. */
interface Times {
  readonly raw: number
  readonly single: number
  readonly together: number
}

async function sumOf(count: number, slice: () => Promise<Times>): Promise<Times> {
  let sum: Times = { raw: 0, single: 0, together: 0 }
  for (let n = 0; n < count; n += 1) {
    const { raw, single, together } = await slice()
    sum = { raw: sum.raw + raw, single: sum.single + single, together: sum.together + together }
  }
  return sum
}

async function inTurns(core: HubCore, insert: () => void): Promise<Pick<Times, 'raw' | 'single'>> {
  let raw = 0
  let single = 0
  for (let n = 0; n < perSlice; n += 1) {
    raw += await timed(insert)
    single += await timed(() => core.register())
  }
  return { raw, single }
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
