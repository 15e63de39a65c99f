import { readFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LogOpenError, openSqliteLog, openSqliteLogReader } from '../src/index.ts'
import { aFolder, aLogFile } from './sqlite-files.ts'

const sqlite = vi.hoisted(() => ({ saysItIs: null as string | null }))

vi.mock('better-sqlite3', async (original) => {
  const { default: Original } = await original<{ default: typeof Database }>()
  return {
    default: class extends Original {
      constructor(...args: ConstructorParameters<typeof Original>) {
        super(...args)
        const { saysItIs } = sqlite
        if (saysItIs !== null) this.function('sqlite_version', () => saysItIs)
      }
    },
  }
})

let folder: ReturnType<typeof aFolder>
beforeEach(() => {
  folder = aFolder()
})
afterEach(() => {
  sqlite.saysItIs = null
  folder.remove()
})

it('a log is opened by no SQLite older than 3.50, to write or to read', () => {
  aLogFile(folder.file, 3)
  const before = readFileSync(folder.file)
  sqlite.saysItIs = '3.49.2'
  for (const open of [openSqliteLog, openSqliteLogReader]) {
    expect(() => open(folder.file)).toThrow(LogOpenError)
    expect(() => open(folder.file)).toThrow(/SQLite 3\.49\.2 is too old for a log: 3\.50\.0 or newer is needed/)
  }
  expect(readFileSync(folder.file).equals(before)).toBe(true)
  sqlite.saysItIs = '3.50.0'
  const log = openSqliteLog(folder.file)
  expect(log.head().seq).toBe(3)
  log.close()
})
