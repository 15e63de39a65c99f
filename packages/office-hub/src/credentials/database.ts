import { chmodSync } from 'node:fs'
import Database from 'better-sqlite3'

const schema = `
  CREATE TABLE IF NOT EXISTS device (
    id TEXT PRIMARY KEY, role TEXT NOT NULL, windows TEXT, token_hash BLOB NOT NULL UNIQUE, revoked INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS staff_pin (
    login TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL, tries INTEGER NOT NULL DEFAULT 0, locked_until INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS session (
    id TEXT PRIMARY KEY, token_hash BLOB NOT NULL UNIQUE, login TEXT NOT NULL, device TEXT NOT NULL,
    created INTEGER NOT NULL, expires INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS code_try (
    date TEXT NOT NULL, number TEXT NOT NULL, sold INTEGER NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (date, number, sold)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS pairing (
    role TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, salt BLOB NOT NULL, key BLOB NOT NULL, device TEXT, windows TEXT,
    expires INTEGER NOT NULL, tries INTEGER NOT NULL, used INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS device_report (
    device TEXT PRIMARY KEY, at INTEGER NOT NULL, crashes INTEGER NOT NULL, hangs INTEGER NOT NULL, version TEXT NOT NULL
  ) STRICT;
`

/** Opens the credentials database; only this user can read the file. Several processes may use it at a time. */
export function openCredentialsDatabase(path: string): Database.Database {
  const database = new Database(path, { timeout: 2_000 })
  if (path !== ':memory:') chmodSync(path, 0o600)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(schema)
  return database
}
