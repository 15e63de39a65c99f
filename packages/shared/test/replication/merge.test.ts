import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from '@cherha/shared/replication'

interface Entry {
  readonly seq: number
  readonly prev: string
  readonly what: string
  readonly hash: string
}
type Head = { readonly seq: number; readonly hash: string }

const empty: Head = { seq: 0, hash: '0' }

/** No cryptography: a hash that names everything it covers, so that two are equal when everything is. */
const hashOf = ({ seq, prev, what }: Omit<Entry, 'hash'>): string => `${prev}/${seq}${what}`

/** A log of so many records that all say `what`. */
function logOf(count: number, what = 'a', from: readonly Entry[] = []): Entry[] {
  const log = [...from]
  for (let i = 0; i < count; i += 1) {
    const last: Head = log.at(-1) ?? empty
    const entry = { seq: last.seq + 1, prev: last.hash, what }
    log.push({ ...entry, hash: hashOf(entry) })
  }
  return log
}

const headOf = (log: readonly Entry[]): Head => log.at(-1) ?? empty

describe('R6 a batch is joined in one of three ways', () => {
  const log = logOf(8)
  const head = headOf(log.slice(0, 4))

  it('R6 what follows the head is taken', () => {
    expect(merge(head, log.slice(4, 7), hashOf)).toEqual({ is: 'advance', records: log.slice(4, 7) })
  })

  it('R6 what is known already is passed over', () => {
    expect(merge(head, log.slice(0, 6), hashOf)).toEqual({ is: 'advance', records: log.slice(4, 6) })
    expect(merge(head, log.slice(1, 4), hashOf)).toEqual({ is: 'advance', records: [] })
    expect(merge(head, [...log.slice(4), ...log.slice(4)], hashOf)).toEqual({ is: 'advance', records: log.slice(4) })
    expect(merge(head, [], hashOf)).toEqual({ is: 'advance', records: [] })
  })

  it('R6 a gap, at the beginning or in the middle, is asked for again from the head', () => {
    expect(merge(head, log.slice(5), hashOf)).toEqual({ is: 'rebase', after: 4 })
    expect(merge(head, [...log.slice(4, 5), ...log.slice(6)], hashOf)).toEqual({ is: 'rebase', after: 4 })
  })

  it('R6 R7 another record under a known number is rejected, and so is what follows one we do not have', () => {
    const other = logOf(4, 'b', log.slice(0, 3))
    expect(merge(head, other.slice(3), hashOf)).toEqual({ is: 'reject', seq: 4, reason: 'other-history' })
    expect(merge(head, other.slice(4), hashOf)).toEqual({ is: 'reject', seq: 5, reason: 'other-history' })
    const twins = [...log.slice(4, 6), ...logOf(2, 'b', log.slice(0, 4)).slice(4)]
    expect(merge(head, twins, hashOf)).toMatchObject({ is: 'reject', reason: 'other-history' })
  })

  it('R6 R7 a damaged record is rejected, also behind a gap', () => {
    const damaged = log.map((entry) => (entry.seq === 7 ? { ...entry, what: 'x' } : entry))
    expect(merge(head, damaged.slice(4), hashOf)).toEqual({ is: 'reject', seq: 7, reason: 'damaged' })
    expect(merge(head, damaged.slice(6), hashOf)).toEqual({ is: 'reject', seq: 7, reason: 'damaged' })
  })

  it('R6 R7 records that do not follow each other are rejected', () => {
    const stranger = logOf(2, 'c', logOf(5, 'c'))[5]
    if (stranger === undefined) throw new Error('no record')
    expect(merge(head, [...log.slice(4, 5), stranger], hashOf)).toEqual({
      is: 'reject',
      seq: 6,
      reason: 'broken-chain',
    })
  })
})

describe('R6 whatever the network does', () => {
  const scene = fc.record({
    length: fc.integer({ min: 0, max: 30 }),
    had: fc.integer({ min: 0, max: 30 }),
    picks: fc.array(fc.nat(), { maxLength: 60 }),
  })

  it('R6 any selection of true records in any order only ever advances along the log, or asks again', () => {
    fc.assert(
      fc.property(scene, ({ length, had, picks }) => {
        const log = logOf(length)
        const mine = log.slice(0, Math.min(had, length))
        const batch = log.length === 0 ? [] : picks.flatMap((pick) => log[pick % log.length] ?? [])
        const merged = merge(headOf(mine), batch, hashOf)
        expect(merged.is).not.toBe('reject')
        if (merged.is === 'advance')
          expect([...mine, ...merged.records]).toEqual(log.slice(0, mine.length + merged.records.length))
      }),
    )
  })

  it('R6 a batch in which one record was changed anywhere is never taken', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.nat(),
        fc.constantFrom('seq', 'prev', 'what', 'hash'),
        (n, at, field) => {
          const log = logOf(n)
          const broken = log.map((entry, i) => {
            if (i !== at % n) return entry
            return { ...entry, [field]: field === 'seq' ? entry.seq + 1 : `${entry[field]}!` }
          })
          expect(merge(empty, broken, hashOf).is).toBe('reject')
        },
      ),
    )
  })

  it('R5 two logs that pull from each other until their heads are equal are equal, whatever was lost or repeated', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 7 }),
        fc.infiniteStream(fc.nat(5)),
        (n, limit, chance) => {
          const theirs = logOf(n)
          let mine: Entry[] = []
          let pulls = 0
          while (mine.length < n && pulls < 2_000) {
            pulls += 1
            const batch = theirs.slice(mine.length, mine.length + limit)
            const harm = chance.next().value
            const arrived =
              harm === 1
                ? batch.slice(1)
                : harm === 2
                  ? [...batch, ...batch]
                  : harm === 3
                    ? [...batch].reverse()
                    : batch
            const merged = merge(headOf(mine), arrived, hashOf)
            if (merged.is === 'advance') mine = [...mine, ...merged.records]
          }
          expect(mine).toEqual(theirs)
        },
      ),
    )
  })
})
