import type { Pool, PoolClient } from 'pg'
import type { AsyncEventLog } from './async-log.ts'
import type { LogHead } from './log.ts'
import { copyRowsIn } from './postgres-copy.ts'
import { openPostgresLog, postgresCode, type PostgresLogOptions } from './postgres-log.ts'
import { insertRows, type LogKey, provenHeads } from './postgres-rows.ts'
import type { RecordRow } from './row.ts'

/** Logs of one database that share their commits. */
export interface PostgresLogGroup {
  /** As `openPostgresLog`. */
  open(options: PostgresLogOptions): AsyncEventLog
}

/**
 * What is appended to many logs within one turn of the event loop, or while statements are under way, goes into one
 * statement and one commit: a commit waits for the disk once, however many offices it is for. To each log it is the same
 * as before: its append is answered when it is durable, its own head has to be proved, and what is wrong with another log's
 * records is none of its business.
 */
export function openPostgresLogGroup(pool: Pool): PostgresLogGroup {
  const writer = new GroupWriter(pool)
  return { open: (options) => openPostgresLog(pool, options, (key, prev, rows) => writer.insert(key, prev, rows)) }
}

/** Rows of one statement, about: while PostgreSQL stores them, the next ones are made. */
const rowsAtOnce = 5_000
/** From here on a COPY, which takes two round trips and half the time of each row, is quicker for one log too. */
const rowsForCopy = 50
/** Statements under way: one fills its pages while the other one waits for the disk. */
const statementsAtOnce = 2

/** One append to one log. */
interface Part {
  readonly key: LogKey
  readonly prev: LogHead
  readonly rows: readonly RecordRow[]
  readonly settle: (inserted: boolean) => void
  readonly fail: (error: unknown) => void
}

class GroupWriter {
  readonly #pool: Pool
  #waiting: Part[] = []
  #rows = 0
  #underWay = 0
  #soon = false

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** As `insertRows`. */
  insert(key: LogKey, prev: LogHead, rows: readonly RecordRow[]): Promise<boolean> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ key, prev, rows, settle, fail })
      this.#rows += rows.length
      if (this.#rows >= rowsAtOnce) this.#begin()
      else if (!this.#soon) {
        this.#soon = true
        setImmediate(() => {
          this.#soon = false
          this.#begin()
        })
      }
    })
  }

  #begin(): void {
    while (this.#waiting.length > 0 && this.#underWay < statementsAtOnce) {
      this.#underWay += 1
      void write(this.#pool, this.#take()).finally(() => {
        this.#underWay -= 1
        this.#begin()
      })
    }
  }

  #take(): readonly Part[] {
    let count = 0
    for (let rows = 0; count < this.#waiting.length && rows < rowsAtOnce; count += 1) {
      rows += this.#waiting[count]?.rows.length ?? 0
    }
    const parts = this.#waiting.splice(0, count)
    for (const { rows } of parts) this.#rows -= rows.length
    return parts
  }
}

/** Never rejects: each part is told. */
async function write(pool: Pool, parts: readonly Part[]): Promise<void> {
  const [first] = parts
  if (first === undefined) return
  try {
    if (parts.length === 1 && first.rows.length < rowsForCopy)
      first.settle(await insertRows(pool, first.key, first.prev, first.rows))
    else await writeTogether(pool, parts)
  } catch (error) {
    if (parts.length === 1 || !isOfOnePart(error)) {
      for (const { fail } of parts) fail(error)
      return
    }
    // One log's records were refused, and with them everybody's: the halves show whose.
    const half = parts.length >> 1
    await write(pool, parts.slice(0, half))
    await write(pool, parts.slice(half))
  }
}

async function writeTogether(pool: Pool, parts: readonly Part[]): Promise<void> {
  const proven = await withClient(pool, async (client) => {
    // A record never changes or goes away, so what is proved here still holds when the copy comes; that nothing has
    // come after it is what the key (office, kind, seq) proves.
    const proven = await provenHeads(client, parts)
    const standing = parts.filter((_, part) => proven.has(part))
    if (standing.length > 0) await copyRowsIn(client, standing)
    return proven
  })
  parts.forEach(({ settle }, part) => settle(proven.has(part)))
}

async function withClient<T>(pool: Pool, use: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const lost = () => {}
  client.on('error', lost)
  try {
    return await use(client)
  } finally {
    client.off('error', lost)
    client.release()
  }
}

/** Whether rows were refused for what they are (classes 22, 23) or met another writer's (40): then nothing was written. */
function isOfOnePart(error: unknown): boolean {
  return /^(22|23|40)/.test(postgresCode(error) ?? '')
}
