import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  DuplicateCommandError,
  EMPTY_HEAD,
  type EventLog,
  hashRecord,
  LogClosedError,
  type LogRecord,
  LogWriteError,
  type NewRecord,
  verifyLog,
  verifyRecord,
} from '../src/index.ts'
import { anEvent, events } from './records.ts'

/** A fresh log of one adapter, and the means to make its storage fail. */
export interface LogUnderTest {
  readonly log: EventLog
  /** From now on commits fail, until the returned function is called. */
  failCommits(): () => void
  dispose(): void
}

/** What every event log promises, whatever it is kept in. */
export function eventLogContract(adapter: string, create: () => LogUnderTest): void {
  describe(`an event log in ${adapter}`, () => {
    let subject: LogUnderTest
    let log: EventLog
    beforeEach(() => {
      subject = create()
      log = subject.log
    })
    afterEach(() => subject.dispose())

    it('is empty at first', () => {
      expect(log.head()).toEqual({ seq: 0, hash: '0'.repeat(64) })
      expect(log.read(0, 10)).toEqual([])
      expect(log.findCommand('c1')).toBeNull()
      expect(log.loadSnapshot(1)).toBeNull()
      expect(verifyLog(log)).toEqual({ ok: true, head: EMPTY_HEAD })
    })

    it('numbers records 1, 2, 3 without a gap over all appends', () => {
      log.append(events(1, 3))
      log.append([])
      log.append(events(4, 4))
      expect(log.read(0, 10).map((record) => record.seq)).toEqual([1, 2, 3, 4])
      expect(log.head().seq).toBe(4)
    })

    it('chains every record to the one before it', () => {
      log.append(events(1, 2))
      log.append([anEvent(3, 'c3')])
      let prev: { seq: number; hash: string } = EMPTY_HEAD
      for (const record of log.read(0, 10)) {
        expect(record.prev).toBe(prev.hash)
        expect(verifyRecord(prev, record)).toBeNull()
        prev = record
      }
      expect(log.head()).toEqual({ seq: prev.seq, hash: prev.hash })
    })

    // SHA-256 by coreutils of {"at":1770000000000,"command":{"hash":"ab","id":"c1","result":{"ticket":"А-015"}},
    // "event":{"date":"2026-12-01","type":"day-opened"},"mono":12.5,"prev":"000…0","seq":1} (one line, 64 zeros).
    it('gives a known record its known hash', () => {
      const [record] = log.append([
        {
          mono: 12.5,
          at: 1770000000000,
          event: { type: 'day-opened', date: '2026-12-01' },
          command: { result: { ticket: 'А-015' }, id: 'c1', hash: 'ab' },
        },
      ])
      expect(record?.hash).toBe('18aca336892457d187c0b1337debc93bd7410fe5c9539bb6ef8321e69c3e4c8e')
      expect(log.head().hash).toBe(record?.hash)
    })

    it('returns from append what a reader gets', () => {
      const added = [...log.append([anEvent(1, 'c1'), anEvent(2)]), ...log.append([anEvent(3)])]
      expect(log.read(0, 10)).toEqual(added)
      expect(added.map(hashRecord)).toEqual(added.map((record) => record.hash))
    })

    it('keeps what was appended, whatever the caller does to its objects afterwards', () => {
      const event = { type: 'registered', places: [1, 2] }
      log.append([{ at: 1, mono: 1, event }])
      event.places.push(3)
      event.type = 'withdrawn'
      expect(log.read(0, 1)[0]?.event).toEqual({ type: 'registered', places: [1, 2] })
    })

    it('reads in pages after a seq, oldest first', () => {
      log.append(events(1, 7))
      const seqs = (after: number, limit: number) => log.read(after, limit).map((record) => record.seq)
      expect(seqs(0, 3)).toEqual([1, 2, 3])
      expect(seqs(3, 3)).toEqual([4, 5, 6])
      expect(seqs(6, 3)).toEqual([7])
      expect(seqs(7, 3)).toEqual([])
      expect(seqs(100, 3)).toEqual([])
      expect(seqs(2, 0)).toEqual([])
    })

    it.each([
      [-1, 10],
      [0.5, 10],
      [0, -1],
      [0, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
    ])('refuses to read a page (%d, %d) that is none', (after, limit) => {
      expect(() => log.read(after, limit)).toThrow(RangeError)
    })

    it('finds the record of a command with its answer', () => {
      log.append([anEvent(1), anEvent(2, 'c2'), anEvent(3)])
      const found = log.findCommand('c2')
      expect(found?.seq).toBe(2)
      expect(found?.command).toEqual({ id: 'c2', hash: 'ab'.repeat(32), result: { ticket: 'А-002' } })
      expect(log.findCommand('c1')).toBeNull()
    })

    it('refuses a command id it has already, and appends nothing of that append', () => {
      log.append([anEvent(1, 'c1')])
      const head = log.head()
      expect(() => log.append([anEvent(2, 'c2'), anEvent(3, 'c1')])).toThrow(DuplicateCommandError)
      expectUnchanged(log, head, ['c2'])
      expect(log.findCommand('c1')?.seq).toBe(1)
    })

    it('refuses the same command id twice in one append, and names it', () => {
      expect(() => log.append([anEvent(1, 'c1'), anEvent(2, 'c2'), anEvent(3, 'c2')])).toThrow(/command c2 /)
      expectUnchanged(log, EMPTY_HEAD, ['c1', 'c2'])
    })

    it.each<[string, NewRecord]>([
      ['an event with NaN', { ...anEvent(9), event: { type: 'x', n: Number.NaN } }],
      ['an event with a lone surrogate', { ...anEvent(9), event: { type: 'x', name: '\ud83d' } }],
      ['an infinite time', { ...anEvent(9), at: Number.POSITIVE_INFINITY }],
      ['a boot clock that is no number', { ...anEvent(9), mono: Number.NaN }],
    ])('refuses %s, and appends nothing of that append', (_, bad) => {
      log.append(events(1, 2))
      const head = log.head()
      expect(() => log.append([anEvent(3, 'c3'), bad, anEvent(4)])).toThrow(TypeError)
      expectUnchanged(log, head, ['c3'])
    })

    it('leaves nothing behind when the commit fails, and goes on when the storage is mended', () => {
      log.append(events(1, 2))
      const head = log.head()
      const mend = subject.failCommits()
      expect(() => log.append([anEvent(3, 'c3')])).toThrow(LogWriteError)
      expect(() => log.append([anEvent(3, 'c3'), anEvent(4)])).toThrow(LogWriteError)
      expect(() => log.saveSnapshot({ version: 1, ...head, state: {} })).toThrow(LogWriteError)
      expectUnchanged(log, head, ['c3'])
      expect(log.loadSnapshot(1)).toBeNull()
      mend()
      log.append([anEvent(3, 'c3'), anEvent(4)])
      expect(log.head().seq).toBe(4)
      expect(verifyLog(log).ok).toBe(true)
    })

    it('gives back the newest snapshot of the wanted version', () => {
      const records = log.append(events(1, 6))
      log.saveSnapshot(snapshotOf(records, 2))
      log.saveSnapshot(snapshotOf(records, 4))
      expect(log.loadSnapshot(1)).toEqual(snapshotOf(records, 4))
      expect(log.loadSnapshot(2)).toBeNull()
      log.saveSnapshot({ ...snapshotOf(records, 6), version: 2 })
      expect(log.loadSnapshot(1)).toEqual(snapshotOf(records, 4))
      expect(log.loadSnapshot(2)?.seq).toBe(6)
    })

    it('keeps the newest two snapshots', () => {
      const records = log.append(events(1, 6))
      log.saveSnapshot(snapshotOf(records, 2))
      log.saveSnapshot({ ...snapshotOf(records, 4), version: 2 })
      log.saveSnapshot({ ...snapshotOf(records, 6), version: 2 })
      expect(log.loadSnapshot(1)).toBeNull()
      expect(log.loadSnapshot(2)?.seq).toBe(6)
    })

    it('passes over a snapshot that belongs to another chain', () => {
      const records = log.append(events(1, 6))
      log.saveSnapshot(snapshotOf(records, 2))
      log.saveSnapshot({ ...snapshotOf(records, 5), hash: 'f'.repeat(64) })
      expect(log.loadSnapshot(1)?.seq).toBe(2)
    })

    it.each([0, 4, -1, 1.5])('refuses a snapshot of record %d, which it does not have', (seq) => {
      log.append(events(1, 3))
      expect(() => log.saveSnapshot({ version: 1, seq, hash: log.head().hash, state: {} })).toThrow(RangeError)
    })

    it('keeps a snapshot apart from the object it was made of', () => {
      const [record] = log.append(events(1, 1))
      const state = { waiting: ['А-001'] }
      log.saveSnapshot({ version: 1, seq: 1, hash: record?.hash ?? '', state })
      state.waiting.pop()
      expect(log.loadSnapshot(1)?.state).toEqual({ waiting: ['А-001'] })
    })

    it('verifies a long log as a whole', () => {
      for (let n = 0; n < 12; n++) log.append(events(n * 100 + 1, n * 100 + 100))
      expect(verifyLog(log)).toEqual({ ok: true, head: log.head() })
      expect(log.head().seq).toBe(1200)
    })

    it('refuses everything but a second close once it is closed', () => {
      log.append(events(1, 1))
      log.close()
      log.close()
      expect(() => log.head()).toThrow(LogClosedError)
      expect(() => log.append(events(2, 2))).toThrow(LogClosedError)
      expect(() => log.read(0, 1)).toThrow(LogClosedError)
      expect(() => log.findCommand('c1')).toThrow(LogClosedError)
      expect(() => log.loadSnapshot(1)).toThrow(LogClosedError)
      expect(() => log.saveSnapshot({ version: 1, seq: 1, hash: '', state: {} })).toThrow(LogClosedError)
    })
  })
}

function expectUnchanged(log: EventLog, head: { seq: number; hash: string }, absent: readonly string[]): void {
  expect(log.head()).toEqual(head)
  expect(log.read(0, 100)).toHaveLength(head.seq)
  for (const id of absent) expect(log.findCommand(id)).toBeNull()
}

function snapshotOf(records: readonly LogRecord[], seq: number) {
  const hash = records.find((record) => record.seq === seq)?.hash ?? 'none'
  return { version: 1, seq, hash, state: { seq, called: [], now: 12.5 } }
}
