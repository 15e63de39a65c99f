import { addDays, weekdayOf } from '@cherha/ui'

export interface Day {
  readonly date: string
  readonly free: number
}
export interface Week {
  readonly monday: string
  /** One for each column; null: the office does not work, or the day is not open for booking. */
  readonly days: readonly (Day | null)[]
}
export interface Calendar {
  /** Weekdays the office works, 0 is Monday: the columns. */
  readonly weekdays: readonly number[]
  readonly weeks: readonly Week[]
}

/** The days of the horizon as weeks; only weekdays the office works have columns. @param days in order */
export function calendarOf(days: readonly Day[]): Calendar {
  const weekdays = [...new Set(days.map(({ date }) => weekdayOf(date)))].sort((a, b) => a - b)
  const byDate = new Map(days.map((day) => [day.date, day]))
  const mondays = [...new Set(days.map(({ date }) => addDays(date, -weekdayOf(date))))].sort()
  return {
    weekdays,
    weeks: mondays.map((monday) => ({
      monday,
      days: weekdays.map((weekday) => byDate.get(addDays(monday, weekday)) ?? null),
    })),
  }
}

/** Months the days lie in, as dates of them, in order. */
export function monthsOf(days: readonly Day[]): string[] {
  const months = new Map(days.map(({ date }) => [date.slice(0, 7), date]))
  return [...months.values()]
}
