import { hashJson, type LogRecord } from '@cherha/event-log'
import { describe, expect, it } from 'vitest'
import { OfficeUnavailableError } from '../src/offices/answers.ts'
import { acknowledged, booking, monday, openOffice, today } from './support/an-office.ts'
import { HubLog } from './support/hub-log.ts'

describe('the mirror', () => {
  it('R3 the mirror equals the live queue of the hub after every batch', async () => {
    const { node, hub } = await acknowledged()
    await node.book(booking)
    await hub.exchange(node)
    hub.at = monday + 60_000
    hub.tell({ type: 'tick' })
    await hub.exchange(node)
    expect(node.stateHash()).toBe(hashJson(hub.state))
    expect(node.copyHead).toEqual(hub.log.head())
    expect(node.lag).toEqual({ inbox: 0, events: null })
  })

  it('R25 the board is the hub’s, with its age, and without a name', async () => {
    const { node, clock } = await openOffice()
    expect(node.board()).toEqual({ ageSeconds: null, board: null })
    const hub = new HubLog(monday)
    await hub.exchange(node)
    hub.tell({ type: 'tick' })
    await hub.exchange(node)
    expect(node.board()).toMatchObject({ ageSeconds: 0, board: { date: today } })
    await clock.advance(90_000)
    expect(node.board().ageSeconds).toBe(90)
    expect(node.board().board?.freePlaces.total).toBeGreaterThan(0)
  })

  it('R6 a batch whose middle is damaged, missing or of another log is taken in no part', async () => {
    const { node } = await openOffice()
    const hub = new HubLog(monday)
    hub.learn(await node.readInbox(0, 500))
    const batch: { -readonly [K in keyof LogRecord]: LogRecord[K] }[] = [...hub.log.read(0, 500)]
    const bad = (change: (records: typeof batch) => unknown) => {
      const records = structuredClone(batch)
      return change(records) ?? records
    }
    const rejected = { is: 'reject' }
    expect(
      await node.takeCopy(bad((records) => void ((records[3] ?? never()).event = { type: 'hub-started' }))),
    ).toMatchObject({ ...rejected, seq: 4, reason: 'damaged' })
    expect(await node.takeCopy(bad((records) => records.filter((_, i) => i !== 3)))).toEqual({ is: 'rebase' })
    expect(await node.takeCopy(bad((records) => [...records].reverse()))).toEqual({ is: 'rebase' })
    expect(await node.takeCopy('nothing')).toMatchObject({ ...rejected, reason: 'not-a-record' })
    expect(await node.takeCopy(bad((records) => [...records, { seq: 'x' }]))).toMatchObject(rejected)
    expect(node.copyHead.seq).toBe(0)
    expect(await node.takeCopy([...batch, ...batch])).toEqual({ is: 'advance', count: batch.length })
    const other = new HubLog(monday + 1)
    other.learn(await node.readInbox(0, 500))
    expect(await node.takeCopy(other.log.read(0, 500))).toMatchObject({ ...rejected, reason: 'other-history' })
    expect(node.stateHash()).toBe(hashJson(hub.state))
  })

  it('a batch that cannot be stored is taken later, whole', async () => {
    const { node, disk } = await openOffice()
    const hub = new HubLog(monday)
    hub.learn(await node.readInbox(0, 500))
    disk.copyFails = true
    await expect(node.takeCopy(hub.log.read(0, 500))).rejects.toThrow(OfficeUnavailableError)
    expect(node.copyHead.seq).toBe(0)
    expect(node.mirror.seq).toBe(0)
    disk.copyFails = false
    await hub.exchange(node)
    expect(node.stateHash()).toBe(hashJson(hub.state))
  })

  it('an event this program does not know stops the mirror before it, and says so', async () => {
    const { node, reports } = await openOffice()
    const hub = new HubLog(monday)
    hub.learn(await node.readInbox(0, 500))
    const seq = hub.log.head().seq + 1
    hub.log.append([{ at: monday, mono: 0, event: { type: 'from-the-future' } }])
    expect(await node.takeCopy(hub.log.read(0, 500))).toEqual({ is: 'reject', seq, reason: 'unreadable' })
    expect(reports.at(-1)).toContain('newer')
    expect(node.mirror.inbox).toEqual(hub.state.inbox)
  })
})

function never(): never {
  throw new Error('the batch is too short for this test')
}
