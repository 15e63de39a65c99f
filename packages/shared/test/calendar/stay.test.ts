import {
  daysLeft,
  daysUsed,
  firstPossibleEntry,
  lastLawfulDay,
  readStays,
  type Stay,
  type StayHistory,
  type StayLimit,
  type StayProblem,
  visaFreeLimit,
} from '@cherha/shared/calendar'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { specTable } from '../spec-table.ts'

const rows = (beginning: string) => specTable('self-service.md', beginning).slice(1)

const listOf = (text: string): Stay[] =>
  text === 'none'
    ? []
    : text.split(', ').map((stay) => {
        const [entry = '', exit = ''] = stay.split('–')
        return { entry, exit: exit === '…' ? null : exit }
      })

const historyOf = (stays: readonly Stay[], today: string): StayHistory => {
  const read = readStays(stays, today)
  if (!read.ok) throw new Error(`not a history: ${JSON.stringify(read.problems)}`)
  return read.history
}

/** Of a row of the specification: today is the latest day it names. */
const historyIn = (text: string, day: string): StayHistory => {
  const stays = listOf(text)
  return historyOf(stays, [day, ...stays.flatMap(({ exit }) => exit ?? [])].sort().at(-1) ?? day)
}

describe('days of stay, by hand', () => {
  it.each(rows('stays | on'))('I10 I11 I12 I15 %s: on %s %s days used, %s left', (stays, on, used, left) => {
    const history = historyIn(stays ?? '', on ?? '')
    expect([daysUsed(history, on ?? ''), daysLeft(history, on ?? '')]).toEqual([Number(used), Number(left)])
  })

  it.each(rows('stays | from | last'))('I13 %s: staying on from %s is lawful to %s', (stays, from, last) => {
    expect(lastLawfulDay(historyIn(stays ?? '', from ?? ''), from ?? '') ?? 'none').toBe(last)
  })

  it.each(rows('stays | from | days'))(
    'I14 %s: from %s a stay of %s days is possible from %s',
    (stays, from, days, first) => {
      expect(firstPossibleEntry(historyIn(stays ?? '', from ?? ''), from ?? '', Number(days)) ?? 'none').toBe(first)
    },
  )

  it.each(rows('stays | today'))('I16 %s, today %s: %s', (stays, today, problems) => {
    const read = readStays(listOf(stays ?? ''), today ?? '')
    expect(read.ok ? 'none' : read.problems.map(written).join(', ')).toBe(problems)
  })

  it('I10 I13 I14 I16 are more than a few cases', () => {
    expect(
      ['stays | on', 'stays | from | last', 'stays | from | days', 'stays | today'].map((t) => rows(t).length),
    ).toEqual([21, 11, 12, 14])
  })
})

function written(problem: StayProblem): string {
  const detail =
    problem.code === 'stay-no-date'
      ? ` ${problem.field}`
      : problem.code === 'stay-overlap'
        ? ` ${problem.other + 1}`
        : ''
  return `${problem.stay + 1} ${problem.code}${detail}`
}

describe('days of stay', () => {
  const quarter = historyOf([{ entry: '2026-01-01', exit: '2026-03-31' }], '2026-05-20')

  it('I14 an entry is never in the past', () => {
    expect(firstPossibleEntry(historyOf([], '2026-05-20'), '2026-01-01', 90)).toBe('2026-05-20')
  })

  it('I15 a stay that goes on is not counted into days to come', () => {
    const here = historyOf([{ entry: '2026-05-01', exit: null }], '2026-05-20')
    expect(daysUsed(here, '2026-06-20')).toBe(20)
    expect(lastLawfulDay(here, '2026-05-20')).toBe('2026-07-29')
  })

  it('I17 a treaty with 180 days in 365 is counted the same way', () => {
    const treaty: StayLimit = { days: 180, window: 365 }
    expect(daysUsed(quarter, '2026-12-31', treaty)).toBe(90)
    expect(daysUsed(quarter, '2027-01-01', treaty)).toBe(89)
    expect(lastLawfulDay(quarter, '2026-05-20', treaty)).toBe('2026-08-17')
    expect(firstPossibleEntry(quarter, '2026-05-20', 180, treaty)).toBe('2026-10-03')
  })

  it('refuses to count from what is no date, no number of days and no limit', () => {
    for (const wrong of ['2026-02-30', '', 'today']) {
      expect(() => readStays([], wrong)).toThrow(RangeError)
      expect(() => daysUsed(quarter, wrong)).toThrow(RangeError)
      expect(() => lastLawfulDay(quarter, wrong)).toThrow(RangeError)
      expect(() => firstPossibleEntry(quarter, wrong, 1)).toThrow(RangeError)
    }
    for (const days of [0, -1, 1.5, Number.NaN])
      expect(() => firstPossibleEntry(quarter, '2026-05-20', days)).toThrow(RangeError)
    for (const [days, window] of [
      [0, 180],
      [180, 180],
      [90.5, 180],
      [90, Number.POSITIVE_INFINITY],
    ] as const)
      expect(() => daysLeft(quarter, '2026-05-20', { days, window })).toThrow(RangeError)
  })
})

