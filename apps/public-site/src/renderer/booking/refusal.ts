import {
  type Bilingual,
  bookingRefusalCodes,
  type BookingRefusalCode,
  bookingRefusalText,
} from '@cherha/shared/protocol'
import type { Refused } from '../net/ask.ts'
import type { TextKey } from '../texts/uk.ts'
import type { HoldCommand } from './hold.ts'
import type { Step } from './step-of.ts'

/** What is said, and at which step: the person is led there. */
export interface Problem {
  readonly at: Step
  readonly text: Bilingual | TextKey
  /** Where «Мої записи» help. */
  readonly code?: string
  readonly retrySeconds?: number
  /** Of a code. */
  readonly triesLeft?: number
}

const places: Readonly<Partial<Record<BookingRefusalCode, Step>>> = {
  'unknown-service': 'service',
  'unknown-office': 'office',
  'date-closed': 'time',
  'unknown-place': 'time',
  'place-taken': 'time',
  'sold-out': 'time',
  'hold-gone': 'time',
  'wrong-code': 'code',
  'resend-early': 'code',
}

export function isBookingRefusal(code: string): code is BookingRefusalCode {
  return (bookingRefusalCodes as readonly string[]).includes(code)
}

/** The sentence of a refusal and the step whose answer it is about. @param at the step that was refused */
export function problemOf({ code, field, retrySeconds, triesLeft }: Refused, at: Step): Problem {
  const retry = { ...(retrySeconds !== null && { retrySeconds }), ...(triesLeft !== null && { triesLeft }) }
  if (isBookingRefusal(code)) return { at: places[code] ?? at, text: bookingRefusalText(code), code, ...retry }
  if (code === 'wrong-codes') return { at: 'time', text: 'code.used-up', code }
  if (code === 'too-many-requests') return { at, text: bookingRefusalText('too-many'), code, ...retry }
  if (code === 'malformed' && field === 'phone') return { at, text: bookingRefusalText('phone-malformed'), code }
  if (code === 'malformed' && field?.startsWith('person') === true)
    return { at: 'document', text: 'problem.digits', code }
  if (code === 'malformed' && field === 'code') return { at, text: 'code.problem', code }
  return { at, text: 'problem.refused', code, ...retry }
}

/** The same of a hold. Every end of one leads to the times and says why there; a refused new code ends nothing (B55). */
export function problemOfHold(refused: Refused, of: HoldCommand, isOver: boolean): Problem {
  const { code } = refused
  if (isOver && code === 'gateway-away') return { at: 'time', text: 'code.unsent', code }
  if (isOver || of === 'look') return { ...problemOf(refused, 'time'), at: 'time' }
  const said = problemOf(refused, of === 'hold' ? 'phone' : 'code')
  return of === 'code' && code === 'gateway-away' ? { ...said, text: 'code.new-away' } : said
}
