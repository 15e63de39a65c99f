import type { CaseAccess } from '@cherha/shared/protocol'
import { staffHeader } from '@cherha/shared/protocol'
import type { z } from 'zod'

/** How long the server may take to answer; a file may take longer on a slow line. */
const answerMs = 15_000
const soonMs = 5_000
const fileMs = 120_000
/** A token is asked for anew before it ends. */
const tokenMs = 4 * 60_000
const mostAnswerBytes = 4 * 1024 * 1024

/** The queue server cannot be reached, or its answer cannot be read. It is worth trying again. */
export class ServerAwayError extends Error {
  override name = 'ServerAwayError'
}

export interface ServerRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** From `/api/` on, encoded. */
  readonly path: string
  /** Who is signed in at the desk; left out: the hub itself asks. */
  readonly login?: string
  readonly headers?: Readonly<Record<string, string>>
  /** A stream is sent once: it is not tried again with a new token. */
  readonly body?: string | Uint8Array | ReadableStream<Uint8Array>
  /** A file goes one way or the other. */
  readonly file?: boolean
  /** The answer is not worth waiting long for. */
  readonly soon?: boolean
}

export interface ServerCasesPorts {
  /** Of the queue server, without a trailing slash; null: the hub belongs to none. */
  readonly url: string | null
  /** Asks over the connection of the hub; rejects when there is none. */
  readonly access: () => Promise<CaseAccess>
  /** Monotonic milliseconds. Left out: the computer's. */
  readonly mono?: () => number
}

/**
 * The case interface of the queue server, as a hub uses it: with a token of its own connection and the login of whoever
 * works at the desk. TLS is what the connection itself trusts: the certificate authorities of the computer. Keeps nothing
 * of what it carries.
 */
export class ServerCases {
  readonly #ports: ServerCasesPorts
  readonly #mono: () => number
  readonly #stopping = new AbortController()
  #token: { readonly token: string; readonly since: number } | null = null

  constructor(ports: ServerCasesPorts) {
    this.#ports = ports
    this.#mono = ports.mono ?? (() => performance.now())
  }

  /** False: the hub belongs to no queue server. */
  get exists(): boolean {
    return this.#ports.url !== null
  }

  /** The connection has changed: its token is void. */
  forgetToken(): void {
    this.#token = null
  }

  /** Breaks off what is under way: the hub stops. */
  stop(): void {
    this.#stopping.abort()
  }

  /** Resolves with the server's answer, whatever its status. Rejects with `ServerAwayError`. */
  async request(request: ServerRequest): Promise<Response> {
    const answer = await this.#send(request)
    if (answer.status !== 401) return answer
    this.#token = null
    await answer.body?.cancel()
    if (request.body instanceof ReadableStream) throw new ServerAwayError('the token was void; send it again')
    const again = await this.#send(request)
    if (again.status !== 401) return again
    this.#token = null
    await again.body?.cancel()
    throw new ServerAwayError('the queue server does not take this hub’s token')
  }

  /** As `request`, and reads the JSON of a good answer. Another status, or other JSON: `ServerAwayError`. */
  async read<T>(request: ServerRequest, schema: z.ZodType<T>): Promise<T> {
    const answer = await this.request(request)
    const read = schema.safeParse(await jsonOf(answer))
    if (answer.ok && read.success) return read.data
    throw new ServerAwayError(`the queue server answered ${request.path.split('?')[0]} with ${answer.status}`)
  }

  async #send({ method, path, login, headers, body, file, soon }: ServerRequest): Promise<Response> {
    const { url } = this.#ports
    if (url === null) throw new ServerAwayError('this hub belongs to no queue server')
    const token = await this.#fresh()
    try {
      return await fetch(`${url}${path}`, {
        method,
        headers: {
          ...headers,
          authorization: `Bearer ${token}`,
          ...(login === undefined ? {} : { [staffHeader]: login }),
        },
        ...(body === undefined ? {} : { body: body as BodyInit, duplex: 'half' as const }),
        redirect: 'error',
        signal: AbortSignal.any([
          this.#stopping.signal,
          AbortSignal.timeout(file === true ? fileMs : soon === true ? soonMs : answerMs),
        ]),
      })
    } catch (cause) {
      throw new ServerAwayError('the queue server cannot be reached', { cause })
    }
  }

  async #fresh(): Promise<string> {
    const now = this.#mono()
    if (this.#token !== null && now - this.#token.since < tokenMs) return this.#token.token
    try {
      const { token } = await this.#ports.access()
      this.#token = { token, since: now }
      return token
    } catch (cause) {
      throw new ServerAwayError('the queue server gives no token now', { cause })
    }
  }
}

/** The answer's JSON; null: none, or too much of it. Rejects with `ServerAwayError` when it breaks off. */
export async function jsonOf(answer: Response): Promise<unknown> {
  const text = await textOf(answer)
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}

/** The answer's text; null: more than anybody waits for. */
export async function textOf(answer: Response): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.length
      if (bytes > mostAnswerBytes) return null
      chunks.push(chunk)
    }
  } catch (cause) {
    throw new ServerAwayError('the queue server’s answer broke off', { cause })
  }
  return Buffer.concat(chunks).toString('utf8')
}
