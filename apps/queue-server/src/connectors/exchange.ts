import type { OutsideConfig, SystemConfig } from './config.ts'
import { OutsideFailure } from './failure.ts'
import { call, type HttpCall, type Limits, type Tls } from './http-call.ts'
import { readNamed } from './named-file.ts'

/** One message of the exchange. */
export interface Message {
  /** Sent as `X-Road-Id`: the other side does the same work once, however often it comes. */
  readonly id: string
  /** Number of the case, `X-Road-Issue`. */
  readonly issue?: string | undefined
  /** Code of the office in whose name it is asked. */
  readonly office?: string | undefined
  readonly method: HttpCall['method']
  /** Service and what follows it. */
  readonly path: readonly string[]
  readonly body?: unknown
  /** A file instead of JSON. */
  readonly file?: { readonly type: string; readonly bytes: Uint8Array } | undefined
  readonly limits: Limits
  readonly signal: AbortSignal
}

/**
 * Requests through a security server, in the REST convention of X-Road that Trembita uses:
 * `/r1/{instance}/{class}/{member}/{subsystem}/{service}` and the `X-Road-…` headers.
 */
export class Exchange {
  readonly #client: string
  readonly #system: SystemConfig
  readonly #tls: Tls

  constructor(client: string, system: SystemConfig, tls: Tls) {
    this.#client = client
    this.#system = system
    this.#tls = tls
  }

  /** @returns the text of a good answer @throws OutsideFailure, Interrupted */
  async ask({ id, issue, office, method, path, body, file, limits, signal }: Message): Promise<string> {
    const where = [this.#system.service, ...path.map(encodeURIComponent)].join('/')
    const { status, headers, text } = await call({
      method,
      url: new URL(`${this.#system.url.replace(/\/+$/, '')}/r1/${where}`),
      headers: {
        accept: 'application/json',
        'x-road-client': this.#client,
        'x-road-id': id,
        // The person at work is the office's own affair.
        'x-road-userid': office === undefined ? 'cherha' : `office-${office}`,
        ...(issue !== undefined && { 'x-road-issue': issue }),
        ...(file === undefined
          ? body !== undefined && { 'content-type': 'application/json' }
          : { 'content-type': file.type }),
      },
      body: file?.bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
      limits,
      tls: this.#tls,
      signal,
    })
    if (status === 429 || status >= 500) throw new OutsideFailure('away', `the system answers ${status}`)
    if (status < 200 || status >= 300) {
      throw new OutsideFailure('rejected', `the request is answered with ${status}`, { status })
    }
    const echo = headers['x-road-id']
    if (echo !== undefined && echo !== id) throw new OutsideFailure('lie', 'the answer belongs to another request')
    return text
  }
}

/** @throws ServerStartError when a file cannot be read */
export function readTls({ tls }: OutsideConfig): Tls {
  const read = (file: string | undefined) => (file === undefined ? undefined : readNamed(file, 'file'))
  return { ca: read(tls?.ca), cert: read(tls?.cert), key: read(tls?.key) }
}
