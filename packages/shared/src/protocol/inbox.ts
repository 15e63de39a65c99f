import { z } from 'zod'
import { OfficeConfig } from './office.ts'
import { Channel, DateText, Id, Language, TimeText } from './values.ts'

/** Personal data sealed with the key of its visit day, as it travels (D rules). */
export const SealedData = z.strictObject({ box: z.string().max(4_000), fingerprint: z.string().max(128) })

/** How the wall clock runs on a date: `DayClock` of the calendar as it travels. */
export const DayClockData = z.strictObject({
  date: DateText,
  midnight: z.number(),
  change: z.strictObject({ atMinute: z.number(), shiftMinutes: z.number() }).optional(),
})

/** Why an administrator cancelled a day (C24). */
export const CancelReason = z.enum(['closed-by-order', 'emergency', 'moved'])
export type CancelReason = z.infer<typeof CancelReason>

/** Why the owner refused a request (R8). */
export const RequestCode = z.enum(['already-called', 'already-sold', 'ticket-ended', 'unknown-ticket', 'unknown-place'])
export type RequestCode = z.infer<typeof RequestCode>

const Number = z.string().max(12)
const onPlace = { date: DateText, number: Number }

/**
 * What the queue server tells an office, in order: everything it decides about the office's days, the online places
 * and their bookings (architecture: one writer for every fact), and what it asks for where the office is the owner.
 * Each item is one record of the office's inbox; the hub appends what follows from it to its own log (R rules).
 */
export const InboxItem = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('office-configured'), config: OfficeConfig }),
  z.strictObject({
    type: z.literal('plan-published'),
    date: DateText,
    clock: DayClockData,
    services: z.array(
      z.strictObject({
        service: Id,
        letter: z.string(),
        minutes: z.int(),
        places: z.array(z.strictObject({ time: TimeText, at: z.number(), lane: z.int(), channel: Channel })),
      }),
    ),
  }),
  /** N4: a place added by the server to a published day, numbered n + 1 … 999. */
  z.strictObject({
    type: z.literal('place-added'),
    ...onPlace,
    service: Id,
    minutes: z.int(),
    time: TimeText,
    at: z.number(),
    lane: z.int(),
    channel: Channel,
  }),
  /** An unsold online place, withdrawn by its owner before the handover. */
  z.strictObject({ type: z.literal('place-withdrawn'), ...onPlace }),
  /** A confirmed online booking. `sold`: how often the place has been sold, this time included. */
  z.strictObject({
    type: z.literal('booked'),
    ...onPlace,
    service: Id,
    sold: z.int().min(1),
    language: Language,
    sealed: SealedData,
  }),
  /** A booking cancelled before the handover, by its owner. */
  z.strictObject({ type: z.literal('booking-cancelled'), ...onPlace, by: z.enum(['visitor', 'office']) }),
  /** The day handover: from here on the hub owns every place and registration of the day. `sold`: live bookings. */
  z.strictObject({ type: z.literal('online-closed'), date: DateText, sold: z.int().min(0), inboxSeq: z.int().min(0) }),
  /** Requests to the owner after the handover, or about a place the office owns. */
  z.strictObject({ type: z.literal('cancel-requested'), request: z.uuid(), ...onPlace }),
  z.strictObject({ type: z.literal('withdraw-requested'), request: z.uuid(), ...onPlace }),
  /** C24: the one exception to a frozen plan. */
  z.strictObject({
    type: z.literal('day-cancelled'),
    date: DateText,
    reason: CancelReason,
  }),
])
export type InboxItem = z.infer<typeof InboxItem>
export type InboxItemOf<T extends InboxItem['type']> = Extract<InboxItem, { type: T }>
