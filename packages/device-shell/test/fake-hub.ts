import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** What reached the hub. */
export interface Arrived {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly bytes: number
}

/** A real HTTP and socket.io server that stands for the office hub and remembers what it was asked. */
export interface FakeHub {
  readonly url: string
  readonly port: number
  readonly arrived: Arrived[]
  /** Authorization headers of the sockets that connected. */
  readonly socketTokens: (string | undefined)[]
  /** Sends a state to every connected page. */
  publish(seq: number): void
  close(): Promise<void>
}

const bodyLimit = 64 * 1024
/** A paper of a case: bytes that are no text. */
export const paper = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x00, 0xff, 0xfe, 0x0a])

/** @param port the port to take; 0 for any, the old one for a hub that comes back */
export async function startFakeHub(port = 0): Promise<FakeHub> {
  const arrived: Arrived[] = []
  const socketTokens: (string | undefined)[] = []
  const server = createServer((request, response) => {
    const scan = request.url?.endsWith('/files') === true
    if (!scan && Number(request.headers['content-length'] ?? 0) > bodyLimit) {
      // as Fastify does: answers before the body has arrived, and hangs up
      response.writeHead(413, { connection: 'close', 'content-type': 'application/json' })
      response.end(JSON.stringify({ ok: false, error: { code: 'too-large', message: 'at most 64 KiB' } }))
      return
    }
    answer(request, response, arrived)
  })
  const sockets = new Server(server)
  sockets.on('connection', (socket) => {
    socketTokens.push(socket.handshake.headers.authorization)
    socket.emit('state', { seq: 0, view: { port } })
    socket.on('command', (body: unknown, reply: (answer: unknown) => void) =>
      reply({ ok: true, seq: 1, result: { echo: body } }),
    )
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const taken = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    arrived,
    socketTokens,
    publish: (seq) => void sockets.emit('state', { seq, view: { port: taken } }),
    close: () => {
      server.closeAllConnections()
      return sockets.close()
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse, arrived: Arrived[]): void {
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  request.on('end', () => {
    arrived.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, bytes })
    if (request.url?.includes('/papers/') === true) {
      response.writeHead(200, { 'content-type': 'application/pdf' })
      return void response.end(paper)
    }
    response.writeHead(request.url?.startsWith('/api/commands') ? 409 : 200, {
      'content-type': 'application/json',
      'set-cookie': 'hub=1',
      'access-control-allow-origin': '*',
      'x-hub': 'yes',
    })
    response.end(JSON.stringify({ ok: true, url: request.url }))
  })
}
