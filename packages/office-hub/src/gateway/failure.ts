import type { Bilingual, ErrorBody } from '@cherha/shared/protocol'

const statuses = {
  malformed: 400,
  unauthorised: 401,
  'wrong-pin': 401,
  'wrong-pairing-code': 401,
  'code-required': 401,
  forbidden: 403,
  'wrong-code': 403,
  'not-found': 404,
  'unknown-service': 404,
  'unknown-ticket': 404,
  'no-pairing': 404,
  'no-voucher': 404,
  'pairing-ended': 410,
  'too-large': 413,
  'pin-locked': 423,
  'code-locked': 423,
  'pairing-locked': 423,
  'too-many-requests': 429,
  internal: 500,
  'printer-stopped': 503,
  'lower-epoch': 503,
  'server-away': 503,
  'cases-unavailable': 503,
  stopping: 503,
} as const

export type FailureCode = keyof typeof statuses

/** A request that never reached the rules. Thrown inside the gateway, turned into the answer at its edge. */
export class Failure extends Error {
  override name = 'Failure'
  readonly code: FailureCode
  readonly field: string | undefined
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number | undefined
  /** For whoever is at the screen. */
  readonly text: Bilingual | undefined

  constructor(
    code: FailureCode,
    message: string,
    details: { field?: string; retryAfter?: number; text?: Bilingual } = {},
  ) {
    super(message)
    this.code = code
    this.field = details.field
    this.retryAfter = details.retryAfter
    this.text = details.text
  }

  get status(): number {
    return statuses[this.code]
  }

  get body(): ErrorBody {
    const { code, message, field, text } = this
    const details = { ...(field === undefined ? {} : { field }), ...(text === undefined ? {} : { text }) }
    return { ok: false, error: { code, message, ...details } }
  }
}
