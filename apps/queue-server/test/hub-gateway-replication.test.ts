import { asEvent } from '@cherha/event-log'
import { describe, expect, it } from 'vitest'
import { digits, monday, tomorrow } from './support/an-office.ts'
import { aServer, booking, events, expectEqual } from './support/gateway-under-test.ts'
import { HubLog } from './support/hub-log.ts'
import type { Message } from './support/link-pair.ts'
import { settle } from './support/test-clock.ts'

describe('replication over one connection', () => {
  it('R5 both sides pull in batches of at most 500 what they lack, and end equal', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.write(events(1_200))
    const { client, pair } = await server.connect(hub)
    expect(client.welcome).toMatchObject({ ok: true, then: 'go-on', at: monday })
    expectEqual(server, hub)
    const batches = pair.carried.filter(({ kind, name }) => kind === 'answer' && name === 'pull-office')
    const sizes = batches.map(({ body }) => (body as { records: unknown[] }).records.length)
    expect(Math.max(...sizes)).toBe(500)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(hub.log.head().seq)
  })

  it('R5 what happens later on either side reaches the other by itself', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    await server.connect(hub)
    await server.node.book({ ...booking, time: '09:00', visitor: digits('1111') })
    hub.write(events(3))
    await settle()
    expectEqual(server, hub)
    expect(Object.keys(hub.state.days[tomorrow]?.tickets ?? {})).toHaveLength(1)
  })

  it('R5 one pull is under way at a time, however often the hub rings', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    let open = 0
    let most = 0
    const count = (message: Message) => {
      if (message.name === 'pull-office' && message.kind !== 'ring') open += message.kind === 'ask' ? 1 : -1
      most = Math.max(most, open)
      return [message]
    }
    await server.connect(hub, server.identity, { tamper: count })
    for (let i = 0; i < 30; i += 1) hub.write(events(1))
    await settle()
    expectEqual(server, hub)
    expect(most).toBe(1)
  })

  it('R5 R11 a cut at any message, in either direction, loses nothing; only the batch under way is sent again', async () => {
    const whole = await aServer()
    const sample = new HubLog(monday)
    sample.write(events(1_100))
    const messages = (await whole.connect(sample)).pair.carried.length
    expect(messages).toBeGreaterThan(15)
    const seen = new Set<string>()
    for (let cutAt = 1; cutAt <= messages; cutAt += 1) {
      const server = await aServer()
      const hub = new HubLog(monday)
      hub.write(events(1_100))
      const first = await server.connect(hub, server.identity, { cutAt })
      const last = first.pair.carried.at(-1)
      seen.add(`${last?.from} ${last?.kind} ${last?.name}`)
      const had = server.node.copyHead.seq
      const sold = await server.node.book({ ...booking, time: '09:00', visitor: digits('1111') })
      hub.write(events(1))
      await settle(5)
      const { pair } = await server.connect(hub)
      await settle()
      expectEqual(server, hub)
      const again = pair.carried
        .filter(({ kind, name }) => kind === 'answer' && name === 'pull-office')
        .flatMap(({ body }) => (body as { records: { seq: number }[] }).records)
        .filter(({ seq }) => seq <= had)
      expect(again.length).toBeLessThanOrEqual(500)
      expect(Object.keys(hub.state.days[tomorrow]?.tickets ?? {})).toHaveLength(sold.ok ? 1 : 0)
    }
    for (const what of [
      'server ask challenge',
      'hub answer challenge',
      'server ring welcome',
      'server ask pull-office',
      'hub answer pull-office',
      'hub ask pull-inbox',
      'server answer pull-inbox',
      'hub ring office-news',
    ])
      expect(seen, what).toContain(what)
  })

  it('R6 batches that arrive cut short, twice or out of order are taken in order or asked for again', async () => {
    for (const harm of [
      (records: unknown[]) => records.slice(0, Math.ceil(records.length / 2)),
      (records: unknown[]) => records.slice(1),
      (records: unknown[]) => [...records, ...records],
      (records: unknown[]) => [...records].reverse(),
    ]) {
      const server = await aServer()
      const hub = new HubLog(monday)
      hub.write(events(600))
      let harmed = 0
      const tamper = (message: Message) => {
        if (message.kind !== 'answer' || message.name !== 'pull-office' || harmed >= 2) return [message]
        harmed += 1
        const body = message.body as { records: unknown[] }
        return [{ ...message, body: { ...body, records: harm(body.records) } }]
      }
      await server.connect(hub, server.identity, { tamper })
      await server.clock.advance(5_000)
      expectEqual(server, hub)
      expect(harmed).toBe(2)
      expect(server.divergences.size).toBe(0)
    }
  })

  it('what is no batch at all is asked for again, then the connection is opened anew; it is no divergence', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.write(events(5))
    const tamper = (message: Message) => {
      if (message.kind !== 'answer' || message.name !== 'pull-office') return [message]
      return [{ ...message, body: { records: ['a record'], head: hub.log.head() } }]
    }
    const { pair } = await server.connect(hub, server.identity, { tamper })
    expect(pair.closed).toBe(false)
    await server.clock.advance(60_000)
    expect(pair.closed).toBe(true)
    expect(server.divergences.size).toBe(0)
    await server.connect(hub)
    expectEqual(server, hub)
  })

  it('an event only a newer program knows ends the exchange, and is no divergence', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.log.append([{ at: monday, mono: 0, event: { type: 'from-the-future' } }])
    const { pair, client } = await server.connect(hub)
    await server.clock.advance(60_000)
    expect(pair.closed).toBe(true)
    expect(client.diverged).toBeNull()
    expect(server.divergences.size).toBe(0)
    expect(server.reports.join()).toContain('newer')
  })

  it('R5 a hub that answers nothing of use is cut off, and the server asks it no further', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.write(events(5))
    const tamper = (message: Message) =>
      message.kind === 'answer' && message.name === 'pull-office' ? [{ ...message, body: { records: [] } }] : [message]
    const { pair } = await server.connect(hub, server.identity, { tamper })
    await server.clock.advance(60_000)
    expect(pair.closed).toBe(true)
    expect(server.node.copyHead.seq).toBe(0)
    expect(server.divergences.size).toBe(0)
  })

  it('R5 a record whose append has not been answered is given when the server knows it, and not before', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const { client } = await server.connect(hub)
    await client.pull()
    const known = server.node.inboxHead
    expect(hub.state.inbox.seq).toBe(known.seq)
    // the database has made it durable and its answer was lost
    const config = server.node.config
    server.inbox.append([{ at: monday, mono: 0, event: asEvent({ type: 'office-configured', config }) }])
    await client.pull()
    expect(hub.state.inbox.seq).toBe(known.seq)
    expect(server.divergences.size).toBe(0)
  })

  it('R11 while the database is away the hub stays connected, and the server takes all of it afterwards', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.write(events(700))
    server.disk.copyFails = true
    const { pair } = await server.connect(hub)
    await server.clock.advance(120_000)
    expect(pair.closed).toBe(false)
    expect(server.node.copyHead.seq).toBe(0)
    server.disk.copyFails = false
    await server.clock.advance(5_000)
    expectEqual(server, hub)
  })
})
