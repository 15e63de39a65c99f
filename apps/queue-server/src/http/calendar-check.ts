import type { ConfigProblem } from '@cherha/shared/calendar'
import { CalendarConfig } from '@cherha/shared/protocol'
import { oddText, oddTextMessage } from '@cherha/shared/text'

export type CheckedCalendar =
  | { readonly ok: true; readonly config: CalendarConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** Checks a working-day calendar as read from a file or a request. */
export function checkedCalendar(data: unknown): CheckedCalendar {
  const odd = oddText(data)
  if (odd !== null) return { ok: false, problems: [{ path: odd, message: oddTextMessage }] }
  const parsed = CalendarConfig.safeParse(data)
  if (parsed.success) return { ok: true, config: parsed.data }
  const problems = parsed.error.issues.map(({ path, message }) => ({
    path: path.map((step) => (typeof step === 'number' ? step : String(step))),
    message,
  }))
  return { ok: false, problems }
}
