import type { RoleKey } from '@cherha/shared/workflow'

/** A task stands at the end of the list when it has no last day. */
export const noLimit = '9999-12-31'
/** Place of those who work for every office: the central body. */
export const everywhere = '*'

/** Something somebody can do in a case, as it stands in the index: found without opening the case. */
export interface TaskRow {
  readonly case_id: string
  readonly stage: string
  readonly kind: 'stage' | 'sign' | 'record'
  /** Office whose people can do it; `*`: the central body, for all. */
  readonly place: string
  readonly unit: string
  /** Office of the case. */
  readonly office: string
  readonly card: string
  readonly card_version: number
  readonly roles: readonly RoleKey[]
  /** The only one who may, as `login@office`; null: whoever has a role. */
  readonly person: string | null
  /** Officer of the case, as `login@office`. */
  readonly officer: string | null
  readonly since: string
  readonly target: string | null
  readonly limit_on: string
  readonly warned: boolean
  /** The overdue deadline has fired. */
  readonly late: boolean
  readonly inquiries: number
  /** Outcome that assigns the officer, where the task is to choose one. */
  readonly assigns: string | null
  /** Have signed already, as `login@office`: two signatures are two people. */
  readonly not_by: readonly string[]
}

export interface DeadlineRow {
  readonly case_id: string
  readonly deadline: string
  /** First day on which it has something to fire. */
  readonly fire_on: string
}

/** A stage that is done, for reports. */
export interface VisitRow {
  readonly case_id: string
  readonly stage: string
  readonly visit: number
  readonly office: string
  readonly card: string
  readonly outcome: string
  readonly done_on: string
  /** Working days it took. */
  readonly days: number
  readonly late: boolean
}

export interface RefusalRow {
  readonly case_id: string
  readonly n: number
  readonly office: string
  readonly card: string
  readonly kind: string
  readonly grounds: readonly string[]
  readonly refused_on: string
  readonly annulled: boolean
}

/** Everything of one case that stands outside its boxes so that it can be found. */
export interface CaseIndex {
  readonly tasks: readonly TaskRow[]
  readonly deadlines: readonly DeadlineRow[]
  readonly visits: readonly VisitRow[]
  readonly refusals: readonly RefusalRow[]
}

export const emptyIndex: CaseIndex = { tasks: [], deadlines: [], visits: [], refusals: [] }

export const taskKey = ({ stage, kind, place, unit }: TaskRow) => `${stage} ${kind} ${place} ${unit}`
export const deadlineKey = ({ deadline }: DeadlineRow) => deadline
export const visitKey = ({ stage, visit }: VisitRow) => `${stage} ${visit}`
export const refusalKey = ({ n }: RefusalRow) => String(n)

/** What has to be written and what taken away so that `before` becomes `after`. */
export function difference<Row>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string,
): { readonly put: readonly Row[]; readonly gone: readonly Row[] } {
  const old = new Map(before.map((row) => [keyOf(row), row]))
  const put: Row[] = []
  for (const row of after) {
    const same = old.get(keyOf(row))
    old.delete(keyOf(row))
    if (same === undefined || JSON.stringify(same) !== JSON.stringify(row)) put.push(row)
  }
  return { put, gone: [...old.values()] }
}
