import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hashJson } from '@cherha/event-log'
import { hubLinkPath, linkOver } from '@cherha/shared/protocol'
import type { QueueEvent } from '@cherha/shared/queue'
import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, it } from 'vitest'
import { attachHubGateway } from '../src/hub-gateway/attach.ts'
import { HubGateway } from '../src/hub-gateway/hub-gateway.ts'
import { monday, openOffice } from './support/an-office.ts'
import { anIdentity, HubClient } from './support/hub-client.ts'
import { HubLog } from './support/hub-log.ts'

const clean: (() => void)[] = []
afterEach(() => {
  for (const end of clean.splice(0).reverse()) end()
})

async function aServer() {
  const { node, clock } = await openOffice()
  const identity = anIdentity()
  const gateway = new HubGateway({
    hubs: {
      find: async () => ({ office: '6801', publicKey: identity.publicKey, revoked: false }),
      divergenceOf: async () => null,
      setDivergence: async () => {},
    },
    office: async () => node,
    clock,
    report: () => {},
  })
  const http = createServer((_, response) => response.end('the page'))
  const attached = attachHubGateway(http, gateway)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  clean.push(() => {
    attached.close()
    http.close()
    http.closeAllConnections()
  })
  const connect = (headers: Record<string, string> = {}): Socket => {
    const socket = io(url, {
      path: hubLinkPath,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: headers,
    })
    clean.push(() => void socket.disconnect())
    return socket
  }
  return { node, gateway, attached, identity, url, connect }
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const once = (socket: Socket, event: 'disconnect' | 'connect_error') =>
  new Promise<void>((resolve) => socket.once(event, () => resolve()))

it('R5 hub and server exchange their logs over a real socket, batches of several hundred kilobytes too', async () => {
  const { node, connect, identity, gateway } = await aServer()
  const hub = new HubLog(monday)
  const reason = 'x'.repeat(400)
  hub.write(
    Array.from(
      { length: 1_200 },
      (): QueueEvent => ({ type: 'reprint-requested', date: '2026-03-02', number: 'А-001', device: reason }),
    ),
  )
  const client = new HubClient(linkOver(connect()), hub, identity)
  await until(
    () =>
      node.copyHead.seq === hub.log.head().seq && hub.state.inbox.seq === node.inboxHead.seq && client.welcome !== null,
  )
  await until(() => node.copyHead.hash === hub.log.head().hash)
  expect(node.stateHash()).toBe(hashJson(hub.state))
  expect(gateway.connected('6801')?.hub).toBe(identity.hub)
  expect(await gateway.order('6801', { type: 'revoke-device', id: 'd1' })).toEqual({ ok: true, id: 'd1' })
})

it('R14 a revoked hub loses its socket', async () => {
  const { connect, identity, gateway } = await aServer()
  const socket = connect()
  const client = new HubClient(linkOver(socket), new HubLog(monday), identity)
  await until(() => client.welcome !== null)
  const gone = once(socket, 'disconnect')
  gateway.revoked(identity.hub)
  await gone
  expect(gateway.connected('6801')).toBeNull()
})

it('a page of another origin cannot open the hubs’ socket, and words nobody listens for end it', async () => {
  const { connect } = await aServer()
  await once(connect({ origin: 'https://elsewhere.example' }), 'connect_error')
  for (const name of ['read-everything', '__proto__', 'challenge']) {
    const socket = connect()
    const gone = once(socket, 'disconnect')
    socket.emit('ask', name, {}, () => {})
    await gone
  }
  const socket = connect()
  const gone = once(socket, 'disconnect')
  socket.emit('shout', 'status')
  await gone
})

it('closing the gateway ends the hubs’ connections and leaves the HTTP server as it is', async () => {
  const { connect, identity, attached, url } = await aServer()
  const socket = connect()
  const client = new HubClient(linkOver(socket), new HubLog(monday), identity)
  await until(() => client.welcome !== null)
  const gone = once(socket, 'disconnect')
  attached.close()
  await gone
  expect(await (await fetch(url)).text()).toBe('the page')
})
