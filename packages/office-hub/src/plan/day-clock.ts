import { clockBetween, rememberedClocks } from '@cherha/shared/calendar'
import { Temporal } from 'temporal-polyfill'

/**
 * How the wall clock of a time zone runs on one date, as the rules read it.
 * @param date `YYYY-MM-DD`
 * @param timeZone IANA name, for example `Europe/Kyiv`
 */
export const dayClock = rememberedClocks(1_000, (date, timeZone) => {
  const day = Temporal.PlainDate.from(date)
  return clockBetween(date, day.toZonedDateTime(timeZone), day.add({ days: 1 }).toZonedDateTime(timeZone))
})

/** The office's calendar date at a moment (ms since 1970). */
export function dateAt(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** True for a time zone this computer knows. */
export function knownTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
