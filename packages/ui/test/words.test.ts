import { expect, test } from 'vitest'
import { addDays, formatDate, formatDateRange, formatTime, officeDate, weekdayOf } from '../src/dates.ts'
import { counted, plural } from '../src/plural.ts'

const places = ['місце', 'місця', 'місць'] as const

test('Ukrainian counts take the form of their last digits', () => {
  const words = [0, 1, 2, 4, 5, 11, 12, 14, 20, 21, 22, 25, 101, 111, 112, 122].map((n) => plural(n, 'uk', places))
  expect(words).toEqual([
    'місць',
    'місце',
    'місця',
    'місця',
    'місць',
    'місць',
    'місць',
    'місць',
    'місць',
    'місце',
    'місця',
    'місць',
    'місце',
    'місць',
    'місць',
    'місця',
  ])
})

test('English counts know one and many', () => {
  expect([0, 1, 2, 21].map((n) => plural(n, 'en', ['place', 'places']))).toEqual([
    'places',
    'place',
    'places',
    'places',
  ])
})

test('a number never parts from its word', () => {
  expect(counted(21, 'uk', places)).toBe('21\u00a0місце')
})

test('dates are written as the design says, with the month in the genitive', () => {
  expect(formatDate('2026-03-05', 'uk', 'weekday-day-month')).toBe('четвер, 5\u00a0березня')
  expect(formatDate('2026-03-06', 'uk', 'weekday')).toBe('п’ятниця')
  expect(formatDate('2026-03-05', 'uk', 'day-month')).toBe('5\u00a0березня')
  expect(formatDate('2026-03-05', 'uk', 'day-month-year')).toBe('5\u00a0березня\u00a02026\u00a0р.')
  expect(formatDate('2026-03-05', 'uk', 'numeric')).toBe('05.03.2026')
  expect(formatDate('2026-03-05', 'en', 'weekday-day-month')).toBe('Thursday, 5\u00a0March')
})

test('a range names the month once where it can', () => {
  expect(formatDateRange('2026-03-09', '2026-03-27', 'uk')).toBe('9\u00a0– 27\u00a0березня')
  expect(formatDateRange('2026-03-30', '2026-04-09', 'uk')).toBe('30\u00a0березня\u00a0– 9\u00a0квітня')
  expect(formatDateRange('2026-03-30', '2026-03-30', 'en')).toBe('30\u00a0March')
})

test('days are counted across months, years and leap days', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(['2026-03-30', '2026-04-05'].map(weekdayOf)).toEqual([0, 6])
})

test('the office clock follows its own zone across both changes of summer time', () => {
  const kyiv = 'Europe/Kyiv'
  expect(formatTime(Date.parse('2026-03-29T00:59:00Z'), kyiv)).toBe('02:59')
  expect(formatTime(Date.parse('2026-03-29T01:00:00Z'), kyiv)).toBe('04:00')
  expect(formatTime(Date.parse('2026-10-25T00:30:00Z'), kyiv)).toBe('03:30')
  expect(formatTime(Date.parse('2026-10-25T01:30:00Z'), kyiv)).toBe('03:30')
  expect(formatTime(Date.parse('2026-03-05T22:00:00Z'), kyiv)).toBe('00:00')
  expect(officeDate(Date.parse('2026-03-05T22:00:00Z'), kyiv)).toBe('2026-03-06')
})
