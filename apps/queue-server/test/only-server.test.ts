import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startServer } from '../src/index.ts'
import { openDatabase } from '../src/store/database.ts'
import { OnlyServer } from '../src/store/only-server.ts'
import { CutDatabase } from './support/cut-database.ts'
import { aDataFolder, quiet, withDatabase } from './support/database.ts'

const databases = withDatabase()
const lock = 5_201_003
const nobody = { displaced: () => expect.unreachable('nobody has taken the database over') }
const inUse =
  'The database at DATABASE_URL is in use by another queue server: stop that one, or give this one a database of its own.'

/** Takes the lock the moment its holder's connection is ended by the database. */
async function takeOver(url: string): Promise<pg.Client> {
  const thief = new pg.Client({ connectionString: url })
  await thief.connect()
  const got = thief.query('SELECT pg_advisory_lock($1)', [lock])
  const other = new pg.Client({ connectionString: url })
  await other.connect()
  await expect
    .poll(
      async () => (await other.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rowCount,
    )
    .toBe(1)
  await other.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1",
    [lock],
  )
  await got
  await other.end()
  return thief
}

test('S69 a second server on one database is refused, a tool is not, and the next one may when the first is gone', async () => {
  const url = await databases.freshUrl()
  const place = { url, dataDir: '', log: quiet }
  const first = await openDatabase({ ...place, alone: nobody })
  let waited = 0
  const second = openDatabase({ ...place, alone: { ...nobody, waiting: () => (waited += 1), patienceMs: 700 } })
  await expect(second).rejects.toThrow(inUse)
  expect(waited).toBe(1)
  const tool = await openDatabase({ ...place, role: 'tool' })
  await tool.close()
  await first.close()
  const next = await openDatabase({ ...place, alone: { ...nobody, patienceMs: 0 } })
  await next.close()
})

test('S69 a start waits for a server that is going', async () => {
  const url = await databases.freshUrl()
  const first = await OnlyServer.claim(url, nobody)
  const next = OnlyServer.claim(url, { ...nobody, waiting: () => void first.close() })
  await (await next).close()
})

test('S69 a connection that is lost is made anew, and the lock with it', async () => {
  const database = await databases.fresh()
  const wire = await CutDatabase.before(database)
  const only = await OnlyServer.claim(wire.url, nobody)
  const holders = async () => {
    const { rows } = await database.pool.query<{ pid: number }>(
      "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1",
      [lock],
    )
    return rows.map(({ pid }) => pid)
  }
  const before = await holders()
  expect(before).toHaveLength(1)
  wire.cut()
  await expect.poll(holders).toEqual([])
  wire.heal()
  await expect.poll(async () => (await holders()).length).toBe(1)
  expect(await holders()).not.toEqual(before)
  await only.close()
  await wire.close()
})

test('S69 a server whose database another one took over meanwhile is told so, once', async () => {
  const url = await databases.freshUrl()
  const folder = aDataFolder()
  const server = await startServer({ port: 0, dataDir: folder.path, url, pages: null, site: null, logLevel: 'silent' })
  const thief = await takeOver(url)
  await server.displaced
  await server.close()
  await thief.end()
  folder.remove()
})

test('S69 from the command line it stops with a sentence and code 1', async () => {
  const url = await databases.freshUrl()
  const folder = aDataFolder()
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
  const child = spawn(process.execPath, [cli, '--port', '0', '--data', folder.path], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += String(chunk)))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  await expect.poll(() => printed, { timeout: 40_000 }).toContain('Queue server with')
  const thief = await takeOver(url)
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  expect(said).toContain('Another queue server has taken over the database at DATABASE_URL: this one has stopped.')
  await thief.end()
  folder.remove()
})
