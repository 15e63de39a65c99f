import type { Statement } from 'better-sqlite3'
import { EMPTY_HEAD } from './chain.ts'
import { BrokenChainError, LogOpenError, NotALogError } from './errors.ts'
import type { LogHead } from './log.ts'
import { isIntact, type RecordRow, type SnapshotRow, verifyRow } from './row.ts'
import { type Connection, isDamage, sqliteCode } from './sqlite-file.ts'

/** The prepared questions to a log file. */
export interface Reads {
  readonly last: Statement<[], LogHead>
  readonly page: Statement<[number, number], RecordRow>
  readonly record: Statement<[number], RecordRow>
  readonly command: Statement<[string], RecordRow>
  /** Newest first. */
  readonly snapshots: Statement<[], SnapshotRow>
  readonly integrity: Statement<[], string>
}

/** @throws NotALogError, BrokenChainError or LogOpenError when the file has not what is asked for. */
export function prepareReads(file: string, db: Connection): Reads {
  try {
    return prepare(db)
  } catch (error) {
    const code = sqliteCode(error)
    if (code === null) throw error
    // SQLITE_ERROR: no such table, no such column
    if (code !== 'SQLITE_ERROR' && !isDamage(error)) {
      throw new LogOpenError(`The log ${file} cannot be opened: ${String(error)}`, { cause: error })
    }
    if (hasNothingOfALog(db)) throw new NotALogError(file, 'a database of another program')
    throw new BrokenChainError(`The log ${file}`, 1, 'unreadable', error)
  }
}

/** A damaged log still has some of its tables, or a list of tables that cannot be read; another database has neither. */
function hasNothingOfALog(db: Connection): boolean {
  try {
    const names = db.prepare<[], string>('SELECT tbl_name FROM sqlite_schema').pluck().all()
    return !names.some((name) => name === 'record' || name === 'snapshot')
  } catch (error) {
    if (sqliteCode(error) === null) throw error
    return false
  }
}

function prepare(db: Connection): Reads {
  const record = 'SELECT seq, at, mono, event, command_id, command, prev, hash FROM record'
  return {
    last: db.prepare('SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1'),
    page: db.prepare(`${record} WHERE seq > ? ORDER BY seq LIMIT ?`),
    record: db.prepare(`${record} WHERE seq = ?`),
    command: db.prepare(`${record} WHERE command_id = ?`),
    snapshots: db.prepare('SELECT seq, version, hash, state, checksum FROM snapshot ORDER BY seq DESC'),
    integrity: db.prepare<[], string>('PRAGMA integrity_check(1)').pluck(),
  }
}

const PAGE = 500

/**
 * Checks the chain, from the newest snapshot that fits (`tail`) or from its beginning (`whole`), and returns its head.
 * The stored bytes are hashed as they stand, without reading the JSON.
 * @throws BrokenChainError
 */
export function verifyRows(log: string, reads: Reads, extent: 'tail' | 'whole'): LogHead {
  const last = reads.last.get() ?? EMPTY_HEAD
  let prev = checkedBefore(log, reads, last, extent)
  while (prev.seq < last.seq) {
    for (const row of damaged(log, prev.seq + 1, () => reads.page.all(prev.seq, PAGE))) {
      const fault = verifyRow(prev, row)
      if (fault !== null) throw new BrokenChainError(log, prev.seq + 1, fault)
      prev = { seq: row.seq, hash: row.hash }
    }
  }
  // a damaged pointer to the last page makes the log look shorter than it is
  if (damaged(log, prev.seq + 1, () => reads.page.all(prev.seq, 1)).length > 0) {
    throw new BrokenChainError(log, prev.seq + 1, 'damaged-file')
  }
  return prev
}

/** What SQLite's own check says: each page in its place, each row in its index. */
export function isSound(reads: Reads): boolean {
  return reads.integrity.get() === 'ok'
}

function checkedBefore(log: string, reads: Reads, last: LogHead, extent: 'tail' | 'whole'): LogHead {
  for (const snapshot of reads.snapshots.all()) {
    if (!isIntact(snapshot)) {
      // One that was cut off or mixed up with records would take them along when it is pruned.
      if (!isSound(reads)) throw new BrokenChainError(log, last.seq + 1, 'damaged-file')
      continue
    }
    // Records are only ever added and a snapshot is made of a record: so the log has been longer.
    if (snapshot.seq > last.seq) throw new BrokenChainError(log, last.seq + 1, 'lost-end')
    if (extent === 'whole') continue
    const row = reads.record.get(snapshot.seq)
    if (row === undefined || row.hash !== snapshot.hash) continue
    if (verifyRow({ seq: row.seq - 1, hash: row.prev }, row) === null) return { seq: row.seq, hash: row.hash }
  }
  return EMPTY_HEAD
}

function damaged<T>(log: string, seq: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw isDamage(error) ? new BrokenChainError(log, seq, 'unreadable', error) : error
  }
}
