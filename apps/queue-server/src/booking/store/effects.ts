import type { NewSms } from '../../sms/port.ts'
import type { BookingRow, HoldRow } from './rows.ts'

/** What a batch of commands changes; each list may be empty. */
export interface Effects {
  readonly holds?: readonly HoldRow[]
  readonly holdsGone?: readonly string[]
  readonly bookings?: readonly BookingRow[]
  readonly changes?: readonly BookingChange[]
  readonly sms?: readonly NewSms[]
  readonly smsDropped?: readonly string[]
}

/** A booking that has ended, or whose end was asked for. */
export interface BookingChange extends Pick<BookingRow, 'id' | 'state' | 'request' | 'refused' | 'endedAt'> {}

/** Of a row that was changed twice only the last state is written, and of one that goes nothing. */
export function joined(all: readonly Effects[]): Effects {
  const holds = new Map(all.flatMap(({ holds: some = [] }) => some.map((hold) => [hold.id, hold] as const)))
  const holdsGone = all.flatMap(({ holdsGone: some = [] }) => some)
  for (const id of holdsGone) holds.delete(id)
  return {
    holds: [...holds.values()],
    holdsGone,
    bookings: all.flatMap(({ bookings = [] }) => bookings),
    changes: [...new Map(all.flatMap(({ changes = [] }) => changes.map((one) => [one.id, one] as const))).values()],
    sms: all.flatMap(({ sms = [] }) => sms),
    smsDropped: all.flatMap(({ smsDropped = [] }) => smsDropped),
  }
}
