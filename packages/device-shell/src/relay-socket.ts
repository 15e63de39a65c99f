import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { foreignBecause } from './origin.ts'
import type { PageCookie } from './pairing.ts'
import { hubHeaders, openHubRequest, type HubAccess } from './relay-request.ts'

/** Open WebSocket relays of a host. */
export interface SocketRelay {
  /** Closes every relayed WebSocket. */
  close(): void
}

/**
 * Relays WebSocket upgrades of `/socket.io/` from the paired page to the hub, byte for byte in both directions.
 * When one side ends, so does the other: the page notices a lost hub at once and connects anew.
 * @param port asked at each request: a host may be started on any free port
 */
export function relaySockets(
  server: Server,
  hub: HubAccess,
  port: () => number,
  cookie: () => PageCookie,
): SocketRelay {
  const open = new Set<Duplex>()

  server.on('upgrade', (request: IncomingMessage, page: Duplex, head: Buffer) => {
    open.add(page)
    page.on('close', () => open.delete(page))
    page.on('error', () => page.destroy())
    const refusal = refusalOf(request, port(), cookie())
    if (refusal !== null) return refuse(page, refusal)

    const headers = { ...hubHeaders(request.headers, hub), connection: 'Upgrade', upgrade: 'websocket' }
    const toHub = openHubRequest(hub, request.url ?? '', 'GET', headers)
    page.on('close', () => toHub.destroy())
    toHub.on('error', () => refuse(page, 502))
    toHub.on('response', (answer) => {
      answer.resume()
      refuse(page, answer.statusCode ?? 502)
    })
    toHub.on('upgrade', (answer, socket, hubHead) => {
      socket.on('error', () => page.destroy())
      socket.on('close', () => page.destroy())
      page.on('close', () => socket.destroy())
      page.write(upgradeHead(answer))
      if (hubHead.length > 0) page.write(hubHead)
      if (head.length > 0) socket.write(head)
      socket.pipe(page)
      page.pipe(socket)
    })
    toHub.end()
  })

  return { close: () => open.forEach((page) => page.destroy()) }
}

function refusalOf(request: IncomingMessage, port: number, cookie: PageCookie): number | null {
  if ((request.url ?? '').split('?', 1)[0] !== '/socket.io/') return 404
  if (request.method !== 'GET' || request.headers.upgrade?.toLowerCase() !== 'websocket') return 400
  if (foreignBecause(request.headers, port, true) !== null) return 403
  return cookie.isIn(request.headers.cookie) ? null : 401
}

function refuse(page: Duplex, status: number): void {
  if (page.writableEnded || page.destroyed) return
  page.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The hub's `101 Switching Protocols` as it came: the keys in it belong to this handshake. */
function upgradeHead(answer: IncomingMessage): string {
  const lines: string[] = []
  for (let i = 0; i < answer.rawHeaders.length; i += 2) {
    const name = answer.rawHeaders[i] ?? ''
    if (name.toLowerCase() !== 'set-cookie') lines.push(`${name}: ${answer.rawHeaders[i + 1] ?? ''}`)
  }
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`
}
