import { canonicalJson } from './canonical.ts'
import { sha256 } from './chain.ts'
import { BrokenChainError, BrokenCopyError, type ChainFault } from './errors.ts'
import type { Json, LogHead, LogRecord, NewRecord, Snapshot } from './log.ts'

/** A record as the adapters store it: event and command as canonical JSON. */
export interface RecordRow {
  readonly seq: number
  readonly at: number
  readonly mono: number
  readonly event: string
  readonly command_id: string | null
  readonly command: string | null
  readonly prev: string
  readonly hash: string
}

/** A snapshot as the adapters store it. */
export interface SnapshotRow {
  readonly seq: number
  readonly version: number
  readonly hash: string
  readonly state: string
  readonly checksum: string
}

/** What a row keeps of a record, before it has its place. */
export type RowContent = Pick<RecordRow, 'at' | 'mono' | 'event' | 'command_id' | 'command'>

/** Turns a record into its texts. @throws TypeError when it is no JSON. */
export function contentOf(record: NewRecord): RowContent {
  return {
    at: finite(record.at, 'at'),
    mono: finite(record.mono, 'mono'),
    event: canonicalJson(record.event),
    command_id: record.command?.id ?? null,
    command: record.command === undefined ? null : canonicalJson(record.command),
  }
}

/** Gives contents their places after `head`. */
export function chainContents(head: LogHead, contents: readonly RowContent[]): RecordRow[] {
  let prev = head
  return contents.map((content) => {
    const unhashed = { seq: prev.seq + 1, ...content, prev: prev.hash }
    const row = { ...unhashed, hash: hashRow(unhashed) }
    prev = row
    return row
  })
}

/** Gives a new record its place after `prev`. @throws TypeError when it is no JSON. */
export function chainRow(prev: LogHead, record: NewRecord): RecordRow {
  const { at, mono, event, command_id, command } = contentOf(record)
  const unhashed = { seq: prev.seq + 1, at, mono, event, command_id, command, prev: prev.hash }
  return { ...unhashed, hash: hashRow(unhashed) }
}

/** Rows whose hash has been computed already, until their copies are appended. */
const computed = new WeakMap<LogRecord, RecordRow>()

/**
 * The hash the record of another log must have, as `hashRecord`; its texts are kept for the `appendCopy` that follows, which
 * would make them again. Should the record be changed in between, what was hashed is what is appended.
 * @throws TypeError when it is no JSON
 */
export function hashCopied(record: LogRecord): string {
  const row = computedRow(record)
  computed.set(record, row)
  return row.hash
}

/** The rows of records that have their places already, with the hashes they must have. @throws TypeError: no JSON */
export function copiedRows(records: readonly LogRecord[]): RecordRow[] {
  return records.map((record) => {
    const row = computed.get(record)
    computed.delete(record)
    return row ?? computedRow(record)
  })
}

function computedRow(record: LogRecord): RecordRow {
  const unhashed = { seq: record.seq, ...contentOf(record), prev: record.prev }
  return { ...unhashed, hash: hashRow(unhashed) }
}

/**
 * @param hashes what the copied records say of themselves
 * @throws BrokenCopyError when a row is not the one right after `head` and the rows before it
 */
export function assertFollows(log: string, head: LogHead, rows: readonly RecordRow[], hashes: readonly string[]): void {
  let prev = head
  rows.forEach((row, i) => {
    const fault = misplaced(prev, row, hashes[i])
    if (fault !== null) throw new BrokenCopyError(log, prev.seq + 1, fault)
    prev = row
  })
}

function misplaced(prev: LogHead, row: RecordRow, hash: string | undefined): ChainFault | null {
  if (row.seq !== prev.seq + 1) return 'gap'
  if (row.prev !== prev.hash) return 'wrong-prev'
  return row.hash === hash ? null : 'wrong-hash'
}

/**
 * The rows of records that have their places already, as the ones right after `head`.
 * @throws BrokenCopyError when one does not fit; TypeError when one is no JSON.
 */
