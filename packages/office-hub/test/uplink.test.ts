import { asEvent, canonicalJson, eventAs } from '@cherha/event-log'
import type { InboxItem } from '@cherha/shared/protocol'
import { VirtualClock } from '@cherha/testing'
import { expect, test } from 'vitest'
import { aBooking, aDisk, aServer, hubEvents, onlineNumbers, aPlan, UplinkUnderTest } from './uplink-under-test.ts'

const inbox = (hub: UplinkUnderTest) => hub.engine.state.inbox.seq
const learnt = (hub: UplinkUnderTest) => hubEvents(hub.disk.log).filter((type) => type === 'inbox-advanced').length

test('R2 the hub learns its inbox in order, each item once, and the server’s copy becomes equal to its log', async () => {
  const { server } = aServer(5)
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => inbox(hub) === 7 && server.copy.head().hash === hub.disk.log.head().hash)
  expect(learnt(hub)).toBe(7)
  await hub.until(() => hub.uplink.contact.lagEvents === 0)
  expect(hub.uplink.contact.state).toBe('connected')
  expect(server.forged).toEqual([])
})

test('R5 the connection is cut at every message in turn, both ways: nothing is learnt twice, nothing is lost', async () => {
  const { server: whole } = aServer(5)
  const uncut = await new UplinkUnderTest({ server: whole }).start()
  await uncut.until(() => inbox(uncut) === 7 && whole.statuses.length > 0)
  const boundaries = uncut.messages
  expect(boundaries).toBeGreaterThan(8)
  for (let at = 1; at <= boundaries; at += 1) {
    const { server } = aServer(5)
    const hub = await new UplinkUnderTest({
      server,
      judge: (_message, count) => (count === at ? 'cut' : 'pass'),
    }).start()
    await hub.until(() => inbox(hub) === 7 && server.copy.head().hash === hub.disk.log.head().hash)
    expect(learnt(hub), `cut at message ${at}`).toBe(7)
    expect(hub.connections, `cut at message ${at}`).toBe(2)
    hub.stop()
  }
})

test('R11 with the server away the hub starts, serves, and learns when it is back', async () => {
  const { server } = aServer(2)
  let reachable = false
  const hub = await new UplinkUnderTest({ server, reachable: () => reachable }).start()
  await hub.pass(5 * 60_000)
  expect(hub.uplink.contact).toMatchObject({ state: 'away', lastContact: null })
  expect(hub.engine.state.config).not.toBeNull()
  reachable = true
  await hub.until(() => inbox(hub) === 4)
})

test('a cut in the middle of the day is told with the moment of the last contact, and healed', async () => {
  const { server } = aServer(2)
  let reachable = true
  const hub = await new UplinkUnderTest({ server, reachable: () => reachable }).start()
  await hub.until(() => inbox(hub) === 4)
  reachable = false
  hub.cut()
  await hub.pass(60_000)
  const away = hub.uplink.contact
  expect(away.state).toBe('away')
  expect(away.lastContact).toBeLessThanOrEqual(hub.clock.now().at - 60_000)
  await hub.engine.tell({ type: 'connect-device', device: 'display-1', role: 'display', windows: [] })
  expect(hub.uplink.contact.lagEvents).toBeGreaterThan(away.lagEvents)
  reachable = true
  await hub.until(() => hub.uplink.contact.state === 'connected' && hub.uplink.contact.lagEvents === 0)
})

test.for([
  ['doubled', (records: readonly unknown[]) => [...records, ...records]],
  ['in a wrong order', (records: readonly unknown[]) => records.toReversed()],
  ['without its middle', (records: readonly unknown[]) => records.filter((_, index) => index !== 3)],
  ['empty', () => []],
] as const)('R6 a batch that comes %s once does no harm', async ([, spoil]) => {
  const { server } = aServer(5)
  let spoilt = 0
  server.tamper = (records) => {
    spoilt += 1
    return spoilt === 1 ? (spoil(records) as typeof records) : records
  }
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => inbox(hub) === 7)
  expect(learnt(hub)).toBe(7)
  expect(hub.uplink.contact.state).toBe('connected')
})

test('R6 a batch that is cut off is continued where it ended', async () => {
  const { server } = aServer(5)
  server.tamper = (records) => records.slice(0, 2)
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => inbox(hub) === 7)
  expect(learnt(hub)).toBe(7)
})

test('R7 a record that was changed on the way ends the exchange, and the office goes on', async () => {
  const { server } = aServer(5)
  server.tamper = (records) =>
    records.map((record) =>
      record.seq === 4 ? { ...record, event: asEvent({ ...eventAs<InboxItem>(record.event), sold: 9 }) } : record,
    )
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => hub.uplink.contact.state === 'diverged')
  await hub.pass(10 * 60_000 - 1_000)
  expect(inbox(hub)).toBe(0)
  expect(hub.connections).toBe(1)
  expect(server.diverged).toHaveLength(1)
  await hub.engine.tell({ type: 'connect-device', device: 'display-1', role: 'display', windows: [] })
  expect(hubEvents(hub.disk.log)).toContain('device-connected')
})

