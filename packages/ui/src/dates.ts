import type { Language } from '@cherha/shared/protocol'
import { monthNames, weekdayNames } from '@cherha/shared/text'

const shortWeekdays = {
  uk: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'нд'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const

/**
 * - `day-month` 5 березня · 5 March
 * - `weekday-day-month` четвер, 5 березня · Thursday, 5 March
 * - `day-month-year` 5 березня 2026 р. · 5 March 2026
 * - `weekday` четвер · Thursday
 * - `numeric` 05.03.2026 in both languages: for tables
 */
export type DateStyle = 'day-month' | 'weekday-day-month' | 'day-month-year' | 'weekday' | 'numeric'

const space = '\u00a0'

/** A calendar date in words. @param date `YYYY-MM-DD` */
export function formatDate(date: string, lang: Language, style: DateStyle): string {
  const [year, month, day] = parts(date)
  const dayMonth = `${day}${space}${monthNames[lang][month - 1]}`
  switch (style) {
    case 'day-month':
      return dayMonth
    case 'weekday-day-month':
      return `${weekdayName(weekdayOf(date), lang)}, ${dayMonth}`
    case 'day-month-year':
      return lang === 'uk' ? `${dayMonth}${space}${year}${space}р.` : `${dayMonth}${space}${year}`
    case 'weekday':
      return weekdayName(weekdayOf(date), lang)
    case 'numeric':
      return `${two(day)}.${two(month)}.${year}`
  }
}

/** A range of days, the month once where it is the same: «9 – 27 березня». */
export function formatDateRange(from: string, to: string, lang: Language): string {
  const [, fromMonth, fromDay] = parts(from)
  if (from === to) return formatDate(from, lang, 'day-month')
  const start = fromMonth === parts(to)[1] ? `${fromDay}` : formatDate(from, lang, 'day-month')
  return `${start}${space}– ${formatDate(to, lang, 'day-month')}`
}

/** Day of the week, 0 is Monday. @param date `YYYY-MM-DD` */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** Name of a day of the week, 0 is Monday. */
export function weekdayName(weekday: number, lang: Language, length: 'long' | 'short' = 'long'): string {
  return (length === 'long' ? weekdayNames : shortWeekdays)[lang][weekday] as string
}

/** Whole number of the day in its month. @param date `YYYY-MM-DD` */
export function dayOfMonth(date: string): number {
  return parts(date)[2]
}

/** Name of the month as it stands after a day: березня, March. @param date `YYYY-MM-DD` */
export function monthName(date: string, lang: Language): string {
  return monthNames[lang][parts(date)[1] - 1] as string
}

/** The date `days` later (or earlier). Both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

/** Time of day in the office, `HH:MM`. @param instant ms since 1970 */
export function formatTime(instant: number, timeZone: string): string {
  const at = officeParts(instant, timeZone)
  return `${at.hour}:${at.minute}`
}

/** Date in the office, `YYYY-MM-DD`. @param instant ms since 1970 */
export function officeDate(instant: number, timeZone: string): string {
  const at = officeParts(instant, timeZone)
  return `${at.year}-${at.month}-${at.day}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function officeParts(instant: number, timeZone: string): Record<string, string> {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    clocks.set(timeZone, clock)
  }
  return Object.fromEntries(clock.formatToParts(instant).map((part) => [part.type, part.value]))
}

function parts(date: string): [year: number, month: number, day: number] {
  const [year, month, day] = date.split('-').map(Number)
  return [year ?? 0, month ?? 1, day ?? 1]
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
