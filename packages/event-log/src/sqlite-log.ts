import { EMPTY_HEAD } from './chain.ts'
import { BrokenChainError, DuplicateCommandError, LogClosedError, LogReadError, LogWriteError } from './errors.ts'
import type { EventLog, LogHead, LogReader, LogRecord, NewRecord } from './log.ts'
import {
  assertPage,
  assertSnapshotOf,
  chainRow,
  copyRows,
  isIntact,
  placed,
  type RecordRow,
  readRow,
  readSnapshot,
  type SnapshotRow,
  snapshotRow,
} from './row.ts'
import {
  type Connection,
  createIfMissing,
  isDamage,
  openForReading,
  openForWriting,
  prepareFile,
  sqliteCode,
  takeWriterLock,
} from './sqlite-file.ts'
import { isSound, prepareReads, type Reads, verifyRows } from './sqlite-rows.ts'

export interface SqliteLogOptions {
  /**
   * What of the chain is checked at the start. `tail` (default): everything after the newest snapshot that fits, which
   * takes the same time however long the log is; what a snapshot stands for was checked when it was saved. `whole`:
   * everything.
   */
  readonly verify?: 'tail' | 'whole'
  /** How long opening, and a commit that a stranger stands in the way of, waits for a lock, ms. Default 1000. */
  readonly busyTimeoutMs?: number
}

/** An event log in a SQLite file. */
export interface SqliteLog extends EventLog {
  /** The file's true path. */
  readonly file: string
  /** The settings the writing connection really has, as SQLite reports them (`synchronous` 2 is FULL). */
  settings(): { readonly journalMode: string; readonly synchronous: number; readonly foreignKeys: boolean }
}

/**
 * Opens the log in `file` as its only writer; creates folder (mode 0700) and file (0600) where they are missing.
 *
 * Beside the file lie `-wal` and `-shm` (SQLite's) and `.lock` (the writer's, empty, stays behind). To copy a log, copy
 * file and `-wal` together while no process has it open, or use `VACUUM INTO` or SQLite's backup on a reading
 * connection at any time. Do not open these files with `node:fs` in the process that writes the log: closing such a
 * descriptor would drop the process's locks (POSIX). The file has to be on a local disk.
 *
 * A commit whose fsync failed is reported as failed; should the process be killed before the next append overwrites it,
 * it may be there after all at the next start. A repeated command finds it by its id.
 *
 * @throws LogLockedError, NotALogError, LogVersionError, LogOpenError; BrokenChainError when the checked part of the chain
 * does not hold. A file that is refused is not changed.
 */
