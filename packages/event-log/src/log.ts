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

export interface LogHead { readonly seq: number; readonly hash: string }

/** An append-only, gapless, hash-chained log. One writer. */
export interface EventLog {
  /** The newest record's seq and hash; `{seq: 0, hash: 64 zeros}` when empty. */
  head(): LogHead
  /**
   * Appends all records in order in one durable commit and returns them as stored.
   * When it throws, nothing was appended and the head is unchanged (`LogWriteError`: disk full, I/O).
   */
  append(records: readonly NewRecord[]): readonly LogRecord[]
  /** Records with seq > `after`, oldest first, at most `limit`. */
  read(after: number, limit: number): readonly LogRecord[]
  /** The record that carries the command, or null. */
  findCommand(id: string): LogRecord | null
  /** Keeps a snapshot of the folded state as of `seq`. Older snapshots may be dropped. */
  saveSnapshot(snapshot: Snapshot): void
  /** The newest usable snapshot, or null. One whose `version`, seq or hash does not fit the log is passed over. */
  loadSnapshot(version: number): Snapshot | null
  close(): void
}

export interface Snapshot {
  /** Version of the state's shape; another version is not read. */
  readonly version: number
  readonly seq: number
  /** Hash of the record `seq`: ties the snapshot to this chain. */
  readonly hash: string
  readonly state: Json
}
