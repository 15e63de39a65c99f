import { addDays } from '@cherha/shared/calendar'
import { dateAt, dayClock } from '../offices/day-clock.ts'

/** Whole seconds until the date changes in a time zone. */
export function untilNextDate(now: number, timeZone: string): number {
  const { midnight } = dayClock(addDays(dateAt(now, timeZone), 1), timeZone)
  return Math.max(1, Math.ceil((midnight - now) / 1_000))
}
