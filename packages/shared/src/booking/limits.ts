import { addDays } from '../calendar/index.ts'
import type { BookingSettings, BookingState } from '../protocol/index.ts'

interface Counted {
  readonly date: string
  /** The same for the same phone number, digits and service. */
  readonly pair: string
}

/** A booking or a running hold of a phone number, as far as the limits look at it. */
export type CountedBooking =
  | (Counted & { readonly state: BookingState })
  /** `until`: ms since 1970, when its place is free again at the latest. */
  | (Counted & { readonly state: 'held'; readonly until: number })

export interface LimitSettings extends Pick<BookingSettings['limits'], 'open' | 'month'> {
  readonly block: BookingSettings['block']
}

/** `until`: what stands in the way is a hold, and this is when it is over (B56); ms since 1970. */
export type LimitRefusal =
  | { readonly code: 'blocked' | 'already-booked' | 'too-many-open' | 'too-many-month' }
  | { readonly code: 'place-held' | 'too-many-held'; readonly until: number }

/** Whether it still stands: the day of one that the office never told the end of goes by all the same. */
export function isOpenBooking({ state, date }: Pick<CountedBooking, 'state' | 'date'>, today: string): boolean {
  return state === 'held' || ((state === 'booked' || state === 'asked') && date >= today)
}

/**
 * Rules B14, B15, B16, B21 and B56 for one more hold of a phone number.
 * @param known all bookings of the number that are open or of the wanted month, its missed ones, and its running holds
 * @param today the date at the office
 */
export function limitRefusal(
  known: readonly CountedBooking[],
  wanted: Counted,
  settings: LimitSettings,
  today: string,
): LimitRefusal | null {
  if (isBlocked(known, settings.block, today)) return { code: 'blocked' }
  const open = known.filter((one) => isOpenBooking(one, today))
  const month = monthOf(wanted.date)
  const inMonth = known.filter(({ date }) => monthOf(date) === month)
  return (
    samePair(open.filter(({ pair }) => pair === wanted.pair)) ??
    tooMany(open, settings.open, 'too-many-open') ??
    tooMany(inMonth, settings.month, 'too-many-month')
  )
}

function samePair(known: readonly CountedBooking[]): LimitRefusal | null {
  if (known.length === 0) return null
  const ends = endsOf(known)
  return ends.length < known.length ? { code: 'already-booked' } : { code: 'place-held', until: Math.max(...ends) }
}

function tooMany(
  known: readonly CountedBooking[],
  most: number,
  code: 'too-many-open' | 'too-many-month',
): LimitRefusal | null {
  if (known.length < most) return null
  // with so many of the holds over, there is room for one
  const until = endsOf(known)[known.length - most]
  return until === undefined ? { code } : { code: 'too-many-held', until }
}

/** When the holds among them end, the soonest first. */
function endsOf(known: readonly CountedBooking[]): readonly number[] {
  return known.flatMap((one) => (one.state === 'held' ? [one.until] : [])).sort((a, b) => a - b)
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
