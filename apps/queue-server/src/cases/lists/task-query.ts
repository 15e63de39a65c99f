import type { Actor } from '@cherha/shared/workflow'
import { everywhere } from '../index/rows.ts'

/** Which tasks: everything that stands in a query but its page. */
export interface TaskScope {
  readonly actor: Actor
  /** `login@office`. */
  readonly full: string
  readonly scope: 'mine' | 'unit'
  /** Beginning of a case's number. */
  readonly number: string | null
  /** Hash of a surname's beginning. */
  readonly prefix: Buffer | null
}

/** A place in the list: the last row that was shown. */
export interface TaskPlace {
  readonly limit: string
  readonly id: string
  readonly stage: string
  readonly kind: string
}

const start: TaskPlace = { limit: '', id: '', stage: '', kind: '' }

export interface SqlQuery {
  readonly text: string
  readonly values: unknown[]
}

/** One page, the most urgent first; each branch reads no more of its index than the page needs. */
export function pageQuery(scope: TaskScope, place: TaskPlace | null, size: number): SqlQuery {
  const { limit, id, stage, kind } = place ?? start
  const values = [...valuesOf(scope), limit, id, stage, kind, size]
  const page = `AND (t.limit_on, t.case_id, t.stage, t.kind) > ($8, $9, $10, $11)
    ORDER BY t.limit_on, t.case_id, t.stage, t.kind LIMIT $12`
  const found = branches(scope.scope)
    .map((where) => `(SELECT t.* FROM case_task t WHERE ${where} ${page})`)
    .join(' UNION ALL ')
  const text = `SELECT f.*, n.applicant, k.key
    FROM (SELECT * FROM (${found}) AS page ORDER BY limit_on, case_id, stage, kind LIMIT $12) AS f
    JOIN case_now n ON n.id = f.case_id LEFT JOIN secret.case_key k ON k.case_id = f.case_id
    ORDER BY f.limit_on, f.case_id, f.stage, f.kind`
  return { text, values }
}

/** How many in all, how many late, how many due today. */
export function countQuery(scope: TaskScope, today: string): SqlQuery {
  const found = branches(scope.scope)
    .map((where) => `SELECT t.limit_on FROM case_task t WHERE ${where}`)
    .join(' UNION ALL ')
  const text = `SELECT count(*) AS total, count(*) FILTER (WHERE limit_on < $8) AS overdue,
      count(*) FILTER (WHERE limit_on = $8) AS today FROM (${found}) AS page`
  return { text, values: [...valuesOf(scope), today] }
}

function valuesOf({ actor, full, number, prefix }: TaskScope): unknown[] {
  return [
    actor.office,
    everywhere,
    actor.unit,
    actor.roles,
    full,
    number === null ? null : `${escaped(number)}%`,
    prefix,
  ]
}

/** All values are named in every query: PostgreSQL wants to know the type of each. */
const searched = `($6::text IS NULL OR t.case_id LIKE $6)
  AND ($7::bytea IS NULL OR t.case_id IN (SELECT case_id FROM secret.case_name WHERE prefix = $7))
  AND $5::text IS NOT NULL AND $4::text[] IS NOT NULL`

function branches(scope: TaskScope['scope']): readonly string[] {
  const here = (place: string) => `t.place = ${place} AND t.unit = $3`
  if (scope === 'unit') return ['$1', '$2'].map((place) => `${here(place)} AND ${searched}`)
  const mine = 't.roles && $4::text[] AND NOT $5 = ANY (t.not_by)'
  return [
    ...['$1', '$2'].map((place) => `${here(place)} AND t.person IS NULL AND ${mine} AND ${searched}`),
    `t.person = $5 AND t.place IN ($1, $2) AND t.unit = $3 AND ${mine} AND ${searched}`,
  ]
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
