import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../src/store/database.ts'
import { DatabaseError } from '../src/store/errors.ts'
import { openStores } from '../src/store/stores.ts'
import { aDataFolder, quiet } from './support/database.ts'
import { killServer, pidOf, runs, startChild } from './support/postgres-process.ts'

const isRoot = process.getuid?.() === 0
const folder = aDataFolder()
// Nobody but the owner can walk to the data, as with a home folder.
const dataDir = join(folder.path, 'private', 'data')
const opened: Database[] = []

// The data stay from test to test, as they do in an office; each adds offices of its own.
beforeAll(() => {
  mkdirSync(dataDir, { recursive: true })
  for (const path of [folder.path, join(folder.path, 'private'), dataDir]) chmodSync(path, 0o700)
})
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})
afterAll(() => folder.remove())

async function open(role: 'server' | 'tool' = 'server', log: DatabaseOptions['log'] = quiet): Promise<Database> {
  const database = await openDatabase({ dataDir, log, role })
  opened.push(database)
  return database
}

const offices = (database: Database) => openStores(database).officeList

describe('the embedded PostgreSQL', () => {
  it('runs in folders that only their owner can enter, as somebody who is not root, and opens them to nobody', async () => {
    const database = await open()
    await offices(database).add('runs', 1)
    const pid = pidOf(dataDir)
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0)
    for (const path of [folder.path, dataDir, join(dataDir, 'postgres'), join(dataDir, 'postgres', 'data')])
      expect(statSync(path).mode & 0o077).toBe(0)
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o077).toBe(0)
    if (isRoot) expect(statSync(join(dataDir, 'postgres')).uid).toBe(statSync(`/proc/${pid}`).uid)
  })

  it('listens on no port, and its socket needs the password', async () => {
    const database = await open()
    const { rows } = await database.pool.query('SHOW listen_addresses')
    expect(rows).toEqual([{ listen_addresses: '' }])
    const { rows: rules } = await database.pool.query('SELECT DISTINCT auth_method FROM pg_hba_file_rules')
    expect(rules).toEqual([{ auth_method: 'scram-sha-256' }])
  })

  it('acknowledges after the disk', async () => {
    const { pool } = await open()
    const { rows } = await pool.query(
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name",
    )
    expect(rows.map((row) => row.setting)).toEqual(['on', 'on', 'on'])
  })

  it('stops when it is closed, and has everything again at the next start', async () => {
    const database = await open()
    await offices(database).add('stops', 1)
    const pid = pidOf(dataDir)
    await database.close()
    expect(runs(pid)).toBe(false)
    expect(existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false)
    expect(await offices(await open()).list()).toContain('stops')
  })

  it('refuses a second server on the same data, and lets a tool work beside the first', async () => {
    const database = await open()
    await expect(open()).rejects.toThrow(/is in use by another queue server: stop that one, or name another folder/)
    const tool = await open('tool')
    expect(await offices(tool).add('tool', 1)).toBe(true)
    await tool.close()
    expect(await offices(database).list()).toContain('tool')
  })

  it('is stopped by whoever uses it last', async () => {
    const tool = await open('tool')
    const pid = pidOf(dataDir)
    const database = await open()
    await tool.close()
    expect(pidOf(dataDir)).toBe(pid)
    expect(await offices(database).add('last', 1)).toBe(true)
    await database.close()
    expect(runs(pid)).toBe(false)
  })

  it('may be started by two at once, on a new folder too', async () => {
    rmSync(join(dataDir, 'postgres'), { recursive: true })
    mkdirSync(join(dataDir, 'postgres', 'data.of-a-start-that-was-cut-off'), { recursive: true })
    const [one, other] = await Promise.all([open('tool'), open('tool')])
    await offices(one).add('two', 1)
    expect(await offices(other).list()).toEqual(['two'])
  })

  it('killed, is started again and has every row that was acknowledged', async () => {
    const heard: string[] = []
    const database = await open('server', {
      ...quiet,
      error: (_: unknown, message?: string) => void heard.push(message ?? ''),
    })
    const acknowledged: string[] = []
    const writing = (async () => {
      for (let n = 1; n <= 4000; n++) {
        const code = `killed-${n}`
        await offices(database).add(code, n)
        acknowledged.push(code)
      }
    })()
    const failed = writing.then(
      () => null,
      (error: unknown) => error,
    )
    while (acknowledged.length < 100) await sleep(5)
    await killServer(dataDir)
    expect(await failed).toBeInstanceOf(Error)
    while (!heard.includes('PostgreSQL had stopped and was started again')) await sleep(20)
    expect(await offices(database).list()).toEqual(expect.arrayContaining(acknowledged))
  })

  it('whose owner was killed is taken over by the next start, and nothing acknowledged is lost', async () => {
    const child = await startChild(dataDir, 'orphan')
    const pid = pidOf(dataDir)
    const acknowledged = await child.killAfter(50)
    expect(runs(pid)).toBe(true)
    const database = await open()
    expect(pidOf(dataDir)).toBe(pid)
    expect(await offices(database).list()).toEqual(expect.arrayContaining(acknowledged))
    await database.close()
    expect(runs(pid)).toBe(false)
  })

  it('killed together with its owner, recovers at the next start', async () => {
    const child = await startChild(dataDir, 'both')
    const acknowledged = await child.killAfter(50)
    await killServer(dataDir)
    expect(await offices(await open()).list()).toEqual(expect.arrayContaining(acknowledged))
  })

  it('starts beside the note of a dead server whose process number now belongs to another program', async () => {
    const database = await open()
    await database.close()
    writeFileSync(
      join(dataDir, 'postgres', 'data', 'postmaster.pid'),
      `${process.pid}\n${join(dataDir, 'postgres', 'data')}\n1\n5432\n\n\n  1 1\nready\n`,
    )
    expect(await offices(await open()).list()).toContain('two')
  })
})

describe('a data folder that cannot be used is named in one sentence:', () => {
  async function refusal(): Promise<DatabaseError> {
    const error = await open().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DatabaseError)
    if (!(error instanceof DatabaseError)) throw error
    expect(error.message.split('\n')).toHaveLength(1)
    return error
  }

  it('a file in its place', async () => {
    writeFileSync(join(folder.path, 'file'), 'no folder')
    const error = await openDatabase({ dataDir: join(folder.path, 'file'), log: quiet }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'not-writable', message: expect.stringContaining('(ENOTDIR)') })
  })

  it('data of another PostgreSQL', async () => {
    writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '17\n')
    expect((await refusal()).message).toMatch(/was made by PostgreSQL 17, this program has 18/)
    writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '18\n')
  })

  it('another password', async () => {
    const file = join(dataDir, 'postgres', 'password')
    const right = readFileSync(file)
    const other = await open('tool')
    writeFileSync(file, 'wrong')
    expect(await refusal()).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('put the right one back'),
    })
    writeFileSync(file, right)
    await other.close()
  })

  it.runIf(isRoot)('one that root has put back belongs to the right user again', async () => {
    await (await open()).close()
    execFileSync('chown', ['-R', '0:0', join(dataDir, 'postgres')])
    expect(await offices(await open()).list()).toContain('two')
    expect(readFileSync(join(dataDir, 'postgres', 'password'), 'utf8')).not.toBe('')
  })

  it('damaged data', async () => {
    writeFileSync(join(dataDir, 'postgres', 'data', 'global', 'pg_control'), Buffer.alloc(8192))
    const { code, message } = await refusal()
    expect([code, message]).toEqual(['damaged', expect.stringContaining('restore a backup')])
  })
})