test('an item this program does not know: everything before it is learnt, and it is asked for again ever less often', async () => {
  const { server } = aServer(2)
  server.inbox.append([{ at: 0, mono: 0, event: { type: 'of-a-later-version' } }])
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.pass(5 * 60_000)
  expect(inbox(hub)).toBe(4)
  expect(hub.reports.length).toBeGreaterThan(3)
  expect(hub.connections).toBeLessThan(30)
})

test('R7 an inbox that has become another one is a divergence', async () => {
  const { server } = aServer(5)
  const disk = aDisk()
  const first = await new UplinkUnderTest({ server, disk }).start()
  await first.until(() => inbox(first) === 7 && server.copy.head().hash === disk.log.head().hash)
  first.stop()
  // the same number of items, other bookings
  const { server: other } = aServer(5)
  other.copy.appendCopy(disk.log.read(0, 10_000))
  const hub = await new UplinkUnderTest({ server: other, disk }).start()
  await hub.until(() => hub.uplink.contact.state === 'diverged')
})

test('R22 the secrets are there before the first item of the inbox is learnt', async () => {
  const { server, dayKey } = aServer(3)
  const hub = new UplinkUnderTest({ server })
  let keysAtPlan: (Buffer | null)[] = []
  hub.engine.onCommit((records) => {
    if (records.some(({ event }) => event.type === 'plan-published')) keysAtPlan = [hub.keys.day('2026-11-24')]
  })
  await hub.start()
  await hub.until(() => inbox(hub) === 5)
  expect(keysAtPlan).toEqual([dayKey])
  expect(hub.keys.office.toString('base64')).toBe(server.secrets.office)
  expect(server.asked.indexOf('pull-secrets')).toBeGreaterThan(-1)
})

test('a disk that is full while the inbox is learnt: it is told again until it is stored, nothing is skipped', async () => {
  const { server } = aServer(5)
  const disk = aDisk()
  let full = false
  const log = disk.log
  const hub = new UplinkUnderTest({
    server,
    disk: {
      ...disk,
      log: new Proxy(log, {
        get: (target, name) =>
          name === 'append' && full
            ? () => {
                throw new Error('no space left')
              }
            : Reflect.get(target, name),
      }),
    },
  })
  await hub.start()
  await hub.until(() => inbox(hub) === 7)
  full = true
  const more = onlineNumbers(aPlan('2026-11-24')).slice(5, 8)
  server.tell(...more.map((number) => aBooking('2026-11-24', number, Buffer.alloc(32, 1))))
  await hub.pass(30_000)
  expect(inbox(hub)).toBe(7)
  full = false
  await hub.until(() => inbox(hub) === 10)
  expect(learnt(hub)).toBe(10)
})

test('R2 a hub that is started anew in the middle of a batch learns the rest, nothing twice', async () => {
  const { server } = aServer(8)
  const disk = aDisk()
  const first = new UplinkUnderTest({ server, disk })
  server.tamper = (records) => records.slice(0, 4)
  first.engine.onCommit(() => {
    if (inbox(first) >= 4) first.uplink.stop()
  })
  await first.start()
  await first.until(() => inbox(first) >= 4)
  first.stop()
  server.tamper = (records) => records
  const second = await new UplinkUnderTest({ server, disk }).start()
  await second.until(() => inbox(second) === 10)
  expect(learnt(second)).toBe(10)
  expect(hubEvents(disk.log).filter((type) => type === 'registered')).toHaveLength(8)
})

test('R21 a hub whose clock is a year wrong follows the server’s time, journaled', async () => {
  const { server } = aServer(1)
  server.skewMs = -365 * 86_400_000
  let reachable = false
  const hub = await new UplinkUnderTest({ server, reachable: () => reachable }).start()
  await hub.pass(1_000)
  reachable = true
  await hub.until(() => hubEvents(hub.disk.log).includes('server-time-followed'))
  await hub.pass(1_000)
  expect(Math.abs(hub.clock.now().at - server.now)).toBeLessThan(60_000)
  const steps = hubEvents(hub.disk.log).filter((type) => type === 'clock-step-seen' || type === 'server-time-followed')
  // what the computer's clock differs by is known: nobody is asked to accept it
  expect(steps).toEqual(['server-time-followed'])
})

test('R16 R18 a hub whose log is the beginning of the server’s copy takes the rest before its first record, then begins an epoch', async () => {
  const { server } = aServer(5)
  const disk = aDisk()
  const lost = await new UplinkUnderTest({ server, disk }).start()
  await lost.until(() => inbox(lost) === 7 && server.copy.head().hash === disk.log.head().hash)
  const whole = disk.log.read(0, 10_000)
  lost.stop()
  const backup = aDisk()
  backup.log.appendCopy(whole.slice(0, 3))
  const hub = await new UplinkUnderTest({ server, disk: backup }).start()
  expect(backup.log.read(0, whole.length)).toEqual(whole)
  expect(hub.engine.state.epoch).toBe(1)
  expect(backup.pending.because).toBeNull()
  await hub.until(() => server.copy.head().hash === backup.log.head().hash)
  const last = hubEvents(backup.log).slice(whole.length)
  expect(last.filter((type) => type === 'epoch-began')).toHaveLength(1)
})

