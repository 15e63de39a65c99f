import { expect, test } from 'vitest'
import {
  dateOfDayMonth,
  dayMonthOf,
  shapeCode,
  shapeDate,
  shapeDigits,
  shapeNumber,
  shapePhone,
  shapeTime,
} from '../src/renderer/flow/typed.ts'

/** Types one character after another, each time shaping the whole, as the field does. */
function typed(shape: (text: string) => string, keys: string): string {
  return Array.from(keys).reduce((text, key) => shape(text + key), '')
}
/** Erases one character at the end, as the erase key does. */
function erased(shape: (text: string) => string, text: string): string {
  return shape(text.slice(0, -1))
}

test('a ticket number gets its hyphen, and Latin look-alikes become Cyrillic', () => {
  expect(typed(shapeNumber, 'А015')).toBe('А-015')
  expect(typed(shapeNumber, 'a015')).toBe('А-015')
  expect(typed(shapeNumber, 'П-1001')).toBe('П-1001')
  expect(typed(shapeNumber, '015')).toBe('')
  expect(typed(shapeNumber, 'А015678')).toBe('А-0156')
})

test('whatever was shaped can be erased to nothing again', () => {
  const shapes = [
    [shapeNumber, 'А015'],
    [shapeCode, 'K7QF2M9D'],
    [shapeDate, '0503'],
    [shapePhone, '0671234567'],
    [shapePhone, '+380671234567'],
  ] as const
  for (const [shape, keys] of shapes) {
    let text = typed(shape, keys)
    for (let presses = 0; text !== '' && presses < 20; presses += 1) text = erased(shape, text)
    expect(text).toBe('')
  }
})

test('a check-in code is written in two groups of Crockford’s letters', () => {
  expect(typed(shapeCode, 'k7qf2m9d')).toBe('K7QF-2M9D')
  expect(shapeCode('OIL0-UUUU')).toBe('0110')
  expect(typed(shapeCode, 'K7QF2M9D77')).toBe('K7QF-2M9D')
})

test('phones are grouped as people say them', () => {
  expect(typed(shapePhone, '0671234567')).toBe('067 123 45 67')
  expect(typed(shapePhone, '+380671234567')).toBe('+380 67 123 45 67')
  expect(typed(shapePhone, '+48221234567')).toBe('+48221234567')
})

test('a day and month mean the next such day, today included', () => {
  expect(dateOfDayMonth('05.03', '2026-03-05')).toBe('2026-03-05')
  expect(dateOfDayMonth('16.03', '2026-03-05')).toBe('2026-03-16')
  expect(dateOfDayMonth('09.01', '2026-12-20')).toBe('2027-01-09')
  expect(dateOfDayMonth('31.02', '2026-01-10')).toBeNull()
  expect(dateOfDayMonth('5.3', '2026-03-05')).toBeNull()
  expect(dayMonthOf('2026-03-05')).toBe('05.03')
})

test('a time and the digits of a document are shaped as they are typed', () => {
  expect(['1', '10', '102', '1020', '10205', '9', '930', '9:30', 'x'].map(shapeTime)).toEqual([
    '1',
    '10',
    '10:2',
    '10:20',
    '10:20',
    '09',
    '09:30',
    '09:30',
    '',
  ])
  expect(['0', '0417', '04170', 'АБ12'].map(shapeDigits)).toEqual(['0', '0417', '0417', '12'])
})
