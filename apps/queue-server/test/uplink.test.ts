import { asyncLog, createMemoryLog, hashJson } from '@cherha/event-log'
import { WitnessCheck } from '@cherha/office-hub/core'
import { VirtualClock } from '@cherha/testing'
import { expect, it } from 'vitest'
import { type GatewayPorts, HubGateway, OfficeNode } from '../src/core.ts'
import { config, digits, MemorySecrets, monday, tomorrow } from './support/an-office.ts'
import { anIdentity, type Identity } from './support/hub-client.ts'
import { LinkPair } from './support/link-pair.ts'
import { RealHub } from './support/real-hub.ts'

/** The server's office and gateway with a real hub's uplink, over a connection that can be cut. */
async function bothSides() {
  const clock = new VirtualClock(monday)
  const serverClock = {
    now: () => clock.now().at,
    setTimer: (ms: number, fire: () => void) => clock.setTimer(ms, fire),
  }
  const reports: string[] = []
  const report = (message: string) => void reports.push(message)
  const ports = { code: '6801', secrets: new MemorySecrets(), clock: serverClock, report }
  const node = await OfficeNode.open({
    ...ports,
    inbox: asyncLog(createMemoryLog()),
    copy: asyncLog(createMemoryLog()),
  })
  await node.configure(config())
  await node.publishMissing()
  const enrolled = new Map<string, Identity>()
  const divergences: string[] = []
  const hubs: GatewayPorts['hubs'] = {
    find: async (hub) => {
      const known = enrolled.get(hub)
      return known === undefined ? null : { office: known.office, publicKey: known.publicKey, revoked: false }
    },
    divergenceOf: async () => null,
    setDivergence: async (_, divergence) => void divergences.push(divergence?.message ?? ''),
  }
  const gateway = new HubGateway({ hubs, office: async () => node, clock: serverClock, report })
  const network = { messages: 0, cutAt: Number.POSITIVE_INFINITY, up: true, cut: () => {} }
  const enrol = () => {
    const identity = anIdentity()
    enrolled.set(identity.hub, identity)
    return identity
  }
  const connect = () => {
    if (!network.up) throw new Error('no network')
    const pair = new LinkPair({ cutAt: network.cutAt - network.messages })
    network.cut = () => pair.close()
    const { carry } = pair
    pair.carry = (message, deliver) => {
      if (!pair.closed) network.messages += 1
      carry.call(pair, message, deliver)
    }
    // as a real network: the hub listens before the server speaks
    setImmediate(() => gateway.accept(pair.server))
    return pair.hub
  }
  const hub = new RealHub(clock, enrol(), connect)
  return { node, gateway, hub, network, clock, divergences, enrol, connect }
}

type Both = Awaited<ReturnType<typeof bothSides>>

async function untilEqual({ node }: Both, hub: RealHub): Promise<void> {
  const isEqual = () =>
    node.copyHead.hash === hub.log.head().hash && node.inboxHead.hash === hub.engine.state.inbox.hash
  await hub.until(isEqual)
  expect(node.stateHash()).toBe(hashJson(hub.engine.state))
  expect(node.mirror.inbox).toEqual(node.inboxHead)
}

const booking = { date: tomorrow, service: 'permit', language: 'uk', visitor: digits('1234') } as const

it('R2 R3 a real hub and the server become equal, and bookings reach the office', async () => {
  const both = await bothSides()
  const { node, hub } = both
  await hub.start()
  await untilEqual(both, hub)
  expect(hub.keys.secrets).toBe(node.secrets.version)
  const sold = await node.book({ ...booking, time: '09:00' })
  await untilEqual(both, hub)
  expect(sold.ok && hub.engine.state.days[tomorrow]?.tickets[sold.number]?.status).toEqual({ is: 'waiting' })
  expect(both.gateway.connected('6801')?.status).toMatchObject({ writable: true, printer: 'none' })
})

it('R5 R11 a cut at any message between a real hub and the server loses nothing', async () => {
  const whole = await bothSides()
  await whole.hub.start()
  await untilEqual(whole, whole.hub)
  const { messages } = whole.network
  expect(messages).toBeGreaterThan(12)
  for (let cutAt = 1; cutAt <= messages; cutAt += 1) {
    const both = await bothSides()
    both.network.cutAt = cutAt
    await both.hub.start()
    await untilEqual(both, both.hub)
    expect(both.divergences).toEqual([])
    expect(both.hub.engine.state.epoch).toBe(0)
  }
})

