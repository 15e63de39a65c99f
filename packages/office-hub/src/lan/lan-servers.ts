import type { RequestListener, Server as HttpServer } from 'node:http'
import { createServer, type Server } from 'node:https'
import { HubStartError } from '../errors.ts'
import { lanUrl, type ListenAddress } from './listen-address.ts'
import type { TlsIdentity } from './tls-identity.ts'

const handshakeMs = 10_000
const requestMs = 15_000

/** What answers on each of the servers, the same as on loopback. */
export interface LanHandlers {
  readonly onRequest: RequestListener
  /** Lets the hub's socket server answer on this server too. */
  readonly attachSockets: (server: HttpServer) => void
}

/** HTTPS and WSS of the hub on addresses of the office's network. */
export class LanServers {
  readonly #servers: Server[] = []

  /** Starts to listen. Throws `HubStartError`; what listens by then is closed by `close`. */
  async listen(address: ListenAddress, identity: TlsIdentity, handlers: LanHandlers): Promise<ListenAddress> {
    const server = createServer(
      {
        key: identity.key,
        cert: identity.certificate,
        minVersion: 'TLSv1.3',
        handshakeTimeout: handshakeMs,
        requestTimeout: requestMs,
      },
      handlers.onRequest,
    )
    // a stranger's broken handshake concerns nobody
    server.on('tlsClientError', (_error, socket) => socket.destroy())
    handlers.attachSockets(server)
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) =>
        reject(
          new HubStartError(
            `${lanUrl(address)} is in use or not an address of this computer; choose another with --listen.`,
            1,
            { cause },
          ),
        ),
      )
      server.listen({ host: address.host, port: address.port }, resolve)
    })
    this.#servers.push(server)
    const bound = server.address()
    return { host: address.host, port: typeof bound === 'object' && bound !== null ? bound.port : address.port }
  }

  /** Stops listening; answers under way get `graceMs`. */
  async close(graceMs: number): Promise<void> {
    await Promise.all(
      this.#servers.splice(0).map(async (server) => {
        const force = setTimeout(() => server.closeAllConnections(), graceMs)
        server.closeIdleConnections()
        await new Promise<void>((resolve) => server.close(() => resolve()))
        clearTimeout(force)
      }),
    )
  }
}
