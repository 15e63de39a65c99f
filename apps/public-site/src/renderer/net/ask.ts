import { isFields } from './checks.ts'

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
}

/** The server says no; nothing has changed. `code`: of the contract, for booking one of its refusals. */
export interface Refused {
  readonly is: 'refused'
  readonly code: string
  /** The part of the body it is about. */
  readonly field: string | null
  readonly retrySeconds: number | null
  readonly triesLeft: number | null
}
/** `offline`: no answer at all; `away`: none that can be read. In both cases nobody knows what has happened. */
export interface Unheard {
  readonly is: 'offline' | 'away'
}
export type Asked<T> = { readonly is: 'answer'; readonly value: T } | Refused | Unheard

const patienceMs = 20_000

/** Asks the server once. @param check whether what came is what was asked for */
export async function ask<T>(
  { method = 'GET', path, body }: Request,
  check: (value: unknown) => value is T,
  send: typeof fetch = fetch,
): Promise<Asked<T>> {
  let response: Response
  let answer: unknown
  try {
    response = await send(path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    })
    answer = response.status === 204 ? null : await response.json().catch(() => undefined)
  } catch {
    return { is: 'offline' }
  }
  if (response.ok) return check(answer) ? { is: 'answer', value: answer } : { is: 'away' }
  const error = isFields(answer) && isFields(answer['error']) ? answer['error'] : null
  const code = error?.['code']
  // a server that is in trouble may still refuse: a message cannot be sent, and it knows that
  const unknowing = response.status >= 500 && code !== 'gateway-away'
  if (error === null || typeof code !== 'string' || unknowing) return { is: 'away' }
  const after = Number(response.headers.get('retry-after'))
  return {
    is: 'refused',
    code,
    field: typeof error['field'] === 'string' ? error['field'] : null,
    retrySeconds: numberOf(error['retrySeconds']) ?? (after > 0 ? after : null),
    triesLeft: numberOf(error['triesLeft']),
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

/** Nothing is answered but that it is done. */
export const isAnything = (_value: unknown): _value is unknown => true
