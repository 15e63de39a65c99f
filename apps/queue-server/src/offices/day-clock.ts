import type { DayClock } from '@cherha/shared/calendar'
import { Temporal } from 'temporal-polyfill'

const nsPerMinute = 60_000_000_000

/** Clocks found before: finding one takes a hundred times longer than looking it up, and a thousand offices share them. */
const found = new Map<string, DayClock>()
const mostFound = 2_000

/**
 * How the wall clock of a time zone runs on one date, as the rules read it; the hub computes the same.
 * @param date `YYYY-MM-DD`
 * @param timeZone IANA name, for example `Europe/Kyiv`
 */
export function dayClock(date: string, timeZone: string): DayClock {
  const name = `${date} ${timeZone}`
  const known = found.get(name)
  if (known !== undefined) return known
  if (found.size >= mostFound) found.clear()
  const clock = findDayClock(date, timeZone)
  found.set(name, clock)
  return clock
}

function findDayClock(date: string, timeZone: string): DayClock {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(timeZone)
  const end = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone)
  const change = start.getTimeZoneTransition('next')
  const midnight = start.epochMilliseconds
  if (change === null || Temporal.ZonedDateTime.compare(change, end) >= 0) return { date, midnight }
  const shiftMinutes = (change.offsetNanoseconds - start.offsetNanoseconds) / nsPerMinute
  return { date, midnight, change: { atMinute: (change.epochMilliseconds - midnight) / 60_000, shiftMinutes } }
}

/** The last answer of each zone, and its minute: everywhere the date changes with a minute. */
const dates = new Map<string, { readonly minute: number; readonly date: string }>()

/** The office's calendar date at a moment (ms since 1970). */
export function dateAt(at: number, timeZone: string): string {
  const minute = Math.floor(at / 60_000)
  const known = dates.get(timeZone)
  if (known?.minute === minute) return known.date
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  dates.set(timeZone, { minute, date })
  return date
}
