import { batchBytes } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import { aDisk, aServer, officeConfig, type UplinkOptions, UplinkUnderTest } from './uplink-under-test.ts'

/** What the line carries within the 20 s an answer may take: some records, not a plan and them. */
const carried = 60_000

const inbox = (hub: UplinkUnderTest) => hub.engine.state.inbox.seq

/** A line that ends the connection in the middle of anything longer. */
function slowLine(of: 'pull-inbox' | 'pull-copy') {
  const sizes: number[] = []
  const line = { slow: true }
  const judge: UplinkOptions['judge'] = ({ is, name }, _count, characters) => {
    if (is !== 'answer' || name !== of) return 'pass'
    sizes.push(characters)
    return line.slow && characters > carried ? 'cut' : 'pass'
  }
  return { judge, sizes, line }
}

test('R5 an inbox too long for the line in one batch is learnt in smaller ones, and in large ones again when it is quick', async () => {
  const { server } = aServer(2)
  const large = { type: 'office-configured', config: officeConfig() } as const
  server.tell(...Array.from({ length: 120 }, () => large))
  const { judge, sizes, line } = slowLine('pull-inbox')
  const hub = await new UplinkUnderTest({ server, judge }).start()
  await hub.until(() => inbox(hub) === 124)
  const { connections } = hub
  expect(Math.max(...sizes)).toBeGreaterThan(carried)
  expect(connections).toBeGreaterThan(1)
  line.slow = false
  server.tell(...Array.from({ length: 300 }, () => large))
  await hub.until(() => inbox(hub) === 424)
  expect(hub.connections).toBe(connections)
  expect(Math.max(...sizes.slice(-3))).toBeGreaterThan(2 * carried)
})

test('R5 R18 a copy too long for the line in one batch is caught up in smaller ones', async () => {
  const { server } = aServer(8)
  const disk = aDisk()
  const first = await new UplinkUnderTest({ server, disk }).start()
  await first.until(() => inbox(first) === 10 && server.copy.head().hash === disk.log.head().hash)
  const step = { type: 'clock-step-seen', stepMs: 3_000 }
  server.copy.append(Array.from({ length: 900 }, () => ({ at: first.clock.now().at, mono: 0, event: step })))
  first.stop()
  const backup = aDisk()
  backup.log.appendCopy(disk.log.read(0, 3))
  const { judge, sizes } = slowLine('pull-copy')
  const hub = await new UplinkUnderTest({ server, disk: backup, judge }).start()
  expect(hub.engine.state.epoch).toBe(1)
  expect(sizes.filter((size) => size > carried).length).toBeGreaterThan(0)
  expect(sizes.length).toBeGreaterThan(5)
  const { seq } = server.copy.head()
  expect(backup.log.read(0, seq)).toEqual(server.copy.read(0, seq))
})

test('R5 the hub answers with no more bytes than a batch may have, however many records are asked for', async () => {
  const { server } = aServer(0)
  const disk = aDisk()
  const sizes: number[] = []
  const judge: UplinkOptions['judge'] = ({ is, name }, _count, characters) => {
    if (is === 'answer' && name === 'pull-office') sizes.push(characters)
    return 'pass'
  }
  const hub = await new UplinkUnderTest({ server, disk, judge }).start()
  // as large as the plan of a large office
  const event = { type: 'clock-step-seen', stepMs: 3_000, padding: 'x'.repeat(100_000) }
  disk.log.append(Array.from({ length: 60 }, () => ({ at: hub.clock.now().at, mono: 0, event })))
  hub.cut()
  await hub.until(() => server.copy.head().hash === disk.log.head().hash)
  expect(Math.max(...sizes)).toBeGreaterThan(batchBytes / 2)
  expect(Math.max(...sizes)).toBeLessThan(batchBytes + 10_000)
})
