import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { Cluster } from '../../src/store/embedded/cluster.ts'

/** Says nothing; a test that wants to hear gives its own. */
export const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** A connection that PostgreSQL ends while it stops, after its pool has let go of it, is nobody's error. */
export function calm(pool: pg.Pool): pg.Pool {
  return pool.on('error', () => {}).on('connect', (client) => void client.on('error', () => {}))
}

/** A folder for one test file's data. */
export function aDataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cherha-server-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

interface Main {
  readonly cluster: Cluster
  readonly pool: pg.Pool
}

export interface TestDatabases {
  /** A new, empty database with the server's tables; closed at the end of the file. */
  fresh(): Promise<Database>
  /** The address of a new database without any tables. */
  freshUrl(): Promise<string>
  /** How a client of this PostgreSQL connects without the server's own code. */
  client(): pg.ClientConfig
}

/**
 * One real PostgreSQL for a test file, started before its tests and stopped after them. Give `fresh()` to each test that
 * must not see what another one left.
 */
export function withDatabase(): TestDatabases {
  const folder = aDataFolder()
  const opened: Database[] = []
  let main: Main | null = null
  let gate: Gate | null = null
  let count = 0

  beforeAll(async () => {
    // What is tested here is not whether data survive a power cut; `store-embedded.test.ts` is about that.
    const cluster = await Cluster.open({ dataDir: folder.path, role: 'server', report: () => {}, forgetful: true })
    main = { cluster, pool: calm(new pg.Pool({ ...cluster.connection(), max: 1 })) }
    gate = await openGate(join(folder.path, 'postgres', '.s.PGSQL.5432'))
  })

  afterAll(async () => {
    for (const database of opened) await database.close()
    await gate?.close()
    await main?.pool.end()
    await main?.cluster.close()
    folder.remove()
  })

  const open = (): { main: Main; gate: Gate } => {
    if (main === null || gate === null) throw new Error('PostgreSQL is started before the tests of the file only')
    return { main, gate }
  }
  const password = () => readFileSync(join(folder.path, 'postgres', 'password'), 'utf8').trim()
  const freshUrl = async () => {
    const name = `test_${++count}`
    await open().main.pool.query(`CREATE DATABASE ${name} STRATEGY file_copy`)
    return `postgres://cherha:${password()}@127.0.0.1:${open().gate.port}/${name}`
  }
  return {
    freshUrl,
    async fresh() {
      const database = await openDatabase({ url: await freshUrl(), dataDir: folder.path, log: quiet })
      opened.push(database)
      return database
    },
    client: () => ({
      host: '127.0.0.1',
      port: open().gate.port,
      user: 'cherha',
      password: password(),
      database: 'postgres',
    }),
  }
}

export interface Gate {
  readonly port: number
  close(): Promise<void>
}

/** The embedded PostgreSQL listens on a socket in its folder only; a gate on loopback gives it an address. */
export async function openGate(socket: string): Promise<Gate> {
  const connections = new Set<Socket>()
  const server = createServer((client) => {
    const inside = createConnection(socket)
    for (const end of [client, inside]) {
      connections.add(end)
      end.on('error', () => {})
      end.on('close', () => {
        connections.delete(end)
        client.destroy()
        inside.destroy()
      })
    }
    client.pipe(inside).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The gate has no port')
  return {
    port: address.port,
    async close() {
      for (const connection of connections) connection.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
