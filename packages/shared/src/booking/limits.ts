import { addDays } from '../calendar/index.ts'
import type { BookingSettings, BookingState } from '../protocol/index.ts'

/** A booking or a running hold of a phone number, as far as the limits look at it. */
export interface CountedBooking {
  readonly date: string
  /** The same for the same phone number, digits and service. */
  readonly pair: string
  readonly state: BookingState | 'held'
}

export interface LimitSettings extends Pick<BookingSettings['limits'], 'open' | 'month'> {
  readonly block: BookingSettings['block']
}

export interface Wanted {
  readonly date: string
  readonly pair: string
}

export type LimitRefusal = 'blocked' | 'already-booked' | 'too-many-open' | 'too-many-month'

/** Whether it still stands: the day of one that the office never told the end of goes by all the same. */
export function isOpenBooking({ state, date }: CountedBooking, today: string): boolean {
  return state === 'held' || ((state === 'booked' || state === 'asked') && date >= today)
}

/**
 * Rules B14, B15, B16 and B21 for one more hold of a phone number.
 * @param known all bookings of the number that are open or of the wanted month, its missed ones, and its running holds
 * @param today the date at the office
 */
export function limitRefusal(
  known: readonly CountedBooking[],
  wanted: Wanted,
  settings: LimitSettings,
  today: string,
): LimitRefusal | null {
  if (isBlocked(known, settings.block, today)) return 'blocked'
  const open = known.filter((one) => isOpenBooking(one, today))
  if (open.some(({ pair }) => pair === wanted.pair)) return 'already-booked'
  if (open.length >= settings.open) return 'too-many-open'
  const month = monthOf(wanted.date)
  if (known.filter(({ date }) => monthOf(date) === month).length >= settings.month) return 'too-many-month'
  return null
}

/** `2026-03` of `2026-03-05`. */
export const monthOf = (date: string): string => date.slice(0, 7)

function isBlocked(known: readonly CountedBooking[], block: LimitSettings['block'], today: string): boolean {
  if (block === null) return false
  const missed = known
    .filter(({ state }) => state === 'missed')
    .map(({ date }) => date)
    .sort()
  return missed.some((last, index) => {
    const first = missed[index - block.noShows + 1]
    return first !== undefined && last <= addDays(first, block.withinDays) && today <= addDays(last, block.days)
  })
}
