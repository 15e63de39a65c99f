import type { WeekHours } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import { calendarPages, columnsOf, hoursOn, inPages, pageOf } from '../src/renderer/calendar.ts'
import { readDays, readTimes } from '../src/renderer/places.ts'
import { days } from './dev/views.ts'

const nine: WeekHours['mon'] = [['09:00', '18:00']]
const hours: WeekHours = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine, sat: [], sun: [] }

test('only weekdays the office works have a column, and one more where a day is listed', () => {
  expect(columnsOf(hours, days)).toEqual([0, 1, 2, 3, 4])
  expect(columnsOf(hours, [{ date: '2026-03-15', free: 1 }])).toEqual([0, 1, 2, 3, 4, 6])
})

test('the calendar opens at the week of the first free place and ends with the last listed day', () => {
  const earlier = [{ date: '2026-03-06', free: 0 }, ...days]
  const pages = calendarPages(earlier, [0, 1, 2, 3, 4], '2026-03-05')
  expect(pages.map(({ from, to }) => [from, to])).toEqual([
    ['2026-03-09', '2026-03-27'],
    ['2026-03-30', '2026-04-09'],
  ])
  expect(pages[0]?.weeks.map((week) => week.length)).toEqual([5, 5, 5])
  expect(pages[0]?.weeks[1]?.[0]).toEqual({ date: '2026-03-16', free: 21, why: null })
  expect(pages[1]?.weeks.at(-1)?.at(-1)).toEqual({ date: '2026-04-10', free: null, why: 'not-yet' })
})

test('weeks go on across the change of summer time', () => {
  const pages = calendarPages(
    [
      { date: '2026-03-27', free: 1 },
      { date: '2026-04-03', free: 1 },
    ],
    [4, 6],
    '2026-03-05',
  )
  expect(pages[0]?.weeks).toEqual([
    [
      { date: '2026-03-27', free: 1, why: null },
      { date: '2026-03-29', free: null, why: 'closed' },
    ],
    [
      { date: '2026-04-03', free: 1, why: null },
      { date: '2026-04-05', free: null, why: 'not-yet' },
    ],
  ])
})

test('without a free place there is no calendar', () => {
  expect(calendarPages([{ date: '2026-03-09', free: 0 }], [0], '2026-03-05')).toEqual([])
  expect(calendarPages([], [0], '2026-03-05')).toEqual([])
})

test('the page of a chosen day is found', () => {
  const pages = calendarPages(days, [0, 1, 2, 3, 4], '2026-03-05')
  expect([pageOf(pages, '2026-04-01'), pageOf(pages, '2026-03-12'), pageOf(pages, null)]).toEqual([1, 0, 0])
})

test('lists are cut into pages', () => {
  expect(inPages([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(inPages([], 6)).toEqual([])
})

test('hours belong to the weekday of the date', () => {
  expect([hoursOn(hours, '2026-03-05'), hoursOn(hours, '2026-03-07')]).toEqual([nine, []])
})

test('answers of the hub are read in order, times without a free place left out', () => {
  expect(
    readTimes({
      date: 'x',
      places: [
        { time: '10:00', free: 2 },
        { time: '09:00', free: 1 },
        { time: '09:20', free: 0 },
      ],
    }),
  ).toEqual([
    { time: '09:00', free: 1 },
    { time: '10:00', free: 2 },
  ])
  expect(readDays({ days: [{ date: '2026-03-09', free: 0 }] })).toEqual([{ date: '2026-03-09', free: 0 }])
})

test('an answer that is not what it should be is an error, not an empty calendar', () => {
  expect(() => readDays({ error: 'x' })).toThrow(TypeError)
  expect(() => readTimes({ places: [{ time: 9, free: 1 }] })).toThrow(TypeError)
})

test('a day on which nothing can be had says why', () => {
  const listed = [
    { date: '2026-03-10', free: 0 },
    { date: '2026-03-12', free: 3 },
  ]
  const [page] = calendarPages(listed, [0, 1, 2, 3, 4], '2026-03-11')
  expect(page?.weeks[0]?.map(({ why }) => why)).toEqual(['past', 'full', 'today', null, 'not-yet'])
  const [earlier] = calendarPages([...listed, { date: '2026-03-13', free: 1 }], [0, 1, 2, 3, 4], '2026-03-05')
  expect(earlier?.weeks[0]?.map(({ why }) => why)).toEqual(['closed', 'full', 'closed', null, null])
})
