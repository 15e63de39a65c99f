import { createHmac } from 'node:crypto'
import { EMPTY_HEAD, hashRecord, type Json, type LogHead } from '@cherha/event-log'
import type { Card, CaseFolder, RunningCase } from '@cherha/shared/workflow'
import type { Pool, PoolClient, QueryConfig } from 'pg'
import type { OutsideJob } from '../../connectors/ports.ts'
import { codeOf } from '../../store/errors.ts'
import { type CaseIndex, deadlineKey, difference, emptyIndex, refusalKey, taskKey, visitKey } from '../index/rows.ts'
import { openJson, sealJson } from './boxes.ts'
import {
  deadlineTable,
  type Part,
  put,
  type RecordRow,
  recordTable,
  refusalTable,
  remove,
  taskTable,
  visitTable,
} from './case-parts.ts'
import { Recent } from './recent.ts'
import type { PersonRow } from './persons.ts'
import { type CaseRow, changeCase, findCase, insertCase, loadCase } from './statements.ts'

/** A case that runs, as it stands in the database. */
export interface StoredCase {
  readonly id: string
  readonly key: Buffer
  /** The newest record. */
  readonly head: LogHead
  /** Stamp of calendar and mapping its index was made by. */
  readonly rules: string
  readonly folder: CaseFolder & { readonly state: RunningCase }
  readonly index: CaseIndex
}

/** One accepted command, as it is kept for ever. */
export interface NewCaseRecord {
  readonly at: number
  readonly command: { readonly id: string; readonly hash: string; readonly result: Json } | null
  /** Sealed: the commands as the rules got them, and what followed. */
  readonly content: unknown
}

/** What becomes of a case. */
export interface CaseChange {
  readonly folder: StoredCase['folder']
  readonly index: CaseIndex
  readonly rules: string
  readonly at: number
  readonly records: readonly NewCaseRecord[]
  readonly jobs: readonly OutsideJob[]
}

/** A new case besides. */
export interface NewCase extends CaseChange {
  readonly card: Card
  readonly key: Buffer
  /** The key is stored already: files have come before the case. */
  readonly keyIsKept: boolean
  readonly person: PersonRow | null
}

export type EnqueueJobs = (client: PoolClient, jobs: readonly OutsideJob[]) => Promise<void>

/** `stale`: the case has changed meanwhile. `known`: a command of this id has been accepted before. */
export type Put = { readonly is: 'put'; readonly stored: StoredCase } | { readonly is: 'stale' | 'known' }

export interface StoredCommand {
  /** Whether it is the same command, or another one under its id. */
  readonly isSame: boolean
  readonly result: Json
}

/** A command by its id and what tells it from a repetition. */
export interface NamedCommand {
  readonly id: string
  readonly hash: string
}

const UNIQUE_VIOLATION = '23505'
/** Folders kept open: a case is often asked for several times in a row. */
const keptOpen = 500

/** The rows of single cases. Nothing here knows a rule. */
export class CaseStore {
  readonly #pool: Pool
  readonly #enqueue: EnqueueJobs
  readonly #recent = new Recent<StoredCase>(keptOpen)

  constructor(pool: Pool, enqueue: EnqueueJobs) {
    this.#pool = pool
    this.#enqueue = enqueue
  }

  /** As it was when this process saw it last: good to decide on, as the database refuses what is decided on old. */
  async recent(id: string): Promise<StoredCase | null> {
    return this.#recent.get(id) ?? this.load(id)
  }

