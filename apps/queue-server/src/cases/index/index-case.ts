import { addDays } from '@cherha/shared/calendar'
import {
  type Card,
  type CaseContext,
  type CaseDeadline,
  loginOf,
  type RoleKey,
  rolesOfStage,
  type RunningCase,
  signersOf,
  type Stage,
  type StageVisit,
  workingDaysBetween,
} from '@cherha/shared/workflow'
import {
  type CaseIndex,
  type DeadlineRow,
  everywhere,
  noLimit,
  type RefusalRow,
  type TaskRow,
  type VisitRow,
} from './rows.ts'

/** Goes up when the rows below are made in another way: the next run of the jobs makes those of open cases anew. */
export const indexForm = 1

/** The rows of a case: what can be done in it and by whom, what is due, what was done. Holds nobody's data. */
export function indexCase(card: Card, state: RunningCase, context: CaseContext): CaseIndex {
  return {
    tasks: state.visits.flatMap((visit) => tasksOf(card, state, visit, context)),
    deadlines: state.deadlines.flatMap((deadline) => deadlineRow(state.id, deadline)),
    visits: state.visits.flatMap((visit) => visitRow(state, visit, context)),
    refusals: refusalRows(card, state),
  }
}

/** Above the number of refusals a case can have. */
const cancellationNumber = 1_000

/** Refusals, and a card that was taken away: what later applications of the same person are measured by. */
function refusalRows({ id: card }: Card, { id: case_id, office, refusals, marks }: RunningCase): RefusalRow[] {
  const rows = refusals.map(
    ({ kind, grounds, on, annulled }, n): RefusalRow => ({
      case_id,
      n,
      office,
      card,
      kind,
      grounds,
      refused_on: on,
      annulled,
    }),
  )
  const withdrawn = marks['card-withdrawn']
  if (withdrawn === undefined) return rows
  const cancellation = { kind: 'cancellation', grounds: [], refused_on: withdrawn, annulled: false }
  return [...rows, { case_id, n: cancellationNumber, office, card, ...cancellation }]
}

/** An actor's id with its office, so that it means the same in every list. */
export function fullId(id: string, caseOffice: string): string {
  const { login, office } = loginOf(id, caseOffice)
  return `${login}@${office}`
}

function deadlineRow(case_id: string, { id, status, overdue, warned, warnOn, date }: CaseDeadline): DeadlineRow[] {
  if (status !== 'running' || overdue) return []
  const after = addDays(date, 1)
  return [{ case_id, deadline: id, fire_on: warned || warnOn === null || warnOn > after ? after : warnOn }]
}

function visitRow(state: RunningCase, visit: StageVisit, { calendar }: CaseContext): VisitRow[] {
  const { stage, visit: n, status, outcome, doneOn, openedOn } = visit
  if (status !== 'done' || outcome === null || doneOn === null) return []
  const late = state.deadlines.some(
    (one) =>
      one.stage === stage &&
      one.kind === 'term' &&
      one.visit === n &&
      one.owed === 'service' &&
      one.until === 'stage-completed' &&
      (one.overdue || doneOn > one.date),
  )
  const days = doneOn <= openedOn ? 0 : workingDaysBetween(openedOn, doneOn, calendar)
  const { id: case_id, office, card } = state
  return [{ case_id, stage, visit: n, office, card: card.id, outcome, done_on: doneOn, days, late }]
}

function tasksOf(card: Card, state: RunningCase, visit: StageVisit, context: CaseContext): TaskRow[] {
  const stage = card.stages.find(({ key }) => key === visit.stage)
  if (stage === undefined) return []
  const person = stage.assigned && state.officer !== null ? fullId(state.officer, state.office) : null
  const own = rolesOfStage(stage, state)
  if (visit.status !== 'open') {
    const owed = termsOf(state, visit).filter(({ kind, until }) => kind === 'term' && until !== 'stage-completed')
    return owed.length === 0 ? [] : rowsOf('record', card, state, visit, own, context, { terms: owed, person })
  }
  const assigns = stage.outcomes.find(({ effects }) => effects.includes('assign-officer'))?.key ?? null
  return [
    ...rowsOf('stage', card, state, visit, own, context, { person, assigns }),
    ...stage.outcomes.flatMap((outcome) => {
      const { roles, signed } = stillToSign(stage, outcome, state, visit)
      return rowsOf('sign', card, state, visit, roles, context, { person: null, notBy: signed })
    }),
  ].filter((row, at, all) => all.findIndex((one) => isSameTask(one, row)) === at)
}

