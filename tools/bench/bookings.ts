import path from 'node:path'
import { type Database, openDatabase } from '@cherha/queue-server'
import { type BenchBooking, benchBooking, type OnSale, type WantedTime } from './bench-booking.ts'
import type { MeasureId } from './measures.ts'
import type { Figure } from './report.ts'
import { interleaved, ratios, type Spread, spreadOf, timed } from './rounds.ts'
import type { Setting } from './run.ts'

const clients = 50
/** Places taken in a slice. */
const perSlice = 500
const slices = 3
/** One day with more places than a slice takes: 54 times, 14 lanes. */
const hotDay: OnSale = { offices: 1, daysEach: 1, lanes: 14 }
/** 50 × 20 days. */
const manyDays: OnSale = { offices: 50, daysEach: 20, lanes: 1 }

/** Holds of places beside a bare counter in the same database, by 50 clients. */
export async function bookingFigures(
  setting: Setting,
  only: readonly MeasureId[],
): Promise<Readonly<Partial<Record<MeasureId, Figure>>>> {
  const dataDir = path.join(setting.folder, 'booking')
  const database = await openDatabase({ dataDir, log: quiet })
  // each client of the baseline has a connection of its own, as programs without a server have
  const raw = await openDatabase({ dataDir, log: quiet, role: 'tool', connections: clients })
  try {
    return {
      ...(only.includes('P9') ? { P9: await onSale(database, raw, hotDay, setting) } : {}),
      ...(only.includes('P10') ? { P10: await onSale(database, raw, manyDays, setting) } : {}),
    }
  } finally {
    await raw.close()
    await database.close()
  }
}

async function onSale(database: Database, raw: Database, what: OnSale, { rounds, say }: Setting): Promise<Spread> {
  const bench = await benchBooking(database, what)
  try {
    // all of them are made now, not while it is measured
    await Promise.all(Array.from({ length: clients }, () => raw.pool.query('SELECT pg_sleep(1)')))
    await rawCounters(database, bench)
    say(`  ${bench.days.length} days are on sale`)
    const { days } = bench
    const wanted = Array.from({ length: 54 * days.length }, (_, n) => {
      return days[n % days.length]?.[Math.floor(n / days.length)] ?? fail()
    })
    return await beside(raw.pool, bench, rounds, wanted, say)
  } finally {
    await bench.close()
  }
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** One row for each day, as somebody would count places who has nothing but a database. */
async function rawCounters({ pool }: Database, { days }: BenchBooking): Promise<void> {
  await pool.query(
    'DROP TABLE IF EXISTS raw_day; CREATE TABLE raw_day (office text, date text, free integer NOT NULL, PRIMARY KEY (office, date)) WITH (fillfactor = 50)',
  )
  const first = days.flatMap(([one]) => one ?? [])
  await pool.query('INSERT INTO raw_day SELECT *, 2000000000 FROM unnest($1::text[], $2::text[])', [
    first.map(({ office }) => office),
    first.map(({ date }) => date),
  ])
}

/** Milliseconds of conditional updates to those of as many holds, in turns; what was held is given back in between. */
async function beside(
  pool: Database['pool'],
  { hold }: BenchBooking,
  rounds: number,
  wanted: readonly WantedTime[],
  say: Setting['say'],
): Promise<Spread> {
  let n = 0
  const next = () => wanted[n++ % wanted.length] ?? fail()
  const times = await interleaved(
    rounds,
    {
      raw: () => timed(() => byAll(() => takeRaw(pool, next()))),
      holds: async () => {
        const back: (() => Promise<void>)[] = []
        const ms = await timed(() => byAll(async () => void back.push(await hold(next()))))
        await Promise.all(back.map((release) => release()))
        return ms
      },
    },
    slices,
  )
  const perSecond = (ms: readonly number[]) => Math.round((perSlice * 1_000) / spreadOf(ms).median)
  say(`  ${perSecond(times.holds)} holds a second, ${perSecond(times.raw)} updates`)
  return spreadOf(ratios(times.raw, times.holds))
}

async function takeRaw(pool: Database['pool'], { office, date }: WantedTime): Promise<void> {
  const { rowCount } = await pool.query({
    name: 'raw-day',
    text: 'UPDATE raw_day SET free = free - 1 WHERE office = $1 AND date = $2 AND free > 0',
    values: [office, date],
  })
  if (rowCount !== 1) throw new Error('the counter has no such day')
}

/** All of a slice, by 50 clients that each do one after the other. */
async function byAll(work: () => Promise<void>): Promise<void> {
  let left = perSlice
  const client = async () => {
    while (left > 0) {
      left -= 1
      await work()
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
}

function fail(): never {
  throw new Error('no day is on sale')
}
