import type { ServerError } from '@cherha/shared/protocol'

const statuses = {
  malformed: 400,
  'invalid-config': 400,
  unauthorised: 401,
  'wrong-login': 401,
  'totp-required': 401,
  'wrong-enrolment-code': 401,
  forbidden: 403,
  'no-post': 403,
  'address-refused': 403,
  'wrong-csrf': 403,
  'not-found': 404,
  'unknown-office': 404,
  'unknown-staff': 404,
  'unknown-device': 404,
  'unknown-hub': 404,
  'unknown-account': 404,
  'unknown-day': 404,
  'unknown-case': 404,
  'unknown-card': 404,
  'unknown-paper': 404,
  'unknown-portal': 404,
  'unknown-booking': 404,
  'already-exists': 409,
  'version-changed': 409,
  'hub-away': 409,
  'keys-exist': 409,
  'restore-mismatch': 409,
  refused: 409,
  'wrong-password': 409,
  gone: 410,
  'too-large': 413,
  'phone-refused': 422,
  'account-locked': 423,
  'challenge-required': 428,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const

export type FailureCode = keyof typeof statuses

/** Seconds after which it is worth asking a server again whose database is away. */
const retrySeconds = 5

/** A request that cannot be answered as asked: thrown where that is found out, told at the edge. */
export class Failure extends Error {
  override name = 'Failure'
  readonly code: FailureCode
  /** The part of the body that is wrong. */
  readonly field: string | undefined
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number | undefined
  /** More members of the error, where its schema has them. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(
    code: FailureCode,
    message: string,
    details: { field?: string; retryAfter?: number; more?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.code = code
    this.field = details.field
    this.retryAfter = details.retryAfter ?? (code === 'unavailable' ? retrySeconds : undefined)
    this.more = details.more ?? {}
  }

  get status(): number {
    return statuses[this.code]
  }

  get body(): ServerError {
    const { code, message, field } = this
    return { error: { code, message, ...(field === undefined ? {} : { field }), ...this.more } }
  }
}
