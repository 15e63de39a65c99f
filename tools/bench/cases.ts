import path from 'node:path'
import { type Database, dueCases, openDatabase, type OpenCases } from '@cherha/queue-server'
import { type BenchCases, benchCases } from './bench-cases.ts'
import type { MeasureId } from './measures.ts'
import { openTasks } from './open-tasks.ts'
import type { Figure } from './report.ts'
import { interleaved, ratios, type Spread, spreadOf, timed } from './rounds.ts'
import type { Setting } from './run.ts'

const casesPerRound = 40
/** As long as the record of a step, sealed. */
const rowText = 'x'.repeat(1_500)
const deadlines = 1_000_000
const due = 1_000
const today = '2026-03-02'
const searches = 60
const pages = 10
const openCount = 10_000
const takenAtOnce = 8

/** Figures of the cases on the embedded PostgreSQL, durable as in an office. */
export async function caseFigures(
  setting: Setting,
  only: readonly MeasureId[],
): Promise<Readonly<Partial<Record<MeasureId, Figure>>>> {
  const { folder, rounds, say } = setting
  const database = await openDatabase({ dataDir: path.join(folder, 'cases'), log: quiet })
  try {
    await database.pool.query('CREATE TABLE raw_row (id bigserial PRIMARY KEY, text text NOT NULL)')
    const bench = await benchCases(database, folder)
    return {
      ...(only.includes('P14') ? { P14: await fiveSteps(database, bench, rounds) } : {}),
      ...(only.includes('P14b') ? { P14b: await dueAmong(database, rounds, say) } : {}),
      ...(only.includes('P14c') || only.includes('P14d') ? await taskLists(setting, bench, only) : {}),
    }
  } finally {
    await database.close()
  }
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/**
 * Milliseconds of five one-row transactions to those of a case of five steps. A raw one goes before each step, because
 * its price depends on when it comes, as with the registrations (P1).
 */
async function fiveSteps({ pool }: Database, bench: BenchCases, rounds: number): Promise<Spread> {
  const insert = () => pool.query({ name: 'raw', text: 'INSERT INTO raw_row (text) VALUES ($1)', values: [rowText] })
  let n = 100_000
  const round = async () => {
    const sum = { raw: 0, steps: 0 }
    for (let one = 0; one < casesPerRound; one += 1) {
      for (const step of bench.stepsOf(n++)) {
        sum.raw += await timed(insert)
        sum.steps += await timed(step)
      }
    }
    return sum
  }
  await round()
  const times = []
  for (let done = 0; done < rounds; done += 1) times.push(await round())
  return spreadOf(
    ratios(
      times.map(({ raw }) => raw),
      times.map(({ steps }) => steps),
    ),
  )
}

/** Milliseconds in which the server finds what is due to those of the same question asked of a bare table. */
async function dueAmong({ pool }: Database, rounds: number, say: (line: string) => void): Promise<Spread> {
  // one in a thousand is due: the others in the next 999 days
  await pool.query(
    `INSERT INTO case_deadline
     SELECT '9999-bench-' || lpad(n::text, 7, '0'), 'd', (DATE '${today}' + (n % ${deadlines / due}))::text
     FROM generate_series(1, ${deadlines}) AS n`,
  )
  await pool.query('CREATE TABLE raw_due (id text PRIMARY KEY, day text NOT NULL)')
  await pool.query('INSERT INTO raw_due SELECT case_id, fire_on FROM case_deadline')
  await pool.query('CREATE INDEX raw_due_day ON raw_due (day, id)')
  await pool.query('VACUUM ANALYZE case_deadline, raw_due')
  say(`  ${deadlines} deadlines are there`)
  const raw = { name: 'raw-due', text: 'SELECT id FROM raw_due WHERE day <= $1', values: [today] }
  const times = await interleaved(
    rounds,
    {
      raw: () =>
        timed(async () => {
          const { rowCount } = await pool.query(raw)
          if (rowCount !== due) throw new Error(`${rowCount} are due`)
        }),
      due: () =>
        timed(async () => {
          let found = 0
          for await (const ids of dueCases(pool, today)) found += ids.length
          if (found !== due) throw new Error(`${found} are due`)
        }),
    },
    searches,
  )
  await pool.query(`DELETE FROM case_deadline WHERE case_id LIKE '9999-bench-%'`)
  return spreadOf(ratios(times.due, times.raw))
}

/** The first page of a unit's tasks with its counts, at the server and at a desk: 10,000 cases are open. */
async function taskLists(
  setting: Setting,
  { cases, take }: BenchCases,
  only: readonly MeasureId[],
): Promise<Readonly<Partial<Record<MeasureId, Figure>>>> {
  const numbers = Array.from({ length: openCount }, (_, n) => 500_000 + n)
  const taking = async () => {
    for (let n = numbers.shift(); n !== undefined; n = numbers.shift()) await take(n)
  }
  await Promise.all(Array.from({ length: takenAtOnce }, taking))
  setting.say(`  ${openCount} cases are open`)
  return {
    ...(only.includes('P14c') ? { P14c: await taskList(cases, setting.rounds) } : {}),
    ...(only.includes('P14d') ? { P14d: await openTasks(setting, (query) => cases.tasks(head, query)) } : {}),
  }
}

const head = { office: '8036', login: 'distributor' }

/** Milliseconds of the server alone. */
async function taskList(cases: OpenCases, rounds: number): Promise<Spread> {
  const page = async () => {
    const { total, tasks } = await cases.tasks(head, { scope: 'mine', limit: 100 })
    if (total < openCount || tasks.length !== 100) throw new Error(`${total} tasks, ${tasks.length} shown`)
  }
  const times: number[] = []
  for (let round = 0; round <= rounds; round += 1) times.push((await repeated(page)) / pages)
  return spreadOf(times.slice(1))
}

function repeated(work: () => Promise<void>): Promise<number> {
  return timed(async () => {
    for (let n = 0; n < pages; n += 1) await work()
  })
}
