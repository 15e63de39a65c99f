import type { DeadlineRow, RefusalRow, TaskRow, VisitRow } from '../index/rows.ts'

/** Something a statement does besides, if the row of the case was changed: rows that come or go. */
export interface Part {
  /** Tells its text from that of other parts. Short: names of prepared statements end after 63 bytes. */
  readonly shape: string
  readonly values: readonly unknown[]
  /** @param first number of the parameter its first value is */
  sql(first: number): string
}

/** A table with rows of cases. */
interface Table<Row> {
  /** One letter, and the name. */
  readonly short: string
  readonly name: string
  /** All columns in the order they have in the database, with their types. */
  readonly columns: Readonly<Record<keyof Row & string, string>>
  /** What tells the rows of a case apart. */
  readonly key: readonly (keyof Row & string)[]
  /** What may be different when a row comes again; null: it does not come again. */
  readonly changing: readonly (keyof Row & string)[] | null
}

/** A record of a case's log as its row. */
export interface RecordRow {
  readonly case_id: string
  readonly seq: number
  readonly at: number
  readonly event: string
  readonly command_id: string | null
  readonly command: string | null
  readonly prev: string
  readonly hash: string
}

export const recordTable: Table<RecordRow> = {
  short: 'r',
  name: 'case_record',
  columns: {
    case_id: 'text',
    seq: 'bigint',
    at: 'double precision',
    event: 'text',
    command_id: 'text',
    command: 'text',
    prev: 'text',
    hash: 'text',
  },
  key: ['seq'],
  changing: null,
}

export const taskTable: Table<TaskRow> = {
  short: 't',
  name: 'case_task',
  columns: {
    case_id: 'text',
    stage: 'text',
    kind: 'text',
    place: 'text',
    unit: 'text',
    office: 'text',
    card: 'text',
    card_version: 'integer',
    roles: 'text[]',
    person: 'text',
    officer: 'text',
    since: 'text',
    target: 'text',
    limit_on: 'text',
    warned: 'boolean',
    late: 'boolean',
    inquiries: 'integer',
    assigns: 'text',
    not_by: 'text[]',
  },
  key: ['stage', 'kind', 'place', 'unit'],
  changing: [
    'roles',
    'person',
    'officer',
    'since',
    'target',
    'limit_on',
    'warned',
    'late',
    'inquiries',
    'assigns',
    'not_by',
  ],
}

export const deadlineTable: Table<DeadlineRow> = {
  short: 'd',
  name: 'case_deadline',
  columns: { case_id: 'text', deadline: 'text', fire_on: 'text' },
  key: ['deadline'],
  changing: ['fire_on'],
}

export const visitTable: Table<VisitRow> = {
  short: 'v',
  name: 'case_visit',
  columns: {
    case_id: 'text',
    stage: 'text',
    visit: 'integer',
    office: 'text',
    card: 'text',
    outcome: 'text',
    done_on: 'text',
    days: 'integer',
    late: 'boolean',
  },
  key: ['stage', 'visit'],
  changing: ['outcome', 'done_on', 'days', 'late'],
}

export const refusalTable: Table<RefusalRow> = {
  short: 'f',
  name: 'case_refusal',
  columns: {
    case_id: 'text',
    n: 'integer',
    office: 'text',
    card: 'text',
    kind: 'text',
    grounds: 'text[]',
    refused_on: 'text',
    annulled: 'boolean',
  },
  key: ['n'],
  changing: ['annulled'],
}

/**
 * Rows that come. One goes as it is, which costs the database half as much as JSON does; several are one JSON, so that
 * there are few shapes. None are no part.
 */
export function put<Row extends object>(table: Table<Row>, rows: readonly Row[]): readonly Part[] {
  const { short, name, columns, key, changing } = table
  const names = Object.keys(columns) as (keyof Row & string)[]
  const again =
    changing === null
      ? ''
      : `ON CONFLICT (case_id, ${key.join(', ')}) DO UPDATE SET ${changing.map((one) => `${one} = excluded.${one}`).join(', ')}`
  const [row] = rows
  if (row === undefined) return []
  if (rows.length > 1) {
    const sql = (first: number) => `INSERT INTO ${name} (${names.join(', ')})
      SELECT ${names.map((one) => `r.${one}`).join(', ')}
      FROM now, json_populate_recordset(NULL::${name}, $${first}::json) r ${again}`
    return [{ shape: `+${short}n`, values: [JSON.stringify(rows)], sql }]
  }
  const sql = (first: number) => `INSERT INTO ${name} (${names.join(', ')})
    SELECT ${names.map((one, n) => `$${first + n}::${columns[one]}`).join(', ')} FROM now ${again}`
  return [{ shape: `+${short}1`, values: names.map((one) => row[one]), sql }]
}

/** Rows that go. */
export function remove<Row extends object>(
  { short, name, columns, key }: Table<Row>,
  rows: readonly Row[],
): readonly Part[] {
  const [row] = rows
  if (row === undefined) return []
  if (rows.length > 1) {
    const sql = (first: number) => `DELETE FROM ${name} t
      USING now, json_populate_recordset(NULL::${name}, $${first}::json) r
      WHERE t.case_id = now.id AND ${key.map((one) => `t.${one} = r.${one}`).join(' AND ')}`
    return [{ shape: `-${short}n`, values: [JSON.stringify(rows)], sql }]
  }
  const sql = (first: number) => `DELETE FROM ${name} t USING now
    WHERE t.case_id = now.id AND ${key.map((one, n) => `t.${one} = $${first + n}::${columns[one]}`).join(' AND ')}`
  return [{ shape: `-${short}1`, values: key.map((one) => row[one]), sql }]
}
