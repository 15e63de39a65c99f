import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openSqliteLog } from '../src/index.ts'
import { events } from './records.ts'

/** A folder of its own for one test. */
export function aFolder(): { readonly file: string; readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cherha-log-'))
  return { path, file: join(path, 'office.db'), remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A closed log file with `count` records, and snapshots of the given records. */
export function aLogFile(file: string, count: number, snapshotsOf: readonly number[] = []): void {
  const log = openSqliteLog(file)
  const records = log.append(events(1, count))
  for (const seq of snapshotsOf) {
    const record = records[seq - 1]
    if (record === undefined) throw new Error(`no record ${seq}`)
    log.saveSnapshot({ version: 1, seq, hash: record.hash, state: { seq } })
  }
  log.close()
}

/** Changes a closed log file through SQL, as a stranger with the file in hand could. */
export function tamper(file: string, sql: string): void {
  const db = new Database(file)
  db.exec('DROP TRIGGER IF EXISTS record_update; DROP TRIGGER IF EXISTS record_delete')
  db.exec(sql)
  db.close()
}

/** Flips one bit of the first byte of `text` in a closed file, wherever it stands (SQLite leaves old copies behind). */
export function flipByte(file: string, text: string): void {
  const bytes = readFileSync(file)
  let found = 0
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1), found++) {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  }
  if (found === 0) throw new Error(`${text} is not in the file`)
  writeFileSync(file, bytes)
}
