import { smsText } from '@cherha/shared/booking'
import type { NewSms, SmsKind } from '../../sms/port.ts'
import type { Context } from '../context.ts'
import type { BookingRow } from '../store/rows.ts'

type About = { readonly kind: 'booked' | 'reminder' | 'unserved' | 'alert' } | CancelledBy
interface CancelledBy {
  readonly kind: 'cancelled'
  readonly by: 'visitor' | 'office'
}

/** How long a message about what has happened is of use. */
const newsMs = 12 * 3_600_000
const alertMs = 1_800_000

/**
 * The message about a booking; none when nothing tells any more who booked, or the office has no short name.
 * Each kind is sent once for a booking, as its id is made of both.
 */
export function messageAbout({ keys, offices, clock }: Context, row: BookingRow, about: About): NewSms[] {
  const person = keys.open(row.id, row.box)
  const name = offices.get(row.office)?.config?.smsName
  if (person === null || name === undefined) return []
  const { id, number, date, time, language } = row
  const visit = { office: name[language], number, date, time }
  const until = untilOf(about.kind, row.at, clock.now())
  return [
    {
      id: messageId({ keys }, id, about.kind),
      kind: about.kind,
      phone: person.phone,
      text: smsText({ ...about, ...visit }, language),
      until,
    },
  ]
}

/** B28: what nobody needs any more when a booking was cancelled. */
export const outdated = ['booked', 'reminder'] as const satisfies readonly SmsKind[]

export function messageId({ keys }: Pick<Context, 'keys'>, booking: string, kind: SmsKind): string {
  return keys.messageId(booking, kind)
}

/** B28. */
function untilOf(kind: About['kind'], at: number, now: number): number {
  if (kind === 'booked' || kind === 'reminder') return at
  return now + (kind === 'alert' ? alertMs : newsMs)
}
