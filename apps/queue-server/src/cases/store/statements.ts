import type { QueryConfig } from 'pg'
import type { Part } from './case-parts.ts'
import type { PersonRow } from './persons.ts'

/** The row of a case as it will stand. */
export interface CaseRow {
  readonly id: string
  readonly seq: number
  readonly hash: string
  readonly version: number
  readonly status: string
  readonly endedOn: string | null
  readonly ended: string | null
  readonly rules: string
  readonly box: Buffer
  readonly at: number
  /** Left out: it stays as it is. */
  readonly applicant?: Buffer | null
}

/**
 * Puts a change of a case in place, all of it or nothing, in one statement and so in one round trip and one commit. It
 * takes effect only while the row is still the one the change was decided on: whoever comes second changes nothing,
 * gets no row back and decides again.
 * @param before number of the newest record and stamp of the rules the change was decided on
 */
export function changeCase(
  row: CaseRow,
  before: { readonly seq: number; readonly rules: string },
  parts: readonly Part[],
): QueryConfig {
  const values = [...valuesOf(row), before.seq, before.rules]
  const { applicant } = row
  if (applicant === undefined) return named('case-change', changeText(''), values, parts)
  const text = changeText(`, applicant = $${values.length + 1}`)
  return named('case-change a', text, [...values, applicant], parts)
}

const changeText = (more: string) => `
  UPDATE case_now SET
    seq = $2, hash = $3, version = $4, status = $5, ended_on = $6, ended = $7, rules = $8, box = $9,
    updated_at = $10${more}
  WHERE id = $1 AND seq = $11 AND rules = $12 RETURNING id`

/** What a case has from its first day. */
export interface NewCaseRow extends CaseRow {
  readonly office: string
  readonly entity: string | null
  readonly card: string
  readonly cardVersion: number
  readonly begunOn: string
}

/**
 * The same of a case that is new here.
 * @param key `isKept`: it is there already, for files that have come before, and has to be the same still
 */
export function insertCase(
  row: NewCaseRow,
  { key, isKept }: { readonly key: Buffer; readonly isKept: boolean },
  person: PersonRow | null,
  parts: readonly Part[],
): QueryConfig {
  const { office, entity, card, cardVersion, begunOn, applicant = null } = row
  const values = [...valuesOf(row), applicant, office, entity, card, cardVersion, begunOn]
  const others = [...parts, ...personParts(card, person), notAwaited]
  if (isKept) return named('case-insert-kept', insertText(keyIsTheSame), [...values, key], others)
  return named('case-insert', insertText(''), values, [...others, keyPart(key, row.at)])
}

const insertText = (where: string) => `
  INSERT INTO case_now (
    id, seq, hash, version, status, ended_on, ended, rules, box, updated_at, applicant, office, entity, card,
    card_version, begun_on
  )
  SELECT $1, $2::bigint, $3, $4::bigint, $5, $6, $7, $8, $9::bytea, $10::double precision, $11::bytea, $12, $13, $14,
    $15::integer, $16 ${where}
  ON CONFLICT (id) DO NOTHING RETURNING id`

const keyIsTheSame = `
  WHERE EXISTS (SELECT FROM secret.case_key k WHERE k.case_id = $1 AND k.key = $17::bytea FOR KEY SHARE)`

function valuesOf({ id, seq, hash, version, status, endedOn, ended, rules, box, at }: CaseRow): unknown[] {
  return [id, seq, hash, version, status, endedOn, ended, rules, box, at]
}

/** Its files do not come any more: they are here. */
const notAwaited: Part = {
  shape: 'w',
  values: [],
  sql: () => 'DELETE FROM case_awaited a USING now WHERE a.case_id = now.id',
}

function keyPart(key: Buffer, at: number): Part {
  const sql = (first: number) =>
    `INSERT INTO secret.case_key SELECT id, $${first}::bytea, $${first + 1}::double precision FROM now`
  return { shape: 'k', values: [key, at], sql }
}

function personParts(card: string, person: PersonRow | null): readonly Part[] {
  if (person === null) return []
  const { document, name, birth, digits } = person
  const row = (first: number) =>
    `INSERT INTO secret.case_person SELECT id, $${first}::text, ${[1, 2, 3, 4].map((n) => `$${first + n}::bytea`).join(', ')} FROM now`
  const prefixes = (first: number) =>
    `INSERT INTO secret.case_name SELECT prefix, now.id FROM now, unnest($${first}::bytea[]) AS prefix`
  return [
    { shape: 'p', values: [card, document, name, birth, digits], sql: row },
    { shape: 'n', values: [person.prefixes], sql: prefixes },
  ]
}

/** Texts by name: a statement is prepared once on each connection and shape. */
const texts = new Map<string, string>()

/** One statement of all parts: only those there are, as the database opens every table a statement names. */
function named(kind: string, row: string, rowValues: readonly unknown[], parts: readonly Part[]): QueryConfig {
  const name = [kind, ...parts.map(({ shape }) => shape)].join(' ')
  const values = [...rowValues, ...parts.flatMap((part) => part.values)]
  const known = texts.get(name)
  if (known !== undefined) return { name, text: known, values }
  let first = rowValues.length + 1
  const withs = parts.map((part, n) => {
    const sql = `, part${n} AS (${part.sql(first)})`
    first += part.values.length
    return sql
  })
  const text = `WITH now AS (${row})${withs.join('')} SELECT id FROM now`
  texts.set(name, text)
  return { name, text, values }
}

/** $2: number of the newest record the asker has; what it has is not sent again. */
export const loadCase = {
  name: 'case-load',
  text: `SELECT n.seq, n.hash, n.rules, n.office, k.key,
      CASE WHEN n.seq = $2 AND n.rules = $3 THEN NULL ELSE n.box END AS box
    FROM case_now n LEFT JOIN secret.case_key k ON k.case_id = n.id WHERE n.id = $1`,
}

/** Whether there is such a case, and the key that was made for its files. */
export const findCase = {
  name: 'case-find',
  text: `SELECT n.seq, k.key FROM (SELECT $1::text AS id) AS one
    LEFT JOIN case_now n USING (id) LEFT JOIN secret.case_key k ON k.case_id = one.id`,
}
