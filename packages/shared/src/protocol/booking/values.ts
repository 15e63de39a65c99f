import { z } from 'zod'
import { Bilingual, DateText, DocumentDigits, Id, Instant, Language, TimeText } from '../values.ts'

export const BookingOfficeCode = z.string().regex(/^\d{4}$/)

/** A phone number as a person types it (rule B17). */
export const PhoneText = z.string().trim().min(1).max(30)

/** Six digits of a message; spaces between them do not count. */
export const SmsCode = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))

/** Solution of a puzzle, as ALTCHA writes it (base64 of JSON; rule B20). */
export const ChallengeSolution = z.string().max(2_000)

/** Who the place is for: whoever types, or a child with the digits of a parent's or guardian's document (B1). */
export const BookedPerson = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('self'), documentDigits: DocumentDigits }),
  z.strictObject({ who: z.literal('child'), documentDigits: DocumentDigits, guardianDigits: DocumentDigits }),
])
export type BookedPerson = z.infer<typeof BookedPerson>

/** What is asked for, in the order of document 000 II.6. */
export const WantedPlace = z.strictObject({
  service: Id,
  office: BookingOfficeCode,
  date: DateText,
  time: TimeText,
})
export type WantedPlace = z.infer<typeof WantedPlace>

/**
 * `booked`: it stands. `asked`: the office has been asked to cancel it (B31). The others are its end; `missed` is a
 * no-show, `cancelled-by-office` also the end of a cancelled day.
 */
export const BookingState = z.enum([
  'booked',
  'asked',
  'cancelled',
  'cancelled-by-office',
  'finished',
  'missed',
  'mismatch',
  'unserved',
])
export type BookingState = z.infer<typeof BookingState>

/** A booking as its owner sees it. */
export const BookingView = z.strictObject({
  id: z.uuid(),
  office: z.strictObject({
    code: BookingOfficeCode,
    name: Bilingual,
    address: Bilingual,
    phones: z.array(z.string()),
    timeZone: z.string(),
  }),
  service: z.strictObject({ id: Id, title: Bilingual, minutes: z.int() }),
  who: z.enum(['self', 'child']),
  number: z.string(),
  date: DateText,
  time: TimeText,
  /** The moment of `date` and `time`. */
  at: Instant,
  /** Shown here only (B32). */
  checkInCode: z.string(),
  /** Content of the QR code: `CHERHA1|office|date|number|r|code`. */
  qr: z.string(),
  state: BookingState,
  /** What a cancellation would be now; null: none is possible. */
  cancel: z.enum(['now', 'request']).nullable(),
  language: Language,
})
export type BookingView = z.infer<typeof BookingView>
