import {
  asJson,
  asRecord,
  eventAs,
  jsonAs,
  type AsyncEventLog,
  EMPTY_HEAD,
  hashCopied,
  type LogHead,
  type LogRecord,
} from '@cherha/event-log'
import { pullLimit, readRecords } from '@cherha/shared/protocol'
import { evolve, initialState, type QueueEvent, type QueueState, stateVersion } from '@cherha/shared/queue'
import { merge } from '@cherha/shared/replication'
import { OfficeClosedError, OfficeUnavailableError, type RequestAnswered, type Taken } from './answers.ts'
import type { Report } from './ports.ts'
import { Turns } from './turns.ts'

const page = 500
const answersKept = 1_000
/** Twice what is asked for: the network may have sent it twice. */
const mostRecords = 2 * pullLimit

/**
 * The server's copy of an office's own log, byte for byte, and the live queue folded from it. A batch is taken whole or
 * not at all; the queue follows when the batch is durable.
 */
export class Mirror {
  readonly #log: AsyncEventLog
  readonly #report: Report
  readonly #snapshotEvery: number
  readonly #turns = new Turns()
  readonly #answers = new Map<string, RequestAnswered>()
  #state: QueueState = initialState()
  #head: LogHead = EMPTY_HEAD
  /** The hub's boot clock at the newest event. */
  #mono = 0
  #sinceSnapshot = 0
  #stale = false
  #closed = false
  /** A record of the copy that this program cannot fold: the hub runs a newer one. */
  #unreadable: number | null = null

  private constructor(log: AsyncEventLog, report: Report, snapshotEvery: number) {
    this.#log = log
    this.#report = report
    this.#snapshotEvery = snapshotEvery
  }

  /** Folds the copy. @throws what the log throws */
  static async open(log: AsyncEventLog, report: Report, snapshotEvery: number): Promise<Mirror> {
    const mirror = new Mirror(log, report, snapshotEvery)
    const snapshot = await log.loadSnapshot(stateVersion)
    if (snapshot !== null) {
      mirror.#state = jsonAs<QueueState>(snapshot.state)
      mirror.#head = { seq: snapshot.seq, hash: snapshot.hash }
      mirror.#mono = (await log.read(snapshot.seq - 1, 1))[0]?.mono ?? 0
    }
    await mirror.#readOn()
    return mirror
  }

  get state(): QueueState {
    return this.#state
  }

  get head(): LogHead {
    return this.#head
  }

  /** The hub's boot clock at hub time `at`, as far as its newest event tells. */
  monoAt(at: number): number {
    return this.#mono + Math.max(0, at - this.#state.lastAt)
  }

  answerOf(request: string): RequestAnswered | null {
    return this.#answers.get(request) ?? null
  }

  /**
   * @param data a batch as it came
   * @returns what came of it, and the records taken
   * @throws `OfficeUnavailableError`: nothing was taken
   */
  take(data: unknown): Promise<Taken & { readonly records: readonly LogRecord[] }> {
    if (this.#closed) return Promise.reject(new OfficeClosedError('the office is being closed'))
    return this.#turns.take(() => this.#take(data))
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#turns.idle()
    if (!this.#stale && this.#unreadable === null && this.#sinceSnapshot > 0) await this.#snapshot()
  }

  async #take(data: unknown): Promise<Taken & { readonly records: readonly LogRecord[] }> {
    const batch = readRecords(data, mostRecords)
    if (batch === null) return { is: 'reject', seq: this.#head.seq + 1, reason: 'not-a-record', records: [] }
    try {
      if (this.#stale) await this.#readOn()
      if (this.#unreadable !== null) return { is: 'reject', seq: this.#unreadable, reason: 'unreadable', records: [] }
      // parsed from JSON, so its events are JSON
      const records = batch.map(asRecord)
      const joined = merge(this.#head, records, hashOf)
      if (joined.is === 'rebase') return { is: 'rebase', records: [] }
      if (joined.is === 'reject') return { ...joined, records: [] }
      if (joined.records.length > 0) await this.#log.appendCopy(joined.records)
      this.#fold(joined.records)
      if (this.#unreadable !== null)
        return { is: 'reject', seq: this.#unreadable, reason: 'unreadable', records: joined.records }
      if (this.#isSnapshotDue(batch.length)) await this.#snapshot()
      return { is: 'advance', count: joined.records.length, records: joined.records }
    } catch (cause) {
      this.#stale = true
      throw new OfficeUnavailableError('The copy of the log could not be written. Nothing was taken.', { cause })
    }
  }

  /** After a full batch more is to come, and a snapshot would be old at once; but one that never comes is no use either. */
  #isSnapshotDue(count: number): boolean {
    return this.#sinceSnapshot >= this.#snapshotEvery * (count < pullLimit ? 1 : 10)
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const records = await this.#log.read(this.#head.seq, page)
      this.#fold(records)
      if (records.length < page || this.#unreadable !== null) break
    }
    this.#stale = false
  }

  #fold(records: readonly LogRecord[]): void {
    for (const record of records) {
      const { seq, at, mono } = record
      const event = eventAs<QueueEvent>(record.event)
      try {
        evolve(this.#state, { seq, time: { at, mono }, event })
      } catch (error) {
        this.#unreadable = seq
        this.#report(`event ${seq} (${event.type}) cannot be read: the hub's program is newer`, error)
        return
      }
      this.#head = { seq, hash: record.hash }
      this.#mono = mono
      this.#sinceSnapshot += 1
      if (event.type === 'request-answered') this.#remember(event)
    }
  }

  #remember({ request, granted, code }: RequestAnswered): void {
    this.#answers.set(request, { request, granted, code })
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= answersKept) break
      this.#answers.delete(oldest)
    }
  }

  async #snapshot(): Promise<void> {
    try {
      await this.#log.saveSnapshot({ version: stateVersion, ...this.#head, state: asJson(this.#state) })
      this.#sinceSnapshot = 0
    } catch (error) {
      this.#report('no snapshot of the copy could be saved', error)
    }
  }
}

/** A text no canonical JSON can hold (a lone surrogate) has no hash: such a record is damaged. */
function hashOf(record: LogRecord): string {
  try {
    return hashCopied(record)
  } catch {
    return ''
  }
}
