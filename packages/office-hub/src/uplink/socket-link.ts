import { type HubLinkEnd, hubLinkPath, linkOver, LinkLostError } from '@cherha/shared/protocol'
import { io } from 'socket.io-client'

const connectMs = 10_000

/** Opens one connection to the queue server over socket.io, compressed. Rejects with `LinkLostError`. */
export function socketLink(url: string): Promise<HubLinkEnd> {
  const socket = io(url, {
    path: hubLinkPath,
    transports: ['websocket'],
    // the uplink opens it anew: one place decides when
    reconnection: false,
    forceNew: true,
    timeout: connectMs,
    perMessageDeflate: { threshold: 1_024 },
  })
  return new Promise((resolve, reject) => {
    // with the socket's first event: nothing it says may come before somebody listens
    const link = linkOver(socket)
    socket.once('connect', () => resolve(link))
    socket.once('connect_error', (cause) => {
      socket.disconnect()
      reject(new LinkLostError(`the queue server at ${url} cannot be reached`, { cause }))
    })
  })
}
