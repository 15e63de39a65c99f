import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { BookingStore } from '../../src/booking/store/booking-store.ts'
import type { HoldRow } from '../../src/booking/store/rows.ts'
import { HoldWriter, type Work } from '../../src/booking/store/writer.ts'
import { OfficeUnavailableError } from '../../src/offices/answers.ts'
import { withDatabase } from '../support/database.ts'
import { FakeSms } from '../support/fake-sms.ts'

const databases = withDatabase()

async function aWriter() {
  const { pool } = await databases.fresh()
  const reports: string[] = []
  const report = (message: string) => void reports.push(message)
  const writer = new HoldWriter(new BookingStore(pool), new FakeSms(), report)
  const ids = async () =>
    (await pool.query<{ id: string }>('SELECT id FROM booking_hold ORDER BY time')).rows.map(({ id }) => id)
  return { pool, writer, reports, ids }
}

const timeOf = (n: number) => `${String(n).padStart(2, '0')}:00`

function aRow(n: number, change: Partial<HoldRow> = {}): HoldRow {
  const place = { office: '6801', service: 'permit', date: '2026-03-03', time: timeOf(n), language: 'uk' } as const
  const nobody = { portal: null, phoneHash: null, pairHash: null, codeHash: null, box: null }
  const times = { madeAt: 0, until: 300_000, codeAt: 0, tries: 0, codes: 1 }
  return { id: randomUUID(), kind: 'held', hash: '', ...place, ...nobody, ...times, ...change }
}

/** A hold that is written; what it hears is its answer. */
const holding = (row: HoldRow, heard: string[] = []): Work<string> => ({
  decide: () => ({ answer: row.id, effects: { holds: [row] } }),
  done: () => void heard.push(`done ${row.time}`),
  undone: () => void heard.push(`undone ${row.time}`),
})

describe('a batch with a command that cannot be written', () => {
  it('B46 that one fails alone and is given back; all others are written, in their order', async () => {
    const { writer, reports, ids } = await aWriter()
    const heard: string[] = []
    // PostgreSQL has no text with a NUL in it
    const rows = Array.from({ length: 21 }, (_, n) => aRow(n, n === 13 ? { hash: 'a\u0000b' } : {}))
    const results = await Promise.allSettled(rows.map((row) => writer.write(holding(row, heard))))
    const failed = results.flatMap((result, n) => (result.status === 'rejected' ? [n] : []))
    expect(failed).toEqual([13])
    expect(results[13]).toMatchObject({ reason: expect.any(OfficeUnavailableError) })
    const good = rows.filter((_, n) => n !== 13)
    expect(await ids()).toEqual(good.map(({ id }) => id))
    expect(heard.filter((one) => one.startsWith('done'))).toEqual(good.map(({ time }) => `done ${time}`))
    expect(heard.filter((one) => one.startsWith('undone'))).toEqual([`undone ${timeOf(13)}`])
    expect(reports).toHaveLength(1)
  })

  it('B46 also when it is the question before it that is wrong, or its decision that fails', async () => {
    const { writer, ids } = await aWriter()
    const [first, last] = [aRow(1), aRow(3)]
    const asks = { id: 'a\u0000b', phoneHash: '00', since: '2026-01-01' }
    const results = await Promise.allSettled([
      writer.write(holding(first)),
      writer.write({ ...holding(aRow(2)), asks }),
      writer.write({
        decide: () => {
          throw new Error('a bug')
        },
      }),
      writer.write(holding(last)),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(await ids()).toEqual([first.id, last.id])
  })

  it('B46 what no command of them is to blame for fails all at once, and is not asked for again', async () => {
    const { pool, writer, reports } = await aWriter()
    await pool.query('ALTER TABLE booking_hold RENAME TO gone_hold')
    const results = await Promise.allSettled(Array.from({ length: 4 }, (_, n) => writer.write(holding(aRow(n)))))
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(reports).toHaveLength(1)
    await pool.query('ALTER TABLE gone_hold RENAME TO booking_hold')
    await expect(writer.write(holding(aRow(5)))).resolves.toMatch(/./)
  })
})