test('R18 a hub that serves and takes what a copy of it wrote goes on as after a restart', async () => {
  const { server } = aServer(2)
  let reachable = true
  const disk = aDisk()
  const hub = await new UplinkUnderTest({ server, disk, reachable: () => reachable }).start()
  await hub.until(() => inbox(hub) === 4 && server.copy.head().hash === disk.log.head().hash)
  reachable = false
  hub.cut()
  const twin = aDisk()
  twin.log.appendCopy(disk.log.read(0, 10_000))
  const other = await new UplinkUnderTest({ server, disk: twin }).start()
  await other.until(() => server.copy.head().hash === twin.log.head().hash)
  other.stop()
  const { seq } = twin.log.head()
  expect(seq).toBeGreaterThan(disk.log.head().seq)
  reachable = true
  await hub.until(() => hub.engine.state.epoch === 1)
  expect(disk.log.read(0, seq)).toEqual(twin.log.read(0, seq))
  // what was taken counts on another boot clock: calls are announced again before anything else
  expect(hubEvents(disk.log).slice(seq, seq + 2)).toEqual(['hub-started', 'epoch-began'])
})

test('R18 a catch-up that is cut at every message is taken up again before anybody is served', async () => {
  const { server: source } = aServer(5)
  const disk = aDisk()
  const lost = await new UplinkUnderTest({ server: source, disk }).start()
  await lost.until(() => inbox(lost) === 7 && source.copy.head().hash === disk.log.head().hash)
  lost.stop()
  const whole = disk.log.read(0, 10_000)
  for (let at = 1; at <= 6; at += 1) {
    const { server } = aServer(0)
    server.copy.appendCopy(whole)
    const backup = aDisk()
    backup.log.appendCopy(whole.slice(0, 3))
    const judge = (_: unknown, count: number) => (count === at ? 'cut' : 'pass')
    const hub = new UplinkUnderTest({ server, disk: backup, judge })
    backup.pending.because = 'restored'
    await hub.start()
    expect(backup.log.read(0, whole.length), `cut at message ${at}`).toEqual(whole)
    expect(hub.engine.state.epoch, `cut at message ${at}`).toBe(1)
    hub.stop()
  }
})

test('R13 every connection is signed anew; another key’s signature is not the hub’s', async () => {
  const { server } = aServer(1)
  const { newHubKey } = await import('../src/uplink/identity-file.ts')
  const hub = await new UplinkUnderTest({ server, privateKey: newHubKey().privateKey }).start()
  await hub.until(() => server.hellos.length > 0)
  expect(server.forged).toHaveLength(1)
})

test.for([
  ['unknown-hub', 'refused', 1],
  ['revoked', 'refused', 1],
  ['wrong-signature', 'refused', 1],
  ['wrong-office', 'refused', 1],
  ['lower-epoch', 'refused', 1],
  ['diverged', 'diverged', 1],
] as const)('R14 refused as %s the hub is %s, tries no more, and serves on', async ([code, state, connections]) => {
  const { server } = aServer(1)
  server.refuse = code
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.pass(9 * 60_000)
  expect(hub.uplink.contact.state).toBe(state)
  expect(hub.uplink.message).toBe('as the test says')
  expect(hub.connections).toBe(connections)
  expect(hub.engine.writable).toBe(true)
})

test.for(['unavailable', 'already-connected', 'old-protocol'] as const)(
  'R15 refused as %s the hub tries again, and is let in when that has passed',
  async (code) => {
    const { server } = aServer(1)
    server.refuse = code
    const hub = await new UplinkUnderTest({ server }).start()
    await hub.pass(20_000)
    server.refuse = null
    await hub.until(() => inbox(hub) === 3)
  },
)

test('R3 the log alone replays what the inbox brought', async () => {
  const { server } = aServer(8)
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => inbox(hub) === 10 && server.copy.head().hash === hub.disk.log.head().hash)
  const mirror = new UplinkUnderTest({ server, disk: aDisk(server.copy), reachable: () => false })
  expect(canonicalJson(mirror.engine.state)).toBe(canonicalJson(hub.engine.state))
})

test('R22 a computer whose clock is a year ahead erases no key of a day that is still to come', async () => {
  const { server } = aServer(2)
  const disk = aDisk()
  const first = await new UplinkUnderTest({ server, disk }).start()
  await first.until(() => inbox(first) === 4 && first.keys.secrets > 0)
  const known = [...first.keys.days.keys()]
  expect(known.length).toBeGreaterThan(0)
  first.stop()
  await first.engine.stop()
  const clock = new VirtualClock(first.clock.now().at + 365 * 86_400_000)
  const hub = await new UplinkUnderTest({ server, disk, clock, reachable: () => false }).start()
  await hub.pass(10_000)
  expect([...hub.keys.days.keys()]).toEqual(known)
})
