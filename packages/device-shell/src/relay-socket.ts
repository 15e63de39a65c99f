import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { hubHeaders, openHubRequest, type HubAccess } from './relay-request.ts'

/** Open WebSocket relays of a host. */
export interface SocketRelay {
  /** Closes every relayed WebSocket. */
  close(): void
}

/** Who may open a WebSocket, and what its address is at the hub. */
export interface SocketDoor {
  /** The status to refuse with, or null for the device's own page. */
  refusalOf(request: IncomingMessage): number | null
  /** The request's address without what only this relay knows; null when it is not the relay's. */
  addressAtHub(address: string): string | null
}

/**
 * Relays WebSocket upgrades of `/socket.io/` from the device's page to the hub, byte for byte in both directions.
 * When one side ends, so does the other: the page notices a lost hub at once and connects anew.
 * @param hub asked at each request; null while the device is connected to none
 */
export function relaySockets(server: Server, hub: () => HubAccess | null, door: SocketDoor): SocketRelay {
  const open = new Set<Duplex>()

  server.on('upgrade', (request: IncomingMessage, page: Duplex, head: Buffer) => {
    open.add(page)
    page.on('close', () => open.delete(page))
    page.on('error', () => page.destroy())
    const address = door.addressAtHub(request.url ?? '')
    const access = hub()
    const refusal = refusalOf(request, address) ?? door.refusalOf(request) ?? (access === null ? 401 : null)
    if (refusal !== null || access === null || address === null) return refuse(page, refusal ?? 404)

    const headers = { ...hubHeaders(request.headers, access), connection: 'Upgrade', upgrade: 'websocket' }
    const toHub = openHubRequest(access, address, 'GET', headers)
    page.on('close', () => toHub.destroy())
    toHub.on('error', () => {
      refuse(page, 502)
      access.onTrouble?.()
    })
    toHub.on('response', (answer) => {
      answer.resume()
      access.onTrouble?.()
      refuse(page, answer.statusCode ?? 502)
    })
    toHub.on('upgrade', (answer, socket, hubHead) => {
      socket.on('error', () => page.destroy())
      socket.on('close', () => {
        page.destroy()
        // who hung up cannot be told: a hub that drops a device says so to the page first
        access.onTrouble?.()
      })
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

function refusalOf(request: IncomingMessage, address: string | null): number | null {
  if (address === null || address.split('?', 1)[0] !== '/socket.io/') return 404
  return request.method !== 'GET' || request.headers.upgrade?.toLowerCase() !== 'websocket' ? 400 : null
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
