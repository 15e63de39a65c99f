import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as httpRequest,
} from 'node:http'
import { request as httpsRequest } from 'node:https'
import { witnessHeader } from '@cherha/shared/protocol'
import { HubUnreachableError } from './hub-errors.ts'
import { hubFailure, pinnedTo } from './pairing/pin.ts'

export { HubUnreachableError } from './hub-errors.ts'

/** The hub as the host reaches it. The device token stays here: no page ever sees it. */
export interface HubAccess {
  readonly url: URL
  readonly deviceToken: string
  /** PEM of the only certificate that is accepted; left out for a hub in the clear on this computer. */
  readonly certificate?: string | null
  /** What the device has seen last of the office's log; it goes with each request and each socket. */
  readonly witness?: () => string | null
  /** Told when the connection failed or ended, or the token was refused: it is time to look how the hub is. */
  readonly onTrouble?: () => void
}

const belongsToOneConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])
const belongsToThePage = new Set([witnessHeader, 'host', 'content-length', 'cookie', 'origin', 'referer', 'forwarded'])

/**
 * Headers of the page's request as the hub gets them: without the host's cookie and what only concerns the browser,
 * with the device's bearer token unless the page sends a bearer of its own (a staff session).
 */
export function hubHeaders(page: IncomingHttpHeaders, hub: HubAccess): OutgoingHttpHeaders {
  const kept = Object.entries(page).filter(
    ([name]) =>
      !belongsToOneConnection.has(name) &&
      !belongsToThePage.has(name) &&
      !name.startsWith('sec-fetch-') &&
      !name.startsWith('x-forwarded-'),
  )
  const witness = hub.witness?.() ?? null
  return {
    authorization: `Bearer ${hub.deviceToken}`,
    ...Object.fromEntries(kept),
    ...(witness === null ? {} : { [witnessHeader]: witness }),
    host: hub.url.host,
  }
}

/** Headers of the hub's answer as the page gets them. */
export function pageAnswerHeaders(hub: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(hub).filter(
      ([name]) => !belongsToOneConnection.has(name) && name !== 'set-cookie' && !name.startsWith('access-control-'),
    ),
  )
}

/** Opens a request to the hub on a connection of its own: one that a restart of the hub cut is never used again. */
export function openHubRequest(hub: HubAccess, path: string, method: string, headers: OutgoingHttpHeaders) {
  const { protocol, hostname, port } = hub.url
  const target = { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port, path, method, headers, agent: false }
  if (protocol !== 'https:') return httpRequest(target)
  // without a pinned certificate the system's authorities decide
  return httpsRequest({ ...target, ...(hub.certificate == null ? {} : pinnedTo(hub.certificate)) })
}

/**
 * Carries one request to the hub; resolves when the hub's answer begins.
 * @param path with the query, already checked by `relayedPath`
 * @param answerWithinMs silence of the hub after which it counts as unreachable
 * @throws HubUnreachableError, and of its kinds CertificateChangedError and CertificateDatesError
 */
export function relayRequest(
  hub: HubAccess,
  path: string,
  method: string,
  headers: IncomingHttpHeaders,
  body: Buffer | null,
  answerWithinMs: number,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = hubHeaders(headers, hub)
    if (body !== null) outgoing['content-length'] = body.length
    const request = openHubRequest(hub, path, method, outgoing)
    const fail = (error: Error) => {
      reject(hubFailure(error))
      hub.onTrouble?.()
    }
    const timer = setTimeout(() => {
      fail(new HubUnreachableError('no answer in time'))
      request.destroy()
    }, answerWithinMs)
    request.on('response', (answer) => {
      clearTimeout(timer)
      if (answer.statusCode === 401 && headers.authorization === undefined) hub.onTrouble?.()
      resolve(answer)
    })
    request.on('error', (error) => {
      clearTimeout(timer)
      fail(error)
    })
    request.end(body ?? undefined)
  })
}

/** Above the hub's own limit of 64 KiB, so that the hub's answer to a body too large is what the page sees. */
export const bodyLimit = 256 * 1024
/** Where a desk sends scans: 10 MiB, and a little for the hub to refuse what is larger. */
export const scanAddress = '/api/cases/:id/files'
export const scanLimit = 10 * 1024 * 1024 + bodyLimit

/** The same of an address without its query, as it was sent. */
export function isScanAddress(path: string): boolean {
  return /^\/api\/cases\/[^/]+\/files$/.test(path)
}

/**
 * How long the hub may take. What is asked about applications may go on to the queue server, and files over a slow line.
 * @param otherwise what holds for everything else, ms
 */
export function answerWithin(address: string, otherwise: number): number {
  const path = address.split('?', 1)[0] ?? ''
  if (/^\/api\/cases\/[^/]+\/(files|papers)(\/|$)/.test(path)) return Math.max(otherwise, 130_000)
  return /^\/api\/(cases|tasks|distribution|cards)(\/|$)/.test(path) ? Math.max(otherwise, 18_000) : otherwise
}

/** What goes to the hub: address (`*`: everything below) and methods. */
export const relayedWays: readonly [address: string, methods: readonly ('GET' | 'POST' | 'DELETE')[]][] = [
  ['/health', ['GET']],
  ['/api/*', ['GET', 'POST', 'DELETE']],
  ['/socket.io/', ['GET', 'POST']],
]

/**
 * The address as it may go to the hub, or null: `/health`, below `/api/`, or `/socket.io/` itself. Anything that a
 * router further on could read as another path (`..`, an encoded slash, a double slash) is refused.
 */
export function relayedPath(address: string): string | null {
  const path = address.split('?', 1)[0] ?? ''
  if (path === '/health' || path === '/socket.io/') return address
  if (!path.startsWith('/api/')) return null
  if (/%(2f|5c|00|2e)|\\|\/\/|[^\x21-\x7e]/i.test(path)) return null
  if (path.split('/').some((part) => part === '.' || part === '..')) return null
  return address
}
