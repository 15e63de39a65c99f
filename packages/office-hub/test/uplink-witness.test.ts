import { randomUUID } from 'node:crypto'
import { witnessHeader, witnessText, type Witness } from '@cherha/shared/protocol'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { at, type HubUnderTest, startedHub } from './hub-under-test.ts'

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