  /** As it is now. Null: no such case, or its key is erased. @throws DamagedCaseError */
  async load(id: string): Promise<StoredCase | null> {
    const known = this.#recent.get(id)
    const { rows } = await this.#pool.query<LoadedRow>({
      ...loadCase,
      values: [id, known?.head.seq ?? 0, known?.rules],
    })
    const [row] = rows
    if (row === undefined || row.key === null) {
      this.#recent.drop(id)
      return null
    }
    if (row.box === null) return known ?? null
    const { folder, index } = openJson<Pick<StoredCase, 'folder' | 'index'>>(row.key, stateOf(id), row.box)
    const stored = { id, key: row.key, head: { seq: row.seq, hash: row.hash }, rules: row.rules, folder, index }
    this.#recent.put(id, stored)
    return stored
  }

  /** Changes a case that is still as `before` says. */
  async change(before: StoredCase, change: CaseChange): Promise<Put> {
    const { stored, row, parts } = prepare(before, change)
    const query = changeCase(row, { seq: before.head.seq, rules: before.rules }, parts)
    try {
      if (!(await this.#execute(query, change.jobs))) return this.#stale(before.id)
    } catch (error) {
      // a second connection was faster; or the answer was lost on the way back and this is the same command again
      this.#recent.drop(before.id)
      if (codeOf(error) === UNIQUE_VIOLATION) return { is: 'known' }
      throw error
    }
    this.#recent.put(before.id, stored)
    return { is: 'put', stored }
  }

  /** Puts a case in place that is not here yet. */
  async insert(id: string, change: NewCase): Promise<Put> {
    const { card, key, person } = change
    const { stored, row, parts } = prepare({ id, key, head: EMPTY_HEAD, index: emptyIndex, folder: null }, change)
    const { office, entity, day } = change.folder.state
    const begun = { office, entity, card: card.id, cardVersion: card.version, begunOn: day }
    const query = insertCase({ ...row, ...begun }, { key, isKept: change.keyIsKept }, person, parts)
    try {
      if (!(await this.#execute(query, change.jobs))) return this.#stale(id)
    } catch (error) {
      // somebody has made a key for it meanwhile, under which this was not sealed
      if (codeOf(error) === UNIQUE_VIOLATION) return this.#stale(id)
      throw error
    }
    this.#recent.put(id, stored)
    return { is: 'put', stored }
  }

  /** Whether there is such a case (or was: its key may be erased), and a key for its files. */
  async find(id: string): Promise<{ readonly exists: boolean; readonly key: Buffer | null }> {
    const { rows } = await this.#pool.query<{ seq: number | null; key: Buffer | null }>({ ...findCase, values: [id] })
    return { exists: (rows[0]?.seq ?? null) !== null, key: rows[0]?.key ?? null }
  }

  /** What a command of this case was answered. */
  async findCommand(id: string, command: NamedCommand): Promise<StoredCommand | null> {
    const { rows } = await this.#pool.query<{ command: string; key: Buffer | null }>({
      name: 'case-command',
      text: `SELECT r.command, k.key FROM case_record r LEFT JOIN secret.case_key k USING (case_id)
        WHERE r.case_id = $1 AND r.command_id = $2`,
      values: [id, command.id],
    })
    const [row] = rows
    if (row === undefined) return null
    const { hash, result } = JSON.parse(row.command) as { hash: string; result: Json }
    return { isSame: row.key !== null && hash === keyed(row.key, command.hash), result }
  }

  /** Whether these are the commands the case began with. Of one whose key is erased only their ids are known. */
  async beganWith(id: string, commands: readonly NamedCommand[]): Promise<boolean> {
    const { rows } = await this.#pool.query<{ command: string; key: Buffer | null }>(
      `SELECT r.command, k.key FROM case_record r LEFT JOIN secret.case_key k USING (case_id)
       WHERE r.case_id = $1 AND r.command IS NOT NULL ORDER BY r.seq LIMIT $2`,
      [id, commands.length],
    )
    if (rows.length !== commands.length) return false
    return rows.every(({ command, key }, n) => {
      const known = JSON.parse(command) as NamedCommand
      const asked = commands[n]
      if (asked === undefined || known.id !== asked.id) return false
      return key === null || known.hash === keyed(key, asked.hash)
    })
  }

  forget(id: string): void {
    this.#recent.drop(id)
  }

  #stale(id: string): Put {
    this.#recent.drop(id)
    return { is: 'stale' }
  }

  /** One statement is one transaction; with jobs they are in it. @returns whether it took effect */
  async #execute(query: QueryConfig, jobs: readonly OutsideJob[]): Promise<boolean> {
    if (jobs.length === 0) return (await this.#pool.query(query)).rowCount === 1
    return this.#transaction(async (client) => {
      if ((await client.query(query)).rowCount !== 1) return false
      await this.#enqueue(client, jobs)
      return true
    })
  }

  async #transaction(work: (client: PoolClient) => Promise<boolean>): Promise<boolean> {
    const client = await this.#pool.connect()
    let broken: Error | undefined
    try {
      await client.query('BEGIN')
      const done = await work(client)
      await client.query(done ? 'COMMIT' : 'ROLLBACK')
      return done
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: unknown) => {
        broken = cause instanceof Error ? cause : new Error(String(cause))
      })
      throw error
    } finally {
      client.release(broken)
    }
  }
}