export function copyRows(log: string, head: LogHead, records: readonly LogRecord[]): RecordRow[] {
  const rows = copiedRows(records)
  assertFollows(
    log,
    head,
    rows,
    records.map(({ hash }) => hash),
  )
  return rows
}

/** The record a new row came from, with the place and hash it got. */
export function placed(record: NewRecord, row: RecordRow): LogRecord {
  const { seq, at, mono, prev, hash } = row
  const { event, command } = record
  return command === undefined ? { seq, at, mono, event, prev, hash } : { seq, at, mono, event, command, prev, hash }
}

/** What is wrong with a stored row as the one right after `prev`, or null. The bytes are checked as they stand. */
export function verifyRow(prev: LogHead, row: RecordRow): ChainFault | null {
  if (row.seq !== prev.seq + 1) return 'gap'
  if (row.prev !== prev.hash) return 'wrong-prev'
  if (row.hash !== hashRow(row)) return 'wrong-hash'
  return row.command_id === commandId(row.command) ? null : 'wrong-command'
}

/** Reads a stored row. @throws `BrokenChainError` when its texts are no JSON. */
export function readRow(log: string, row: RecordRow): LogRecord {
  const { seq, at, mono, prev, hash } = row
  try {
    const event: LogRecord['event'] = JSON.parse(row.event)
    if (row.command === null) return { seq, at, mono, event, prev, hash }
    const command: LogRecord['command'] & object = JSON.parse(row.command)
    return { seq, at, mono, event, command, prev, hash }
  } catch (error) {
    throw new BrokenChainError(log, seq, 'unreadable', error)
  }
}

/** @throws TypeError when the state is no JSON. */
export function snapshotRow(snapshot: Snapshot): SnapshotRow {
  const { seq, version, hash } = snapshot
  const state = canonicalJson(snapshot.state)
  return { seq, version, hash, state, checksum: checksum(seq, version, hash, state) }
}

/** Whether the snapshot is still what was saved. */
export function isIntact(row: SnapshotRow): boolean {
  return row.checksum === checksum(row.seq, row.version, row.hash, row.state)
}

export function readSnapshot(row: SnapshotRow): Snapshot {
  const state: Json = JSON.parse(row.state)
  return { version: row.version, seq: row.seq, hash: row.hash, state }
}

/** @throws RangeError, because SQL reads a negative limit as "all". */
export function assertPage(after: number, limit: number): void {
  if (!Number.isSafeInteger(after) || after < 0)
    throw new RangeError(`after must be a whole number from 0 on: ${after}`)
  if (!Number.isSafeInteger(limit) || limit < 0)
    throw new RangeError(`limit must be a whole number from 0 on: ${limit}`)
}

/** @throws RangeError: a snapshot of what is not in the log would be proof of a lost end. */
export function assertSnapshotOf(head: LogHead, snapshot: Snapshot): void {
  const { seq, version } = snapshot
  if (!Number.isSafeInteger(seq) || seq < 1 || seq > head.seq) throw new RangeError(`The log has no record ${seq}`)
  if (!Number.isSafeInteger(version)) throw new RangeError(`A snapshot's version must be a whole number: ${version}`)
}

// The canonical JSON of the record put together from parts that are canonical already; its keys stand sorted.
function hashRow(row: Omit<RecordRow, 'hash'>): string {
  const command = row.command === null ? '' : `"command":${row.command},`
  return sha256(
    `{"at":${row.at},${command}"event":${row.event},"mono":${row.mono},"prev":"${row.prev}","seq":${row.seq}}`,
  )
}

function checksum(seq: number, version: number, hash: string, state: string): string {
  return sha256(`${seq} ${version} ${hash} ${state}`)
}

function commandId(command: string | null): string | null {
  if (command === null) return null
  const { id }: { id: string } = JSON.parse(command)
  return id
}

function finite(value: number, name: string): number {
  if (!Number.isFinite(value)) throw new TypeError(`Not JSON: ${value} at ${name}`)
  return value
}
