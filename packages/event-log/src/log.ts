/** JSON data, as it is stored and hashed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The accepted command that caused an event; kept in the log so that a repeated command gets its old answer. */
export interface CommandRecord {
  readonly id: string
  /** SHA-256 (hex) of the canonical command: tells a repetition from a re-used id. */
  readonly hash: string
  /** The command's result, without secrets. */
  readonly result: Json
}

/** One event before it has its place in the log. */
export interface NewRecord {
  /** Hub time, ms since 1970. */
  readonly at: number
  /** Boot clock, ms. */
  readonly mono: number
  readonly event: Json & { readonly type: string }
  /** Only on the first event of a command. */
  readonly command?: CommandRecord
}

/** One event of the log. `hash` covers everything above it and `prev`. */
export interface LogRecord extends NewRecord {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number
  /** Hash of the record before it; 64 zeros before the first. */
  readonly prev: string
  /** SHA-256 (hex) of the canonical JSON of `{seq, prev, at, mono, event, command?}`. */
  readonly hash: string
}

export interface LogHead {
  readonly seq: number
  readonly hash: string
}

/** What anybody may do with a log: look at it. */
export interface LogReader {
  /** The newest record's seq and hash; `{seq: 0, hash: 64 zeros}` when empty. */
  head(): LogHead
  /**
   * Records with seq > `after`, oldest first, at most `limit`.
   * @throws RangeError when `after` or `limit` is no whole number from 0 on; `LogReadError`; `BrokenChainError` when a
   * record is damaged beyond reading.
   */
  read(after: number, limit: number): readonly LogRecord[]
  /** The record that carries the command, or null. */
  findCommand(id: string): LogRecord | null
  /**
   * The newest usable snapshot, or null. One whose `version`, seq or hash does not fit the log, or that is damaged, is
   * passed over: the state can always be folded from the records.
   */
  loadSnapshot(version: number): Snapshot | null
  /**
   * Whether the storage hangs together, as its own check sees it: a damaged file may hide records of which no other one
   * tells. Left out where there is no file. Takes time in proportion to the log's length.
   */
  isSound?(): boolean
  /** Releases everything; a second call does nothing. Every other call after it throws `LogClosedError`. */
  close(): void
}

/**
 * An append-only, gapless, hash-chained log with one writer. What it promises:
 *
 * - **Durable.** When `append` returns, its records survive a killed process, and with the SQLite adapter a power cut.
 * - **All or nothing.** The records of one `append` are there together or not at all, for every reader, after every crash.
 * - **Gapless and ordered.** seq counts 1, 2, 3 …; nothing is ever changed, inserted, reordered or deleted.
 * - **Chained.** Each record's hash covers its content, its seq and the hash before it, so a change anywhere shows.
 *   The log cannot prove that it was not cut at its end or rewritten as a whole: witnesses outside it do
 *   (seq and hash on tickets, devices, the server).
 * - **One answer per command.** A command id is in the log at most once.
 */
export interface EventLog extends LogReader {
  /**
   * Appends all records in order in one durable commit (one fsync) and returns them as stored; none given, nothing done.
   * When it throws, nothing was appended and the head is unchanged.
   * @throws `LogWriteError` (disk full, I/O), `DuplicateCommandError`, TypeError (what is given is no JSON).
   */
  append(records: readonly NewRecord[]): readonly LogRecord[]
  /**
   * Appends records of another node's log, byte for byte as their hashes say, in one durable commit: each has to follow
   * the one before it, the first this log's head. All or nothing, like `append`.
   * @throws `BrokenCopyError`, naming the first record that does not fit; otherwise as `append`.
   */
  appendCopy(records: readonly LogRecord[]): void
  /**
   * Keeps a snapshot of the folded state as of `seq`; only the newest two (by seq) are kept.
   * @throws RangeError when the log has no record `seq`; `LogWriteError`; TypeError when the state is no JSON.
   */
  saveSnapshot(snapshot: Snapshot): void
}

export interface Snapshot {
  /** Version of the state's shape, a whole number; another version is not read. */
  readonly version: number
  readonly seq: number
  /** Hash of the record `seq`: ties the snapshot to this chain. */
  readonly hash: string
  readonly state: Json
}