interface LoadedRow {
  readonly seq: number
  readonly hash: string
  readonly rules: string
  readonly key: Buffer | null
  readonly box: Buffer | null
}

/** Words the box of a case's state opens with. */
export const stateOf = (id: string) => `${id} state`
/** The same of a record, and of the applicant's name in lists. */
export const recordOf = (id: string, seq: number) => `${id} ${seq}`
export const nameOf = (id: string) => `${id} applicant`

/** What both statements put in place. */
function prepare(
  before: Pick<StoredCase, 'id' | 'key' | 'head' | 'index'> & { readonly folder: CaseFolder | null },
  { folder, index, rules, at, records }: CaseChange,
): { readonly stored: StoredCase; readonly row: CaseRow; readonly parts: readonly Part[] } {
  const { id, key } = before
  const { head, rows } = recordsOf(before, records)
  const { state, dossier } = folder
  const tasks = difference(before.index.tasks, index.tasks, taskKey)
  const deadlines = difference(before.index.deadlines, index.deadlines, deadlineKey)
  const visits = difference(before.index.visits, index.visits, visitKey)
  const refusals = difference(before.index.refusals, index.refusals, refusalKey)
  const row = {
    id,
    seq: head.seq,
    hash: head.hash,
    version: state.version,
    status: state.status,
    endedOn: state.end?.on ?? null,
    ended: state.end?.how ?? null,
    rules,
    box: sealJson(key, stateOf(id), { folder, index }),
    at,
    // the rules make a new one when anything in it changes
    ...(before.folder?.dossier.applicant === dossier.applicant ? {} : { applicant: nameBox(before, dossier) }),
  }
  const parts = [
    ...put(recordTable, rows),
    ...remove(taskTable, tasks.gone),
    ...put(taskTable, tasks.put),
    ...remove(deadlineTable, deadlines.gone),
    ...put(deadlineTable, deadlines.put),
    ...remove(visitTable, visits.gone),
    ...put(visitTable, visits.put),
    ...put(refusalTable, refusals.put),
  ]
  return { stored: { id, key, head, rules, folder, index }, row, parts }
}

/**
 * What a command is told from a repetition by, as it is kept: with the key of its case, so that nobody can try what may
 * have been in it until the hash fits, and nobody at all once the key is erased.
 */
function keyed(key: Buffer, hash: string): string {
  return createHmac('sha256', key).update(`command ${hash}`, 'utf8').digest('hex')
}

/** The next records of a case, sealed and chained. */
function recordsOf(
  { id, key, head: before }: Pick<StoredCase, 'id' | 'key' | 'head'>,
  records: readonly NewCaseRecord[],
): { readonly head: LogHead; readonly rows: readonly RecordRow[] } {
  let head = before
  const rows = records.map(({ at, command: named, content }) => {
    const command = named === null ? null : { ...named, hash: keyed(key, named.hash) }
    const seq = head.seq + 1
    const box = sealJson(key, recordOf(id, seq), content).toString('base64')
    const event = { type: 'case', box }
    const prev = head.hash
    const hash = hashRecord({ seq, prev, at, mono: 0, event, ...(command !== null && { command }) })
    head = { seq, hash }
    return {
      case_id: id,
      seq,
      at,
      event: JSON.stringify({ box, type: 'case' }),
      command_id: command?.id ?? null,
      command: command === null ? null : JSON.stringify(command),
      prev,
      hash,
    }
  })
  return { head, rows }
}

function nameBox({ id, key }: Pick<StoredCase, 'id' | 'key'>, { applicant }: CaseFolder['dossier']): Buffer | null {
  return applicant === null ? null : sealJson(key, nameOf(id), shortName(applicant))
}

/** «Мельник Олена Петрівна» in lists. */
function shortName({ surname, givenName, patronymic }: NonNullable<CaseFolder['dossier']['applicant']>): string {
  return [surname, givenName, patronymic].filter((part) => part !== undefined && part !== '').join(' ')
}
