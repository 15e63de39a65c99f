import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { Interrupted, OutsideFailure } from './failure.ts'

export interface Limits {
  readonly connectMs: number
  /** From the connection to the last byte of the answer. */
  readonly answerMs: number
}

/** Contents of PEM files. */
export interface Tls {
  readonly ca?: Buffer | undefined
  readonly cert?: Buffer | undefined
  readonly key?: Buffer | undefined
}

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
  readonly limits: Limits
  readonly tls: Tls
  readonly signal: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

const longestAnswer = 1_000_000

/**
 * One request over a connection of its own: what a system sends beside its answer cannot fall on another request.
 * Redirections are not followed.
 * @throws OutsideFailure, or Interrupted when `signal` fires
 */
export function call(asked: HttpCall): Promise<HttpAnswer> {
  const { url, method, headers, body, limits, tls, signal } = asked
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:'
    const options = { method, headers: withLength(headers, body), agent: false, signal }
    const outgoing = secure ? overHttps(url, { ...options, ...given(tls) }) : overHttp(url, options)
    let timer = limit(outgoing, limits.connectMs, 'no connection')
    outgoing.on('socket', (socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer)
        timer = limit(outgoing, limits.answerMs, 'no answer')
      }),
    )
    const end = (settle: () => void) => {
      clearTimeout(timer)
      settle()
    }
    outgoing.on('error', (error) => end(() => reject(asFailure(error, signal))))
    outgoing.on('response', (incoming) => {
      read(incoming).then(
        (text) => end(() => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text })),
        (error: unknown) => {
          outgoing.destroy()
          end(() => reject(asFailure(error, signal)))
        },
      )
    })
    outgoing.end(body)
  })
}

function withLength(headers: HttpCall['headers'], body: HttpCall['body']): Record<string, string> {
  return body === undefined ? { ...headers } : { ...headers, 'content-length': String(Buffer.byteLength(body)) }
}

function given({ ca, cert, key }: Tls): { ca?: Buffer; cert?: Buffer; key?: Buffer } {
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
}

function limit(outgoing: ClientRequest, ms: number, what: string): NodeJS.Timeout {
  return setTimeout(() => outgoing.destroy(new OutsideFailure('away', `${what} within ${ms / 1000} s`)), ms)
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming) {
    chunks.push(Buffer.from(chunk))
    length += chunk.length
    if (length > longestAnswer) throw new OutsideFailure('lie', 'the answer is longer than any answer can be')
  }
  return Buffer.concat(chunks).toString('utf8')
}

function asFailure(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return new Interrupted('the server is stopping')
  if (error instanceof OutsideFailure) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  // What the parser of HTTP does not understand is no answer of a system that can be believed.
  if (code.startsWith('HPE_')) return new OutsideFailure('lie', `the answer is no HTTP (${code})`, { cause: error })
  return new OutsideFailure('away', `no connection (${code})`, { cause: error })
}
