import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeHub } from './fake-hub.ts'
import { type HostFixture, startHost } from './host-fixture.ts'

let fixture: HostFixture
let cookie: string
const sockets: Socket[] = []
beforeEach(async () => {
  fixture = await startHost()
  cookie = await fixture.pair()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close()
  await fixture.close()
})

/** A page's socket, as the renderers open it. */
function page(headers: Record<string, string>, transports = ['websocket']): Socket {
  const socket = io(fixture.host.url, {
    transports,
    reconnectionDelay: 50,
    reconnectionDelayMax: 100,
    extraHeaders: headers,
    forceNew: true,
  })
  sockets.push(socket)
  return socket
}
const ownPage = (transports?: string[]): Socket => page({ cookie, origin: fixture.host.url }, transports)
const next = <T>(socket: Socket, event: string): Promise<T> => new Promise((resolve) => socket.once(event, resolve))

describe('the socket a host relays', () => {
  it('carries states and commands end to end with the device token', async () => {
    const socket = ownPage()
    expect(await next(socket, 'state')).toMatchObject({ seq: 0 })
    expect(fixture.hub.socketTokens).toEqual(['Bearer device-token'])
    expect(await socket.timeout(5_000).emitWithAck('command', { type: 'recall' })).toEqual({
      ok: true,
      seq: 1,
      result: { echo: { type: 'recall' } },
    })
    const published = next(socket, 'state')
    fixture.hub.publish(7)
    expect(await published).toMatchObject({ seq: 7 })
  })

  it('works over long polling too', async () => {
    expect(await next(ownPage(['polling']), 'state')).toMatchObject({ seq: 0 })
  })

  it('is refused without the cookie, with another origin, without one, and under another host name', async () => {
    const other = { cookie, origin: fixture.host.url }
    const wrong: Record<string, string>[] = [
      { origin: fixture.host.url },
      { cookie, origin: 'http://127.0.0.1:1' },
      { cookie },
      { ...other, host: 'evil.example' },
      { ...other, cookie: `${cookie}x` },
    ]
    for (const headers of wrong) {
      const socket = page(headers)
      await next(socket, 'connect_error')
      expect(socket.connected).toBe(false)
      socket.close()
    }
    expect(fixture.hub.socketTokens).toEqual([])
  })

  it('ends at once when the hub goes, and comes back with the hub', async () => {
    const socket = ownPage()
    await next(socket, 'state')
    const { port } = fixture.hub
    const lost = next<string>(socket, 'disconnect')
    await fixture.hub.close()
    expect(await lost).toMatch(/^transport/)
    await next(socket.io as unknown as Socket, 'reconnect_error')
    const again = next(socket, 'state')
    const back = await startFakeHub(port)
    try {
      expect(await again).toEqual({ seq: 0, view: { port } })
    } finally {
      socket.close()
      await back.close()
    }
  })

  it('ends when the host stops', async () => {
    const socket = ownPage()
    await next(socket, 'state')
    const lost = next(socket, 'disconnect')
    await fixture.host.close()
    await lost
    expect(socket.connected).toBe(false)
  })
})
