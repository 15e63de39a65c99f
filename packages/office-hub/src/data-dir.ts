import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { HubStartError } from './errors.ts'

/** Files of one hub; nothing else lives in its data folder. */
export const dataFiles = {
  log: 'office.db',
  keys: 'keys.json',
  credentials: 'credentials.db',
  lock: 'hub.lock',
  tls: 'tls.json',
  server: 'server.json',
  epochDue: 'epoch-due.json',
  voucher: 'voucher.json',
  cases: 'cases.sqlite',
  caseKeys: 'case-keys.json',
  caseFiles: 'case-files',
} as const

/** Makes the folder when missing, for this user only. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new HubStartError(`The data folder ${dataDir} cannot be written to; choose another with --data.`, 1, {
      cause,
    })
  }
}

/**
 * Holds the data folder for one hub. The lock is SQLite's own file lock: the system drops it with the process,
 * so a killed hub leaves nothing to clean up.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  prepareDataDir(dataDir)
  const path = join(dataDir, dataFiles.lock)
  let lock: Database.Database | undefined
  try {
    lock = new Database(path, { timeout: 0 })
    chmodSync(path, 0o600)
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock?.close()
    const busy = cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')
    const message = busy
      ? `Another hub is already using the data folder ${dataDir}.`
      : `The data folder ${dataDir} cannot be written to; choose another with --data.`
    throw new HubStartError(message, 1, { cause })
  }
  const held = lock
  return { release: () => held.close() }
}
