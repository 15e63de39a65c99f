import { describe, expect, it } from 'vitest'
import { monday, openOffice } from './support/an-office.ts'
import { aServer, code, events, expectEqual } from './support/gateway-under-test.ts'
import { anIdentity } from './support/hub-client.ts'
import { HubLog } from './support/hub-log.ts'
import type { Message } from './support/link-pair.ts'
import { settle } from './support/test-clock.ts'

describe('loss of a hub', () => {
  it('R18 a hub whose log is the beginning of the copy takes the rest and begins an epoch', async () => {
    const server = await aServer()
    const lost = new HubLog(monday)
    lost.write(events(900))
    const first = await server.connect(lost)
    first.pair.close()
    const restored = new HubLog(monday)
    const { client } = await server.connect(restored)
    expect(client.welcome).toMatchObject({ ok: true, then: 'catch-up' })
    await settle()
    expect(restored.state.epoch).toBe(1)
    expectEqual(server, restored)
  })

  it('R19 a hub of a lower epoch that has gone its own way is refused', async () => {
    const server = await aServer()
    const old = new HubLog(monday)
    old.write(events(20))
    const first = await server.connect(old)
    first.pair.close()
    old.write(events(5))
    const replacement = server.enrol(anIdentity())
    const second = await server.connect(new HubLog(monday), replacement)
    await settle()
    second.pair.close()
    expect(code((await server.connect(old)).client)).toBe('lower-epoch')
    expect(server.divergences.size).toBe(0)
  })

  it('R7 two histories are told at the hello; it is kept, and the hub is refused until it is settled', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.write(events(20))
    ;(await server.connect(hub)).pair.close()
    const other = new HubLog(monday)
    other.write(events(5))
    other.at += 1
    other.write(events(15))
    const { client } = await server.connect(other)
    expect(code(client)).toBe('diverged')
    expect(server.divergences.get(server.identity.hub)).toMatchObject({ seq: 20 })
    expect(code((await server.connect(hub)).client)).toBe('diverged')
    server.divergences.clear()
    expect((await server.connect(hub)).client.welcome?.ok).toBe(true)
  })

  it('R7 a longer log that is another one is found out by its first batch, and nothing of it is taken', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.write(events(20))
    ;(await server.connect(hub)).pair.close()
    const { copyHead } = server.node
    const other = new HubLog(monday + 1)
    other.write(events(copyHead.seq + 30))
    const { client, pair } = await server.connect(other)
    expect(client.diverged).toMatchObject({ seq: copyHead.seq + 1 })
    expect(server.node.copyHead).toEqual(copyHead)
    expect(server.divergences.get(server.identity.hub)?.message).toContain('other-history')
    expect(server.gatewayReports.at(-1)).toContain('two histories')
    await server.clock.advance(2_000)
    expect(pair.closed).toBe(true)
  })

  it('R7 a record changed on its way is a divergence, and nothing more is exchanged', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.write(events(10))
    const tamper = (message: Message) => {
      if (message.kind !== 'answer' || message.name !== 'pull-office') return [message]
      const text = JSON.stringify(message.body).replace('"stepMs":3004', '"stepMs":3005')
      return [{ ...message, body: JSON.parse(text) as unknown }]
    }
    const { client } = await server.connect(hub, server.identity, { tamper })
    expect(client.diverged).toMatchObject({ seq: 5 })
    expect(server.node.copyHead.seq).toBe(0)
    expect(code((await server.connect(hub)).client)).toBe('diverged')
  })

  it('R7 a hub that has learnt what another server on the same database wrote is no divergence', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const before = await server.connect(hub)
    await before.client.pull()
    before.pair.close()
    // the server before this one, which is still ending, takes one more change and gives it to the hub
    const old = await server.restart()
    const { config } = old
    if (config === null) throw new Error('not configured')
    await old.configure({ ...config, address: { ...config.address, uk: 'інша адреса' } })
    hub.learn(await old.readInbox(hub.state.inbox.seq, 500))
    expect(hub.state.inbox.seq).toBeGreaterThan(server.node.inboxHead.seq)
    const { client } = await server.connect(hub)
    expect(client.welcome).toMatchObject({ ok: true })
    expect(server.node.inboxHead).toEqual(hub.state.inbox)
    expect(server.divergences.size).toBe(0)
  })

  it('R7 a hub that has learnt another inbox is refused', async () => {
    const server = await aServer()
    const other = await openOffice({ code: '6801' }, monday + 60_000)
    const hub = new HubLog(monday)
    hub.learn(await other.node.readInbox(0, 500))
    expect(code((await server.connect(hub)).client)).toBe('diverged')
  })
})
