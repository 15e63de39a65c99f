import type { BookingState, Language } from '@cherha/shared/protocol'

/** A row of `booking_hold`. Hashes as hexadecimal texts; moments are ms since 1970. */
export interface HoldRow {
  readonly id: string
  readonly kind: 'held' | 'returning'
  readonly office: string
  readonly service: string
  readonly date: string
  readonly time: string
  readonly language: Language
  readonly portal: string | null
  readonly madeAt: number
  readonly until: number
  readonly hash: string
  readonly phoneHash: string | null
  readonly pairHash: string | null
  readonly codeHash: Buffer | null
  readonly box: Buffer | null
  readonly tries: number
  readonly codes: number
  readonly codeAt: number
}

/** A row of `booking`. */
export interface BookingRow {
  readonly id: string
  readonly office: string
  readonly service: string
  readonly date: string
  readonly time: string
  readonly at: number
  /** As booked: of the message and the check-in code. */
  readonly number: string
  /** As the office calls it: another one when somebody else had claimed the place (Q27). */
  readonly ticket: string
  readonly sold: number
  readonly language: Language
  readonly who: 'self' | 'child'
  readonly portal: string | null
  readonly state: BookingState
  /** Id of the request to the office (B31). */
  readonly request: string | null
  /** Why the office refused it. */
  readonly refused: string | null
  readonly madeAt: number
  readonly endedAt: number | null
  readonly hash: string
  readonly phoneHash: string | null
  readonly pairHash: string | null
  readonly box: Buffer | null
  readonly reminders: boolean
  readonly reminded: boolean
  readonly alerted: boolean
}

/** Columns by name, and the kind of array each is sent as. */
type Columns<T> = {
  readonly [K in keyof T]-?: readonly [column: string, type: 'text' | 'float8' | 'int4' | 'bool' | 'bytea' | 'hex']
}

export const holdColumns: Columns<HoldRow> = {
  id: ['id', 'text'],
  kind: ['kind', 'text'],
  office: ['office', 'text'],
  service: ['service', 'text'],
  date: ['date', 'text'],
  time: ['time', 'text'],
  language: ['language', 'text'],
  portal: ['portal', 'text'],
  madeAt: ['made_at', 'float8'],
  until: ['until', 'float8'],
  hash: ['hash', 'text'],
  phoneHash: ['phone_hash', 'hex'],
  pairHash: ['pair_hash', 'hex'],
  codeHash: ['code_hash', 'bytea'],
  box: ['box', 'bytea'],
  tries: ['tries', 'int4'],
  codes: ['codes', 'int4'],
  codeAt: ['code_at', 'float8'],
}

export const bookingColumns: Columns<BookingRow> = {
  id: ['id', 'text'],
  office: ['office', 'text'],
  service: ['service', 'text'],
  date: ['date', 'text'],
  time: ['time', 'text'],
  at: ['at', 'float8'],
  number: ['number', 'text'],
  ticket: ['ticket', 'text'],
  sold: ['sold', 'int4'],
  language: ['language', 'text'],
  who: ['who', 'text'],
  portal: ['portal', 'text'],
  state: ['state', 'text'],
  request: ['request', 'text'],
  refused: ['refused', 'text'],
  madeAt: ['made_at', 'float8'],
  endedAt: ['ended_at', 'float8'],
  hash: ['hash', 'text'],
  phoneHash: ['phone_hash', 'hex'],
  pairHash: ['pair_hash', 'hex'],
  box: ['box', 'bytea'],
  reminders: ['reminders', 'bool'],
  reminded: ['reminded', 'bool'],
  alerted: ['alerted', 'bool'],
}

/** What is read of a row, under the names of its type. */
export function selected<T>(columns: Columns<T>): string {
  return entriesOf(columns)
    .map(([name, [column, type]]) =>
      type === 'hex' ? `encode(${column}, 'hex') AS "${name}"` : `${column} AS "${name}"`,
    )
    .join(', ')
}

/**
 * An INSERT of many rows in one statement, whatever their number.
 * @param found what a column gets instead of what the row has; the row is `rows`, its hashes are hexadecimal
 */
export function insertion<T>(
  table: string,
  columns: Columns<T>,
  rest: string,
  found: { readonly [K in keyof T]?: string } = {},
): (rows: readonly T[]) => Statement {
  const entries = entriesOf(columns)
  const names = entries.map(([, [column]]) => column).join(', ')
  const read = entries
    .map(([name, [column, type]]) => found[name] ?? (type === 'hex' ? `decode(${column}, 'hex')` : column))
    .join(', ')
  const arrays = entries.map(([, [, type]], at) => `$${at + 1}::${type === 'hex' ? 'text' : type}[]`).join(', ')
  const text = `INSERT INTO ${table} (${names}) SELECT ${read} FROM unnest(${arrays}) AS rows (${names}) ${rest}`
  return (rows) => ({ text, values: entries.map(([name]) => rows.map((row) => row[name])) })
}

export interface Statement {
  readonly text: string
  readonly values: unknown[]
}

function entriesOf<T>(columns: Columns<T>) {
  // of an object whose keys its type names
  return Object.entries(columns) as [keyof T & string, Columns<T>[keyof T]][]
}
