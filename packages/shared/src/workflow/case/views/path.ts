import type { Card, OfficeMapping } from '../../card.ts'
import { planCard, type PlannedRow } from '../../plan.ts'
import type { Stage } from '../../stage.ts'
import type { Text } from '../../term.ts'
import type { WorkingCalendar } from '../../working-days.ts'
import { rolesOfStage } from '../actor.ts'
import { CaseDates, happenedFor } from '../case-dates.ts'
import { type WhoActs, whoActs } from '../../role-titles.ts'
import { type CaseDeadline, lastVisit, type RunningCase, type StageVisit, visitsOf } from '../state.ts'
import { stageOf } from '../writer.ts'

/** One step of the path diagram, in the order of the card. */
export interface PathStep {
  readonly kind: PlannedRow['kind']
  readonly key: string
  readonly number: string | null
  readonly title: Text
  /** `waiting`: the case has come to it, but it waits for others. `ahead`: not come to yet. */
  readonly status: StageVisit['status'] | 'waiting' | 'ahead' | 'not-applicable' | 'not-reached'
  /** Done only in some cases. */
  readonly conditional: boolean
  readonly who: readonly WhoActs[]
  readonly by: string | null
  readonly openedOn: string | null
  readonly doneOn: string | null
  readonly outcome: Text | null
  /** How often the case was here. */
  readonly times: number
  /** Running terms of the stage; for a stage ahead the dates are planned. */
  readonly target: string | null
  readonly limit: string | null
  readonly overdue: boolean
  readonly deadlines: readonly CaseDeadline[]
}

/** The card's stages with the dates of one case. */
export function pathOf(
  card: Card,
  state: RunningCase,
  { calendar, mapping }: { readonly calendar: WorkingCalendar; readonly mapping?: OfficeMapping },
): PathStep[] {
  const dates = new CaseDates(card, state, calendar, happenedFor(state))
  const plan = planCard(card, { from: state.day, calendar, track: state.track, entity: state.entity !== null })
  return plan.rows.map((row) => {
    const stage = stageOf(card, row.key)
    if (row.kind !== 'stage' || stage === undefined) return otherStep(row)
    const visit = lastVisit(state, row.key)
    const deadlines = deadlinesOf(state, row.key, visit)
    const own = deadlines.filter(({ owed, until }) => owed === 'service' && until === 'stage-completed')
    const ahead = visit === undefined && state.status === 'open'
    return {
      kind: row.kind,
      key: row.key,
      number: row.number,
      title: row.title,
      status: statusOf(state, stage, visit),
      conditional: row.conditional,
      who: rolesOfStage(stage, state).flatMap((role) => whoActs(card, role, mapping) ?? []),
      by: visit?.by ?? null,
      openedOn: visit?.status === 'skipped' ? null : (visit?.openedOn ?? null),
      doneOn: visit?.status === 'done' || visit?.status === 'awaiting' ? visit.doneOn : null,
      outcome: stage.outcomes.find(({ key }) => key === visit?.outcome)?.title ?? null,
      times: visitsOf(state, row.key).filter(({ status }) => status !== 'skipped').length,
      target: ahead
        ? dates.stage(row.key, 'target')
        : (earliest(own.map(({ target, date }) => target ?? date)) ?? null),
      limit: ahead ? dates.stage(row.key, 'limit') : (earliest(own.map(({ date }) => date)) ?? null),
      overdue: deadlines.some(({ overdue, kind }) => overdue && kind !== 'reminder'),
      deadlines,
    }
  })
}

function statusOf(state: RunningCase, stage: Stage, visit: StageVisit | undefined): PathStep['status'] {
  if (state.wanted.includes(stage.key)) return 'waiting'
  if (visit !== undefined) return visit.status
  return state.status === 'ended' ? 'not-reached' : 'ahead'
}

function deadlinesOf(state: RunningCase, stage: string, visit: StageVisit | undefined): CaseDeadline[] {
  return state.deadlines.filter((deadline) => {
    if (deadline.stage !== stage || deadline.status === 'dropped') return false
    return deadline.kind === 'cap' ? deadline.visit === state.round : deadline.visit === visit?.visit
  })
}

function otherStep(row: PlannedRow): PathStep {
  const { kind, key, number, title, conditional } = row
  const status = kind === 'not-applicable' ? 'not-applicable' : 'ahead'
  const none = { by: null, openedOn: null, doneOn: null, outcome: null, times: 0, target: null, limit: null }
  return { kind, key, number, title, status, conditional, who: [], overdue: false, deadlines: [], ...none }
}

function earliest(dates: readonly string[]): string | undefined {
  return [...dates].sort()[0]
}
