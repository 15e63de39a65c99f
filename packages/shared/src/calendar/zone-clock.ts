import type { DayClock } from './day-clock.ts'

/** A moment in a time zone, as far as clocks need it; `Temporal.ZonedDateTime` is one. */
export interface ZonedMoment {
  readonly epochMilliseconds: number
  readonly offsetNanoseconds: number
  getTimeZoneTransition(direction: 'next'): ZonedMoment | null
}

const nsPerMinute = 60_000_000_000

/**
 * The clock of a date between its first moment and that of the next date. Of several changes of the offset, which no zone
 * has on one date, it knows the first.
 */
export function clockBetween(date: string, start: ZonedMoment, end: ZonedMoment): DayClock {
  const midnight = start.epochMilliseconds
  const change = start.getTimeZoneTransition('next')
  if (change === null || change.epochMilliseconds >= end.epochMilliseconds) return { date, midnight }
  const shiftMinutes = (change.offsetNanoseconds - start.offsetNanoseconds) / nsPerMinute
  return { date, midnight, change: { atMinute: (change.epochMilliseconds - midnight) / 60_000, shiftMinutes } }
}

type FindClock = (date: string, timeZone: string) => DayClock

/**
 * Keeps the clocks that were found: finding one takes a hundred times longer than looking it up.
 * @param most as many are kept; then it begins anew
 */
export function rememberedClocks(most: number, find: FindClock): FindClock {
  const found = new Map<string, DayClock>()
  return (date, timeZone) => {
    const name = `${date} ${timeZone}`
    const known = found.get(name)
    if (known !== undefined) return known
    if (found.size >= most) found.clear()
    const clock = find(date, timeZone)
    found.set(name, clock)
    return clock
  }
}
