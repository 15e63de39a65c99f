import {
  addMonths,
  addWorkingDays,
  dueBefore,
  dueDate,
  easterOf,
  holidaysOfUkraine,
  holidayTableSchema,
  rollBack,
  rollOn,
  type Term,
  workingCalendar,
  workingDaysBetween,
} from '@cherha/shared/workflow'
import { describe, expect, it } from 'vitest'
import { martialLaw, peacetime } from './planned.ts'

const days = (amount: number): Term => ({ unit: 'working-days', amount })

describe('working days', () => {
  it('W22 under martial law every Monday to Friday is worked, holidays too', () => {
    for (const date of ['2026-01-01', '2026-03-09', '2026-04-13', '2026-05-01', '2026-08-24', '2026-12-25'])
      expect(martialLaw.isWorkingDay(date), date).toBe(true)
    for (const date of ['2026-03-07', '2026-03-08', '2026-04-12'])
      expect(martialLaw.isWorkingDay(date), date).toBe(false)
  })

  it('W22 W23 without martial law the days off of 2026 are exactly these', () => {
    const off: string[] = []
    for (let date = '2025-12-31'; date < '2026-12-31'; ) {
      date = dueDate(date, days(1), martialLaw)
      if (!peacetime.isWorkingDay(date)) off.push(date)
    }
    expect(off).toEqual([
      '2026-01-01',
      '2026-03-09',
      '2026-04-13',
      '2026-05-01',
      '2026-05-08',
      '2026-06-01',
      '2026-06-29',
      '2026-07-15',
      '2026-08-24',
      '2026-10-01',
      '2026-12-25',
    ])
  })

  it('W23 two holidays on one weekend move two days', () => {
    const table = { ...holidaysOfUkraine, yearly: [], easter: [] }
    const title = { uk: 'Свято', en: 'Holiday' }
    const calendar = workingCalendar(
      {
        ...table,
        yearly: [
          { date: '12-30', title },
          { date: '12-31', title },
        ],
      },
      { martialLaw: false },
    )
    // Saturday 30 and Sunday 31 December 2028: Monday and Tuesday of the next year
    expect(addWorkingDays('2028-12-29', 1, calendar)).toBe('2029-01-03')
    expect(calendar.isWorkingDay('2029-01-01')).toBe(false)
  })

  it.each([
    [2023, '4-3'],
    [2024, '4-22'],
    [2025, '4-7'],
    [2026, '3-30'],
    [2027, '4-19'],
  ])('W22 Easter of %i in the Julian calendar is %s', (year, julian) => {
    const { month, day, julianDays } = easterOf(year)
    expect([`${month}-${day}`, julianDays]).toEqual([julian, 13])
  })

  it('W29 the table is data: single days off and worked are added without code, martial law or not', () => {
    const table = holidayTableSchema.parse({
      ...holidaysOfUkraine,
      off: ['2026-03-03'],
      working: ['2026-03-07', '2026-05-01'],
    })
    for (const law of [true, false]) {
      const calendar = workingCalendar(table, { martialLaw: law })
      expect(addWorkingDays('2026-03-02', 1, calendar)).toBe('2026-03-04')
      expect(calendar.isWorkingDay('2026-03-07')).toBe(true)
      expect(calendar.isWorkingDay('2026-05-01')).toBe(true)
    }
    expect(holidayTableSchema.safeParse({ ...table, off: ['2026-02-30'] }).success).toBe(false)
    expect(
      holidayTableSchema.safeParse({ ...table, yearly: [{ date: '13-01', title: { uk: 'а', en: 'a' } }] }).success,
    ).toBe(false)
  })

  it('W29 a table that leaves no working day is refused instead of searched for ever', () => {
    const none = { isWorkingDay: () => false }
    expect(() => addWorkingDays('2026-03-02', 1, none)).toThrow(/no working day within a year/)
    expect(() => martialLaw.isWorkingDay('2026-02-30')).toThrow(RangeError)
  })
})

