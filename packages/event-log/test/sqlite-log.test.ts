import { chmodSync, existsSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  asyncLog,
  LogClosedError,
  LogLockedError,
  LogOpenError,
  openSqliteLog,
  openSqliteLogReader,
  verifyLog,
} from '../src/index.ts'
import { assertSqliteVersion } from '../src/sqlite-file.ts'
import { eventLogContract } from './contract.ts'
import { anEvent, events } from './records.ts'
import { aFolder, aLogFile, tamper } from './sqlite-files.ts'

eventLogContract('SQLite', () => {
  const folder = aFolder()
  const log = openSqliteLog(folder.file, { busyTimeoutMs: 0 })
  return {
    log: asyncLog(log),
    // Somebody else in the middle of a transaction: the commit cannot happen.
    failCommits() {
      const stranger = new Database(folder.file)
      stranger.exec('BEGIN IMMEDIATE')
      return () => void stranger.close()
    },
    dispose() {
      log.close()
      folder.remove()
    },
  }
})

describe('a log file', () => {
  let folder: ReturnType<typeof aFolder>
  let file: string
  beforeEach(() => {
    folder = aFolder()
    file = folder.file
  })
  afterEach(() => folder.remove())

  it('keeps records, commands and snapshots when it is opened again', () => {
    const log = openSqliteLog(file)
    const added = [...log.append([anEvent(1, 'c1'), anEvent(2)]), ...log.append([anEvent(3, 'c3')])]
    const head = log.head()
    log.saveSnapshot({ version: 3, ...head, state: { called: ['А-003'] } })
    log.close()

    const again = openSqliteLog(file)
    expect(again.head()).toEqual(head)
    expect(again.read(0, 10)).toEqual(added)
    expect(again.findCommand('c3')).toEqual(added[2])
    expect(again.loadSnapshot(3)).toEqual({ version: 3, ...head, state: { called: ['А-003'] } })
    expect(again.append([anEvent(4)])[0]).toMatchObject({ seq: 4, prev: head.hash })
    again.close()
  })

  it('is written with WAL and an fsync per commit', () => {
    const log = openSqliteLog(file)
    expect(log.settings()).toEqual({ journalMode: 'wal', synchronous: 2, foreignKeys: true })
    log.close()
  })

  it('is created with its folder, for its owner only', () => {
    const deep = join(folder.path, 'new', 'deeper', 'office.db')
    const log = openSqliteLog(deep)
    log.append(events(1, 1))
    expect(statSync(dirname(deep)).mode & 0o777).toBe(0o700)
    const names = readdirSync(dirname(deep)).sort()
    expect(names).toEqual(['office.db', 'office.db-shm', 'office.db-wal', 'office.db.lock'])
    for (const name of names) {
      expect([name, statSync(join(dirname(deep), name)).mode & 0o777]).toEqual([name, 0o600])
    }
    log.close()
  })

  it('that others could read is closed to them', () => {
    aLogFile(file, 1)
    chmodSync(file, 0o644)
    openSqliteLog(file).close()
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('has one writer; a second is told so, also through another name', () => {
    const log = openSqliteLog(file)
    expect(() => openSqliteLog(file, { busyTimeoutMs: 0 })).toThrow(LogLockedError)
    const alias = join(folder.path, 'alias.db')
    symlinkSync(file, alias)
    expect(() => openSqliteLog(alias, { busyTimeoutMs: 0 })).toThrow(/office\.db is in use/)
    log.append(events(1, 2))
    log.close()
    const next = openSqliteLog(alias)
    expect(next.head().seq).toBe(2)
    next.close()
  })

  it('can be read while its writer goes on', () => {
    const log = openSqliteLog(file)
    log.append([anEvent(1, 'c1')])
    const reader = openSqliteLogReader(file)
    expect(reader.head()).toEqual(log.head())
    log.append(events(2, 5))
    expect(reader.read(3, 10).map((record) => record.seq)).toEqual([4, 5])
    expect(reader.findCommand('c1')?.seq).toBe(1)
    expect(verifyLog(reader)).toEqual({ ok: true, head: log.head() })
    reader.close()
    expect(() => reader.head()).toThrow(LogClosedError)
    log.append(events(6, 6))
    log.close()
  })

  it('can be copied in one piece while its writer goes on', () => {
    const log = openSqliteLog(file)
    log.append(events(1, 20))
    const copy = join(folder.path, 'copy.db')
    const backup = new Database(file, { readonly: true })
    backup.prepare('VACUUM INTO ?').run(copy)
    backup.close()
    const reader = openSqliteLogReader(copy)
    expect(verifyLog(reader)).toEqual({ ok: true, head: log.head() })
    reader.close()
    log.close()
  })

  it('refuses changes and deletions through SQL', () => {
    aLogFile(file, 3)
    const db = new Database(file)
    expect(() => db.exec('UPDATE record SET at = 0')).toThrow(/append-only/)
    expect(() => db.exec('DELETE FROM record WHERE seq = 3')).toThrow(/append-only/)
    db.close()
  })

  it('is opened from its newest snapshot on: what lies before it is not read again', () => {
    aLogFile(file, 40, [10, 30])
    tamper(file, "UPDATE record SET event = '{}' WHERE seq < 30")
    const log = openSqliteLog(file)
    expect(log.head().seq).toBe(40)
    expect(verifyLog(log)).toEqual({ ok: false, seq: 1, reason: 'wrong-hash' })
    log.close()
    expect(() => openSqliteLog(file, { verify: 'whole' })).toThrow(/broken at record 1:/)
  })

  it('falls back on an older snapshot when the newest is damaged', () => {
    aLogFile(file, 40, [10, 30])
    tamper(file, `UPDATE snapshot SET state = '{"seq":31}' WHERE seq = 30`)
    const log = openSqliteLog(file)
    expect(log.loadSnapshot(1)).toMatchObject({ seq: 10, state: { seq: 10 } })
    log.close()
    tamper(file, "UPDATE record SET at = 1 WHERE seq = 20; UPDATE snapshot SET checksum = '' WHERE seq = 10")
    expect(() => openSqliteLog(file)).toThrow(/broken at record 20:/)
  })

  it('does not start its check from a snapshot of another chain', () => {
    const log = openSqliteLog(file)
    log.append(events(1, 30))
    log.saveSnapshot({ version: 1, seq: 20, hash: 'f'.repeat(64), state: {} })
    log.close()
    tamper(file, 'UPDATE record SET at = 0 WHERE seq = 5')
    expect(() => openSqliteLog(file)).toThrow(/broken at record 5:/)
  })

  it('leaves no draft behind, and starts over from the draft of a start that was cut off', () => {
    tamper(`${file}.new`, 'CREATE TABLE half (done)')
    openSqliteLog(file).close()
    expect(readdirSync(folder.path).sort()).toEqual(['office.db', 'office.db.lock'])
    expect(existsSync(`${file}.new`)).toBe(false)
  })

  it('cannot be opened where it cannot be', () => {
    aLogFile(file, 1)
    expect(() => openSqliteLog(join(file, 'inside-a-file', 'office.db'))).toThrow(LogOpenError)
    expect(() => openSqliteLogReader(join(folder.path, 'missing.db'))).toThrow(LogOpenError)
  })

  it('needs SQLite 3.50 or newer', () => {
    for (const old of ['3.49.2', '3.9.0', '2.99.0']) expect(() => assertSqliteVersion(old)).toThrow(LogOpenError)
    for (const good of ['3.50.0', '3.54.1', '4.0.0']) expect(() => assertSqliteVersion(good)).not.toThrow()
  })
})
