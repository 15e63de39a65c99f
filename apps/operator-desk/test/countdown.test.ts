import { expect, test } from 'vitest'
import { countdownOf, minutesAndSeconds } from '../src/renderer/countdown.ts'
import { hallOf } from '../src/renderer/hall.ts'
import { timeWithSeconds } from '../src/renderer/hub-time.ts'
import { aCalledView, aView } from './views.ts'

test('there is no countdown until the call is announced', () => {
  const waiting = aCalledView({ announced: false, remainingSeconds: null })
  expect(countdownOf(waiting, 5, true)).toEqual({ seconds: null, part: 1, stopped: false, ask: false })
})

test('the seconds run on between two views and never go below zero', () => {
  expect(countdownOf(aCalledView({ remainingSeconds: 90 }), 30, true)).toMatchObject({ seconds: 60, part: 0.5 })
  expect(countdownOf(aCalledView({ remainingSeconds: 3 }), 30, true).seconds).toBe(0)
})

test('without the hub the countdown stands: the clock runs only while the desk is connected', () => {
  expect(countdownOf(aCalledView({ remainingSeconds: 90 }), 30, false)).toMatchObject({ seconds: 90, stopped: true })
})

test('a clock stopped by the hub shows no figure', () => {
  expect(countdownOf(aCalledView({ remainingSeconds: null }), 0, true)).toMatchObject({ seconds: null, stopped: true })
})

test('Q17 with 15 seconds left the desk asks whether the visitor has come', () => {
  expect(countdownOf(aCalledView({ remainingSeconds: 16 }), 0, true).ask).toBe(false)
  expect(countdownOf(aCalledView({ remainingSeconds: 16 }), 1, true).ask).toBe(true)
})

test('seconds are written as minutes and two figures', () => {
  expect([125, 97, 60, 9, 0].map(minutesAndSeconds)).toEqual(['2:05', '1:37', '1:00', '0:09', '0:00'])
})

test('a moment with seconds is the time of the office, whatever the zone of the computer', () => {
  expect(timeWithSeconds(Date.parse('2026-03-05T08:21:04Z'), 'Europe/Kyiv')).toBe('10:21:04')
})

test('the hall counts the services of the own window only, in the order of the office', () => {
  const hall = hallOf(aView({ waiting: { permanent: 6, temporary: 5, immigration: 3, passport: 9 } }))
  expect(hall.rows.map(({ letter, waiting, due }) => [letter, waiting, due])).toEqual([
    ['А', 6, 3],
    ['Г', 5, 1],
    ['К', 3, 1],
  ])
  expect([hall.waiting, hall.due]).toEqual([14, 5])
})
