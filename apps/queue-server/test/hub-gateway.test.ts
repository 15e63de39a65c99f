import { hashJson, type NewRecord } from '@cherha/event-log'
import type { QueueEvent } from '@cherha/shared/queue'
import { describe, expect, it } from 'vitest'
import { HubAwayError, HubGateway } from '../src/hub-gateway/hub-gateway.ts'
import type { Divergence, EnrolledHub } from '../src/hub-gateway/ports.ts'
import { digits, monday, openOffice, tomorrow } from './support/an-office.ts'
import { anIdentity, HubClient, type Identity } from './support/hub-client.ts'
import { HubLog } from './support/hub-log.ts'
import { LinkPair, type Message, type Wire } from './support/link-pair.ts'
import { settle } from './support/test-clock.ts'

/** A server with one office, and one hub enrolled for it. */
async function aServer() {
  const office = await openOffice()
  const enrolled = new Map<string, EnrolledHub & { revoked: boolean }>()
  const divergences = new Map<string, Divergence>()
  const database = { away: false }
  const reports: string[] = []
  const gateway = new HubGateway({
    hubs: {
      find: async (hub) => {
        if (database.away) throw new Error('the database is away')
        return enrolled.get(hub) ?? null
      },
      divergenceOf: async (hub) => divergences.get(hub) ?? null,
      setDivergence: async (hub, divergence) => {
        if (divergence === null) divergences.delete(hub)
        else divergences.set(hub, divergence)
      },
    },
    office: async (code) => (code === '6801' ? office.node : null),
    clock: office.clock,
    report: (message) => void reports.push(message),
  })
  const enrol = (identity: Identity) => {
    enrolled.set(identity.hub, { office: identity.office, publicKey: identity.publicKey, revoked: false })
    return identity
  }
  const identity = enrol(anIdentity())
  const connect = async (
    hub: HubLog,
    who: Identity = identity,
    wire: Wire = {},
    forge?: ConstructorParameters<typeof HubClient>[3],
  ) => {
    const pair = new LinkPair(wire)
    const client = new HubClient(pair.hub, hub, who, forge)
    gateway.accept(pair.server)
    await settle()
    return { pair, client }
  }
  const revoke = (hub: string) => {
    const known = enrolled.get(hub)
    if (known !== undefined) known.revoked = true
    gateway.revoked(hub)
  }
  return {
    ...office,
    gateway,
    enrolled,
    divergences,
    database,
    identity,
    connect,
    enrol,
    revoke,
    gatewayReports: reports,
  }
}

const booking = { date: tomorrow, service: 'permit', language: 'uk' } as const

/** Something only the hub knows. */
function events(count: number): QueueEvent[] {
  return Array.from({ length: count }, (_, i) => ({ type: 'clock-step-seen', stepMs: 3_000 + i }))
}

function code(client: HubClient): string | null {
  return client.welcome === null || client.welcome.ok ? null : client.welcome.code
}

type Server = Awaited<ReturnType<typeof aServer>>

function expectEqual({ node }: Server, hub: HubLog): void {
  expect(node.copyHead).toEqual(hub.log.head())
  expect(hub.state.inbox).toEqual(node.inboxHead)
  expect(node.stateHash()).toBe(hashJson(hub.state))
}

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
    const event = { type: 'office-configured', config } as unknown as NewRecord['event']
    server.inbox.append([{ at: monday, mono: 0, event }])
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

describe('orders and health', () => {
  it('an order reaches the hub that is connected; without one it has its own error', async () => {
    const server = await aServer()
    await expect(server.gateway.order('6801', { type: 'revoke-device', id: 'd1' })).rejects.toThrow(HubAwayError)
    const { client } = await server.connect(new HubLog(monday))
    expect(await server.gateway.order('6801', { type: 'revoke-device', id: 'd1' })).toEqual({ ok: true, id: 'd1' })
    expect(client.orders).toEqual([{ type: 'revoke-device', id: 'd1' }])
  })

  it('R24 the server knows when it heard of the hub last, what it lacks, and what the hub says of itself', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const { pair } = await server.connect(hub)
    expect(server.node.lag).toEqual({ inbox: 0, events: 0 })
    const status = {
      at: monday,
      version: '0.1.1',
      epoch: 0,
      writable: true,
      clockStepMs: null,
      printer: 'ok',
      devices: [],
    }
    await server.clock.advance(15_000)
    expect(await pair.hub.ask('status', status)).toEqual({ at: monday + 15_000 })
    expect(server.gateway.connected('6801')).toMatchObject({ status, statusAt: monday + 15_000, since: monday })
    expect(server.node.lastContact).toBe(monday + 15_000)
    await expect(pair.hub.ask('status', { ...status, printer: 'on fire' })).rejects.toThrow('printer')
    pair.hub.ring('office-news', { head: { seq: hub.log.head().seq + 7, hash: 'a'.repeat(64) } })
    await new Promise((resolve) => setImmediate(resolve))
    expect(server.node.lag.events).toBe(7)
  })

  it('R22 secrets travel beside the logs, and the hub is told when they change', async () => {
    const server = await aServer()
    const rings: unknown[] = []
    const { pair } = await server.connect(new HubLog(monday), server.identity, {
      tamper: (message) => {
        if (message.name === 'inbox-news') rings.push(message.body)
        return [message]
      },
    })
    expect(await pair.hub.ask('pull-secrets', {})).toEqual(server.node.secrets)
    const { version } = server.node.secrets
    const pin = { login: 'olena', salt: 'c2FsdA==', hash: 'aGFzaA==' }
    await server.node.changeSecrets((secrets) => ({ ...secrets, staff: [pin] }))
    await settle()
    expect(rings.at(-1)).toMatchObject({ secrets: version + 1 })
    const device = { id: 'display-1', role: 'display', windows: null, tokenHash: 'aGFzaA==' } as const
    await pair.hub.ask('keep-devices', { devices: [device] })
    expect(server.node.secrets).toMatchObject({ version: version + 1, devices: [device] })
    expect(server.secrets.stored?.devices).toEqual([device])
  })
})

function never(): never {
  throw new Error('nothing was heard')
}
