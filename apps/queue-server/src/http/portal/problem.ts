import { type BookingRefusalCode, bookingRefusalCodes, bookingRefusalText } from '@cherha/shared/protocol'
import { z } from 'zod'
import type { BookingRefusal } from '../../booking/ports.ts'

/** What only this interface refuses: its status and its sentence. */
const own = {
  unauthorised: [401, 'The header authorization must be “Bearer” and the key of a portal.'],
  'key-revoked': [401, 'This key has been revoked. Ask the administrator for another one.'],
  'too-many-requests': [429, 'The requests of this minute are used up. Wait for the seconds in retry-after.'],
  'quota-exhausted': [429, 'The bookings of this day are used up. The next day begins at 00:00 in Kyiv.'],
  'idempotency-key-reused': [
    422,
    'This idempotency key was sent before with another body. Make a new key for each booking.',
  ],
  unavailable: [
    503,
    'This could not be completed now, or online booking is not set up on this server. Send the same again later, with ' +
      'the same idempotency key: nothing is booked twice.',
  ],
} as const satisfies Record<string, readonly [number, string]>

/** What the page says to a person and a portal is told in other words. */
const reworded: Partial<Record<BookingRefusalCode, string>> = {
  'already-booked': 'This phone number and document already have an open booking of this service.',
  'place-held':
    'A place is held on the public page for this phone number and document. When the seconds in retry-after are over it is ' +
    'free again, or booked.',
  'too-many': 'Too many bookings are attempted with this phone number. Wait for the seconds in retry-after.',
  'gateway-away': 'Nothing can be confirmed now: no message can be sent. Nothing was booked; try again later.',
}

export type ProblemCode = keyof typeof own | BookingRefusalCode

/** Codes the server's own errors have on these routes. */
const servers = ['malformed', 'too-large', 'internal'] as const
const codes = [...(Object.keys(own) as (keyof typeof own)[]), ...servers, ...bookingRefusalCodes]

/** Every error of the interface. `message` is for whoever builds the portal; `field`: the part of the request. */
export const PortalError = z
  .strictObject({
    error: z.strictObject({
      code: z.enum(codes as [string, ...string[]]),
      message: z.string(),
      field: z.string().optional(),
    }),
  })
  .meta({ description: 'What was wrong: a code for the program, a sentence for whoever builds it.' })

/** A request of a portal that is refused. */
export class PortalProblem extends Error {
  override readonly name = 'PortalProblem'
  readonly code: ProblemCode
  readonly status: number
  readonly field: string | undefined
  readonly retryAfter: number | undefined

  constructor(code: ProblemCode, { field, retryAfter }: { field?: string; retryAfter?: number } = {}) {
    super(isOwn(code) ? own[code][1] : (reworded[code] ?? bookingRefusalText(code).en))
    this.code = code
    this.status = isOwn(code) ? own[code][0] : statusOf(code)
    this.field = field
    this.retryAfter = retryAfter ?? (this.status === 503 ? unavailableSeconds : undefined)
  }

  get body(): z.infer<typeof PortalError> {
    const { code, message, field } = this
    return { error: { code, message, ...(field === undefined ? {} : { field }) } }
  }
}

const unavailableSeconds = 5

/** What booking refused, in the words of this interface. */
export function problemOf({ code, field, retrySeconds }: BookingRefusal): PortalProblem {
  const known = code === 'command-reused' ? 'idempotency-key-reused' : code
  return new PortalProblem(known, {
    ...(field === undefined ? {} : { field }),
    ...(retrySeconds === undefined ? {} : { retryAfter: retrySeconds }),
  })
}

function isOwn(code: ProblemCode): code is keyof typeof own {
  return Object.hasOwn(own, code)
}

function statusOf(code: BookingRefusalCode): number {
  if (code.startsWith('phone-')) return 422
  switch (code) {
    case 'unknown-office':
    case 'unknown-service':
    case 'unknown-booking':
      return 404
    case 'too-many':
    case 'busy':
    // both pass by themselves: the same request may be sent again
    case 'place-held':
    case 'too-many-held':
      return 429
    case 'gateway-away':
      return 503
    default:
      return 409
  }
}
