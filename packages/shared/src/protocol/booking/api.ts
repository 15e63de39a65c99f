import { z } from 'zod'
import { Bilingual, CheckInCode, DateText, Id, Instant, Language, TicketText, TimeText } from '../values.ts'
import {
  BookedPerson,
  BookingOfficeCode,
  BookingView,
  ChallengeSolution,
  PhoneText,
  SmsCode,
  WantedPlace,
} from './values.ts'

/** `GET /api/booking/rules`: what the page says before anything is asked. */
export const BookingRules = z.strictObject({
  /** Whether anything can be booked now; `no-gateway`: no way to send messages is set up. */
  state: z.enum(['open', 'no-gateway', 'gateway-away']),
  /** B18; `off`: no list of networks is loaded. */
  addresses: z.enum(['off', 'allowed', 'refused']),
  limits: z.strictObject({ open: z.int(), month: z.int(), holdSeconds: z.int() }),
  /** B33. */
  phones: z.array(z.string()),
})
export type BookingRules = z.infer<typeof BookingRules>

/** `GET /api/booking/services`: what any office that sells online offers, by title. */
export const BookingServices = z.strictObject({
  services: z.array(z.strictObject({ id: Id, title: Bilingual })),
})
export type BookingServices = z.infer<typeof BookingServices>

/** `GET /api/booking/offices?service=`: offices of the service; the nearest day with places of each. */
export const BookingOffices = z.strictObject({
  offices: z.array(
    z.strictObject({
      code: BookingOfficeCode,
      name: Bilingual,
      address: Bilingual,
      phones: z.array(z.string()),
      nearest: z.strictObject({ date: DateText, free: z.int().min(1) }).nullable(),
    }),
  ),
})
export type BookingOffices = z.infer<typeof BookingOffices>

/** `GET /api/booking/days?service=&office=`: the days of the horizon on which the office works, in order. */
export const BookingDays = z.strictObject({
  days: z.array(z.strictObject({ date: DateText, free: z.int().min(0) })),
  /** The day that opens next and when; null: not known. */
  next: z.strictObject({ date: DateText, at: Instant }).nullable(),
  /** Of the office: in it a day opens. */
  timeZone: z.string(),
})
export type BookingDays = z.infer<typeof BookingDays>

/** `GET /api/booking/places?service=&office=&date=`: times with free places. */
export const BookingPlaces = z.strictObject({
  times: z.array(z.strictObject({ time: TimeText, free: z.int().min(1) })),
})
export type BookingPlaces = z.infer<typeof BookingPlaces>

/** `POST /api/booking/holds`. `id`: made by the page, the same for a repetition (B11). */
export const HoldBody = z.strictObject({
  id: z.uuid(),
  ...WantedPlace.shape,
  person: BookedPerson,
  phone: PhoneText,
  language: Language,
  challenge: ChallengeSolution.optional(),
})
export type HoldBody = z.infer<typeof HoldBody>

/** `POST /api/booking/holds/:id/code`: nothing at all, or a solution (B20). */
export const NewCodeBody = z.strictObject({ challenge: ChallengeSolution.optional() }).nullish()

/** A hold as its page sees it; also `GET /api/booking/holds/:id`. Whoever has the id has made it. */
export const HoldView = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('held'),
    id: z.uuid(),
    ...WantedPlace.shape,
    /** `+380 67 ***-**-67`. */
    phone: z.string(),
    secondsLeft: z.int().min(0),
    triesLeft: z.int().min(0),
    /** Until a new code may be asked for; null: no more. */
    resendSeconds: z.int().min(0).nullable(),
    /** Whether the code has been handed to the gateway. */
    sent: z.boolean(),
  }),
  z.strictObject({ state: z.literal('booked'), id: z.uuid(), booking: BookingView }),
  /** The place is no longer held, and why. */
  z.strictObject({
    state: z.literal('gone'),
    id: z.uuid(),
    why: z.enum(['expired', 'released', 'wrong-codes', 'gateway-away']),
  }),
])
export type HoldView = z.infer<typeof HoldView>

/** `POST /api/booking/holds/:id/confirm`, answered with the `booked` view. `POST …/code` asks for a new code. */
export const ConfirmBody = z.strictObject({ code: SmsCode })
export type ConfirmBody = z.infer<typeof ConfirmBody>

/** `POST /api/booking/mine/codes` → `MineCode`; `POST /api/booking/mine/sessions` → the session's cookie and `Mine`. */
export const MineCodeBody = z.strictObject({
  id: z.uuid(),
  phone: PhoneText,
  language: Language,
  challenge: ChallengeSolution.optional(),
})
export type MineCodeBody = z.infer<typeof MineCodeBody>
export const MineCode = z.strictObject({
  id: z.uuid(),
  phone: z.string(),
  secondsLeft: z.int(),
  resendSeconds: z.int(),
})
export type MineCode = z.infer<typeof MineCode>
export const MineSessionBody = z.strictObject({ id: z.uuid(), code: SmsCode })
export type MineSessionBody = z.infer<typeof MineSessionBody>

/** `GET /api/booking/mine`: bookings of the phone, the nearest first, those that have ended after them. */
export const Mine = z.strictObject({
  phone: z.string(),
  until: Instant,
  reminders: z.boolean(),
  bookings: z.array(BookingView),
})
export type Mine = z.infer<typeof Mine>

/** `PUT /api/booking/mine/reminders`. */
export const RemindersBody = z.strictObject({ reminders: z.boolean() })

/**
 * `GET /api/booking/challenge`: a puzzle by ALTCHA (version 2), solved when a hold or a code is answered
 * `challenge-required` (B20). Until a guess begins with `keyPrefix`: PBKDF2 of `nonce` and the guess, `cost` rounds.
 */
export const BookingChallenge = z.strictObject({
  parameters: z.strictObject({
    algorithm: z.literal('PBKDF2/SHA-256'),
    nonce: z.string(),
    salt: z.string(),
    cost: z.int(),
    keyLength: z.int(),
    keyPrefix: z.string(),
    keySignature: z.string(),
    /** Until when it can be shown, Unix time in seconds. */
    data: z.strictObject({ until: z.int() }),
  }),
  signature: z.string(),
})
export type BookingChallenge = z.infer<typeof BookingChallenge>

/** `POST /api/booking/where`: a ticket's place in the queue of today (B34). */
export const WhereBody = z.strictObject({
  office: BookingOfficeCode,
  date: DateText,
  number: TicketText,
  code: CheckInCode,
})
export type WhereBody = z.infer<typeof WhereBody>
export const WhereAnswer = z.strictObject({
  number: z.string(),
  time: TimeText,
  state: z.enum(['not-today', 'not-open', 'waiting', 'present', 'called', 'serving', 'held', 'ended']),
  /** Label of the window that has called it. */
  window: z.string().nullable(),
  /** Tickets that would be called before it, by the order as it is now; null: it is not waiting. */
  before: z.int().min(0).nullable(),
  /** Seconds since the office was heard of; null: never. */
  ageSeconds: z.int().min(0).nullable(),
  suspended: z.boolean(),
})
export type WhereAnswer = z.infer<typeof WhereAnswer>
