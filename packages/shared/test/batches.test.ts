import { describe, expect, it } from 'vitest'
import { BatchLimit, LinkLostError, pullLimit, withinBytes } from '../src/protocol/index.ts'

const bytesOf = (records: readonly unknown[]) =>
  records.reduce<number>((sum, record) => sum + Buffer.byteLength(JSON.stringify(record)), 0)

describe('R5 the size of a batch', () => {
  it('R5 is bounded by the bytes of its records, in any script, and never less than one record', () => {
    const records = ['a'.repeat(100), 'Їжакевич', 'ß', '→', '𝄞', '\u{10ffff}'.repeat(20), 'ю'.repeat(50)]
    for (let most = 0; most <= bytesOf(records) + 10; most += 1) {
      const batch = withinBytes(records, most)
      expect(batch).toEqual(records.slice(0, batch.length))
      expect(batch.length).toBeGreaterThan(0)
      if (batch.length > 1) expect(bytesOf(batch)).toBeLessThanOrEqual(most)
      const next = records.slice(0, batch.length + 1)
      if (batch.length < records.length) expect(bytesOf(next)).toBeGreaterThan(most)
    }
    expect(withinBytes([])).toEqual([])
    expect(withinBytes(records)).toHaveLength(records.length)
  })

  it('R5 is halved by each batch that is lost, down to one record, and doubled by each that comes quickly', async () => {
    const limit = new BatchLimit()
    const sizes: number[] = []
    let at = 0
    const pull = (takesMs: number | null) =>
      limit.ask(
        () => at,
        async (records) => {
          sizes.push(records)
          if (takesMs === null) throw new LinkLostError('too slow')
          at += takesMs
        },
      )
    for (let time = 0; time < 11; time += 1) await expect(pull(null)).rejects.toThrow(LinkLostError)
    expect(sizes).toEqual([500, 250, 125, 62, 31, 15, 7, 3, 1, 1, 1])
    await pull(6_000)
    expect(limit.records).toBe(1)
    for (let time = 0; time < 10; time += 1) await pull(4_000)
    expect(limit.records).toBe(pullLimit)
  })

  it('R5 does not change where the answer was an error', async () => {
    const limit = new BatchLimit()
    const wrong = limit.ask(
      () => 0,
      () => Promise.reject(new Error('not now')),
    )
    await expect(wrong).rejects.toThrow('not now')
    expect(limit.records).toBe(pullLimit)
  })
})
