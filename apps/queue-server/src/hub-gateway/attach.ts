import type { Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import { hubLink, hubLinkMaxBytes, hubLinkPath, linkOver } from '@cherha/shared/protocol'
import { Server } from 'socket.io'
import type { HubGateway } from './hub-gateway.ts'

/** What a hub may say before it is known: nobody fills the server's memory with words it never listens for. */
const spoken: ReadonlySet<unknown> = new Set([...Object.keys(hubLink.fromHub), ...Object.keys(hubLink.bells)])

export interface AttachedGateway {
  /** Ends every connection; the HTTP server itself goes on. */
  close(): void
}

/** Hubs connect to the HTTP server by socket.io: websocket only, compressed, one message at most one large batch. */
export function attachHubGateway(server: HttpServer | HttpsServer, gateway: HubGateway): AttachedGateway {
  const io = new Server(server, {
    path: hubLinkPath,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: { threshold: 1_024 },
    maxHttpBufferSize: hubLinkMaxBytes,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    // hubs are no browsers: a page of another origin has no business here
    allowRequest: (request, decide) => decide(null, request.headers.origin === undefined),
  })
  io.on('connection', (socket) => {
    socket.use(([event, name], next) => {
      if ((event === 'ask' || event === 'ring') && spoken.has(name)) next()
      else socket.disconnect(true)
    })
    gateway.accept(linkOver(socket))
  })
  return {
    // not `io.close()`: that would close the HTTP server, which is not ours
    close() {
      gateway.close()
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}
