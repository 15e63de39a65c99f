import { z } from 'zod'

/** Why a request did not do what was asked. `code` is the server's, or one of the page's own three (below). */
export interface Problem {
  readonly code: string
  /** The server's sentence, in English. */
  readonly message: string
  /** The part of the body that is wrong. */
  readonly field: string | null
  /** Seconds until it is worth asking again. */
  readonly retryAfter: number | null
  /** The whole error body, for the codes that tell more. */
  readonly body: unknown
}

/** A value, or why there is none. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/**
 * - `unreachable`: the question did not get through; nothing has changed
 * - `unconfirmed`: a write was sent and its answer was lost; it may have happened
 * - `not-understood`: the answer is not what this page knows; server and page are of different versions
 */
export type OwnCode = 'unreachable' | 'unconfirmed' | 'not-understood'

export function ownProblem(code: OwnCode, message = ''): Problem {
  return { code, message, field: null, retryAfter: null, body: null }
}

const ErrorBody = z.looseObject({
  error: z.looseObject({ code: z.string(), message: z.string(), field: z.string().optional() }),
})

/** The problem an answer with an error status tells. */
export function problemOf(status: number, body: unknown, retryAfter: string | null): Problem {
  const parsed = ErrorBody.safeParse(body)
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter)
  const rest = { retryAfter: Number.isFinite(seconds) ? seconds : null, body }
  if (!parsed.success) {
    // a proxy in between answers with pages of its own
    const code = status === 502 || status === 503 || status === 504 ? 'unavailable' : 'not-understood'
    return { code, message: `HTTP ${status}`, field: null, ...rest }
  }
  const { code, message, field } = parsed.data.error
  return { code, message, field: field ?? null, ...rest }
}
