import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { BrokenChainError, LogError, LogLockedError, LogOpenError, LogVersionError, NotALogError } from './errors.ts'

export type Connection = Database.Database

/** "Chrh": marks the file as a Cherha log, for `file` and for us. */
const APPLICATION_ID = 0x43687268
const FORMAT = 1
const OLDEST_SQLITE = '3.50.0'

// The record table is append-only for everybody who comes through SQL; the chain shows the rest.
const SCHEMA = `
  CREATE TABLE record (
    seq INTEGER PRIMARY KEY, at REAL NOT NULL, mono REAL NOT NULL, event TEXT NOT NULL,
    command_id TEXT, command TEXT, prev TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX record_command ON record (command_id) WHERE command_id IS NOT NULL;
  CREATE TRIGGER record_update BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
  CREATE TRIGGER record_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
  CREATE TABLE snapshot (
    seq INTEGER PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, state TEXT NOT NULL, checksum TEXT NOT NULL
  ) STRICT;
`

/** The file's true path (symbolic links resolved), its folder created with mode 0700 where it is missing. */
export function prepareFile(file: string): string {
  const wanted = resolve(file)
  return opening(wanted, () => {
    const folder = dirname(wanted)
    const created = mkdirSync(folder, { recursive: true, mode: 0o700 })
    // The names of new folders have to be on the disk too before anything in them is called durable.
    for (let at = folder; created !== undefined && at.length >= created.length; at = dirname(at))
      syncFolder(dirname(at))
    return existsSync(wanted) ? realpathSync(wanted) : join(realpathSync(folder), basename(wanted))
  })
}

/**
 * Makes this process the only writer, until the returned connection is closed or the process dies (the system drops the
 * locks of a killed process). The lock is an exclusive transaction on an empty database beside the log: so readers stay
 * possible, which SQLite's own exclusive mode would lock out.
 * @throws LogLockedError when another writer has it after `waitMs`.
 */
export function takeWriterLock(file: string, waitMs: number): Connection {
  const path = `${file}.lock`
  createPrivate(path)
  const lock = opening(path, () => new Database(path, { timeout: waitMs }))
  try {
    // Nothing is ever written here, so no journal has to lie about.
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw new LogLockedError(file)
    throw new LogOpenError(`The lock ${path} cannot be taken: ${String(error)}`, { cause: error })
  }
}

/**
 * Creates an empty log when there is none. It comes under its name complete or not at all, so that an empty file under
 * that name is always the remains of something and never taken for a new log. Call it with the writer lock held.
 */
export function createIfMissing(file: string): void {
  if (existsSync(file)) return
  if (existsSync(`${file}-wal`)) throw new NotALogError(file, 'it is missing, but its -wal file is here')
  const fresh = `${file}.new`
  opening(file, () => {
    for (const left of [fresh, `${fresh}-journal`]) rmSync(left, { force: true })
    createPrivate(fresh)
    const db = new Database(fresh)
    try {
      db.pragma('synchronous = FULL')
      db.exec(`BEGIN; ${SCHEMA} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT}; COMMIT`)
    } finally {
      db.close()
    }
    renameSync(fresh, file)
    syncFolder(dirname(file))
  })
}

/** Opens the log for writing: WAL, an fsync per commit. Call it with the writer lock held, after `createIfMissing`. */
export function openForWriting(file: string, waitMs: number): Connection {
  // A look that cannot write comes first: a file that is not ours stays as it is, byte for byte.
  openForReading(file, waitMs).close()
  return opening(file, () => {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
    const db = new Database(file, { fileMustExist: true, timeout: waitMs })
    try {
      const mode = db.pragma('journal_mode = WAL', { simple: true })
      if (mode !== 'wal')
        throw new LogOpenError(`The log ${file} cannot use WAL here (${String(mode)}): not a local disk?`)
      db.pragma('synchronous = FULL')
      db.pragma('foreign_keys = ON')
      db.pragma('trusted_schema = OFF')
      db.pragma('cell_size_check = ON')
      // A long read by an auditor lets the WAL grow; it shrinks again afterwards.
      db.pragma(`journal_size_limit = ${64 * 1024 * 1024}`)
      // Found now rather than with the first visitor: a disk mounted read-only, a stranger that holds the file.
      db.exec('BEGIN IMMEDIATE; ROLLBACK')
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Opens the log without the means to change it, also beside its writer. @throws NotALogError, LogVersionError. */
export function openForReading(file: string, waitMs: number): Connection {
  return opening(file, () => {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: waitMs })
    try {
      assertSqliteVersion(String(db.prepare('SELECT sqlite_version()').pluck().get()))
      if (statSync(file).size === 0) throw new NotALogError(file, 'it is empty')
      const application = Number(db.pragma('application_id', { simple: true }))
      const format = Number(db.pragma('user_version', { simple: true }))
      if (application !== APPLICATION_ID) throw new NotALogError(file, 'a database of another program')
      if (format > FORMAT) throw new LogVersionError(file, format, FORMAT)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** @throws LogOpenError below the oldest SQLite a log is trusted to. */
export function assertSqliteVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_SQLITE.split('.').map(Number)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new LogOpenError(`SQLite ${version} is too old for a log: ${OLDEST_SQLITE} or newer is needed`)
}

/** SQLite's code of an error, such as `SQLITE_FULL`; null for other errors. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null
}

/** Whether the error says that the file's content, not the way to it, is bad. */
export function isDamage(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_CORRUPT') ?? false
}

function opening<T>(file: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (error instanceof LogError) throw error
    if (sqliteCode(error) === 'SQLITE_NOTADB') throw new NotALogError(file, 'no SQLite database')
    if (isDamage(error)) throw new BrokenChainError(`The log ${file}`, 1, 'unreadable', error)
    throw new LogOpenError(`The log ${file} cannot be opened: ${String(error)}`, { cause: error })
  }
}

// Only ever opens a file that was not there: closing any descriptor of a file drops this process's locks on it (POSIX).
function createPrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
    throw new LogOpenError(`${path} cannot be created: ${String(error)}`, { cause: error })
  }
}

function syncFolder(folder: string): void {
  // Windows has no descriptors of folders; NTFS journals names by itself.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
