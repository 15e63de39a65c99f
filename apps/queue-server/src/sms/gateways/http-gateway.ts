import type { SmsGateway } from '@cherha/shared/protocol'
import { type Gateway, GatewayFailure, type Outgoing } from './gateway.ts'

type Settings = Extract<SmsGateway, { kind: 'http' }>

const longestAnswer = 10_000

/**
 * A gateway that takes messages over HTTP: `POST {id, phone, text, sender}` with a bearer token. 2xx: taken, and `id` of
 * its JSON is its name for the message; 409: taken before; 400, 413 and 422: this one is not taken; 429: a pause; what
 * all else means what becomes of other messages shows (B47). `GET` is the sign of life.
 */
export class HttpGateway implements Gateway {
  readonly #settings: Settings
  readonly #answerMs: number
  readonly #closing = new AbortController()

  constructor(settings: Settings, answerMs: number) {
    this.#settings = settings
    this.#answerMs = answerMs
  }

  async send({ id, phone, text }: Outgoing): Promise<string | null> {
    const { sender } = this.#settings
    const { status, body } = await this.#ask('POST', JSON.stringify({ id, phone, text, sender }))
    if ((status >= 200 && status < 300) || status === 409) return referenceIn(body)
    if (status === 429) throw new GatewayFailure('busy', 'the gateway asks for a pause (429)')
    if (status === 400 || status === 413 || status === 422) {
      throw new GatewayFailure('rejected', `the gateway does not take the message (${status})`)
    }
    throw away(status)
  }

  async probe(): Promise<void> {
    const { status } = await this.#ask('GET')
    // whether it knows GET is its own affair
    if (status >= 500 || status === 401 || status === 403) throw away(status)
  }

  async close(): Promise<void> {
    this.#closing.abort()
  }

  async #ask(method: 'GET' | 'POST', body?: string): Promise<{ readonly status: number; readonly body: string }> {
    const { url, token } = this.#settings
    const signal = AbortSignal.any([AbortSignal.timeout(this.#answerMs), this.#closing.signal])
    try {
      const response = await fetch(url, {
        method,
        // the token is for this address only
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        },
        ...(body !== undefined && { body }),
        signal,
      })
      return { status: response.status, body: await shortText(response) }
    } catch (cause) {
      if (cause instanceof GatewayFailure) throw cause
      const why = signal.aborted ? `no answer within ${this.#answerMs / 1_000} s` : `no connection (${codeOf(cause)})`
      throw new GatewayFailure('away', `the gateway gives ${why}`, { cause })
    }
  }
}

function away(status: number): GatewayFailure {
  const why = status === 401 || status === 403 ? `does not know the token (${status})` : `answers ${status}`
  return new GatewayFailure('away', `the gateway ${why}`)
}

async function shortText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > longestAnswer)
      throw new GatewayFailure('away', 'the gateway’s answer is longer than any answer can be')
  }
  return Buffer.concat(chunks).toString('utf8')
}

function referenceIn(body: string): string | null {
  try {
    const said: unknown = JSON.parse(body)
    if (typeof said !== 'object' || said === null || !('id' in said)) return null
    return typeof said.id === 'string' || typeof said.id === 'number' ? String(said.id).slice(0, 100) : null
  } catch {
    return null
  }
}

/** `fetch` tells the cause of a failure in a cause. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown'
}
