import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { canonicalJson, type EventLog, LogWriteError, openSqliteLog, verifyLog } from '@cherha/event-log'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bitsToTurn, withBitTurned } from './support/crash/bit-flips.ts'
import { breakages, leaveFiftyCommands } from './support/crash/cut-logs.ts'
import { crashOffice, type OfficeCore, registrationOf, startCore, terminal } from './support/crash/office-core.ts'
import { audit, foldOf, openAsHub, withFiles } from './support/crash/opened-log.ts'
import { mountSmallDisk, type SmallDisk } from './support/crash/small-disk.ts'

/** What is on the disk is tested here, not how long it takes: thousands of logs are opened. */
const memoryDisk = '/dev/shm'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(existsSync(memoryDisk) ? memoryDisk : tmpdir(), 'cherha-disk-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('the write-ahead log of a hub that was killed after fifty commands', () => {
  it.each(['goes-on', 'closed', 'checkpointed'] as const)(
    'S27 broken at any frame gives exactly the commands that were whole before it (%s)',
    async (half) => {
      const { db, wal, frames, headAfter } = await leaveFiftyCommands(path.join(folder, 'hub'), half)
      const whole = withFiles(folder, db, wal, openAsHub)
      if ('refused' in whole) throw new Error(whole.refused)
      const random = seeded(frames)
      const expected = new Map<number, { readonly records: string; readonly queue: string }>()
      const expectedAt = (seq: number) => {
        const records = whole.records.slice(0, seq)
        const at = expected.get(seq) ?? { records: canonicalJson(records), queue: canonicalJson(foldOf(records)) }
        expected.set(seq, at)
        return at
      }
      const faults: string[] = []
      let looks = 0
      for (let n = 0; n <= frames; n += 1) {
        for (const [kind, breakAt] of Object.entries(breakages)) {
          if (n === frames && kind !== 'cut off before it') continue
          const opened = withFiles(folder, db, breakAt(wal, n, random), openAsHub)
          const { seq } = headAfter(n)
          const { records, queue } = expectedAt(seq)
          looks += 1
          if ('refused' in opened) faults.push(`${kind}, frame ${n}: ${opened.refused}`)
          else if (canonicalJson(opened.records) !== records) {
            faults.push(`${kind}, frame ${n}: ${opened.records.length} records instead of ${seq}`)
          } else if (canonicalJson(opened.state) !== queue) {
            faults.push(`${kind}, frame ${n}: the live queue is not what the records make`)
          }
        }
      }
      console.info(`${frames} frames, ${looks} ways to break them`)
      expect(faults).toEqual([])
      expect(headAfter(frames).seq).toBe(whole.records.length)
      expect(headAfter(0).seq === 0).toBe(half === 'goes-on')
      expect(frames).toBeGreaterThan(50)
    },
  )
})

it('S28 a bit that turned in any page of the file is refused with its cause, named by the audit, or changes nothing', async () => {
  const hub = path.join(folder, 'hub')
  await leaveFiftyCommands(hub, 'goes-on')
  const file = path.join(hub, 'office.db')
  openSqliteLog(file).close()
  const db = readFileSync(file)
  const whole = withFiles(folder, db, null, openAsHub)
  if ('refused' in whole) throw new Error(whole.refused)
  const [queue, records] = [canonicalJson(whole.state), JSON.stringify(whole.records)]
  const faults: string[] = []
  const counts = { turned: 0, 'refused at the start': 0, 'named by the audit': 0, 'without effect': 0 }
  for (const bit of bitsToTurn(db.length, 4, seeded(28))) {
    const damaged = withBitTurned(db, bit)
    const opened = withFiles(folder, damaged, null, openAsHub)
    const audited = withFiles(folder, damaged, null, audit)
    counts.turned += 1
    const passed = !('refused' in audited)
    if ('refused' in opened) counts['refused at the start'] += 1
    else if (passed) counts['without effect'] += 1
    if (!passed) counts['named by the audit'] += 1
    if (!('refused' in opened) && canonicalJson(opened.state) !== queue) faults.push(`bit ${bit}: another live queue`)
    if (passed && JSON.stringify(audited.records) !== records) faults.push(`bit ${bit}: the audit saw nothing`)
  }
  console.info(counts)
  expect(faults).toEqual([])
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(100)
})

