import { addDays, daysBetween, isDate } from './dates.ts'

/**
 * How long a foreigner may stay without a visa: not more than so many days within the last 180 (document 001, question 1:
 * the migration calculator; MIA order 884 of 2015). Dates are `YYYY-MM-DD`. Rules I10–I16 of docs/spec.
 */

/** From the day of entry to the day of exit, both counted; `exit` is null while the person is still in the country. */
export interface Stay {
  readonly entry: string
  readonly exit: string | null
}

/** At most `days` days of presence among the `window` days that end with the day looked at. */
export interface StayLimit {
  readonly days: number
  readonly window: number
}

/** The limit of nationals who need no visa; a treaty may set another. */
export const visaFreeLimit: StayLimit = { days: 90, window: 180 }

/**
 * What is wrong with a list of stays; `stay` and `other` are positions in the list, from 0:
 * - `stay-no-date`: the field is no date that exists, written `YYYY-MM-DD`;
 * - `stay-reversed`: the exit is before the entry;
 * - `stay-future`: the entry or the exit is after today;
 * - `stay-overlap`: the two stays share more than the one day on which the first ends and the second begins.
 */
export type StayProblem =
  | { readonly code: 'stay-no-date'; readonly stay: number; readonly field: 'entry' | 'exit' }
  | { readonly code: 'stay-reversed' | 'stay-future'; readonly stay: number }
  | { readonly code: 'stay-overlap'; readonly stay: number; readonly other: number }

/** Stays without a problem, as of a day; made by `readStays` only. */
export interface StayHistory {
  readonly today: string
  /** Days of presence as day numbers, first and last included: in order, without a shared day. */
  readonly periods: readonly Period[]
}

interface Period {
  readonly first: number
  readonly last: number
}

interface ListedPeriod extends Period {
  readonly stay: number
}

/**
 * The stays, in any order, as a history the answers below are taken from, or everything that is wrong with them.
 * A stay without an exit is counted up to today. RangeError when `today` is no date.
 */
export function readStays(
  stays: readonly Stay[],
  today: string,
):
  | { readonly ok: true; readonly history: StayHistory }
  | { readonly ok: false; readonly problems: readonly StayProblem[] } {
  const now = dayNumber(today)
  const problems = stays.flatMap((stay, index) => problemsOf(stay, index, now))
  const faulty = new Set(problems.map(({ stay }) => stay))
  const listed = stays
    .map(({ entry, exit }, stay) => ({ stay, entry, exit }))
    .filter(({ stay }) => !faulty.has(stay))
    .map(({ stay, entry, exit }) => ({ stay, first: dayNumber(entry), last: exit === null ? now : dayNumber(exit) }))
    .sort((a, b) => a.first - b.first || a.last - b.last)
  const all = [...problems, ...overlaps(listed)].sort((a, b) => a.stay - b.stay)
  return all.length > 0 ? { ok: false, problems: all } : { ok: true, history: { today, periods: joined(listed) } }
}

/**
 * Days of presence in the window that ends with `on`, that day included; of later days only those already past are
 * known. RangeError when `on` is no date, as in all answers below.
 */
export function daysUsed(history: StayHistory, on: string, limit: StayLimit = visaFreeLimit): number {
  check(limit)
  return presence(history.periods, dayNumber(on), limit)
}

/** Days of the limit that `on` leaves free; 0 also when more were used than allowed. */
export function daysLeft(history: StayHistory, on: string, limit: StayLimit = visaFreeLimit): number {
  return Math.max(0, limit.days - daysUsed(history, on, limit))
}

/**
 * The last day on which somebody who is present from `from` on, without leaving, is still within the limit; null when
 * `from` itself is already outside it. With the day of an entry it says when that stay was or will be over.
 */
export function lastLawfulDay(history: StayHistory, from: string, limit: StayLimit = visaFreeLimit): string | null {
  check(limit)
  const first = dayNumber(from)
  // A day more adds one day of presence and drops at most one: once outside the limit, never inside again.
  let staying = 0
  while (lawful(history, { first, last: first + staying }, limit)) staying += 1
  return staying === 0 ? null : addDays(from, staying - 1)
}

/**
 * The first day, not before `from` and not before today, on which a stay of `length` days, entry and exit included, can
 * begin so that all of it is within the limit; null when it is longer than the limit allows at all.
 * RangeError when `length` is not a whole number above 0.
 */
export function firstPossibleEntry(
  history: StayHistory,
  from: string,
  length: number,
  limit: StayLimit = visaFreeLimit,
): string | null {
  check(limit)
  if (!Number.isInteger(length) || length < 1) throw new RangeError(`not a number of days: ${length}`)
  if (length > limit.days) return null
  const earliest = dayNumber(from) < dayNumber(history.today) ? history.today : from
  const start = dayNumber(earliest)
  // Ends: a window after the last known day the stay is alone.
  let wait = 0
  while (!lawful(history, { first: start + wait, last: start + wait + length - 1 }, limit)) wait += 1
  return addDays(earliest, wait)
}

/** Whether the last day of one more period of presence is within the limit; so are then the days of it before. */
function lawful(history: StayHistory, more: Period, limit: StayLimit): boolean {
  const before = history.periods.flatMap(({ first, last }) => [
    { first, last: Math.min(last, more.first - 1) },
    { first: Math.max(first, more.last + 1), last },
  ])
  return presence([...before, more], more.last, limit) <= limit.days
}

function presence(periods: readonly Period[], on: number, limit: StayLimit): number {
  const windowStart = on - limit.window + 1
  return periods.reduce(
    (days, { first, last }) => days + Math.max(0, Math.min(last, on) - Math.max(first, windowStart) + 1),
    0,
  )
}

function problemsOf({ entry, exit }: Stay, stay: number, today: number): StayProblem[] {
  const noDate = (['entry', 'exit'] as const).filter((field) => {
    const text = field === 'entry' ? entry : exit
    return text !== null && !isDate(text)
  })
  if (noDate.length > 0) return noDate.map((field) => ({ code: 'stay-no-date', stay, field }))
  if (exit !== null && exit < entry) return [{ code: 'stay-reversed', stay }]
  return dayNumber(exit ?? entry) > today ? [{ code: 'stay-future', stay }] : []
}

/** Of periods in order: each that begins before the one that reaches furthest so far has ended. */
function overlaps(periods: readonly ListedPeriod[]): StayProblem[] {
  const found: StayProblem[] = []
  let reach: ListedPeriod | undefined
  for (const period of periods) {
    if (reach !== undefined && period.first < reach.last) {
      found.push({
        code: 'stay-overlap',
        stay: Math.max(period.stay, reach.stay),
        other: Math.min(period.stay, reach.stay),
      })
    }
    if (reach === undefined || period.last > reach.last) reach = period
  }
  return found
}

/** A day on which somebody leaves and comes back is one day of presence. */
function joined(periods: readonly ListedPeriod[]): Period[] {
  const apart: Period[] = []
  for (const { first, last } of periods) {
    const before = apart.at(-1)
    if (before !== undefined && first <= before.last) apart[apart.length - 1] = { first: before.first, last }
    else apart.push({ first, last })
  }
  return apart
}

/** A limit as long as its window would never end. */
function check({ days, window }: StayLimit): void {
  if (!Number.isInteger(days) || !Number.isInteger(window) || days < 1 || days >= window)
    throw new RangeError(`no limit of stay: ${days} days in ${window}`)
}

function dayNumber(date: string): number {
  return daysBetween('1970-01-01', date)
}
