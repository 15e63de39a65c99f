/** Calendar arithmetic on `YYYY-MM-DD` texts: the proleptic Gregorian calendar, no time zone, no clock. */

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const firstDay = daysFromCivil(0, 1, 1)
const lastDay = daysFromCivil(9999, 12, 31)

/** Whether the text is a date that exists: `2026-02-29` is not one. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateText(civilDays(text)) === text
}

/** The date `n` days later (earlier when negative). RangeError for no date, or one outside the years 0000–9999. */
export function addDays(date: string, n: number): string {
  const days = dayNumber(date) + n
  if (!Number.isInteger(days) || days < firstDay || days > lastDay)
    throw new RangeError(`no date ${n} days from ${date}`)
  return dateText(days)
}

/** The day of the week. RangeError for a text that is no date. */
export function weekday(date: string): Weekday {
  // Day 0, 1970-01-01, was a Thursday.
  const name = isDate(date) ? weekdays[(((civilDays(date) + 3) % 7) + 7) % 7] : undefined
  if (name === undefined) throw notADate(date)
  return name
}

/** Negative when `a` is earlier than `b`, 0 when they are the same, positive when later. */
export function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Days from `from` to `to`; negative when `to` is earlier. RangeError for a text that is no date. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

function dayNumber(date: string): number {
  if (!isDate(date)) throw notADate(date)
  return civilDays(date)
}

function notADate(text: string): RangeError {
  return new RangeError(`not a date: ${JSON.stringify(text)}`)
}

function civilDays(date: string): number {
  return daysFromCivil(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)))
}

/**
 * Days since 1970-01-01. Years are counted from March, so that the leap day is a year's last,
 * in eras of 400 years, which all have 146 097 days.
 */
function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The inverse of `daysFromCivil`, as text. */
function dateText(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
