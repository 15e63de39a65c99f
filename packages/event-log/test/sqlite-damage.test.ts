import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  BrokenChainError,
  type ChainFault,
  LogVersionError,
  NotALogError,
  openSqliteLog,
  openSqliteLogReader,
  verifyLog,
} from '../src/index.ts'
import { aFolder, aLogFile, flipByte, tamper } from './sqlite-files.ts'

let folder: ReturnType<typeof aFolder>
let file: string
beforeEach(() => {
  folder = aFolder()
  file = folder.file
})
afterEach(() => folder.remove())

/** Opening throws a BrokenChainError of this seq and reason, says what to do, and leaves the file as it is. */
function expectBroken(seq: number, reason: ChainFault, options: { verify?: 'whole' } = {}): void {
  const before = readFileSync(file)
  let caught: unknown
  try {
    openSqliteLog(file, options).close()
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(BrokenChainError)
  expect(caught).toMatchObject({ seq, reason })
  expect(String(caught)).toMatch(/Nothing was changed\..*audit.*backup/)
  expect(readFileSync(file).equals(before)).toBe(true)
}

/** Writes into the file's head that it has a free page, which it has not. */
function claimFreePages(path: string): void {
  const bytes = readFileSync(path)
  bytes.writeUInt32BE(bytes.readUInt32BE(36) + 1, 36)
  writeFileSync(path, bytes)
}

describe('a damaged log is refused at open:', () => {
  it('a flipped bit in an event', () => {
    aLogFile(file, 30)
    flipByte(file, 'А-017')
    expectBroken(17, 'wrong-hash')
    const reader = openSqliteLogReader(file)
    expect(verifyLog(reader)).toEqual({ ok: false, seq: 17, reason: 'wrong-hash' })
    reader.close()
  })

  it('a flipped bit that makes an event unreadable', () => {
    aLogFile(file, 5)
    flipByte(file, '{"date":"2026-12-01","number":"А-003"')
    expectBroken(3, 'wrong-hash')
    const reader = openSqliteLogReader(file)
    expect(verifyLog(reader)).toEqual({ ok: false, seq: 3, reason: 'unreadable' })
    reader.close()
  })

  it.each<[string, string, number, ChainFault]>([
    ['a deleted record', 'DELETE FROM record WHERE seq = 7', 7, 'gap'],
    ['a deleted first record', 'DELETE FROM record WHERE seq = 1', 1, 'gap'],
    [
      'two records that changed places',
      'UPDATE record SET seq = -4 WHERE seq = 4; UPDATE record SET seq = 4 WHERE seq = 9; UPDATE record SET seq = 9 WHERE seq = -4',
      4,
      'wrong-prev',
    ],
    ['a changed time', 'UPDATE record SET at = at + 60000 WHERE seq = 20', 20, 'wrong-hash'],
    ['a command written in later', "UPDATE record SET command_id = 'c9' WHERE seq = 9", 9, 'wrong-command'],
    [
      'a record added by somebody else',
      'INSERT INTO record SELECT seq + 1, at, mono, event, NULL, NULL, hash, hash FROM record WHERE seq = 30',
      31,
      'wrong-hash',
    ],
  ])('%s', (_, sql, seq, reason) => {
    aLogFile(file, 30)
    tamper(file, sql)
    expectBroken(seq, reason)
  })

  it('a record after the newest snapshot', () => {
    aLogFile(file, 30, [10, 20])
    tamper(file, 'DELETE FROM record WHERE seq = 25')
    expectBroken(25, 'gap')
  })

  it('the record of the snapshot itself', () => {
    aLogFile(file, 30, [20])
    tamper(file, 'UPDATE record SET mono = 0 WHERE seq = 20')
    expectBroken(20, 'wrong-hash')
  })

  it('an end that was cut off and that a snapshot remembers', () => {
    aLogFile(file, 30, [10, 20])
    tamper(file, 'DELETE FROM record WHERE seq > 15')
    expectBroken(16, 'lost-end')
    expectBroken(16, 'lost-end', { verify: 'whole' })
  })

  it('a file that lost its second half', () => {
    aLogFile(file, 300)
    truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)
    expectBroken(1, 'unreadable')
  })

  it('a page of the table that was overwritten', () => {
    aLogFile(file, 300)
    const bytes = readFileSync(file)
    const page = Math.floor(bytes.indexOf('А-150', 0, 'utf8') / 4096)
    bytes.fill(0xff, page * 4096, page * 4096 + 64)
    writeFileSync(file, bytes)
    expect(() => openSqliteLog(file)).toThrow(BrokenChainError)
  })

  it.each(['record', 'snapshot'])('a log without its table %s', (table) => {
    aLogFile(file, 5)
    tamper(file, `DROP TABLE ${table}`)
    expectBroken(1, 'unreadable')
    expect(() => openSqliteLogReader(file)).toThrow(BrokenChainError)
  })

  it('a log that names no table any more because its list of tables cannot be read', () => {
    aLogFile(file, 5)
    const bytes = readFileSync(file)
    bytes.writeUInt8(0xff, 100)
    writeFileSync(file, bytes)
    expectBroken(1, 'unreadable')
  })

  it('a damaged snapshot in a file that does not hang together', () => {
    aLogFile(file, 5, [3])
    tamper(file, "UPDATE snapshot SET state = '{}'")
    claimFreePages(file)
    expectBroken(6, 'damaged-file')
  })
})

it('the check of a whole log finds a file that does not hang together, though every record holds', () => {
  aLogFile(file, 5)
  claimFreePages(file)
  const reader = openSqliteLogReader(file)
  expect(verifyLog(reader)).toEqual({ ok: false, seq: 6, reason: 'damaged-file' })
  reader.close()
})

describe('a file that is no log is left alone:', () => {
  function expectRefused(kind: typeof NotALogError | typeof LogVersionError): void {
    const before = readFileSync(file)
    expect(() => openSqliteLog(file)).toThrow(kind)
    expect(() => openSqliteLogReader(file)).toThrow(kind)
    expect(readFileSync(file).equals(before)).toBe(true)
  }

  it('a text', () => {
    writeFileSync(file, 'not a database '.repeat(100))
    expectRefused(NotALogError)
  })

  it('an empty file, which may be all that is left of a log', () => {
    aLogFile(file, 10)
    truncateSync(file, 0)
    expectRefused(NotALogError)
  })

  it('a database of another program', () => {
    const db = new Database(file)
    db.exec('CREATE TABLE record (seq)')
    db.close()
    expectRefused(NotALogError)
  })

  it('a database of another program that carries the mark of a log', () => {
    aLogFile(file, 10)
    tamper(file, 'DROP TABLE record; DROP TABLE snapshot; CREATE TABLE visitor (seq)')
    expectRefused(NotALogError)
  })

  it('a log of a newer program', () => {
    aLogFile(file, 10)
    tamper(file, 'PRAGMA user_version = 99')
    expectRefused(LogVersionError)
  })

  it('the remains of a log whose main file is gone', () => {
    const log = openSqliteLog(file)
    log.append([{ at: 1, mono: 1, event: { type: 'day-opened' } }])
    copyFileSync(`${file}-wal`, `${file}-kept`)
    log.close()
    rmSync(file)
    copyFileSync(`${file}-kept`, `${file}-wal`)
    expect(() => openSqliteLog(file)).toThrow(NotALogError)
    expect(readFileSync(`${file}-wal`).equals(readFileSync(`${file}-kept`))).toBe(true)
  })
})