/** Sends each visitor's registration until `enough`. @returns tickets of those who got one, and who was refused last */
async function register(core: OfficeCore, from: number, enough: (refused: string | null, n: number) => boolean) {
  const tickets = new Map<number, unknown>()
  for (let n = from; ; n += 1) {
    const answer = await core.run(terminal, registrationOf(n, '0000d15c'))
    if (answer.ok) tickets.set(n, answer.result['ticket'])
    if (enough(answer.ok ? null : answer.refusal.code, n)) return { tickets, last: n }
  }
}

function expectAllThere(log: EventLog, tickets: ReadonlyMap<number, unknown>): void {
  const given = log
    .read(0, 100_000)
    .flatMap(({ event, command }) =>
      event.type === 'registered' && 'number' in event ? [[command?.id, event.number]] : [],
    )
  expect(verifyLog(log)).toMatchObject({ ok: true })
  expect(given).toEqual([...tickets].map(([n, ticket]) => [registrationOf(n, '0000d15c')['commandId'], ticket]))
  expect(new Set(tickets.values()).size).toBe(tickets.size)
}

const isRoot = process.platform === 'linux' && process.getuid?.() === 0
if (!isRoot) console.warn('skipped: a disk that is really full needs root, to mount a small one')
describe.runIf(isRoot)('a disk that is really full', () => {
  let disk: SmallDisk
  beforeEach(() => {
    disk = mountSmallDisk(folder, 4_096)
  })
  afterEach(() => disk.remove())

  it('S24 refuses commands, keeps what it has acknowledged, and takes them as soon as there is room', async () => {
    const file = path.join(disk.path, 'office.db')
    const reported: string[] = []
    const log = openSqliteLog(file)
    const parts = {
      dir: disk.path,
      config: crashOffice(4),
      log,
      report: (message: string) => void reported.push(message),
    }
    const core = await startCore(parts)
    const before = await register(core, 0, (refused) => refused !== null)
    const { seq } = core.engine.state
    const full = await register(core, before.last, (refused, n) => refused === null || n === before.last + 5)
    expect([full.tickets.size, core.engine.state.seq, log.head().seq]).toEqual([0, seq, seq])
    expect(before.tickets.size).toBeGreaterThan(10)
    expect(reported).toContain('the log could not be written; nothing of this batch was stored')

    disk.free()
    const after = await register(core, before.last, (refused, n) => refused !== null || n === before.last + 20)
    expect(after.tickets.size).toBe(21)
    await core.engine.stop()
    log.close()
    const again = openSqliteLog(file, { verify: 'whole' })
    expectAllThere(again, new Map([...before.tickets, ...after.tickets]))
    again.close()
  })
})

it('S24 a disk that refuses every third write takes each command once, when it is sent again', async () => {
  const file = path.join(folder, 'office.db')
  const real = openSqliteLog(file)
  let writes = 0
  let refusing = false
  const full = (write: () => void): void => {
    writes += 1
    if (refusing && writes % 3 === 0) throw new LogWriteError('no space', 'SQLITE_FULL', null)
    write()
  }
  const log: EventLog = {
    ...real,
    append(records) {
      let stored = real.read(0, 0)
      full(() => {
        stored = real.append(records)
      })
      return stored
    },
    saveSnapshot: (snapshot) => full(() => real.saveSnapshot(snapshot)),
  }
  const core = await startCore({ dir: folder, config: crashOffice(1), log, report: () => undefined })
  refusing = true
  const tickets = new Map<number, unknown>()
  let refusals = 0
  for (let n = 0; n < 50; n += 1) {
    const sent = await register(core, n, () => true)
    if (sent.tickets.size === 0) {
      refusals += 1
      n -= 1
    }
    for (const [visitor, ticket] of sent.tickets) tickets.set(visitor, ticket)
  }
  expect(tickets.size).toBe(50)
  expect(refusals).toBeGreaterThan(15)
  expectAllThere(real, tickets)
  expect(canonicalJson(core.engine.state)).toBe(canonicalJson(foldOf(real.read(0, 100_000))))
  await core.engine.stop()
  real.close()
})
