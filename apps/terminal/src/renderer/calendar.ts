import type { WeekHours } from '@cherha/shared/protocol'
import { addDays, weekdayOf } from '@cherha/ui'
import type { FreeDay } from './places.ts'

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const weeksPerPage = 3

export interface CalendarCell {
  readonly date: string
  /** Free places; null: the day is not open for registration. */
  readonly free: number | null
  /** Why nothing can be had on this day; null: something can. */
  readonly why: WhyNot | null
}
/**
 * - `past`: over, `today`: the ticket for today is another way;
 * - `full`: all places are taken;
 * - `closed`: nobody is received on this day;
 * - `not-yet`: the calendar is not open so far ahead.
 */
export type WhyNot = 'past' | 'today' | 'full' | 'closed' | 'not-yet'

export interface CalendarPage {
  readonly weeks: readonly (readonly CalendarCell[])[]
  readonly from: string
  readonly to: string
}

/** Weekdays that have a column, 0 is Monday: those the office works, and any other with a listed day. */
export function columnsOf(hours: WeekHours, days: readonly FreeDay[]): readonly number[] {
  return [0, 1, 2, 3, 4, 5, 6].filter(
    (weekday) => hours[names[weekday] ?? 'mon'].length > 0 || days.some((day) => weekdayOf(day.date) === weekday),
  )
}

/**
 * The calendar in pages of three weeks. It opens at the week of the first free place and ends with the last
 * listed day; no free place at all: no pages.
 * @param today `YYYY-MM-DD`
 */
export function calendarPages(
  days: readonly FreeDay[],
  columns: readonly number[],
  today: string,
): readonly CalendarPage[] {
  const first = days.find((day) => day.free > 0)
  const last = days.at(-1)
  if (first === undefined || last === undefined) return []
  const free = new Map(days.map((day) => [day.date, day.free]))
  const weeks: CalendarCell[][] = []
  for (let monday = addDays(first.date, -weekdayOf(first.date)); monday <= last.date; monday = addDays(monday, 7)) {
    weeks.push(
      columns.map((weekday) => {
        const date = addDays(monday, weekday)
        const places = free.get(date) ?? null
        return { date, free: places, why: whyNot(date, places, today, last.date) }
      }),
    )
  }
  const pages: CalendarPage[] = []
  for (let at = 0; at < weeks.length; at += weeksPerPage) {
    const page = weeks.slice(at, at + weeksPerPage)
    const from = page[0]?.[0]?.date ?? first.date
    const to = page.at(-1)?.at(-1)?.date ?? last.date
    pages.push({ weeks: page, from, to: to < last.date ? to : last.date })
  }
  return pages
}

function whyNot(date: string, free: number | null, today: string, last: string): WhyNot | null {
  if (free !== null) return free > 0 ? null : 'full'
  if (date < today) return 'past'
  if (date === today) return 'today'
  // within the calendar a day that is not listed is one without reception
  return date > last ? 'not-yet' : 'closed'
}

/** Index of the page a date is on; 0 when it is on none. */
export function pageOf(pages: readonly CalendarPage[], date: string | null): number {
  return Math.max(
    0,
    pages.findIndex((page) => page.weeks.some((week) => week.some((cell) => cell.date === date))),
  )
}

/** A list in pages of at most `size`. */
export function inPages<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const pages: T[][] = []
  for (let at = 0; at < items.length; at += size) pages.push(items.slice(at, at + size))
  return pages
}

/** Opening intervals of a date's weekday. */
export function hoursOn(hours: WeekHours, date: string) {
  return hours[names[weekdayOf(date)] ?? 'mon']
}
