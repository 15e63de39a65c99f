import { boundaryOf, endOf, instantOf, minutesOf, timeAt, timeText } from '@cherha/shared/calendar'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { autumnDay, clockOf, springDay } from './calendar-fixture.ts'

const utc = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const minute = fc.integer({ min: 0, max: 1439 })
/** Ordinary days, and every kind of change: Lord Howe moves by 30 minutes; Santiago skips 00:00 and repeats 23:00. */
const days: readonly [date: string, timeZone: string][] = [
  ['2026-11-23', 'Europe/Kyiv'],
  [springDay, 'Europe/Kyiv'],
  [autumnDay, 'Europe/Kyiv'],
  ['2026-10-04', 'Australia/Lord_Howe'],
  ['2026-04-05', 'Australia/Lord_Howe'],
  ['2026-09-06', 'America/Santiago'],
  ['2026-04-04', 'America/Santiago'],
]

describe('the clock of a day', () => {
  it('reads and writes times of day, 24:00 included', () => {
    expect(minutesOf('00:00')).toBe(0)
    expect(minutesOf('16:45')).toBe(1005)
    expect(minutesOf('24:00')).toBe(1440)
    expect(timeText(0)).toBe('00:00')
    expect(timeText(1440)).toBe('24:00')
    fc.assert(
      fc.property(minute, (minutes) => {
        expect(minutesOf(timeText(minutes))).toBe(minutes)
      }),
    )
    for (const text of ['24:01', '9:00', '09:60', '', 'noon', '25:00'])
      expect(() => minutesOf(text), text).toThrow(RangeError)
    for (const minutes of [-1, 1441, 0.5]) expect(() => timeText(minutes)).toThrow(RangeError)
  })

  it('C4 has no instant for a time that the change to summer time skips', () => {
    const clock = clockOf(springDay)
    expect(clock.change).toEqual({ atMinute: 180, shiftMinutes: 60 })
    expect(instantOf(clock, '02:59')).toBe(utc('2026-03-29T00:59:00Z'))
    expect(instantOf(clock, '03:00')).toBeNull()
    expect(instantOf(clock, '03:59')).toBeNull()
    expect(instantOf(clock, '04:00')).toBe(utc('2026-03-29T01:00:00Z'))
    expect(boundaryOf(clock, minutesOf('03:20'))).toBe(utc('2026-03-29T01:00:00Z'))
    expect(timeAt(clock, utc('2026-03-29T01:00:00Z'))).toBe('04:00')
  })

  it('C5 takes the first pass of an hour that the change to winter time repeats', () => {
    const clock = clockOf(autumnDay)
    expect(clock.change).toEqual({ atMinute: 240, shiftMinutes: -60 })
    expect(instantOf(clock, '03:30')).toBe(utc('2026-10-25T00:30:00Z'))
    expect(instantOf(clock, '04:00')).toBe(utc('2026-10-25T02:00:00Z'))
    expect(timeAt(clock, utc('2026-10-25T00:30:00Z'))).toBe('03:30')
    expect(timeAt(clock, utc('2026-10-25T01:30:00Z'))).toBe('03:30')
    expect(timeAt(clock, utc('2026-10-25T02:00:00Z'))).toBe('04:00')
  })

  it('C4 C5 agrees with Temporal at every minute, around every kind of change', () => {
    for (const [date, timeZone] of days) {
      const clock = clockOf(date, timeZone)
      for (let minutes = 0; minutes < 1440; minutes += 1) {
        const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(timeText(minutes)))
        const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
        const exists = earlier.toPlainDateTime().equals(wall)
        expect(instantOf(clock, timeText(minutes)), `${date} ${timeText(minutes)} ${timeZone}`).toBe(
          exists ? earlier.epochMilliseconds : null,
        )
      }
      const end = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
      expect(endOf(clock)).toBe(end)
      expect(instantOf(clock, '24:00')).toBe(end)
      for (let at = clock.midnight; at < end; at += 60_000) {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
        expect(timeAt(clock, at)).toBe(zoned.toPlainTime().toString({ smallestUnit: 'minute' }))
      }
    }
  })

  it('shows at an instant inside a minute the time of that minute', () => {
    const clock = clockOf('2026-11-23')
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 59_999 }), (minutes, ms) => {
        expect(timeAt(clock, clock.midnight + minutes * 60_000 + ms)).toBe(timeText(minutes))
      }),
    )
  })

  it('reads an instant outside its date on with the nearer offset', () => {
    const clock = clockOf(springDay)
    expect(timeAt(clock, clock.midnight - 60_000)).toBe('23:59')
    expect(timeAt(clock, endOf(clock) + 5 * 60_000)).toBe('00:05')
  })
})
