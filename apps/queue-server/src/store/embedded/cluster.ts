import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { codeOf, DatabaseError } from '../errors.ts'
import { ClusterFolder } from './cluster-folder.ts'
import { prepareEngine } from './engine.ts'
import { explain } from './explain.ts'
import { initData, type StartedServer, startServer, superuser, type Sync } from './programs.ts'

/** Advisory locks: everybody who uses the data holds the first, shared; the queue server holds the second alone. */
const USERS_LOCK = 5_201_001
const SERVER_LOCK = 5_201_002

const LOCK_WAIT_MS = 2_000
const STOP_WAIT_MS = 30_000
const NO_SERVER = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'])
/** The server starts or stops at the moment. */
const NOT_NOW = '57P03'

export interface ClusterOptions {
  readonly dataDir: string
  /** `server`: the only one on this data; `tool`: beside a running server, or alone for a moment. */
  readonly role: 'server' | 'tool'
  readonly report: (message: string, error: unknown) => void
  /** Never waits for the disk: for tests of something else. What is acknowledged may be lost with the computer. */
  readonly forgetful?: boolean
}

/**
 * One embedded PostgreSQL: the data in a folder and at most one server process on it. Who opens it connects to the
 * server that runs there, be it a tool's or one whose owner was killed, and starts one only when there is none; who
 * closes it last stops it. When the server process dies while the data is open, it is started again.
 */
export class Cluster {
  readonly #folder: ClusterFolder
  readonly #engine: string
  readonly #options: ClusterOptions
  #started: StartedServer | null = null
  /** Holds the locks; its end tells that the server process has died. */
  #guard: pg.Client | null = null
  #closing = false
  #mending: Promise<void> = Promise.resolve()

  private constructor(options: ClusterOptions) {
    this.#options = options
    this.#folder = new ClusterFolder(options.dataDir)
    this.#engine = prepareEngine(this.#folder.identity !== null)
  }

  /** @throws DatabaseError, with one sentence for whoever starts the server */
  static async open(options: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster(options)
    try {
      await cluster.#start()
      return cluster
    } catch (error) {
      cluster.#folder.close()
      throw error
    }
  }

  /** How to connect now: the port changes with a restart where there is no socket. */
  connection(): pg.ClientConfig {
    const folder = this.#folder
    const place = folder.hasSocket
      ? { host: folder.socketFolder, port: 5432 }
      : { host: '127.0.0.1', port: folder.running()?.port ?? 0 }
    return { ...place, user: superuser, password: folder.password, database: 'postgres' }
  }

  /** Lets the data go; stops the server when nobody else uses it. Whoever is connected has to be gone before. */
  async close(): Promise<void> {
    if (this.#closing) return
    this.#closing = true
    await this.#mending
    const guard = this.#guard
    const pid = this.#folder.running()?.pid
    if (guard !== null && pid !== undefined) {
      const last = await tryLock(guard, USERS_LOCK).catch(() => false)
      if (last) await this.#stop(pid)
      await guard.end().catch(() => {})
    }
    this.#folder.close()
  }

  async #start(): Promise<void> {
    const guard = await this.#connect()
    try {
      await this.#takeLocks(guard)
    } catch (error) {
      await guard.end().catch(() => {})
      throw error
    }
    this.#guard = guard
    guard.once('end', () => {
      this.#guard = null
      if (!this.#closing) this.#mending = this.#mend()
    })
  }

  async #mend(): Promise<void> {
    for (let wait = 100; !this.#closing; wait = Math.min(wait * 2, 10_000)) {
      try {
        await this.#start()
        this.#options.report('PostgreSQL had stopped and was started again', null)
        return
      } catch (error) {
        this.#options.report('PostgreSQL has stopped and cannot be started', error)
        await sleep(wait)
      }
    }
  }

  async #connect(): Promise<pg.Client> {
    await this.#ensureData()
    for (let starts = 0; ; ) {
      const client = new pg.Client({ ...this.connection(), connectionTimeoutMillis: 10_000, keepAlive: true })
      client.on('error', () => {})
      try {
        await client.connect()
        return client
      } catch (error) {
        await client.end().catch(() => {})
        if (codeOf(error) === '28P01') throw this.#foreignPassword(error)
        if (codeOf(error) !== NOT_NOW) {
          if (!NO_SERVER.has(codeOf(error))) throw error
          if (this.#started === null || this.#started.ended() !== null) starts = await this.#startAgain(starts)
        }
      }
      await sleep(20)
    }
  }

  /** @returns how many starts there have been */
  async #startAgain(starts: number): Promise<number> {
    const said = this.#started?.ended() ?? null
    // Somebody else may be starting it at this moment; their server is as good as ours.
    const busy = said !== null && /postmaster\.pid" already exists|pre-existing shared memory/.test(said)
    if (said !== null && starts > 0 && (!busy || starts > 100)) throw explain(said, this.#folder.path)
    if (busy) await sleep(50)
    this.#folder.forgetStranger()
    this.#started = await startServer(this.#engine, this.#folder, this.#sync)
    return starts + 1
  }

  get #sync(): Sync {
    return this.#options.forgetful === true ? 'off' : 'on'
  }

  async #ensureData(): Promise<void> {
    const version = this.#folder.dataVersion()
    if (version === null) {
      await initData(this.#engine, this.#folder, this.#sync)
    } else if (version !== MAJOR) {
      throw new DatabaseError(
        'failed',
        `The data in ${this.#folder.path} was made by PostgreSQL ${version}, this program has ${MAJOR}: make a backup ` +
          'with the program that made it and restore that into a new folder.',
      )
    }
  }

  async #takeLocks(guard: pg.Client): Promise<void> {
    await guard.query('SELECT pg_advisory_lock_shared($1)', [USERS_LOCK])
    if (this.#options.role === 'tool') return
    // The lock of a server that was killed goes when PostgreSQL notices that nobody is there any more: soon.
    for (const end = performance.now() + LOCK_WAIT_MS; ; await sleep(50)) {
      if (await tryLock(guard, SERVER_LOCK)) return
      if (performance.now() > end) break
    }
    throw new DatabaseError(
      'in-use',
      `The data folder ${this.#options.dataDir} is in use by another queue server: stop that one, or name another ` +
        'folder with --data.',
    )
  }

  async #stop(pid: number): Promise<void> {
    // SIGINT is PostgreSQL's "fast": it ends the sessions and writes everything; SIGQUIT would leave a recovery to do.
    signal(pid, 'SIGINT')
    const end = performance.now() + STOP_WAIT_MS
    while (this.#folder.running()?.pid === pid && performance.now() < end) await sleep(10)
    if (this.#folder.running()?.pid === pid) signal(pid, 'SIGQUIT')
    // Its note goes a little before the process does.
    for (let tries = 0; tries < 200 && isAlive(pid); tries++) await sleep(10)
  }

  #foreignPassword(error: unknown): DatabaseError {
    return new DatabaseError(
      'damaged',
      `The file password in ${this.#folder.path} is not the one of the data beside it: put the right one back from ` +
        'your copy of the folder.',
      error,
    )
  }
}

const MAJOR = '18'

async function tryLock(client: pg.Client, key: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [key])
  return rows[0]?.got === true
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}