export function openSqliteLog(file: string, options: SqliteLogOptions = {}): SqliteLog {
  const waitMs = options.busyTimeoutMs ?? 1000
  const path = prepareFile(file)
  const lock = takeWriterLock(path, waitMs)
  try {
    createIfMissing(path)
    const db = openForWriting(path, waitMs)
    try {
      const reads = prepareReads(path, db)
      const head = reading(path, 1, () => verifyRows(nameOf(path), reads, options.verify ?? 'tail'))
      return writer(path, db, lock, reads, head)
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

/**
 * Opens a log for reading only: a copy, or the live file while its writer goes on. Nothing is checked but the kind of
 * file (see `verifyLog`) and nothing is changed; SQLite needs to be able to create `-shm` beside it.
 * @throws NotALogError, LogVersionError, LogOpenError, BrokenChainError
 */
export function openSqliteLogReader(file: string, options: Pick<SqliteLogOptions, 'busyTimeoutMs'> = {}): LogReader {
  const db = openForReading(file, options.busyTimeoutMs ?? 1000)
  try {
    return reader(file, db, prepareReads(file, db))
  } catch (error) {
    db.close()
    throw error
  }
}

function reader(file: string, db: Connection, reads: Reads): LogReader {
  const guarded = <T>(read: () => T, from = 1): T => {
    if (!db.open) throw new LogClosedError()
    return reading(file, from, read)
  }
  return {
    head: () => guarded(() => reads.last.get() ?? EMPTY_HEAD),
    read: (after, limit) =>
      guarded(() => {
        assertPage(after, limit)
        return reads.page.all(after, limit).map((row) => readRow(nameOf(file), row))
      }, after + 1),
    findCommand: (id) =>
      guarded(() => {
        const row = reads.command.get(id)
        return row === undefined ? null : readRow(nameOf(file), row)
      }),
    loadSnapshot: (version) =>
      guarded(() => {
        const row = reads.snapshots
          .all()
          .find((kept) => kept.version === version && isIntact(kept) && reads.record.get(kept.seq)?.hash === kept.hash)
        return row === undefined ? null : readSnapshot(row)
      }),
    isSound: () => guarded(() => isSound(reads)),
    close: () => db.close(),
  }
}

function writer(file: string, db: Connection, lock: Connection, reads: Reads, verified: LogHead): SqliteLog {
  // by position: names would be looked up anew for each row
  const insert = db.prepare<RecordValues>(
    'INSERT INTO record (seq, at, mono, event, command_id, command, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertRow = (row: RecordRow) =>
    insert.run(row.seq, row.at, row.mono, row.event, row.command_id, row.command, row.prev, row.hash)
  const insertAll = db.transaction((rows: readonly RecordRow[]) => {
    for (const row of rows) insertRow(row)
  })
  const keep = db.prepare(
    `INSERT OR REPLACE INTO snapshot (seq, version, hash, state, checksum)
     VALUES (@seq, @version, @hash, @state, @checksum)`,
  )
  const prune = db.prepare('DELETE FROM snapshot WHERE seq NOT IN (SELECT seq FROM snapshot ORDER BY seq DESC LIMIT 2)')
  const keepAndPrune = db.transaction((row: SnapshotRow) => {
    keep.run(row)
    prune.run()
  })
  const notWritten = (error: unknown) =>
    new LogWriteError(`${nameOf(file)} was not written: ${String(error)}`, sqliteCode(error), error)
  let head = verified

  const commit = (rows: readonly RecordRow[]): void => {
    const [first] = rows
    const last = rows.at(-1)
    if (first === undefined || last === undefined) return
    try {
      // One row needs no BEGIN and COMMIT of its own.
      if (rows.length === 1) insertRow(first)
      else insertAll.immediate(rows)
    } catch (error) {
      // With our own index as the only unique one besides seq, this is the caller's doing, not the disk's.
      if (sqliteCode(error) === 'SQLITE_CONSTRAINT_UNIQUE') throw new DuplicateCommandError(repeated(rows, reads))
      throw notWritten(error)
    }
    head = { seq: last.seq, hash: last.hash }
  }

  const append = (records: readonly NewRecord[]): readonly LogRecord[] => {
    if (!db.open) throw new LogClosedError()
    const rows: RecordRow[] = []
    const added: LogRecord[] = []
    let prev = head
    for (const record of records) {
      const row = chainRow(prev, record)
      rows.push(row)
      added.push(placed(record, row))
      prev = row
    }
    commit(rows)
    return added
  }

  const base = reader(file, db, reads)
  return {
    ...base,
    file,
    append,
    appendCopy(records) {
      if (!db.open) throw new LogClosedError()
      commit(copyRows(nameOf(file), head, records))
    },
    head() {
      if (!db.open) throw new LogClosedError()
      return head
    },
    saveSnapshot(snapshot) {
      if (!db.open) throw new LogClosedError()
      assertSnapshotOf(head, snapshot)
      const row = snapshotRow(snapshot)
      try {
        keepAndPrune.immediate(row)
      } catch (error) {
        throw notWritten(error)
      }
    },
    settings: () => ({
      journalMode: String(db.pragma('journal_mode', { simple: true })),
      synchronous: Number(db.pragma('synchronous', { simple: true })),
      foreignKeys: db.pragma('foreign_keys', { simple: true }) === 1,
    }),
    close() {
      base.close()
      lock.close()
    },
  }
}

type RecordValues = [number, number, number, string, string | null, string | null, string, string]

function repeated(rows: readonly RecordRow[], reads: Reads): string {
  const seen = new Set<string>()
  for (const { command_id: id } of rows) {
    if (id === null) continue
    if (seen.has(id) || reads.command.get(id) !== undefined) return id
    seen.add(id)
  }
  return 'unknown'
}

function nameOf(file: string): string {
  return `The log ${file}`
}

function reading<T>(file: string, from: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (isDamage(error)) throw new BrokenChainError(nameOf(file), from, 'unreadable', error)
    if (sqliteCode(error) === null) throw error
    throw new LogReadError(`${nameOf(file)} cannot be read: ${String(error)}`, { cause: error })
  }
}
