import { fullDay } from './left.ts'

/** What a date field shows: `05.03.2026` for a whole date, otherwise what has been typed so far. */
export function shownDay(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? fullDay(value) : value
}

/**
 * What was typed as `YYYY-MM-DD` once it is whole: 5.3.2026, 05/03/2026, 05032026, 2026-03-05. Until then as typed.
 * Whether there is such a day is looked at later.
 */
export function typedDay(text: string): string {
  const tidy = text.trim()
  const [, day, month, year] =
    /^(\d{1,2})[./\s](\d{1,2})[./\s](\d{4})$/.exec(tidy) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(tidy) ?? []
  if (day === undefined || month === undefined || year === undefined) return tidy === '' ? '' : text
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