describe('deadlines', () => {
  it('W21 the day after the event counts first', () => {
    expect(dueDate('2026-03-02', days(1), martialLaw)).toBe('2026-03-03')
    expect(dueDate('2026-03-02', days(5), martialLaw)).toBe('2026-03-09')
    expect(dueDate('2026-03-06', days(1), martialLaw)).toBe('2026-03-09')
    expect(dueDate('2026-03-02', { unit: 'calendar-days', amount: 30 }, martialLaw)).toBe('2026-04-01')
  })

  it('W21 an event on a day off counts like any other: the next working day is the first', () => {
    expect(dueDate('2026-03-07', days(1), martialLaw)).toBe('2026-03-09')
    expect(dueDate('2026-03-07', days(1), peacetime)).toBe('2026-03-10')
  })

  it('W24 a last day that is not worked rolls on', () => {
    expect(dueDate('2026-03-05', { unit: 'calendar-days', amount: 30 }, martialLaw)).toBe('2026-04-06')
    expect(dueDate('2026-08-28', { unit: 'years', amount: 1 }, martialLaw)).toBe('2027-08-30')
    // 12 April is Easter, Monday the 13th its day off
    expect(dueDate('2026-03-13', { unit: 'calendar-days', amount: 30 }, peacetime)).toBe('2026-04-14')
    expect(dueDate('2026-03-13', { unit: 'calendar-days', amount: 30 }, martialLaw)).toBe('2026-04-13')
  })

  it('W25 months and years end on the same day number, or on the last day of the month', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29')
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28')
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(() => addMonths('2026-02-30', 1)).toThrow(RangeError)
    expect(() => addMonths('9999-12-31', 1)).toThrow(RangeError)
  })

  it('W26 the same visit and the same day are the day of the event, worked or not', () => {
    expect(dueDate('2026-03-07', { unit: 'same-visit' }, martialLaw)).toBe('2026-03-07')
    expect(dueDate('2026-03-07', { unit: 'same-day' }, peacetime)).toBe('2026-03-07')
    expect(dueBefore('2026-03-07', { unit: 'same-day' }, peacetime)).toBe('2026-03-07')
  })

  it('W27 a term before an event counts back, and a day that is not worked rolls back', () => {
    expect(dueBefore('2026-03-16', days(1), martialLaw)).toBe('2026-03-13')
    expect(dueBefore('2026-03-10', days(1), peacetime)).toBe('2026-03-06')
    expect(dueBefore('2026-03-23', days(15), martialLaw)).toBe('2026-03-02')
    expect(dueBefore('2026-04-20', { unit: 'calendar-days', amount: 1 }, martialLaw)).toBe('2026-04-17')
    expect(dueBefore('2026-06-14', { unit: 'months', amount: 1 }, martialLaw)).toBe('2026-05-14')
    expect(dueBefore('2027-02-28', { unit: 'years', amount: 1 }, martialLaw)).toBe('2026-02-27')
  })

  it('W28 a change of the clock changes nothing: dates have no hours', () => {
    expect(dueDate('2026-03-27', days(1), martialLaw)).toBe('2026-03-30')
    expect(dueDate('2026-03-28', { unit: 'calendar-days', amount: 2 }, martialLaw)).toBe('2026-03-30')
    expect(dueDate('2026-10-23', days(2), martialLaw)).toBe('2026-10-27')
    expect(workingDaysBetween('2026-10-23', '2026-10-27', martialLaw)).toBe(2)
  })

  it('W21 counting forward and back meets the same day, for every day of two years', () => {
    let date = '2027-01-01'
    for (let n = 0; n < 520; n += 1) {
      const due = addWorkingDays(date, 7, peacetime)
      expect(workingDaysBetween(date, due, peacetime), date).toBe(7)
      expect(addWorkingDays(due, -7, peacetime), date).toBe(rollBack(date, peacetime))
      date = dueDate(date, days(1), martialLaw)
    }
    expect(rollOn('2028-02-26', martialLaw)).toBe('2028-02-28')
    expect(workingDaysBetween('2026-03-09', '2026-03-02', martialLaw)).toBe(-5)
  })
})