it('R16 R18 a replacement hub takes the office from the server, begins an epoch and goes on with it', async () => {
  const both = await bothSides()
  const { node, hub, clock, enrol, connect } = both
  await hub.start()
  await untilEqual(both, hub)
  const sold = await node.book({ ...booking, time: '09:00' })
  await untilEqual(both, hub)
  hub.uplink.stop()
  const replacement = new RealHub(clock, enrol(), connect)
  replacement.pending = 'restored'
  await replacement.start()
  await untilEqual(both, replacement)
  expect(node.mirror.epoch).toBe(1)
  expect(replacement.pending).toBeNull()
  expect(sold.ok && replacement.engine.state.days[tomorrow]?.tickets[sold.number]?.status).toEqual({ is: 'waiting' })
})

it('R16 R19 after an isolated hub the server’s own one goes on above its epoch, and the isolated one is refused', async () => {
  const both = await bothSides()
  const { node, hub, clock, enrol, connect, network } = both
  await hub.start()
  await untilEqual(both, hub)
  // another hub of the office, from a backup, which reaches its devices and not the server
  const log = createMemoryLog()
  log.appendCopy(hub.log.read(0, 3))
  const away = { isolated: true }
  const isolated = new RealHub(
    clock,
    enrol(),
    () => {
      if (away.isolated) throw new Error('no network')
      return connect()
    },
    log,
  )
  await isolated.start()
  for (const because of ['restored', 'behind-device'] as const)
    await isolated.engine.tell({ type: 'begin-epoch', because })
  const witnessesOf = ({ engine, log: read, uplink, reports }: RealHub) =>
    new WitnessCheck({
      engine,
      log: read,
      pendingEpoch: { get: () => null, set: () => {} },
      inGoodStanding: () => uplink.isInGoodStanding(),
      report: (message) => void reports.push(message),
    })
  const seen = witnessesOf(isolated).current()
  expect(seen?.epoch).toBe(2)
  const show = async (): Promise<boolean | null> => {
    let admitted: boolean | null = null
    void witnessesOf(hub)
      .examine(seen)
      .then((answer) => {
        admitted = answer
      })
    await hub.until(() => admitted !== null)
    return admitted
  }
  network.up = false
  network.cut()
  expect(await show()).toBe(false)
  network.up = true
  await hub.until(() => hub.uplink.contact.state === 'connected')
  await untilEqual(both, hub)
  expect(await show()).toBe(true)
  await untilEqual(both, hub)
  expect([node.mirror.epoch, hub.engine.state.epoch]).toEqual([3, 3])
  hub.uplink.stop()
  away.isolated = false
  await isolated.until(() => isolated.uplink.contact.state === 'refused')
  expect(isolated.reports.join()).toContain('lower-epoch')
})

it('R11 while the network is away both sides go on, and afterwards they are equal', async () => {
  const both = await bothSides()
  const { node, hub, network } = both
  await hub.start()
  await untilEqual(both, hub)
  network.up = false
  network.cut()
  await hub.until(() => hub.uplink.contact.state === 'away')
  const numbers: string[] = []
  for (const { time } of node.freePlaces(tomorrow)) {
    const sold = await node.book({ ...booking, time, visitor: digits(time.replace(':', '')) })
    if (sold.ok) numbers.push(sold.number)
  }
  await hub.engine.tell({ type: 'see-clock-step', stepMs: 3_000 })
  const { lag } = node
  expect(numbers).toHaveLength(16)
  expect(lag.inbox).toBe(16)
  expect(hub.engine.state.days[tomorrow]?.tickets).toEqual({})
  network.up = true
  await untilEqual(both, hub)
  expect(Object.keys(hub.engine.state.days[tomorrow]?.tickets ?? {}).sort()).toEqual(numbers.sort())
  expect(node.mirror.clockStepMs).toBe(3_000)
  expect(node.lag).toEqual({ inbox: 0, events: 0 })
})
