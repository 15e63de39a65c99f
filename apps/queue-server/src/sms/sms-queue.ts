import type { Pool } from 'pg'
import { PgBoss } from 'pg-boss'
import { uuidOf } from '../connectors/systems.ts'
import { DatabaseError } from '../store/errors.ts'
import type { SmsKind, SmsSession } from './port.ts'
import { databaseOf } from './sms-session.ts'

export interface SmsQueueTimes {
  /** Before the second try of a message; grows to `longestSeconds`. */
  readonly retrySeconds: number
  readonly longestSeconds: number
  /** Of a process that says nothing for so long, messages are taken back. At least 10. */
  readonly heartbeatSeconds: number
  /** Between two looks for such processes. */
  readonly watchSeconds: number
}

/** A message in the hands of this process. */
export interface SmsClaim {
  readonly job: string
  readonly attempt: number
  readonly id: string
}

interface Task {
  readonly id: string
}

const schema = 'pgboss'
const name = 'sms'
/** All jobs have it, so that they can be woken together. */
const anyKey = 'sms'
const noLimit = 2 ** 31 - 1
const tenYears = 315_360_000
const day = 86_400
/** Somebody waits for a code; the others have time. */
const priorities: Partial<Record<SmsKind, number>> = { code: 10, booked: 5 }

/** The queue of messages in pg-boss, beside those of the outside systems. A job holds the id of its message, nothing else. */
export class SmsQueue {
  readonly #boss: PgBoss
  readonly #watch: NodeJS.Timeout

  private constructor(boss: PgBoss, watchSeconds: number, report: (error: unknown) => void) {
    this.#boss = boss
    this.#watch = setInterval(() => void boss.supervise(name).catch(report), watchSeconds * 1_000)
    this.#watch.unref()
  }

  /** Brings pg-boss's tables up to date and opens the queue. @throws DatabaseError, what the database throws */
  static async open(pool: Pool, times: SmsQueueTimes, report: (error: unknown) => void): Promise<SmsQueue> {
    const { retrySeconds, longestSeconds, heartbeatSeconds, watchSeconds } = times
    const boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      schema,
      schedule: false,
      supervise: false,
      monitorIntervalSeconds: watchSeconds,
    })
    boss.on('error', report)
    await boss.start().catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new DatabaseError('failed', `The queue of messages (schema ${schema}) could not be made (${why}).`, cause)
    })
    const options = {
      retryLimit: noLimit,
      retryDelay: retrySeconds,
      retryBackoff: true,
      retryDelayMax: longestSeconds,
      retentionSeconds: tenYears,
      deleteAfterSeconds: day,
      expireInSeconds: 3_600,
      heartbeatSeconds,
    }
    await boss.createQueue(name, options)
    await boss.updateQueue(name, options)
    // The queue's row is known from now on: within a caller's transaction nothing is asked outside it.
    await boss.findJobs(name, { id: uuidOf('no job') })
    return new SmsQueue(boss, watchSeconds, report)
  }

  /** In the caller's transaction; null: in one of its own. A message that is there already stays as it is. */
  async put(
    session: SmsSession | null,
    messages: readonly { readonly id: string; readonly kind: SmsKind }[],
  ): Promise<void> {
    const rows = messages.map(({ id, kind }) => ({
      id: uuidOf(`sms/${id}`),
      data: { id } satisfies Task,
      priority: priorities[kind] ?? 0,
      singletonKey: anyKey,
    }))
    await this.#boss.insert(name, rows, session === null ? {} : { db: databaseOf(session) })
  }

  async fetch(most: number): Promise<readonly SmsClaim[]> {
    const rows = await this.#boss.fetch<Task>(name, { batchSize: most, includeMetadata: true })
    return rows.map(({ id, retryCount, data }) => ({ job: id, attempt: retryCount, id: data.id }))
  }

  async done(claims: readonly SmsClaim[]): Promise<void> {
    await this.#boss.complete(name, claims.map(attemptOf))
  }

  /** Back into the queue, for later. */
  async again(claims: readonly SmsClaim[]): Promise<void> {
    await this.#boss.fail(name, claims.map(attemptOf))
  }

  /** Of one that came to nothing so many times, and is back in the queue: those that did fewer times go first (B47). */
  async behind({ job }: SmsClaim, times: number): Promise<void> {
    await this.#boss.update(name, undefined, { id: job, priority: -times })
  }

  /** Says that this process still works on them. */
  async alive(claims: readonly SmsClaim[]): Promise<void> {
    await this.#boss.touch(name, claims.map(attemptOf))
  }

  /** Everything that waits is tried now. */
  async wake(): Promise<void> {
    const now = { singletonKey: anyKey, match: 'all', startAfter: 0, retentionSeconds: tenYears } as const
    await this.#boss.update(name, undefined, now)
  }

  async close(): Promise<void> {
    clearInterval(this.#watch)
    await this.#boss.stop({ graceful: false, close: false })
  }
}

function attemptOf({ job, attempt }: SmsClaim) {
  return { id: job, retryCount: attempt }
}
