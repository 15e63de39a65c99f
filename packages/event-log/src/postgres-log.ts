import type { Pool } from 'pg'
import type { AsyncEventLog } from './async-log.ts'
import { DuplicateCommandError, LogClosedError, LogConflictError, LogReadError, LogWriteError } from './errors.ts'
import type { LogHead } from './log.ts'
import {
  findCommandRow,
  findCommandRows,
  type InsertRows,
  insertRows,
  type LogKey,
  loadSnapshotRows,
  readHead,
  readPage,
  saveSnapshotRow,
} from './postgres-rows.ts'
import {
  assertFollows,
  assertPage,
  assertSnapshotOf,
  chainContents,
  contentOf,
  copiedRows,
  isIntact,
  placed,
  type RecordRow,
  readRow,
  readSnapshot,
  snapshotRow,
} from './row.ts'

/** Which log of the database: one office has several (its own, copied; its inbox), each a chain of its own. */
export interface PostgresLogOptions {
  /** The office's code; '' for what belongs to no office. */
  readonly office: string
  readonly kind: string
}

/**
 * Opens one log of a database whose tables `createPostgresLogTables` made. Nothing is read before it is asked for.
 *
 * One append is one INSERT statement, so one transaction and one commit (`synchronous_commit` has to be on, which is
 * PostgreSQL's default): its records are there together or not at all. The statement itself proves that the record
 * before the first new one is still the one this object knows, and the key (office, kind, seq) lets one of two writers
 * through; so the head may be remembered between appends without ever being trusted. `head()` asks the database.
 *
 * When the connection is lost while a commit is under way, the append is reported as failed though it may be there: the
 * next head tells, and a repeated command finds it by its id.
 *
 * @param insert stores the rows of one append; left out: a statement of its own
 */
export function openPostgresLog(
  pool: Pool,
  options: PostgresLogOptions,
  insert: InsertRows = (key, prev, rows) => insertRows(pool, key, prev, rows),
): AsyncEventLog {
  const key: LogKey = { office: options.office, kind: options.kind }
  const name = `The log ${key.kind} of ${key.office === '' ? 'the server' : `office ${key.office}`}`
  let closed = false
  let known: LogHead | null = null
  let turn: Promise<unknown> = Promise.resolve()

  const assertOpen = () => {
    if (closed) throw new LogClosedError()
  }
  const reading = async <T>(read: () => Promise<T>): Promise<T> => {
    assertOpen()
    try {
      return await read()
    } catch (error) {
      throw new LogReadError(`${name} cannot be read: ${String(error)}`, { cause: error })
    }
  }
  const notWritten = (error: unknown) =>
    new LogWriteError(`${name} was not written: ${String(error)}`, postgresCode(error), error)
  const head = () => reading(() => readHead(pool, key))

  const commit = async (prev: LogHead, rows: readonly RecordRow[]): Promise<void> => {
    const last = rows.at(-1)
    if (last === undefined) return
    known = null
    let inserted: boolean
    try {
      inserted = await insert(key, prev, rows)
    } catch (error) {
      if (postgresCode(error) !== UNIQUE_VIOLATION) throw notWritten(error)
      if (constraintOf(error) !== 'log_record_command') throw new LogConflictError(name, prev.seq + 1)
      // A writer that was first may have taken the same command: then the conflict is what the caller can act on.
      if ((await head()).hash !== prev.hash) throw new LogConflictError(name, prev.seq + 1)
      throw new DuplicateCommandError(await repeated(rows))
    }
    if (!inserted) throw new LogConflictError(name, prev.seq + 1)
    known = { seq: last.seq, hash: last.hash }
  }

  const repeated = async (rows: readonly RecordRow[]): Promise<string> => {
    const seen = new Set<string>()
    for (const { command_id: id } of rows) {
      if (id === null) continue
      if (seen.has(id) || (await reading(() => findCommandRow(pool, key, id))) !== null) return id
      seen.add(id)
    }
    return 'unknown'
  }

  // Appends take turns: two of one object would only be in each other's way.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }
  const store = async (make: (prev: LogHead) => readonly RecordRow[]) => {
    assertOpen()
    const prev = known ?? (await head())
    const rows = make(prev)
    await commit(prev, rows)
    return rows
  }

  return {
    head,
    async read(after, limit) {
      assertOpen()
      assertPage(after, limit)
      return (await reading(() => readPage(pool, key, after, limit))).map((row) => readRow(name, row))
    },
    async findCommand(id) {
      const row = await reading(() => findCommandRow(pool, key, id))
      return row === null ? null : readRow(name, row)
    },
    async findCommands(ids) {
      const rows = await reading(() => findCommandRows(pool, key, ids))
      return rows.map((row) => readRow(name, row))
    },
    // Records become text before anything is waited for: the caller may change its objects afterwards.
    async append(records) {
      assertOpen()
      const contents = records.map(contentOf)
      const rows = await inTurn(() => store((prev) => chainContents(prev, contents)))
      return records.flatMap((record, i) => (rows[i] === undefined ? [] : [placed(record, rows[i])]))
    },
    async appendCopy(records) {
      assertOpen()
      const rows = copiedRows(records)
      const hashes = records.map(({ hash }) => hash)
      await inTurn(() =>
        store((prev) => {
          assertFollows(name, prev, rows, hashes)
          return rows
        }),
      )
    },
    async saveSnapshot(snapshot) {
      assertOpen()
      const row = snapshotRow(snapshot)
      assertSnapshotOf(await head(), snapshot)
      try {
        await saveSnapshotRow(pool, key, row)
      } catch (error) {
        throw notWritten(error)
      }
    },
    async loadSnapshot(version) {
      const rows = await reading(() => loadSnapshotRows(pool, key, version))
      const row = rows.find(isIntact)
      return row === undefined ? null : readSnapshot(row)
    },
    async close() {
      closed = true
      await turn
    },
  }
}

const UNIQUE_VIOLATION = '23505'

/** The SQLSTATE, or the network's code; null: neither. */
export function postgresCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

function constraintOf(error: unknown): string | null {
  return error instanceof Error && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint
    : null
}
