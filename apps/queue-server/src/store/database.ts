import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { Cluster } from './embedded/cluster.ts'
import { codeOf, DatabaseError } from './errors.ts'
import { migrate } from './migrations.ts'
import { OnlyServer, type OnlyServerOptions } from './only-server.ts'
import type { Tables } from './tables.ts'

export interface DatabaseOptions {
  /** A PostgreSQL somebody else runs (`DATABASE_URL`); left out: the embedded one, in the data folder. */
  readonly url?: string | undefined
  readonly dataDir: string
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /**
   * Of the embedded one: `server` (default) is the only one on this data folder; `tool` works beside a running server,
   * and stops what it had to start.
   */
  readonly role?: 'server' | 'tool'
  /** Of a PostgreSQL at a URL: this is a queue server, and the only one there. Left out: whoever connects may. */
  readonly alone?: OnlyServerOptions
  /** At most so many connections; left out: 12. */
  readonly connections?: number
}

/** The server's open database. */
export interface Database {
  readonly pool: pg.Pool
  readonly db: Kysely<Tables>
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the database and brings its tables up to date.
 * @throws DatabaseError, with one sentence for whoever starts the server
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, log } = options
  const report = (message: string, error: unknown) => log.error({ err: error }, message)
  const cluster =
    url === undefined ? await Cluster.open({ dataDir: options.dataDir, role: options.role ?? 'server', report }) : null
  const most = options.connections ?? POOL.max
  const pool = cluster === null ? remotePool(url ?? '', most) : embeddedPool(cluster, most)
  // A connection may die at any time: in use, its query fails and tells; waiting in the pool, it is replaced.
  pool.on('connect', (client) => client.on('error', () => {}))
  let closing = false
  let only: OnlyServer | null = null
  pool.on('error', (error) => {
    // while the database of this server is being stopped, that is what happens to its last connections
    if (!closing) log.warn({ err: error }, 'A connection to the database was lost')
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const close = async () => {
    closing = true
    await only?.close()
    await db.destroy()
    await cluster?.close()
  }
  try {
    if (cluster === null) await assertReachable(pool)
    if (url !== undefined && options.alone !== undefined) only = await OnlyServer.claim(url, options.alone)
    await migrate(db)
  } catch (error) {
    await close()
    throw error
  }
  return {
    pool,
    db,
    async ping() {
      // a database that hangs is away too; the connection that does not answer is not used again
      await pool.query(answersAtAll)
    },
    close,
  }
}

const answersAtAll = { text: 'SELECT 1', query_timeout: 5_000 }

const POOL = {
  max: 12,
  connectionTimeoutMillis: 5_000,
  // seq, version and counts are whole numbers below 2^53: plain numbers, not the texts `pg` makes of bigint
  types: {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
  },
}

function embeddedPool(cluster: Cluster, max: number): pg.Pool {
  // Asked for anew with each connection: after a restart the port may be another.
  class Client extends pg.Client {
    constructor() {
      super({ ...POOL, ...cluster.connection() })
    }
  }
  return new pg.Pool({ ...POOL, max, Client })
}

function remotePool(url: string, max: number): pg.Pool {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new DatabaseError(
      'unreachable',
      'DATABASE_URL is no address of a PostgreSQL database: it has the form postgres://user:password@host:5432/name.',
    )
  }
  return new pg.Pool({
    ...POOL,
    max,
    connectionString: url,
    keepAlive: true,
    // Whatever that database's default is: an acknowledgement follows the disk.
    onConnect: async (client) => {
      await client.query('SET synchronous_commit = on')
    },
  })
}

async function assertReachable(pool: pg.Pool): Promise<void> {
  try {
    const { rows } = await pool.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    )
    const version = rows[0]?.version ?? 0
    if (version >= 150_000) return
    throw new DatabaseError(
      'failed',
      `The database is PostgreSQL ${Math.floor(version / 10_000)}: 15 or newer is needed.`,
    )
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    const why = codeOf(error) || (error instanceof Error ? error.message : String(error))
    throw new DatabaseError(
      'unreachable',
      `The database at DATABASE_URL cannot be used (${why}): check address, user, password and whether it runs.`,
      error,
    )
  }
}
