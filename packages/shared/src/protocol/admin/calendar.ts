import { z } from 'zod'
import { isDate } from '../../calendar/dates.ts'
import { type HolidayTable, holidaysOfUkraine, holidayTableSchema } from '../../workflow/holidays.ts'
import { Instant } from '../values.ts'

/** Which days are worked, for every office: what `workingCalendar` of the workflow is made of. */
export const CalendarConfig = z
  .strictObject({
    /** Holidays are ordinary working days while it is on. */
    martialLaw: z.boolean(),
    holidays: holidayTableSchema,
  })
  .superRefine(({ holidays }, context) => {
    for (const { path, message } of tableProblems(holidays)) {
      context.addIssue({ code: 'custom', path: ['holidays', ...path], message })
    }
  })
export type CalendarConfig = z.infer<typeof CalendarConfig>

/** What holds until somebody sets a calendar. */
export const builtInCalendar: CalendarConfig = { martialLaw: true, holidays: holidaysOfUkraine }

/** `GET /api/admin/calendar`. `version` 0: the built-in one, which nobody has changed. */
export const AdminCalendar = z.strictObject({
  calendar: CalendarConfig,
  version: z.int().min(0),
  /** Login of an account, or `cli`; null: built in. */
  by: z.string().nullable(),
  at: Instant.nullable(),
})
export type AdminCalendar = z.infer<typeof AdminCalendar>

/**
 * `PUT /api/admin/calendar`. `version`: the one that was read; another one now: 409 `version-changed`. The calendar may
 * be wrong: 400 `invalid-config` names each place, and what is allowed there, in `problems`.
 */
export const CalendarChange = z.strictObject({ calendar: z.unknown(), version: z.int().min(0) })
export type CalendarChange = z.infer<typeof CalendarChange>

export const CalendarChanged = z.strictObject({ version: z.int().min(0) })
export type CalendarChanged = z.infer<typeof CalendarChanged>

interface Problem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** What the form of a table lets through and no table may have. */
function tableProblems({ yearly, easter, off, working }: HolidayTable): Problem[] {
  const never = yearly.flatMap(({ date }, index) =>
    // a leap year has every day there is
    isDate(`2024-${date}`) ? [] : [{ path: ['yearly', index, 'date'], message: `there is never a day ${date}` }],
  )
  const lists: [string, readonly (string | number)[]][] = [
    ['yearly', yearly.map(({ date }) => date)],
    ['easter', easter.map(({ offset }) => offset)],
    ['off', off],
    ['working', working],
  ]
  const twice = lists.flatMap(([list, values]) =>
    values.flatMap((value, index) =>
      values.indexOf(value) < index
        ? [{ path: [list, index], message: `${value} is there twice; each may be there once` }]
        : [],
    ),
  )
  const both = working.flatMap((date, index) =>
    off.includes(date)
      ? [{ path: ['working', index], message: `${date} is in off too; a day is either off or worked` }]
      : [],
  )
  return [...never, ...twice, ...both]
}
