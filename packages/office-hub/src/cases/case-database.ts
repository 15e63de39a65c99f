import { chmodSync, closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'

const format = 1

/**
 * `draft` is what the hub has to know without opening a box. `record` holds the log of each application in the form of
 * every log of the system (`LogRecord`), its events sealed; `command` the accepted commands for the handover, sealed;
 * `answer` what each was answered, so that a repeated one is known. `gone` and `look` name nobody who applied.
 */
const schema = `
  CREATE TABLE draft (
    id TEXT PRIMARY KEY, card TEXT NOT NULL, card_version INTEGER NOT NULL, date TEXT NOT NULL, ticket TEXT,
    window TEXT NOT NULL, staff TEXT NOT NULL, begun REAL NOT NULL, state TEXT NOT NULL, reason TEXT
  ) STRICT;
  CREATE TABLE record (
    case_id TEXT NOT NULL REFERENCES draft, seq INTEGER NOT NULL, at REAL NOT NULL, mono REAL NOT NULL,
    event TEXT NOT NULL, command TEXT, prev TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (case_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE command (
    case_id TEXT NOT NULL REFERENCES draft, n INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, box TEXT NOT NULL,
    PRIMARY KEY (case_id, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE answer (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES draft, hash TEXT NOT NULL, answer TEXT NOT NULL
  ) STRICT;
  CREATE INDEX answer_case ON answer (case_id);
  CREATE TABLE counter (card TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
  CREATE TABLE gone (id TEXT PRIMARY KEY, ticket TEXT, at REAL NOT NULL, how TEXT NOT NULL, staff TEXT) STRICT;
  CREATE TABLE card (id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id, version)) STRICT;
  CREATE TABLE look (at REAL NOT NULL, staff TEXT NOT NULL, case_id TEXT NOT NULL, what TEXT NOT NULL) STRICT;
`

/**
 * Opens the applications of a data folder, for this user only: an fsync per commit, and what is deleted is overwritten.
 * Throws what SQLite throws, or an error for a file of a later version.
 */
export function openCaseDatabase(path: string): Database.Database {
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600))
  const database = new Database(path, { timeout: 2_000 })
  try {
    if (path !== ':memory:') chmodSync(path, 0o600)
    database.pragma('secure_delete = ON')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('temp_store = MEMORY')
    database.pragma('trusted_schema = OFF')
    const found = Number(database.pragma('user_version', { simple: true }))
    if (found > format) throw new Error(`${path} is of a later version of this program`)
    if (found === 0) database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${format}; COMMIT`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
