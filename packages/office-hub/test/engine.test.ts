import { createMemoryLog, type EventLog } from '@cherha/event-log'
import { anOffice, VirtualClock } from '@cherha/testing'
import type { HubCommand } from '@cherha/shared/queue'
import { expect, test } from 'vitest'
import { Engine } from '../src/engine/engine.ts'
import { ClientKey } from '../src/gateway/body-hash.ts'
import { mondayMorning } from './hub-under-test.ts'

const config = anOffice().config()
const actor = { kind: 'desk', session: 's1', staff: 'olena', role: 'clerk' } as const

interface Counted {
  readonly log: EventLog
  readonly commits: number[]
  readonly snapshots: number[]
}

function aCountedLog(): Counted {
  const log = createMemoryLog()
  const commits: number[] = []
  const snapshots: number[] = []
  return {
    commits,
    snapshots,
    log: {
      ...log,
      append(records) {
        commits.push(records.length)
        return log.append(records)
      },
      saveSnapshot(snapshot) {
        snapshots.push(snapshot.seq)
        log.saveSnapshot(snapshot)
      },
    },
  }
}

function anEngine(log: EventLog) {
  const reports: string[] = []
  const clock = new VirtualClock(mondayMorning)
  const engine = new Engine({ log, clock, report: (message) => reports.push(message) })
  return { engine, clock, reports }
}

function connect(device: string): HubCommand {
  return { type: 'connect-device', device, role: 'terminal', windows: [] }
}

test('commands that arrive together share one commit and are answered in their order', async () => {
  const { log, commits } = aCountedLog()
  const { engine } = anEngine(log)
  const outcomes = await Promise.all(['a', 'b', 'c'].map((id) => engine.submit({ build: () => connect(id) })))
  expect(commits).toEqual([3])
  expect(outcomes.map((outcome) => outcome.ok && outcome.seq)).toEqual([1, 2, 3])
  await engine.submit({ build: () => connect('d') })
  expect(commits).toEqual([3, 1])
})

test('nothing is published before its commit', async () => {
  const { log } = aCountedLog()
  const { engine } = anEngine(log)
  const published: number[] = []
  engine.onCommit((records) => published.push(...records.map(({ seq }) => seq), log.head().seq))
  await engine.submit({ build: () => connect('a') })
  expect(published).toEqual([1, 1])
})

test('a command whose body cannot be hashed fails alone, and a refused one is not hashed at all', async () => {
  const { log, commits } = aCountedLog()
  const { engine } = anEngine(log)
  const unreadable = (id: string) =>
    new ClientKey(id, () => {
      throw new TypeError('Not JSON: a string with a lone surrogate')
    })
  const broken = engine.submit({ client: unreadable('1'), build: () => connect('a') })
  const healthy = engine.submit({ client: { id: '2', hash: 'two' }, build: () => connect('b') })
  const sameId = engine.submit({ client: unreadable('2'), build: () => connect('c') })
  const refused = engine.submit({ client: unreadable('3'), build: () => ({ type: 'call-next', actor, window: 'w1' }) })
  await expect(broken).rejects.toThrow('Not JSON')
  await expect(sameId).rejects.toThrow('Not JSON')
  expect(await refused).toMatchObject({ ok: false })
  expect(await healthy).toMatchObject({ ok: true, seq: 1 })
  expect(commits).toEqual([1])
})

test('a command that fails fails alone: the others of its commit are stored', async () => {
  const { log } = aCountedLog()
  const { engine } = anEngine(log)
  const broken = engine.submit({
    build: () => {
      throw new Error('the keys cannot be read')
    },
  })
  const healthy = engine.submit({ build: () => connect('a') })
  await expect(broken).rejects.toThrow('the keys cannot be read')
  expect(await healthy).toMatchObject({ ok: true, seq: 1 })
  expect(Object.keys(engine.state.devices)).toEqual(['a'])
})

test('a listener that fails is reported and takes nothing with it', async () => {
  const { log } = aCountedLog()
  const { engine, reports } = anEngine(log)
  const seen: number[] = []
  engine.onCommit(() => {
    throw new Error('broken listener')
  })
  engine.onCommit((records) => seen.push(records.length))
  expect(await engine.submit({ build: () => connect('a') })).toMatchObject({ ok: true })
  expect([seen, reports]).toEqual([[1], ['a listener failed after a commit']])
})

test('every 1,000 events there is a snapshot, and a start reads it and the rest', async () => {
  const { log, snapshots } = aCountedLog()
  const { engine } = anEngine(log)
  await engine.submit({ build: () => ({ type: 'configure-office', config }) })
  await Promise.all(Array.from({ length: 999 }, (_, i) => engine.submit({ build: () => connect(`t${i}`) })))
  await engine.submit({ build: () => connect('after-the-snapshot') })
  expect(snapshots).toEqual([1000])

  let firstRead = -1
  const again = anEngine({
    ...log,
    read(after, limit) {
      if (firstRead === -1) firstRead = after
      return log.read(after, limit)
    },
  })
  expect(firstRead).toBe(1000)
  expect(again.engine.state).toEqual(engine.state)
})

test('a stopped engine takes nothing more and leaves a snapshot', async () => {
  const { log, snapshots } = aCountedLog()
  const { engine } = anEngine(log)
  const last = engine.submit({ build: () => connect('a') })
  await engine.stop()
  expect(await last).toMatchObject({ ok: true })
  await expect(engine.submit({ build: () => connect('b') })).rejects.toThrow('the hub has stopped')
  expect(snapshots).toEqual([1])
})

test('R18 records taken from the server are folded on: the log is not read again from its beginning', () => {
  const lost = createMemoryLog()
  lost.append(
    Array.from({ length: 1_500 }, (_, i) => ({
      at: mondayMorning + i,
      mono: i,
      event: { type: 'device-connected', device: `terminal-${i}`, role: 'terminal', windows: [] },
    })),
  )
  const log = createMemoryLog()
  let reads = 0
  const { engine, reports } = anEngine({
    ...log,
    read(after, limit) {
      reads += 1
      return log.read(after, limit)
    },
  })
  const before = reads
  for (let after = 0; after < 1_500; after += 500) engine.adopt(lost.read(after, 500))
  expect(reads).toBe(before)
  expect(engine.head()).toEqual(lost.head())
  // a hub that starts with that log has the same state
  expect(engine.state).toEqual(anEngine(lost).engine.state)
  expect(reports).toEqual([])
})
