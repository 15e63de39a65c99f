import { addDays, compareDates, daysBetween, isDate, weekday } from '@cherha/shared/calendar'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'

const anyDate = fc
  .integer({ min: -719_528, max: 2_932_896 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }).toString())

describe('dates', () => {
  it('exist or not by the Gregorian calendar', () => {
    for (const date of ['2024-02-29', '2000-02-29', '2026-12-31', '0000-01-01']) expect(isDate(date), date).toBe(true)
    for (const text of [
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '2026-1-1',
      '26-01-01',
      '2026-01-01 ',
      '',
      '20260101',
    ])
      expect(isDate(text), text).toBe(false)
  })

  it('cross months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2)
  })

  it('agree with Temporal on every sum and every day of the week', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, n) => {
        const there = Temporal.PlainDate.from(date).add({ days: n })
        fc.pre(there.year >= 0 && there.year <= 9999)
        expect(addDays(date, n)).toBe(there.toString())
        expect(daysBetween(date, there.toString())).toBe(n)
        const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
        expect(weekday(date)).toBe(names[Temporal.PlainDate.from(date).dayOfWeek - 1])
      }),
    )
  })

  it('compare as they follow one another', () => {
    expect(['2026-02-01', '2025-12-31', '2026-01-31'].sort(compareDates)).toEqual([
      '2025-12-31',
      '2026-01-31',
      '2026-02-01',
    ])
    expect(compareDates('2026-02-01', '2026-02-01')).toBe(0)
  })

  it('refuse to count from a text that is no date, and beyond the year 9999', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
    expect(() => weekday('today')).toThrow(RangeError)
    expect(() => daysBetween('2026-01-01', '2026-1-2')).toThrow(RangeError)
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError)
  })
})
