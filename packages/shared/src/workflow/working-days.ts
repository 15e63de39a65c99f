import { addDays, isDate, weekday } from '../calendar/dates.ts'
import { easterOf, type HolidayTable } from './holidays.ts'

/** Which days are worked. Dates are `YYYY-MM-DD` of the office: no time of day, no time zone, so no clock change. */
export interface WorkingCalendar {
  isWorkingDay(date: string): boolean
}

/** Longer than any row of days off: a table that leaves no working day is a mistake, not an endless loop. */
const longestPause = 366

/**
 * Monday to Friday without the holidays of the table. Under martial law holidays are ordinary working days and no day
 * off moves (article 6 of the law on labour relations under martial law).
 */
export function workingCalendar(table: HolidayTable, { martialLaw }: { martialLaw: boolean }): WorkingCalendar {
  const off = new Set(table.off)
  const working = new Set(table.working)
  const years = new Map<number, ReadonlySet<string>>()
  const daysOff = (year: number): ReadonlySet<string> => {
    const known = years.get(year)
    if (known !== undefined) return known
    // A holiday in the last days of a year may move its day off into the next.
    const dates = new Set([...holidayDates(table, year - 1), ...holidayDates(table, year)])
    const all = table.movedFromWeekends ? withMovedDays(dates) : dates
    years.set(year, all)
    return all
  }
  return {
    isWorkingDay(date) {
      if (!isDate(date)) throw new RangeError(`not a date: ${JSON.stringify(date)}`)
      if (working.has(date)) return true
      if (off.has(date) || isWeekend(date)) return false
      return martialLaw || !daysOff(Number(date.slice(0, 4))).has(date)
    },
  }
}

/** The date itself when it is worked, else the next that is. */
export function rollOn(date: string, calendar: WorkingCalendar): string {
  return nearest(date, 1, calendar)
}

/** The date itself when it is worked, else the one before that is. */
export function rollBack(date: string, calendar: WorkingCalendar): string {
  return nearest(date, -1, calendar)
}

/** The n-th working day after the date (before it when n is negative); the date itself is not counted. */
export function addWorkingDays(date: string, n: number, calendar: WorkingCalendar): string {
  const step = n < 0 ? -1 : 1
  let found = date
  for (let left = Math.abs(n); left > 0; left -= 1) found = nearest(addDays(found, step), step, calendar)
  return found
}

/** Working days from the date (not counted) to another (counted); negative when it is earlier. */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  for (let date = from; date < to; ) {
    date = addDays(date, 1)
    if (calendar.isWorkingDay(date)) count += 1
  }
  return count
}

/** The same day number so many months later (earlier); the month's last day where it has no such day. */
export function addMonths(date: string, n: number): string {
  if (!isDate(date)) throw new RangeError(`not a date: ${JSON.stringify(date)}`)
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + n
  const first = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
  for (let day = Number(date.slice(8, 10)); ; day -= 1) {
    const there = `${first}-${String(day).padStart(2, '0')}`
    if (isDate(there)) return there
    if (day <= 28) throw new RangeError(`no date ${n} months from ${date}`)
  }
}

function nearest(date: string, step: 1 | -1, calendar: WorkingCalendar): string {
  let found = date
  for (let tries = 0; tries <= longestPause; tries += 1) {
    if (calendar.isWorkingDay(found)) return found
    found = addDays(found, step)
  }
  throw new RangeError(`no working day within a year of ${date}`)
}

function isWeekend(date: string): boolean {
  const day = weekday(date)
  return day === 'sat' || day === 'sun'
}

function holidayDates(table: HolidayTable, year: number): string[] {
  const text = (month: number, day: number) =>
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const { month, day, julianDays } = easterOf(year)
  return [
    ...table.yearly.map(({ date }) => `${String(year).padStart(4, '0')}-${date}`).filter(isDate),
    ...table.easter.map(({ offset }) => addDays(text(month, day), julianDays + offset)),
  ]
}

/** Adds, for each holiday on a weekend, the next day that is neither a weekend nor off already. */
function withMovedDays(holidays: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(holidays)
  for (const holiday of [...holidays].sort()) {
    if (!isWeekend(holiday)) continue
    let moved = addDays(holiday, 1)
    while (isWeekend(moved) || all.has(moved)) moved = addDays(moved, 1)
    all.add(moved)
  }
  return all
}
