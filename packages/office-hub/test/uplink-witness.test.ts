import { randomUUID } from 'node:crypto'
import { createMemoryLog, type EventLog } from '@cherha/event-log'
import { type EpochBecause, WitnessCheck } from '@cherha/office-hub/core'
import { witnessHeader, witnessText, type Witness } from '@cherha/shared/protocol'
import { initialState } from '@cherha/shared/queue'
import { anOffice } from '@cherha/testing'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { at, aVisitor, type HubUnderTest, registerCurrent, startedHub } from './hub-under-test.ts'

const ask = (hub: HubUnderTest, witness?: string) =>
  hub.request('GET', '/api/device', {
    token: hub.token('display'),
    ...(witness === undefined ? {} : { headers: { [witnessHeader]: witness } }),
  })

async function shownBy(hub: HubUnderTest): Promise<Witness> {
  return at((await ask(hub)).body, 'witness') as Witness
}

const epochOf = async (hub: HubUnderTest) => at((await hub.get('/health')).body, 'epoch')

/** Resolves with `connected`, or the reason for the refusal. */
function connect(hub: HubUnderTest, witness: Witness): Promise<string> {
  const socket = io(hub.hub.url, {
    transports: ['websocket'],
    auth: { token: hub.token('display'), witness: witnessText(witness) },
    forceNew: true,
    reconnection: false,
  })
  onTestFinished(() => void socket.close())
  return new Promise((resolve) => {
    socket.once('state', () => resolve('connected'))
    socket.once('connect_error', (error) => resolve(error.message))
  })
}

test('R19 the hub shows a device how far its log is, and takes its own witness for true', async () => {
  const hub = await startedHub()
  const shown = await shownBy(hub)
  expect(shown).toMatchObject({ epoch: 0, office: expect.any(String) })
  expect(await connect(hub, shown)).toBe('connected')
  expect(await epochOf(hub)).toBe(0)
})

test.for([
  ['a record behind its end', (shown: Witness) => ({ ...shown, seq: shown.seq + 500 })],
  ['another record under a number it has', (shown: Witness) => ({ ...shown, seq: 2, hash: 'ab'.repeat(32) })],
] as const)(
  'R16 a device that has seen %s makes the hub begin an epoch, once, before it is served',
  async ([, change]) => {
    const hub = await startedHub()
    const seen = change(await shownBy(hub))
    expect(await Promise.all([connect(hub, seen), connect(hub, seen)])).toEqual(['connected', 'connected'])
    expect(await epochOf(hub)).toBe(1)
    expect(await connect(hub, { ...(await shownBy(hub)), seq: 999_999 })).toBe('connected')
    expect(await epochOf(hub)).toBe(1)
  },
)

test('R16 a command over HTTP is decided after the epoch that its device’s witness makes the hub begin', async () => {
  const hub = await startedHub()
  const shown = await shownBy(hub)
  const register = (witness: Witness) =>
    hub.request('POST', '/api/commands', {
      token: hub.token('terminal'),
      body: { commandId: randomUUID(), ...registerCurrent(aVisitor('Перша')) },
      headers: { [witnessHeader]: witnessText(witness) },
    })
  const reply = await register({ ...shown, seq: shown.seq + 500 })
  expect(reply.status).toBe(200)
  // a number of the new block: what the lost part may have sold is not sold again
  expect(at(reply.body, 'result', 'ticket')).toMatch(/^А-2\d{3}$/)
  expect(await epochOf(hub)).toBe(1)
})

test('R19 a command over HTTP of a device that has seen a newer epoch is refused, and nothing has happened', async () => {
  const hub = await startedHub()
  const shown = await shownBy(hub)
  const reply = await hub.request('POST', '/api/commands', {
    token: hub.token('terminal'),
    body: { commandId: randomUUID(), ...registerCurrent() },
    headers: { [witnessHeader]: witnessText({ ...shown, epoch: 1 }) },
  })
  expect([reply.status, at(reply.body, 'error', 'code')]).toEqual([503, 'lower-epoch'])
  expect(reply.headers.get('retry-after')).toBe('60')
  expect(at((await hub.get('/health')).body, 'seq')).toBe(shown.seq)
})

const recordsOf = (log: EventLog) => {
  const event = { type: 'clock-step-seen', stepMs: 1 }
  return log.append(Array.from({ length: 5 }, () => ({ at: 0, mono: 0, event })))
}

/** What of an engine the check uses. */
const engineOver = (log: EventLog, tell = async () => {}) => ({
  state: { ...initialState(), config: anOffice().config() },
  head: () => log.head(),
  tell,
})

test('R16 whoever sends a command while an epoch begins waits for it, whatever they have seen', async () => {
  const log = createMemoryLog()
  recordsOf(log)
  const stored = Promise.withResolvers<void>()
  let because: EpochBecause | null = null
  const check = new WitnessCheck({
    engine: engineOver(log, () => stored.promise),
    log,
    pendingEpoch: {
      get: () => because,
      set: (given) => {
        because = given
      },
    },
    inGoodStanding: async () => false,
    report: () => {},
  })
  const order: string[] = []
  const device = check.examine({ office: '6801', epoch: 0, seq: 9, hash: 'ab'.repeat(32) })
  const others = [null, check.current()].map((seen) => check.examine(seen).then(() => order.push('served')))
  await new Promise((resolve) => setImmediate(resolve))
  expect(because).toBe('behind-device')
  order.push('stored')
  stored.resolve()
  await Promise.all([device, ...others])
  expect(order).toEqual(['stored', 'served', 'served'])
  expect(because).toBeNull()
})

test('a witness that was proved once is not looked up in the log again', async () => {
  const log = createMemoryLog()
  const third = recordsOf(log)[2]
  let reads = 0
  const check = new WitnessCheck({
    engine: engineOver(log),
    log: {
      read: (after, limit) => {
        reads += 1
        return log.read(after, limit)
      },
    },
    pendingEpoch: { get: () => null, set: () => {} },
    inGoodStanding: async () => false,
    report: () => {},
  })
  const seen = { office: '6801', epoch: 0, seq: 3, hash: third?.hash ?? '' }
  for (let time = 0; time < 3; time += 1) expect(await check.examine(seen)).toBe(true)
  expect(reads).toBe(1)
  expect(await check.examine(check.current())).toBe(true)
  expect(reads).toBe(1)
})

test('R19 a hub does not serve a device that has seen a newer epoch', async () => {
  const hub = await startedHub()
  const shown = await shownBy(hub)
  expect(await connect(hub, { ...shown, epoch: 3 })).toBe('lower-epoch')
  expect(await epochOf(hub)).toBe(0)
})

test('a witness of another office, and one that cannot be read, change nothing', async () => {
  const hub = await startedHub()
  const shown = await shownBy(hub)
  expect(await connect(hub, { ...shown, office: '9999', seq: 999_999 })).toBe('connected')
  for (const text of ['', 'nonsense', `${shown.office}:0:1:zz`, `${randomUUID()}:1`]) {
    expect((await ask(hub, text)).status).toBe(200)
  }
  expect(await epochOf(hub)).toBe(0)
})

test('R16 --restore begins an epoch, a restart on the same disk none', async () => {
  const hub = await startedHub()
  await hub.hub.close()
  const again = await startedHub({ dataDir: hub.dataDir, clock: hub.clock })
  expect(await epochOf(again)).toBe(0)
  await again.hub.close()
  const restored = await startedHub({ dataDir: hub.dataDir, clock: hub.clock, restored: true })
  expect(await epochOf(restored)).toBe(1)
})
