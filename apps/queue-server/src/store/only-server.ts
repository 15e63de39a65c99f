import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseError } from './errors.ts'

/** Advisory lock of the one queue server on this database. */
const ONLY_SERVER = 5_201_003
/** PostgreSQL lets go of a computer that vanished after 10 + 3 × 5 s; a new start waits a little longer. */
const KEEPALIVE =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET statement_timeout = 5000'
const defaultPatienceMs = 30_000

export interface OnlyServerOptions {
  /** Another queue server has the database now; called once. This one has to stop. */
  readonly displaced: () => void
  /** A start finds the lock held and waits; called once. */
  readonly waiting?: () => void
  /** How long a start waits for a server that was just killed; left out: 30 s. */
  readonly patienceMs?: number
}

/**
 * Holds, for as long as it is open, that this is the only queue server on a PostgreSQL that somebody else runs: jobs and
 * messages must not be done twice. The lock belongs to a connection. When that is lost the lock is taken again; when
 * another server was faster, `displaced` is called.
 */
export class OnlyServer {
  readonly #url: string
  readonly #options: OnlyServerOptions
  /** By this name the server knows a connection of its own that PostgreSQL still takes for alive. */
  readonly #name = `cherha ${randomUUID()}`
  #client: pg.Client | null = null
  #closed = false

  private constructor(url: string, options: OnlyServerOptions) {
    this.#url = url
    this.#options = options
  }

  /** @throws DatabaseError `in-use` when another queue server works on this database, and what the database throws */
  static async claim(url: string, options: OnlyServerOptions): Promise<OnlyServer> {
    const only = new OnlyServer(url, options)
    const end = performance.now() + (options.patienceMs ?? defaultPatienceMs)
    for (let tries = 0; !(await only.#take()); tries += 1) {
      if (tries === 0) options.waiting?.()
      if (performance.now() > end)
        throw new DatabaseError(
          'in-use',
          'The database at DATABASE_URL is in use by another queue server: stop that one, or give this one a database of its own.',
        )
      await sleep(500)
    }
    return only
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#client?.end()
  }

  async #take(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: this.#name,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client.on('error', () => {})
    let taken = false
    try {
      await client.connect()
      await client.query(KEEPALIVE)
      await client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()',
        [this.#name],
      )
      const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [ONLY_SERVER])
      taken = rows[0]?.got === true && !this.#closed
    } finally {
      if (!taken) await client.end().catch(() => {})
    }
    if (!taken) return false
    this.#client = client
    client.once('end', () => {
      this.#client = null
      if (!this.#closed) void this.#takeAgain()
    })
    return true
  }

  async #takeAgain(): Promise<void> {
    for (let waitMs = 100; !this.#closed; waitMs = Math.min(waitMs * 2, 10_000)) {
      // null: the database is away, for everybody
      const taken = await this.#take().catch(() => null)
      if (taken === true || this.#closed) return
      if (taken === false) {
        this.#options.displaced()
        return
      }
      await sleep(waitMs, undefined, { ref: false })
    }
  }
}
