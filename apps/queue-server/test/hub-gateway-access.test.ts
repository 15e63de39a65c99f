import { describe, expect, it } from 'vitest'
import { monday } from './support/an-office.ts'
import { aServer, code, events, expectEqual } from './support/gateway-under-test.ts'
import { anIdentity, HubClient } from './support/hub-client.ts'
import { HubLog } from './support/hub-log.ts'
import { LinkPair } from './support/link-pair.ts'
import { settle } from './support/test-clock.ts'

describe('who may connect', () => {
  it('R13 a forged signature is refused', async () => {
    const server = await aServer()
    const other = anIdentity()
    const forged = { ...other, hub: server.identity.hub }
    const { client, pair } = await server.connect(new HubLog(monday), forged)
    expect(code(client)).toBe('wrong-signature')
    await server.clock.advance(2_000)
    expect(pair.closed).toBe(true)
    expect(server.gateway.connected('6801')).toBeNull()
  })

  it('R13 a hello that was heard on another connection opens none', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const heard: Parameters<NonNullable<ConstructorParameters<typeof HubClient>[3]>>[0][] = []
    const first = await server.connect(hub, server.identity, {}, (hello) => {
      heard.push(hello)
      return hello
    })
    first.pair.close()
    const replay = await server.connect(new HubLog(monday), server.identity, {}, () => heard[0] ?? never())
    expect(code(replay.client)).toBe('wrong-signature')
    expect(replay.client.challenges).not.toEqual(first.client.challenges)
  })

  it('R13 a hub of another office, of none, or that nobody knows is refused', async () => {
    const server = await aServer()
    const wrong = { ...server.identity, office: '4801' }
    expect(code((await server.connect(new HubLog(monday), wrong)).client)).toBe('wrong-office')
    const nowhere = server.enrol(anIdentity('4801'))
    expect(code((await server.connect(new HubLog(monday), nowhere)).client)).toBe('wrong-office')
    expect(code((await server.connect(new HubLog(monday), anIdentity())).client)).toBe('unknown-hub')
  })

  it('R15 a hub of another protocol version is told so', async () => {
    const server = await aServer()
    const old = await server.connect(new HubLog(monday), server.identity, {}, (hello) => ({ ...hello, protocol: 99 }))
    expect(code(old.client)).toBe('old-protocol')
    const strange = await server.connect(new HubLog(monday), server.identity, {
      tamper: (message) => (message.kind === 'answer' ? [{ ...message, body: 'hello' }] : [message]),
    })
    expect(code(strange.client)).toBe('old-protocol')
  })

  it('R14 a revoked hub is cut off at once and refused from then on', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const { pair } = await server.connect(hub)
    expect(server.gateway.connected('6801')?.hub).toBe(server.identity.hub)
    server.revoke(server.identity.hub)
    expect(pair.closed).toBe(true)
    expect(server.gateway.connected('6801')).toBeNull()
    hub.write(events(2))
    await settle()
    expect(server.node.copyHead.seq).toBeLessThan(hub.log.head().seq)
    expect(code((await server.connect(hub)).client)).toBe('revoked')
  })

  it('R14 a hub that is revoked while it says who it is does not get in', async () => {
    const server = await aServer()
    const pair = new LinkPair({
      tamper: (message) => {
        if (message.kind === 'answer') setImmediate(() => server.revoke(server.identity.hub))
        return [message]
      },
    })
    const client = new HubClient(pair.hub, new HubLog(monday), server.identity)
    server.gateway.accept(pair.server)
    await settle()
    expect(client.welcome?.ok).not.toBe(true)
    expect(server.gateway.connected('6801')).toBeNull()
  })

  it('R15 a second hub with the same identity is refused while the first one answers', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const first = await server.connect(hub)
    const copy = new HubLog(monday)
    const second = await server.connect(copy)
    expect(code(second.client)).toBe('already-connected')
    expect(first.pair.closed).toBe(false)
    expect(copy.log.head().seq).toBe(0)
    expectEqual(server, hub)
  })

  it('R15 a connection that answers no more gives way to a new one of the same hub', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    let dead = false
    const first = await server.connect(hub, server.identity, { tamper: (message) => (dead ? [] : [message]) })
    dead = true
    const second = await server.connect(hub)
    // nothing is said to the second before it is known that the first is gone
    expect(second.client.welcome).toBeNull()
    await server.clock.advance(5_000)
    expect(second.client.welcome?.ok).toBe(true)
    expect(first.pair.closed).toBe(true)
    await settle()
    expectEqual(server, hub)
  })

  it('nothing is answered to who has not yet proved to be a hub', async () => {
    const server = await aServer()
    const pair = new LinkPair()
    pair.hub.onAsk('challenge', () => new Promise(() => {}))
    server.gateway.accept(pair.server)
    await settle(5)
    for (const name of ['pull-inbox', 'pull-copy', 'pull-secrets', 'keep-devices', 'status']) {
      await expect(pair.hub.ask(name, { after: 0, limit: 500 })).rejects.toThrow('not welcomed')
    }
  })

  it('a database that is away at the hello is said to be, and the hub may come again', async () => {
    const server = await aServer()
    server.database.away = true
    expect(code((await server.connect(new HubLog(monday))).client)).toBe('unavailable')
    server.database.away = false
    expect((await server.connect(new HubLog(monday))).client.welcome?.ok).toBe(true)
  })
})

function never(): never {
  throw new Error('nothing was heard')
}
