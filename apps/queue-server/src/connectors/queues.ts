import { fromKysely, type KyselyTransactionLike, PgBoss } from 'pg-boss'
import type { ClientBase, Pool } from 'pg'
import { DatabaseError } from '../store/errors.ts'
import type { Phase } from './answers.ts'
import type { OutsideJob } from './ports.ts'
import { type SystemKey, systemKeys, systemOf, uuidOf } from './systems.ts'

/** A transaction of whoever has work for outside: of Kysely, or a connection of `pg`. */
export type Session = KyselyTransactionLike | Pick<ClientBase, 'query'>

/** What lies in a queue: no data of a person. */
export interface Task {
  readonly job: OutsideJob
  readonly phase: Phase
}

/** A task in the hands of this process. */
export interface Claim {
  readonly id: string
  readonly attempt: number
  readonly task: Task
  /** Ms since 1970, by the database. */
  readonly createdAt: number
}

export interface QueueTimes {
  /** Before the second try; grows to `longestSeconds`, with chance in it. */
  readonly retrySeconds: number
  readonly longestSeconds: number
  /** Of a process that says nothing for so long, work is taken back. */
  readonly heartbeatSeconds: number
  /** Between two looks for such processes. */
  readonly watchSeconds: number
}

export interface QueueCounts {
  /** Everything that is not done. */
  readonly length: number
  /** Of it, what was tried in vain. */
  readonly retrying: number
}

const schema = 'pgboss'
const nameOf = (system: SystemKey) => `outside.${system}`
/** All tasks that wait to be sent have this key, so that they can be woken together. */
const requestKey = 'request'
/** Comment of the schema; gone with it. */
const complete = 'Cherha: has the work of all cases'
const noLimit = 2 ** 31 - 1
const tenYears = 315_360_000
const twoWeeks = 1_209_600

/**
 * The queues, one for each outside system, in the schema `pgboss` of the server's own database. A job stands in its queue
 * once: its row has an id made of the job's key, also after it is done.
 */
export class Queues {
  readonly #boss: PgBoss
  readonly #pool: Pool

  private constructor(boss: PgBoss, pool: Pool) {
    this.#boss = boss
    this.#pool = pool
  }

  /** Brings pg-boss's tables up to date and opens the queues. @throws DatabaseError, what the database throws */
  static async open(pool: Pool, times: QueueTimes, report: (message: string, error: unknown) => void): Promise<Queues> {
    const boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      schema,
      schedule: false,
      superviseIntervalSeconds: times.watchSeconds,
      monitorIntervalSeconds: times.watchSeconds,
    })
    boss.on('error', (error) => report('The queues of the outside systems cannot be worked on', error))
    await boss.start().catch((cause: unknown) => {
      throw new DatabaseError('failed', noQueues(cause), cause)
    })
    for (const system of systemKeys) {
      const options = {
        retryLimit: noLimit,
        retryDelay: times.retrySeconds,
        retryBackoff: true,
        retryDelayMax: times.longestSeconds,
        retentionSeconds: tenYears,
        deleteAfterSeconds: twoWeeks,
        expireInSeconds: 3_600,
        heartbeatSeconds: times.heartbeatSeconds,
      }
      await boss.createQueue(nameOf(system), options)
      await boss.updateQueue(nameOf(system), options)
      // The queue's row is known from now on: within a caller's transaction nothing is asked outside it.
      await boss.findJobs(nameOf(system), { id: uuidOf('no job') })
    }
    return new Queues(boss, pool)
  }

  /** In the caller's transaction: the work is there exactly when what caused it is. */
  async enqueue(session: Session | null, jobs: readonly OutsideJob[]): Promise<void> {
    const db = session === null ? {} : { db: asDatabase(session) }
    const once = [...new Map(jobs.map((job) => [job.key, job])).values()]
    for (const [system, group] of Map.groupBy(once, systemOf)) {
      const rows = group.map((job) => ({
        id: uuidOf(job.key),
        data: { job, phase: 'request' } satisfies Task,
        singletonKey: requestKey,
      }))
      await this.#boss.insert(nameOf(system), rows, db)
    }
  }

  /** To be asked for an answer that comes later. */
  async askLater(system: SystemKey, job: OutsideJob, seconds: number): Promise<void> {
    const data: Task = { job, phase: 'answer' }
    const id = uuidOf(`${job.key}/answer`)
    await this.#boss.send(nameOf(system), data, { id, startAfter: seconds, retryDelay: seconds })
  }

  async fetch(system: SystemKey, most: number): Promise<readonly Claim[]> {
    const rows = await this.#boss.fetch<Task>(nameOf(system), { batchSize: most, includeMetadata: true })
    return rows.map(({ id, retryCount, data, createdOn }) => {
      return { id, attempt: retryCount, task: data, createdAt: createdOn.getTime() }
    })
  }

  async done(system: SystemKey, { id, attempt }: Claim, note: string): Promise<void> {
    await this.#boss.complete(nameOf(system), { id, retryCount: attempt }, { note })
  }

  /** Back into the queue, for later. */
  async again(system: SystemKey, { id, attempt }: Claim, why: string): Promise<void> {
    await this.#boss.fail(nameOf(system), { id, retryCount: attempt }, { why })
  }

  /** Says that this process still works on it. */
  async alive(system: SystemKey, { id, attempt }: Claim): Promise<void> {
    await this.#boss.touch(nameOf(system), { id, retryCount: attempt })
  }

  /** Everything that waits to be sent is tried now. */
  async wake(system: SystemKey): Promise<void> {
    await this.#boss.update(nameOf(system), undefined, {
      singletonKey: requestKey,
      match: 'all',
      startAfter: 0,
      retentionSeconds: tenYears,
    })
  }

  async counts(): Promise<ReadonlyMap<SystemKey, QueueCounts>> {
    const { rows } = await this.#pool.query<{ name: string; length: number; retrying: number }>(
      `SELECT name, count(*) AS length,
         count(*) FILTER (WHERE state = 'retry' AND data->>'phase' = 'request') AS retrying
       FROM ${schema}.job WHERE name LIKE 'outside.%' AND state < 'completed' GROUP BY name`,
    )
    const found = new Map(rows.map(({ name, length, retrying }) => [name, { length, retrying }]))
    return new Map(systemKeys.map((system) => [system, found.get(nameOf(system)) ?? { length: 0, retrying: 0 }]))
  }

  /** Whether all work of the cases is in the queues: not of new ones, until somebody says so. */
  async isComplete(): Promise<boolean> {
    const { rows } = await this.#pool.query<{ comment: string | null }>(
      `SELECT obj_description('${schema}'::regnamespace, 'pg_namespace') AS comment`,
    )
    return rows[0]?.comment === complete
  }

  async markComplete(): Promise<void> {
    await this.#pool.query(`COMMENT ON SCHEMA ${schema} IS '${complete}'`)
  }

  /** Whoever holds claims has settled them before. */
  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false })
  }
}

function noQueues(cause: unknown): string {
  const why = cause instanceof Error ? cause.message : String(cause)
  return `The job queues (schema ${schema}) could not be made or brought up to date (${why}): let the database user make schemas, and start the newest program that was used with this database.`
}

/** What pg-boss, and whoever writes beside it, can send statements of the caller's transaction to. */
export function asDatabase(session: Session): {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
} {
  if ('executeQuery' in session) return fromKysely(session)
  return { executeSql: async (text, values) => session.query(text, values) }
}
