import { EMPTY_HEAD, type LogHead, type LogRecord, verifyRecord } from '@cherha/event-log'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { BackupError, type BackupHeader, checkBackupFile, readBackupFile, writeBackupFile } from './backup-file.ts'
import type { Database } from './database.ts'
import { codeOf } from './errors.ts'
import { schemaVersion } from './migrations.ts'

/** In the order they are put back. */
const OPEN_TABLES: readonly TableName[] = [
  'office',
  'hub',
  'hub_status',
  'log_record',
  'log_snapshot',
  'card',
  'case_now',
  'case_record',
  'case_task',
  'case_deadline',
  'case_visit',
  'case_refusal',
  'case_awaited',
  'signing_key',
  'booking',
  'booking_hold',
  'booking_read',
  'booking_no_reminder',
]
const SECRET_TABLES: readonly TableName[] = [
  'secret.voucher_key',
  'secret.office_key',
  'secret.visit_day_key',
  'secret.staff_pin',
  'secret.disabled_staff',
  'secret.device_token',
  'secret.account',
  'secret.case_key',
  'secret.case_hash_key',
  'secret.case_person',
  'secret.case_name',
  'secret.staff_key',
  'secret.booking_key',
  'secret.portal',
]
/**
 * Good for minutes or hours only, or told once: not kept. Keys that are put back are noted anew before they are erased;
 * a message that was sent since is not sent anew.
 */
export const leftOutTables: readonly string[] = [
  'sms',
  'secret.sms_key',
  'enrolment_code',
  'secret.session',
  'secret.due_erasure',
  'secret.portal_request',
]
export const backupTables: readonly string[] = [...OPEN_TABLES, ...SECRET_TABLES]

type TableName =
  | 'office'
  | 'hub'
  | 'hub_status'
  | 'log_record'
  | 'log_snapshot'
  | 'card'
  | 'signing_key'
  | 'booking'
  | `booking_${string}`
  | `case_${string}`
  | `secret.${string}`

const ORDER: Readonly<Record<string, string>> = {
  log_record: 'ORDER BY office, kind, seq',
  case_record: 'ORDER BY case_id, seq',
}
const BATCH = 500

export interface BackupReport {
  readonly at: number
  readonly keys: boolean
  readonly rows: number
}

/**
 * Writes everything the server keeps to one file, as of one moment, while the server goes on. Without keys the file
 * holds no name that can be read, and nobody can sign in with what is in it; so it also holds no accounts. Whoever
 * restores it needs the keys from elsewhere (the hubs have them), and makes an administrator anew.
 * @param at server time, ms
 * @throws BackupError
 */
export async function backUp(
  { pool }: Pick<Database, 'pool'>,
  file: string,
  options: { readonly withKeys: boolean; readonly at: number },
): Promise<BackupReport> {
  const tables = options.withKeys ? [...OPEN_TABLES, ...SECRET_TABLES] : OPEN_TABLES
  const header: BackupHeader = {
    cherha: 'queue server backup',
    format: 1,
    schema: schemaVersion,
    at: options.at,
    keys: options.withKeys,
  }
  const client = await pool.connect()
  let rows = 0
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await writeBackupFile(
      file,
      header,
      dump(client, tables, () => (rows += 1)),
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
  return { at: options.at, keys: options.withKeys, rows }
}

async function* dump(client: PoolClient, tables: readonly TableName[], counted: () => void): AsyncGenerator<string> {
  for (const table of tables) {
    yield JSON.stringify({ table })
    await client.query(`DECLARE page CURSOR FOR SELECT row_to_json(one)::text AS row
      FROM (SELECT * FROM ${table} ${ORDER[table] ?? ''}) AS one`)
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`FETCH ${BATCH} FROM page`)
      // A row begins with a blank: that tells it from the lines of the file itself.
      for (const { row } of rows) {
        counted()
        yield ` ${row}`
      }
      if (rows.length < BATCH) break
    }
    await client.query('CLOSE page')
  }
}

