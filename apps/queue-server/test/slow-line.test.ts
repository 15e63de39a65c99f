import { batchBytes } from '@cherha/shared/protocol'
import { describe, expect, it } from 'vitest'
import { monday } from './support/an-office.ts'
import { aServer, events } from './support/gateway-under-test.ts'
import { HubLog } from './support/hub-log.ts'
import type { Message } from './support/link-pair.ts'

/** What the line carries within the 20 s an answer may take. */
const carried = 20_000

const batches = (messages: readonly Message[], name: string): number[] =>
  messages
    .filter((message) => message.kind === 'answer' && message.name === name)
    .map(({ body }) => (body as { records: unknown[] }).records.length)

describe('a slow line', () => {
  it('R5 a batch that does not come in time is asked for in halves until one does, and in whole ones when it is quick', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    hub.write(events(600))
    const carries = ({ kind, name }: Message, characters: number) =>
      kind !== 'answer' || name !== 'pull-office' || characters <= carried
    const asked: number[] = []
    let connections = 0
    while (server.node.copyHead.seq < hub.log.head().seq) {
      const { pair } = await server.connect(hub, server.identity, { carries })
      connections += 1
      expect(connections).toBeLessThan(40)
      asked.push(...batches(pair.carried, 'pull-office'))
    }
    expect(asked.slice(0, 4)).toEqual([500, 250, 125, 62])
    expect(connections).toBeGreaterThan(3)
    hub.write(events(1_500))
    const { pair } = await server.connect(hub)
    expect(server.node.copyHead).toEqual(hub.log.head())
    expect(Math.max(...batches(pair.carried, 'pull-office'))).toBe(500)
  })

  it('R5 the server answers with no more bytes than a batch may have, and all of it comes', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    // the copy of an office whose records are large
    const large = { type: 'clock-step-seen' as const, stepMs: 3_000, padding: 'ї'.repeat(50_000) }
    const source = new HubLog(monday)
    source.write(Array.from({ length: 60 }, () => large))
    await source.exchange(server.node)
    const { pair } = await server.connect(hub)
    const sizes = pair.carried
      .filter(({ kind, name }) => kind === 'answer' && name === 'pull-copy')
      .map(({ body }) => Buffer.byteLength(JSON.stringify(body)))
    expect(sizes.length).toBeGreaterThan(2)
    expect(Math.max(...sizes)).toBeLessThan(batchBytes + 10_000)
    expect(hub.log.read(0, 60)).toEqual(source.log.read(0, 60))
  })
})
