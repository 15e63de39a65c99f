import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createMemoryLog,
  DuplicateCommandError,
  EMPTY_HEAD,
  type AsyncEventLog,
  hashRecord,
  LogClosedError,
  type LogHead,
  type LogRecord,
  LogWriteError,
  type NewRecord,
  verifyAsyncLog,
  verifyRecord,
} from '../src/index.ts'
import { anEvent, events } from './records.ts'

/** A fresh log of one adapter, and the means to make its storage fail. */
export interface LogUnderTest {
  readonly log: AsyncEventLog
  /** From now on commits fail, until the returned function is called. */
  failCommits(): (() => void | Promise<void>) | Promise<() => void | Promise<void>>
  dispose(): void | Promise<void>
}

/** What every event log promises, whatever it is kept in. */
export function eventLogContract(adapter: string, create: () => LogUnderTest | Promise<LogUnderTest>): void {
  describe(`an event log in ${adapter}`, () => {
    let subject: LogUnderTest
    let log: AsyncEventLog
    beforeEach(async () => {
      subject = await create()
      log = subject.log
    })
    afterEach(() => subject.dispose())

    it('is empty at first', async () => {
      expect(await log.head()).toEqual({ seq: 0, hash: '0'.repeat(64) })
      expect(await log.read(0, 10)).toEqual([])
      expect(await log.findCommand('c1')).toBeNull()
      expect(await log.loadSnapshot(1)).toBeNull()
      expect(await verifyAsyncLog(log)).toEqual({ ok: true, head: EMPTY_HEAD })
    })

    it('numbers records 1, 2, 3 without a gap over all appends', async () => {
      await log.append(events(1, 3))
      await log.append([])
      await log.append(events(4, 4))
      expect((await log.read(0, 10)).map((record) => record.seq)).toEqual([1, 2, 3, 4])
      expect((await log.head()).seq).toBe(4)
    })

    it('chains every record to the one before it', async () => {
      await log.append(events(1, 2))
      await log.append([anEvent(3, 'c3')])
      let prev: LogHead = EMPTY_HEAD
      for (const record of await log.read(0, 10)) {
        expect(record.prev).toBe(prev.hash)
        expect(verifyRecord(prev, record)).toBeNull()
        prev = record
      }
      expect(await log.head()).toEqual({ seq: prev.seq, hash: prev.hash })
    })

    // SHA-256 by coreutils of {"at":1770000000000,"command":{"hash":"ab","id":"c1","result":{"ticket":"А-015"}},
    // "event":{"date":"2026-12-01","type":"day-opened"},"mono":12.5,"prev":"000…0","seq":1} (one line, 64 zeros).
    it('gives a known record its known hash', async () => {
      const [record] = await log.append([
        {
          mono: 12.5,
          at: 1770000000000,
          event: { type: 'day-opened', date: '2026-12-01' },
          command: { result: { ticket: 'А-015' }, id: 'c1', hash: 'ab' },
        },
      ])
      expect(record?.hash).toBe('18aca336892457d187c0b1337debc93bd7410fe5c9539bb6ef8321e69c3e4c8e')
      expect((await log.head()).hash).toBe(record?.hash)
    })

    it('returns from append what a reader gets', async () => {
      const added = [...(await log.append([anEvent(1, 'c1'), anEvent(2)])), ...(await log.append([anEvent(3)]))]
      expect(await log.read(0, 10)).toEqual(added)
      expect(added.map(hashRecord)).toEqual(added.map((record) => record.hash))
    })

    it('keeps what was appended, whatever the caller does to its objects afterwards', async () => {
      const event = { type: 'registered', places: [1, 2] }
      await log.append([{ at: 1, mono: 1, event }])
      event.places.push(3)
      event.type = 'withdrawn'
      expect((await log.read(0, 1))[0]?.event).toEqual({ type: 'registered', places: [1, 2] })
    })

    it('reads in pages after a seq, oldest first', async () => {
      await log.append(events(1, 7))
      const seqs = async (after: number, limit: number) => (await log.read(after, limit)).map((record) => record.seq)
      expect(await seqs(0, 3)).toEqual([1, 2, 3])
      expect(await seqs(3, 3)).toEqual([4, 5, 6])
      expect(await seqs(6, 3)).toEqual([7])
      expect(await seqs(7, 3)).toEqual([])
      expect(await seqs(100, 3)).toEqual([])
      expect(await seqs(2, 0)).toEqual([])
    })

    it.each([
      [-1, 10],
      [0.5, 10],
      [0, -1],
      [0, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
    ])('refuses to read a page (%d, %d) that is none', async (after, limit) => {
      await expect(log.read(after, limit)).rejects.toThrow(RangeError)
    })

    it('finds the record of a command with its answer', async () => {
      await log.append([anEvent(1), anEvent(2, 'c2'), anEvent(3)])
      const found = await log.findCommand('c2')
      expect(found?.seq).toBe(2)
      expect(found?.command).toEqual({ id: 'c2', hash: 'ab'.repeat(32), result: { ticket: 'А-002' } })
      expect(await log.findCommand('c1')).toBeNull()
    })

    it('refuses a command id it has already, and appends nothing of that append', async () => {
      await log.append([anEvent(1, 'c1')])
      const head = await log.head()
      await expect(log.append([anEvent(2, 'c2'), anEvent(3, 'c1')])).rejects.toThrow(DuplicateCommandError)
      await expectUnchanged(log, head, ['c2'])
      expect((await log.findCommand('c1'))?.seq).toBe(1)
    })

    it('refuses the same command id twice in one append, and names it', async () => {
      await expect(log.append([anEvent(1, 'c1'), anEvent(2, 'c2'), anEvent(3, 'c2')])).rejects.toThrow(/command c2 /)
      await expectUnchanged(log, EMPTY_HEAD, ['c1', 'c2'])
    })

    it.each<[string, NewRecord]>([
      ['an event with NaN', { ...anEvent(9), event: { type: 'x', n: Number.NaN } }],
      ['an event with a lone surrogate', { ...anEvent(9), event: { type: 'x', name: '\ud83d' } }],
      ['an infinite time', { ...anEvent(9), at: Number.POSITIVE_INFINITY }],
      ['a boot clock that is no number', { ...anEvent(9), mono: Number.NaN }],
    ])('refuses %s, and appends nothing of that append', async (_, bad) => {
      await log.append(events(1, 2))
      const head = await log.head()
      await expect(log.append([anEvent(3, 'c3'), bad, anEvent(4)])).rejects.toThrow(TypeError)
      await expectUnchanged(log, head, ['c3'])
    })

    it('leaves nothing behind when the commit fails, and goes on when the storage is mended', async () => {
      await log.append(events(1, 2))
      const head = await log.head()
      const mend = await subject.failCommits()
      await expect(log.append([anEvent(3, 'c3')])).rejects.toThrow(LogWriteError)
      await expect(log.append([anEvent(3, 'c3'), anEvent(4)])).rejects.toThrow(LogWriteError)
      await expect(log.saveSnapshot({ version: 1, ...head, state: {} })).rejects.toThrow(LogWriteError)
      await expectUnchanged(log, head, ['c3'])
      expect(await log.loadSnapshot(1)).toBeNull()
      await mend()
      await log.append([anEvent(3, 'c3'), anEvent(4)])
      expect((await log.head()).seq).toBe(4)
      expect((await verifyAsyncLog(log)).ok).toBe(true)
    })

    it('gives back the newest snapshot of the wanted version', async () => {
      const records = await log.append(events(1, 6))
      await log.saveSnapshot(snapshotOf(records, 2))
      await log.saveSnapshot(snapshotOf(records, 4))
      expect(await log.loadSnapshot(1)).toEqual(snapshotOf(records, 4))
      expect(await log.loadSnapshot(2)).toBeNull()
      await log.saveSnapshot({ ...snapshotOf(records, 6), version: 2 })
      expect(await log.loadSnapshot(1)).toEqual(snapshotOf(records, 4))
      expect((await log.loadSnapshot(2))?.seq).toBe(6)
    })

    it('keeps the newest two snapshots', async () => {
      const records = await log.append(events(1, 6))
      await log.saveSnapshot(snapshotOf(records, 2))
      await log.saveSnapshot({ ...snapshotOf(records, 4), version: 2 })
      await log.saveSnapshot({ ...snapshotOf(records, 6), version: 2 })
      expect(await log.loadSnapshot(1)).toBeNull()
      expect((await log.loadSnapshot(2))?.seq).toBe(6)
    })

    it('passes over a snapshot that belongs to another chain', async () => {
      const records = await log.append(events(1, 6))
      await log.saveSnapshot(snapshotOf(records, 2))
      await log.saveSnapshot({ ...snapshotOf(records, 5), hash: 'f'.repeat(64) })
      expect((await log.loadSnapshot(1))?.seq).toBe(2)
    })

    it.each([0, 4, -1, 1.5])('refuses a snapshot of record %d, which it does not have', async (seq) => {
      await log.append(events(1, 3))
      await expect(log.saveSnapshot({ version: 1, seq, hash: 'f'.repeat(64), state: {} })).rejects.toThrow(RangeError)
    })

    it('keeps a snapshot apart from the object it was made of', async () => {
      const [record] = await log.append(events(1, 1))
      const state = { waiting: ['А-001'] }
      await log.saveSnapshot({ version: 1, seq: 1, hash: record?.hash ?? '', state })
      state.waiting.pop()
      expect((await log.loadSnapshot(1))?.state).toEqual({ waiting: ['А-001'] })
    })

    it('verifies a long log as a whole', async () => {
      for (let n = 0; n < 12; n++) await log.append(events(n * 100 + 1, n * 100 + 100))
      expect(await verifyAsyncLog(log)).toEqual({ ok: true, head: await log.head() })
      expect((await log.head()).seq).toBe(1200)
    })

    it('keeps appends in the order they were asked for, though nothing was waited for', async () => {
      const added = await Promise.all([
        log.append(events(1, 2)),
        log.append([anEvent(3, 'c3')]),
        log.append(events(4, 4)),
      ])
      expect(await log.read(0, 10)).toEqual(added.flat())
      expect(added.flat().map((record) => record.seq)).toEqual([1, 2, 3, 4])
    })

    describe('takes records of another log', () => {
      const other = createMemoryLog()
      const records = [...other.append([anEvent(1, 'c1'), anEvent(2)]), ...other.append([anEvent(3, 'c3'), anEvent(4)])]
      const changed = (at: number, change: Partial<LogRecord>) =>
        records.map((record, i) => (i === at ? { ...record, ...change } : record))

      it('as they are, and goes on after them', async () => {
        await log.appendCopy(records.slice(0, 2))
        await log.appendCopy([])
        await log.appendCopy(records.slice(2))
        expect(await log.read(0, 10)).toEqual(records)
        expect(await log.head()).toEqual(other.head())
        expect((await log.findCommand('c3'))?.seq).toBe(3)
        const [next] = await log.append([anEvent(5)])
        expect(next).toMatchObject({ seq: 5, prev: other.head().hash })
        expect(await verifyAsyncLog(log)).toMatchObject({ ok: true })
      })

      it('after records of its own that are the same', async () => {
        await log.append([anEvent(1, 'c1'), anEvent(2)])
        await log.appendCopy(records.slice(2))
        expect(await log.head()).toEqual(other.head())
      })

      it.each<[string, readonly LogRecord[], number, string]>([
        ['with a gap before them', records.slice(1), 1, 'gap'],
        ['with a gap in them', [...records.slice(0, 1), ...records.slice(2)], 2, 'gap'],
        ['twice', [...records.slice(0, 2), ...records.slice(1)], 3, 'gap'],
        ['with a changed event', changed(2, { event: { type: 'withdrawn' } }), 3, 'wrong-hash'],
        ['with a changed time', changed(1, { at: 0 }), 2, 'wrong-hash'],
        ['with a changed answer', changed(2, { command: { id: 'c3', hash: '', result: null } }), 3, 'wrong-hash'],
        ['with another hash', changed(3, { hash: 'f'.repeat(64) }), 4, 'wrong-hash'],
        ['of another chain', changed(1, { prev: 'f'.repeat(64) }), 2, 'wrong-prev'],
      ])('but none of them %s', async (_, bad, seq, reason) => {
        await expect(log.appendCopy(bad)).rejects.toMatchObject({ name: 'BrokenCopyError', seq, reason })
        await expectUnchanged(log, EMPTY_HEAD, ['c1', 'c3'])
        await log.appendCopy(records)
        expect(await log.head()).toEqual(other.head())
      })

      it('but none of them when its own head is another one', async () => {
        const [own] = await log.append([anEvent(9)])
        await expect(log.appendCopy(records.slice(1))).rejects.toMatchObject({ seq: 2, reason: 'wrong-prev' })
        expect(await log.read(0, 10)).toEqual([own])
      })

      it('but none of them when the commit fails', async () => {
        const mend = await subject.failCommits()
        await expect(log.appendCopy(records)).rejects.toThrow(LogWriteError)
        await mend()
        await expectUnchanged(log, EMPTY_HEAD, ['c1'])
      })
    })

    it('refuses everything but a second close once it is closed', async () => {
      await log.append(events(1, 1))
      await log.close()
      await log.close()
      await expect(log.head()).rejects.toThrow(LogClosedError)
      await expect(log.append(events(2, 2))).rejects.toThrow(LogClosedError)
      await expect(log.appendCopy([])).rejects.toThrow(LogClosedError)
      await expect(log.read(0, 1)).rejects.toThrow(LogClosedError)
      await expect(log.findCommand('c1')).rejects.toThrow(LogClosedError)
      await expect(log.loadSnapshot(1)).rejects.toThrow(LogClosedError)
      await expect(log.saveSnapshot({ version: 1, seq: 1, hash: '', state: {} })).rejects.toThrow(LogClosedError)
    })
  })
}

async function expectUnchanged(log: AsyncEventLog, head: LogHead, absent: readonly string[]): Promise<void> {
  expect(await log.head()).toEqual(head)
  expect(await log.read(0, 100)).toHaveLength(head.seq)
  for (const id of absent) expect(await log.findCommand(id)).toBeNull()
}

function snapshotOf(records: readonly LogRecord[], seq: number) {
  const hash = records.find((record) => record.seq === seq)?.hash ?? 'none'
  return { version: 1, seq, hash, state: { seq, called: [], now: 12.5 } }
}