/**
 * Puts a backup back into an empty database: all of it or nothing. The file is read through first, and every log's
 * chain is checked on the way.
 * @throws BackupError when the file is damaged, of another version of the tables, or the database is not empty
 */
export async function restoreBackup({ pool }: Pick<Database, 'pool'>, file: string): Promise<BackupReport> {
  const header = await checkBackupFile(file)
  if (header.schema !== schemaVersion) {
    throw new BackupError(
      `The backup ${file} was made of tables ${header.schema}, this program has ${schemaVersion}: restore it with the ` +
        'program that made it, then start this one.',
    )
  }
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    // Against a second restore, and against a server that starts in between.
    await client.query(`LOCK TABLE ${backupTables.join(', ')} IN ACCESS EXCLUSIVE MODE`)
    await assertEmpty(client)
    // The queues of outside work hold nothing of their own: the next start makes them anew from the cases.
    await client.query('DROP SCHEMA IF EXISTS pgboss CASCADE')
    const rows = await load(client, file)
    await client.query('COMMIT')
    return { at: header.at, keys: header.keys, rows }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw isOfRows(error)
      ? new BackupError(`The backup ${file} has rows that cannot be: use another copy. ${UNDONE}`)
      : error
  } finally {
    client.release()
  }
}

const UNDONE = 'Nothing was restored.'

/** A file whose sum is right was still not made by this program: rows that are no JSON, or that a table does not take. */
function isOfRows(error: unknown): boolean {
  return error instanceof z.ZodError || error instanceof SyntaxError || /^(22|23|42)...$/.test(codeOf(error))
}

async function assertEmpty(client: PoolClient): Promise<void> {
  for (const table of backupTables) {
    const { rows } = await client.query<{ some: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${table}) AS some`)
    if (rows[0]?.some !== true) continue
    throw new BackupError(
      `The database is not empty (${table} has rows): restore into a new data folder or an empty database. ` +
        'Nothing was changed.',
    )
  }
}

async function load(client: PoolClient, file: string): Promise<number> {
  const chains = new Chains(file)
  let table = ''
  let batch: string[] = []
  let count = 0
  const flush = async () => {
    if (batch.length === 0) return
    await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [
      `[${batch.join(',')}]`,
    ])
    count += batch.length
    batch = []
  }
  for await (const line of readBackupFile(file)) {
    if ('table' in line) {
      await flush()
      if (!backupTables.includes(line.table)) throw new BackupError(`The backup ${file} has an unknown table.`)
      table = line.table
      continue
    }
    if (table === 'log_record') chains.check(line.row)
    batch.push(line.text)
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return count
}

const Row = z.object({
  office: z.string(),
  kind: z.string(),
  seq: z.number(),
  at: z.number(),
  mono: z.number(),
  event: z.string(),
  command: z.string().nullable(),
  prev: z.string(),
  hash: z.string(),
})

/** A sum protects a file from accidents only; the chains show what somebody has changed in it. */
class Chains {
  readonly #file: string
  #log = ''
  #head: LogHead = EMPTY_HEAD

  constructor(file: string) {
    this.#file = file
  }

  check(raw: unknown): void {
    const { office, kind, seq, at, mono, event, command, prev, hash } = Row.parse(raw)
    const log = `${kind} of ${office === '' ? 'the server' : `office ${office}`}`
    if (log !== this.#log) this.#head = EMPTY_HEAD
    this.#log = log
    const content: Pick<LogRecord, 'event' | 'command'> = {
      event: JSON.parse(event),
      ...(command !== null && { command: JSON.parse(command) }),
    }
    if (verifyRecord(this.#head, { seq, at, mono, prev, hash, ...content }) !== null) {
      throw new BackupError(
        `The backup ${this.#file} was changed: record ${seq} of the log ${log} does not fit. Nothing was restored.`,
      )
    }
    this.#head = { seq, hash }
  }
}
