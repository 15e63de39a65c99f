import type { Card } from '../../card.ts'
import type { Text } from '../../term.ts'
import { workingDaysBetween } from '../../working-days.ts'
import { mayActIn } from '../access.ts'
import { type Actor, actingAs } from '../actor.ts'
import type { CaseContext } from '../commands.ts'
import { signaturesFor, signersOf, signingRole } from '../signatures.ts'
import type { CaseDeadline, RunningCase, StageVisit } from '../state.ts'
import { stageOf } from '../writer.ts'

/** Something the actor can do now. */
export interface CaseTask {
  /** `sign`: somebody else completes the stage. `record`: a notice or a transfer is still owed. */
  readonly kind: 'stage' | 'sign' | 'record'
  readonly case: string
  readonly stage: string
  readonly number: string | null
  readonly title: Text
  readonly since: string
  readonly target: string | null
  readonly limit: string | null
  /** Working days to the limit, negative when it has passed; null without a term. */
  readonly daysLeft: number | null
  readonly warned: boolean
  readonly overdue: boolean
  /** Inquiries without an answer. */
  readonly inquiries: number
}

/** The tasks of one person in one case, the most urgent first. An ended case has only what is still owed. */
export function tasksOf(
  card: Card,
  state: RunningCase,
  actor: Actor,
  { today, ...context }: CaseContext & { readonly today: string },
): CaseTask[] {
  const of = { card, state, context }
  const tasks: CaseTask[] = []
  for (const visit of state.visits) {
    const owed = owedBy(state, visit)
    const mine = mayActIn(of, visit.stage, actor).ok
    if (visit.status === 'open' && mine) tasks.push(task('stage', of, visit, today))
    else if (visit.status === 'open' && signs(of, visit, actor)) tasks.push(task('sign', of, visit, today))
    else if (visit.status !== 'open' && mine && owed.length > 0) tasks.push(task('record', of, visit, today, owed))
  }
  return tasks.sort((a, b) => compare(a.limit, b.limit) || compare(a.stage, b.stage))
}

/**
 * A time through a stage as a task, whoever does it: `stage` while it is open or waits for a register, `record` while
 * something of it is still owed; null when nothing is.
 */
export function rowOfVisit(
  card: Card,
  state: RunningCase,
  visit: StageVisit,
  { today, ...context }: CaseContext & { readonly today: string },
): (CaseTask & { readonly kind: 'stage' | 'record' }) | null {
  const of = { card, state, context }
  if (visit.status === 'open' || visit.status === 'awaiting')
    return { ...task('stage', of, visit, today), kind: 'stage' }
  const owed = owedBy(state, visit)
  return owed.length === 0 ? null : { ...task('record', of, visit, today, owed), kind: 'record' }
}

interface Of {
  readonly card: Card
  readonly state: RunningCase
  readonly context: CaseContext
}

function task(
  kind: CaseTask['kind'],
  { card, state, context }: Of,
  visit: StageVisit,
  today: string,
  terms = running(state, visit),
): CaseTask {
  const stage = stageOf(card, visit.stage)
  const limit = terms.map(({ date }) => date).sort()[0] ?? null
  return {
    kind,
    case: state.id,
    stage: visit.stage,
    number: stage?.number ?? null,
    title: stage?.title ?? { uk: visit.stage, en: visit.stage },
    since: visit.openedOn,
    target: terms.map(({ target, date }) => target ?? date).sort()[0] ?? null,
    limit,
    daysLeft: limit === null ? null : workingDaysBetween(today, limit, context.calendar),
    warned: terms.some(({ warned }) => warned),
    overdue: limit !== null && today > limit,
    inquiries: state.inquiries.filter(
      ({ stage: key, visit: n, status }) => key === visit.stage && n === visit.visit && status === 'sent',
    ).length,
  }
}

function running(state: RunningCase, { stage, visit, round }: StageVisit): readonly CaseDeadline[] {
  return state.deadlines.filter(
    (deadline) =>
      deadline.status === 'running' &&
      deadline.stage === stage &&
      deadline.owed === 'service' &&
      deadline.visit === (deadline.kind === 'cap' ? round : visit),
  )
}

/** What is still to be recorded for a stage that is over. */
function owedBy(state: RunningCase, visit: StageVisit): readonly CaseDeadline[] {
  return running(state, visit).filter(({ kind, until }) => kind === 'term' && until !== 'stage-completed')
}

/** Whether the stage waits for a signature only this actor's role can give, though another role completes it. */
function signs(of: Of, visit: StageVisit, actor: Actor): boolean {
  const stage = stageOf(of.card, visit.stage)
  return (
    stage?.outcomes.some((outcome) => {
      const signers = signersOf(outcome, of.state.facts).filter(
        ({ role }) => role !== undefined && !stage.roles.includes(role),
      )
      const roles = signers.flatMap(({ role }) => role ?? [])
      if (roles.length === 0 || !actingAs(of.card, of.state, actor, roles, of.context.mapping).ok) return false
      const document = of.state.signatures.findLast(
        (one) => one.stage === visit.stage && one.visit === visit.visit && one.outcome === outcome.key,
      )?.document
      const made = signaturesFor(of.state, visit, outcome.key, document ?? null)
      return signingRole(of, signers, made, actor) !== null
    }) ?? false
  )
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}