/** Two outcomes may ask for the same signature. */
function isSameTask(one: TaskRow, other: TaskRow): boolean {
  return one.kind === other.kind && one.place === other.place && one.unit === other.unit
}

/** Roles that sign an outcome somebody else completes, and whose signature is missing. */
function stillToSign(
  stage: Stage,
  outcome: Stage['outcomes'][number],
  state: RunningCase,
  visit: StageVisit,
): { readonly roles: readonly RoleKey[]; readonly signed: readonly string[] } {
  const made = state.signatures.filter(
    (one) => one.stage === visit.stage && one.visit === visit.visit && one.outcome === outcome.key,
  )
  const by = (role: RoleKey) => made.filter(({ who }) => 'staff' in who && who.role === role).length
  const roles = signersOf(outcome, state.facts).flatMap(({ role, count }) =>
    role === undefined || stage.roles.includes(role) || by(role) >= count ? [] : [role],
  )
  return { roles, signed: made.flatMap(({ who }) => ('staff' in who ? [fullId(who.staff, state.office)] : [])) }
}

interface More {
  readonly person: string | null
  readonly terms?: readonly CaseDeadline[]
  readonly assigns?: string | null
  readonly notBy?: readonly string[]
}

/** One row for each place and unit where people of these roles work. */
function rowsOf(
  kind: TaskRow['kind'],
  card: Card,
  state: RunningCase,
  visit: StageVisit,
  roles: readonly RoleKey[],
  { mapping }: CaseContext,
  { person, terms = termsOf(state, visit), assigns = null, notBy = [] }: More,
): TaskRow[] {
  const where = new Map<string, { place: string; unit: string; roles: RoleKey[] }>()
  for (const role of roles) {
    const unit = (mapping?.roles[role] ?? card.roles[role])?.unit
    const place = placeOf(card, state, role)
    if (unit === undefined || place === null) continue
    const at = where.get(`${place} ${unit}`) ?? { place, unit, roles: [] }
    if (!at.roles.includes(role)) at.roles.push(role)
    where.set(`${place} ${unit}`, at)
  }
  return [...where.values()].map(({ place, unit, roles: here }) => ({
    case_id: state.id,
    stage: visit.stage,
    kind,
    place,
    unit,
    office: state.office,
    card: card.id,
    card_version: card.version,
    roles: here,
    person,
    officer: state.officer === null ? null : fullId(state.officer, state.office),
    since: visit.openedOn,
    target: terms.map(({ target, date }) => target ?? date).sort()[0] ?? null,
    limit_on: terms.map(({ date }) => date).sort()[0] ?? noLimit,
    warned: terms.some(({ warned }) => warned),
    late: terms.some(({ overdue }) => overdue),
    inquiries: state.inquiries.filter(
      ({ stage, visit: n, status }) => stage === visit.stage && n === visit.visit && status === 'sent',
    ).length,
    assigns,
    not_by: notBy,
  }))
}

/** Whose people act in a role: as the rules have it (`worksFor`). Null: nobody's, the case has no entity. */
function placeOf(card: Card, state: RunningCase, role: RoleKey): string | null {
  if (role === 'authorised-entity') return state.entity
  const central = card.roles.central?.unit
  return central !== undefined && card.roles[role]?.unit === central ? everywhere : state.office
}

function termsOf(state: RunningCase, { stage, visit, round }: StageVisit): readonly CaseDeadline[] {
  return state.deadlines.filter(
    (deadline) =>
      deadline.status === 'running' &&
      deadline.stage === stage &&
      deadline.owed === 'service' &&
      deadline.visit === (deadline.kind === 'cap' ? round : visit),
  )
}
