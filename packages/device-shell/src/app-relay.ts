import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fileHeaders } from '@cherha/shared/protocol'
import { CertificateChangedError, CertificateDatesError, HubUnreachableError } from './hub-errors.ts'
import {
  answerWithin,
  bodyLimit,
  isScanAddress,
  pageAnswerHeaders,
  relayedPath,
  relayedWays,
  relayRequest,
  scanLimit,
  type HubAccess,
} from './relay-request.ts'
import { relaySockets } from './relay-socket.ts'
import { originOf, surfaceOf, type AppName } from './surface.ts'

export interface AppRelay {
  /** Where the page reaches its hub, `http://127.0.0.1:PORT/KEY`; the key is another one at each start. */
  readonly baseUrl: string
  /** Origins of it, for the page's Content-Security-Policy. */
  readonly origins: readonly string[]
  close(): Promise<void>
}

const methods = ['GET', 'POST', 'DELETE']
/** What pages send beside the usual: who asks, and how a ticket proves itself. */
const ownHeaders = ['authorization', 'content-type', 'x-ticket-code', 'x-ticket-time', 'x-document-digits']
const pageHeaderNames = [...ownHeaders, ...Object.values(fileHeaders)].join(', ')

/**
 * Relays the hub connection of an `app://` page, as the browser host does for its page: it adds the device's token and
 * pins the hub's certificate. Only that page gets through: it proves itself by its origin, which no other program's
 * page can have, and by a key that only it is told.
 * @param hub asked at each request; null while the device is connected to none
 */
export async function startAppRelay(
  app: AppName,
  hub: () => HubAccess | null,
  hubAnswerMs = 10_000,
): Promise<AppRelay> {
  const prefix = `/${randomBytes(24).toString('base64url')}`
  const origin = originOf(app)
  let host = ''

  const addressAtHub = (address: string): string | null => {
    const given = Buffer.from(address.slice(0, prefix.length))
    const right = Buffer.from(prefix)
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null
    const rest = address.slice(prefix.length)
    return rest.startsWith('/') ? relayedPath(rest) : null
  }
  const isPage = (request: IncomingMessage): boolean =>
    request.headers.host === host && request.headers.origin === origin
  const cors = { 'access-control-allow-origin': origin, vary: 'origin', 'cache-control': 'no-store' }

  const answer = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const fail = (status: number, code: string, message: string): void => {
      const body = JSON.stringify({ ok: false, error: { code, message } })
      reply.writeHead(status, { ...(isPage(request) ? cors : {}), 'content-type': 'application/json; charset=utf-8' })
      reply.end(body)
    }
    if (!isPage(request)) return fail(403, 'foreign-origin', 'Only the page of this device may ask.')
    const address = addressAtHub(request.url ?? '')
    if (address === null) return fail(404, 'not-found', 'There is nothing at this address.')
    if (request.method === 'OPTIONS') {
      reply.writeHead(204, {
        ...cors,
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': pageHeaderNames,
        'access-control-allow-private-network': 'true',
        'access-control-max-age': '600',
      })
      return void reply.end()
    }
    if (!mayAsk(address, request.method ?? '')) {
      return fail(405, 'method-not-allowed', 'This address does not take that method.')
    }
    const access = hub()
    if (access === null) return fail(401, 'not-paired', 'This device is not connected to a hub.')
    const scan = surfaceOf[app] === 'desk' && isScanAddress(address.split('?', 1)[0] ?? '')
    const limit = scan ? scanLimit : bodyLimit
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      reply.setHeader('connection', 'close')
      return fail(413, 'too-large', 'The request is too large.')
    }
    const body = await bodyOf(request, limit)
    try {
      const within = answerWithin(address, hubAnswerMs)
      const fromHub = await relayRequest(access, address, request.method ?? 'GET', request.headers, body, within)
      reply.writeHead(fromHub.statusCode ?? 502, {
        ...pageAnswerHeaders(fromHub.headers),
        ...cors,
        'access-control-expose-headers': 'retry-after',
        // the hub's own answer forbids other origins; this page is the one it is for
        'cross-origin-resource-policy': 'cross-origin',
      })
      fromHub.on('error', () => reply.destroy())
      fromHub.pipe(reply)
    } catch (error) {
      if (error instanceof CertificateChangedError) {
        return fail(502, 'certificate-changed', 'The hub has another certificate; nothing was sent to it.')
      }
      if (error instanceof CertificateDatesError) {
        return fail(502, 'certificate-dates', 'The hub’s certificate is not valid at this computer’s time.')
      }
      if (!(error instanceof HubUnreachableError)) throw error
      fail(502, 'hub-unreachable', 'The office hub does not answer.')
    }
  }

  const server = createServer((request, reply) => {
    answer(request, reply).catch(() => reply.destroy())
  })
  const sockets = relaySockets(server, hub, { addressAtHub, refusalOf: (request) => (isPage(request) ? null : 403) })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    baseUrl: `http://${host}${prefix}`,
    origins: [`http://${host}`, `ws://${host}`],
    close() {
      sockets.close()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function mayAsk(address: string, method: string): boolean {
  const path = address.split('?', 1)[0] ?? ''
  const way = relayedWays.find(([pattern]) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  )
  return way?.[1].some((allowed) => allowed === method) === true
}

/** Throws when more comes than a request may have: the connection is cut. */
async function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > limit) throw new RangeError('the body is too large')
    chunks.push(chunk)
  }
  return bytes === 0 ? null : Buffer.concat(chunks)
}
