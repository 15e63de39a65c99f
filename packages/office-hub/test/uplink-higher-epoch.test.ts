import type { Witness } from '@cherha/shared/protocol'
import { WitnessCheck } from '@cherha/office-hub/core'
import { expect, test } from 'vitest'
import { officeConfig, aServer, hubEvents, UplinkUnderTest, type UplinkOptions } from './uplink-under-test.ts'

/** A hub of a server, and what looks at its devices' witnesses. */
async function aHub(options: Partial<UplinkOptions> = {}) {
  const { server } = aServer(2)
  const hub = await new UplinkUnderTest({ server, ...options }).start()
  let asked = 0
  const check = new WitnessCheck({
    engine: hub.engine,
    log: hub.disk.log,
    pendingEpoch: { get: () => null, set: () => {} },
    inGoodStanding: () => {
      asked += 1
      return hub.uplink.isInGoodStanding()
    },
    report: (message) => void hub.reports.push(message),
  })
  /** Devices that come at the same moment. */
  const come = async (...epochs: number[]): Promise<boolean[]> => {
    const seen = (epoch: number): Witness => ({ office: officeConfig().code, epoch, seq: 900, hash: 'ab'.repeat(32) })
    let admitted: boolean[] | null = null
    void Promise.all(epochs.map((epoch) => check.examine(seen(epoch)))).then((all) => {
      admitted = all
    })
    await hub.until(() => admitted !== null)
    return admitted ?? []
  }
  const epochs = () => hubEvents(hub.disk.log).filter((type) => type === 'epoch-began').length
  return { server, hub, check, come, epochs, asked: () => asked }
}

const connected = (hub: UplinkUnderTest) => hub.until(() => hub.engine.state.inbox.seq === 4)

test('R19 the hub the server answers begins an epoch above the one a device has seen of another hub, and serves it', async () => {
  const { server, hub, come, epochs, asked } = await aHub()
  await connected(hub)
  expect(await come(2, 2, 1)).toEqual([true, true, true])
  expect(hub.engine.state.epoch).toBe(3)
  expect([epochs(), asked()]).toEqual([1, 1])
  await hub.until(() => server.copy.head().hash === hub.disk.log.head().hash)
  const began = server.copy.read(0, 10_000).find(({ event }) => event.type === 'epoch-began')
  expect(began?.event).toMatchObject({ epoch: 3, because: 'behind-device' })
  // the other hub has gone on and began another one
  expect(await come(5)).toEqual([true])
  expect(hub.engine.state.epoch).toBe(6)
})

test('R19 a hub without its server cannot know which of two is right: it refuses the device and begins no epoch', async () => {
  let reachable = true
  const { hub, come, epochs } = await aHub({ reachable: () => reachable })
  await connected(hub)
  reachable = false
  hub.cut()
  expect(await come(1)).toEqual([false])
  expect([epochs(), hub.engine.state.epoch]).toEqual([0, 0])
  reachable = true
  await hub.until(() => hub.uplink.contact.state === 'connected')
  await hub.pass(1_000)
  expect(await come(1)).toEqual([true])
  expect(hub.engine.state.epoch).toBe(2)
})

test('R19 a connection that no answer comes over any more proves nothing', async () => {
  let silent = false
  const judge: UplinkOptions['judge'] = (message) => (silent && message.name === 'status' ? 'cut' : 'pass')
  const { hub, come, epochs } = await aHub({ judge })
  await connected(hub)
  silent = true
  expect(hub.uplink.contact.state).toBe('connected')
  expect(await come(1)).toEqual([false])
  expect(epochs()).toBe(0)
})

test('R19 a hub that the server refuses begins no epoch for a device that follows its replacement', async () => {
  const { server } = aServer(2)
  server.refuse = 'lower-epoch'
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => hub.uplink.contact.state === 'refused')
  expect(await hub.uplink.isInGoodStanding()).toBe(false)
})

test('R19 N4 an epoch so far above that blocks would come round again is not believed; it is said once', async () => {
  const { hub, come, epochs } = await aHub()
  await connected(hub)
  expect(await come(8, 999_999_999)).toEqual([false, false])
  expect(await come(8)).toEqual([false])
  expect(epochs()).toBe(0)
  expect(hub.reports.filter((report) => report.includes('a device has seen epoch'))).toHaveLength(2)
  expect(await come(4)).toEqual([true])
  expect(hub.engine.state.epoch).toBe(5)
  expect(await come(8)).toEqual([false])
  expect(await come(7)).toEqual([true])
  expect([hub.engine.state.epoch, epochs()]).toEqual([8, 2])
})
