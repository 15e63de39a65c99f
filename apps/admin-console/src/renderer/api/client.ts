import { Me } from '@cherha/shared/protocol'
import type { z } from 'zod'
import { ownProblem, problemOf, type Problem, type Result } from './problem.ts'

type Method = 'GET' | 'POST' | 'PUT'
type Reads = <T>(path: string, schema: z.ZodType<T>) => Promise<Result<T>>
type Sends = <T>(method: 'POST' | 'PUT', path: string, body: unknown, schema: z.ZodType<T>) => Promise<Result<T>>

/**
 * The way to the server: a path is one of `/api/admin/`, unless it begins with `/`. Sends the token of the session with every write, checks every
 * answer against its schema.
 */
export interface Client {
  readonly get: Reads
  readonly send: Sends
  /** The server's clock, ms since 1970, as its last answer told it: the page's computer may be wrong. */
  now(): number
}

export interface ClientParts {
  readonly fetch: typeof fetch
  readonly clock: () => number
  /** Token of the session, null when nobody is signed in. */
  csrf(): string | null
  /** Who is signed in now, after the server said that the token is not this session's. */
  refreshed(me: Me): boolean
  /** The session is over. */
  expired(): void
}

/** No answer in this time is no answer. */
const patienceMs = 20_000

export function createClient(parts: ClientParts): Client {
  let offsetMs = 0

  async function ask(method: Method, path: string, body: unknown): Promise<Result<unknown>> {
    const csrf = method === 'GET' ? null : parts.csrf()
    let response: Response
    let text: string
    try {
      response = await parts.fetch(path.startsWith('/') ? path : `/api/admin/${path}`, {
        method,
        credentials: 'same-origin',
        signal: AbortSignal.timeout(patienceMs),
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(csrf === null ? {} : { 'x-csrf-token': csrf }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      text = await response.text()
    } catch (error) {
      return { ok: false, problem: lost(method, error) }
    }
    const date = Date.parse(response.headers.get('date') ?? '')
    if (Number.isFinite(date)) offsetMs = date - parts.clock()
    const answer = jsonOf(text)
    if (response.ok) return { ok: true, value: answer }
    return { ok: false, problem: problemOf(response.status, answer, response.headers.get('retry-after')) }
  }

  async function checked<T>(answer: Result<unknown>, schema: z.ZodType<T>): Promise<Result<T>> {
    if (!answer.ok) {
      if (answer.problem.code === 'unauthorised') parts.expired()
      return answer
    }
    const parsed = schema.safeParse(answer.value)
    if (parsed.success) return { ok: true, value: parsed.data }
    const [first] = parsed.error.issues
    return {
      ok: false,
      problem: ownProblem('not-understood', `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`),
    }
  }

  return {
    get: async (path, schema) => checked(await ask('GET', path, undefined), schema),
    send: async (method, path, body, schema) => {
      let answer = await ask(method, path, body)
      if (!answer.ok && answer.problem.code === 'wrong-csrf') {
        // the same person signed in again in another tab: the token is new, the question the same
        const me = await checked(await ask('GET', 'me', undefined), Me)
        if (me.ok && parts.refreshed(me.value)) answer = await ask(method, path, body)
      }
      return checked(answer, schema)
    },
    now: () => parts.clock() + offsetMs,
  }
}

function lost(method: Method, error: unknown): Problem {
  return ownProblem(method === 'GET' ? 'unreachable' : 'unconfirmed', error instanceof Error ? error.message : '')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
