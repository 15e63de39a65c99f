import { type BookingRefusalCode, bookingRefusalText } from '@cherha/shared/protocol'
import type { BookingAnswer, BookingRefusal } from '../../booking/ports.ts'
import { Failure, type FailureCode } from '../failure.ts'

type PhoneCode = Extract<BookingRefusalCode, `phone-${string}`>

const kinds: Readonly<Record<Exclude<BookingRefusalCode, PhoneCode>, FailureCode>> = {
  'address-refused': 'address-refused',
  'challenge-required': 'challenge-required',
  'too-many': 'too-many-requests',
  busy: 'too-many-requests',
  'too-many-open': 'refused',
  'too-many-month': 'refused',
  'already-booked': 'refused',
  'place-held': 'refused',
  'too-many-held': 'refused',
  blocked: 'refused',
  'unknown-office': 'unknown-office',
  'unknown-service': 'unknown-booking',
  'date-closed': 'refused',
  'unknown-place': 'unknown-booking',
  'place-taken': 'refused',
  'sold-out': 'refused',
  'wrong-code': 'refused',
  'hold-gone': 'gone',
  'resend-early': 'too-many-requests',
  'no-more-codes': 'refused',
  'gateway-away': 'unavailable',
  'command-reused': 'refused',
  'unknown-booking': 'unknown-booking',
  'already-called': 'refused',
  'booking-ended': 'refused',
  'session-ended': 'unauthorised',
  'unknown-ticket': 'unknown-booking',
}

/** Seconds after which it is worth trying again, where nobody knows better. */
const usualRetry: Partial<Record<BookingRefusalCode, number>> = {
  'too-many': 60,
  busy: 5,
  'resend-early': 60,
  'gateway-away': 60,
}

/** A refusal as the answer of a request: its code is the booking's, its status that of its kind. */
export function bookingFailure(refusal: Omit<BookingRefusal, 'ok'>): Failure {
  const { code, field, triesLeft } = refusal
  const retrySeconds = refusal.retrySeconds ?? usualRetry[code]
  return new Failure(kindOf(code), bookingRefusalText(code).en, {
    ...(field === undefined ? {} : { field }),
    ...(retrySeconds === undefined ? {} : { retryAfter: Math.max(1, Math.ceil(retrySeconds)) }),
    more: {
      code,
      booking: code,
      ...(retrySeconds === undefined ? {} : { retrySeconds: Math.max(0, Math.ceil(retrySeconds)) }),
      ...(triesLeft === undefined ? {} : { triesLeft }),
    },
  })
}

function kindOf(code: BookingRefusalCode): FailureCode {
  return isOfPhone(code) ? 'phone-refused' : kinds[code]
}

function isOfPhone(code: BookingRefusalCode): code is PhoneCode {
  return code.startsWith('phone-')
}

export function valueOf<T>(answer: BookingAnswer<T>): T {
  if (!answer.ok) throw bookingFailure(answer)
  return answer.value
}