/** Counts as an officer would: a calendar, and a finger that goes back day by day. */
function byFinger(present: (date: string) => boolean, on: string, limit: StayLimit): number {
  let day = Temporal.PlainDate.from(on)
  let days = 0
  for (let back = 0; back < limit.window; back += 1, day = day.subtract({ days: 1 }))
    if (present(day.toString())) days += 1
  return days
}

const later = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString()

/** Stays with gaps of 0 days (out and in again on one day) and more, from a day around two leap days and turns of years. */
const someStays = fc
  .record({
    start: fc.integer({ min: 0, max: 1600 }),
    steps: fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 60 })), { maxLength: 6 }),
  })
  .map(({ start, steps }) => {
    let day = later('2023-11-01', start)
    const stays = steps.map(([gap, length]): { entry: string; exit: string } => {
      const entry = later(day, gap)
      day = later(entry, length)
      return { entry, exit: day }
    })
    return { stays, today: day }
  })
const aLimit = fc.constantFrom(visaFreeLimit, { days: 5, window: 12 })
const runs = { numRuns: 40 }

describe('days of stay, against a count by finger', () => {
  it('I10 I11 I12 are the same on any day, in any order of the stays', () => {
    fc.assert(
      fc.property(someStays, aLimit, fc.integer({ min: -300, max: 300 }), ({ stays, today }, limit, offset) => {
        const on = later(today, offset)
        const used = byFinger((date) => stays.some(({ entry, exit }) => entry <= date && date <= exit), on, limit)
        const history = historyOf([...stays].reverse(), today)
        expect(daysUsed(history, on, limit)).toBe(used)
        expect(daysLeft(history, on, limit)).toBe(used > limit.days ? 0 : limit.days - used)
      }),
      runs,
    )
  })

  it('I13 the last lawful day is within the limit, with every day before it, and the next is not', () => {
    fc.assert(
      fc.property(someStays, aLimit, fc.integer({ min: -60, max: 200 }), ({ stays, today }, limit, offset) => {
        const from = later(today, offset)
        const last = lastLawfulDay(historyOf(stays, today), from, limit)
        const usedStayingTo = (day: string) =>
          byFinger(
            (date) => (from <= date && date <= day) || stays.some(({ entry, exit }) => entry <= date && date <= exit),
            day,
            limit,
          )
        const next = last === null ? from : later(last, 1)
        expect(usedStayingTo(next)).toBeGreaterThan(limit.days)
        for (let day = from; last !== null && day <= last; day = later(day, 1))
          expect(usedStayingTo(day), day).toBeLessThanOrEqual(limit.days)
      }),
      { numRuns: 15 },
    )
  })

  it('I14 a stay from the first possible entry is within the limit, and from the day before it is not', () => {
    fc.assert(
      fc.property(
        someStays,
        aLimit,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 90 }),
        ({ stays, today }, limit, offset, wanted) => {
          const days = Math.min(wanted, limit.days)
          const from = later(today, offset)
          const first = firstPossibleEntry(historyOf(stays, today), from, days, limit) ?? 'none'
          expect(first >= from).toBe(true)
          const lawful = (entry: string) => {
            const last = later(entry, days - 1)
            const present = (date: string) =>
              (entry <= date && date <= last) || stays.some((stay) => stay.entry <= date && date <= stay.exit)
            return Array.from({ length: days }, (_, day) => byFinger(present, later(entry, day), limit)).every(
              (used) => used <= limit.days,
            )
          }
          expect(lawful(first)).toBe(true)
          if (first > from) expect(lawful(later(first, -1))).toBe(false)
        },
      ),
      runs,
    )
  })

  it('I16 two stays are refused together exactly when they share more than a day of crossing', () => {
    const day = fc.integer({ min: 0, max: 12 }).map((n) => later('2024-02-24', n))
    const stay = fc.tuple(day, day).map((days) => days.sort())
    fc.assert(
      fc.property(stay, stay, (one, two) => {
        const read = readStays(
          [one, two].map(([entry, exit]) => ({ entry, exit })),
          '2024-06-01',
        )
        expect(read.ok).toBe(one[1] <= two[0] || two[1] <= one[0])
      }),
      { numRuns: 500 },
    )
  })
})
