import {
  addDays,
  daysLeft,
  daysUsed,
  firstPossibleEntry,
  lastLawfulDay,
  readStays,
  type Stay,
  type StayProblem,
} from '../calendar/index.ts'

/** What a screen tells of stays without a visa (I10–I16). */
export type StayAnswer =
  | {
      readonly ok: true
      readonly used: number
      readonly left: number
      /** Staying on, or coming today: the last lawful day; null: not a day more. */
      readonly last: string | null
      /** Without a day left: the first day on which somebody may come for one day. */
      readonly next: string | null
      /** First day of the window. */
      readonly from: string
    }
  | { readonly ok: false; readonly problems: readonly StayProblem[] }

/** @param today `YYYY-MM-DD`, the day looked at */
export function stayAnswer(stays: readonly Stay[], today: string): StayAnswer {
  const read = readStays(stays, today)
  if (!read.ok) return { ok: false, problems: read.problems }
  const { history } = read
  const left = daysLeft(history, today)
  return {
    ok: true,
    used: daysUsed(history, today),
    left,
    last: lastLawfulDay(history, today),
    next: left > 0 ? null : firstPossibleEntry(history, today, 1),
    from: addDays(today, -179),
  }
}

/** `DD.MM.YYYY` as a date, or null for what is no date. */
export function dateOfText(text: string): string | null {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text) ?? []
  return day === undefined ? null : `${year}-${month}-${day}`
}
