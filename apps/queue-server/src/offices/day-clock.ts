import { clockBetween, rememberedClocks } from '@cherha/shared/calendar'
import { Temporal } from 'temporal-polyfill'

/**
 * How the wall clock of a time zone runs on one date, as the rules read it; the hub computes the same. A thousand offices share them.
 * @param date `YYYY-MM-DD`
 * @param timeZone IANA name, for example `Europe/Kyiv`
 */
export const dayClock = rememberedClocks(2_000, (date, timeZone) => {
  const day = Temporal.PlainDate.from(date)
  return clockBetween(date, day.toZonedDateTime(timeZone), day.add({ days: 1 }).toZonedDateTime(timeZone))
})

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
