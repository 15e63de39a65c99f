import { describe, expect, it } from 'vitest'
import { HoldBook, newHold } from '../../src/booking/memory/hold-book.ts'
import type { HoldRow } from '../../src/booking/store/rows.ts'

function aHold(id: string, office: string, date: string) {
  const row: HoldRow = {
    id,
    office,
    date,
    kind: 'held',
    service: 'permit',
    time: '09:00',
    language: 'uk',
    portal: null,
    madeAt: 0,
    until: 300_000,
    hash: id,
    phoneHash: null,
    pairHash: null,
    codeHash: null,
    box: null,
    tries: 0,
    codes: 1,
    codeAt: 0,
  }
  return newHold(row, null)
}

describe('the version of what is held', () => {
  it('B6 is another one after each change of an office and date, and of no other', () => {
    const book = new HoldBook()
    const [first, second] = [aHold('1', '6801', '2026-03-03'), aHold('2', '6801', '2026-03-03')]
    const seen = [book.version('6801', '2026-03-03')]
    const steps = [() => book.add(first), () => book.add(second), () => book.uncount(first), () => book.remove(second)]
    for (const step of steps) {
      step()
      expect(book.version('6801', '2026-03-03')).not.toBe(seen.at(-1))
      seen.push(book.version('6801', '2026-03-03'))
      expect(book.version('6801', '2026-03-04')).toBe(0)
      expect(book.version('4801', '2026-03-03')).toBe(0)
    }
    expect(seen).toHaveLength(5)
    expect(book.taken('6801', '2026-03-03', 'permit', '09:00')).toBe(0)
    // removed after it was counted as sold: nothing changes any more
    book.remove(first)
    expect(book.version('6801', '2026-03-03')).toBe(0)
  })

  it('B6 never comes back while something is held: what was counted before is never taken for what is now', () => {
    const book = new HoldBook()
    const one = aHold('1', '6801', '2026-03-03')
    book.add(one)
    const before = book.version('6801', '2026-03-03')
    book.remove(one)
    book.add(aHold('2', '6801', '2026-03-03'))
    expect(book.version('6801', '2026-03-03')).not.toBe(before)
  })
})
