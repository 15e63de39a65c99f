import type { Card } from '../card.ts'
import { mayActIn } from '../case/access.ts'
import { type Actor, actingAs } from '../case/actor.ts'
import type { CaseContext } from '../case/commands.ts'
import { type Objection, objection } from '../case/refusals.ts'
import { signersOf } from '../case/signatures.ts'
import type { RunningCase } from '../case/state.ts'
import { stageOf } from '../case/writer.ts'
import type { RoleKey } from '../vocabulary.ts'

export interface OfCase {
  readonly card: Card
  readonly state: RunningCase
  readonly context: CaseContext
}

/** Whether the actor has any part in the case: one of its card's roles, in the office and unit it belongs to. */
export function isOfCase({ card, state, context }: OfCase, actor: Actor): Objection {
  const acting = actingAs(card, state, actor, Object.keys(card.roles) as RoleKey[], context.mapping)
  return acting.ok ? null : objection(acting.code)
}

/** Whether the actor works on the case now: acts in a stage that is open (or signs there), or is its officer. */
export function worksOnIt(of: OfCase, actor: Actor): Objection {
  if (of.state.status === 'ended') return objection('case-ended')
  if (of.state.officer === actor.id) return null
  let against: Objection = null
  for (const { stage, status } of of.state.visits) {
    if (status !== 'open' && status !== 'awaiting') continue
    const access = mayActIn(of, stage, actor)
    if (access.ok || signsIn(of, stage, actor)) return null
    against ??= objection(access.refusal.code)
  }
  return against ?? objection('stage-not-open')
}

/** Whether the actor takes the application now: only then the form and its files change. */
export function takesIt(of: OfCase, actor: Actor): Objection {
  if (of.state.status === 'ended') return objection('case-ended')
  const open = of.state.visits.filter(
    ({ stage, status }) => status === 'open' && stageOf(of.card, stage)?.place === 'window',
  )
  let against: Objection = null
  for (const { stage } of open) {
    const access = mayActIn(of, stage, actor)
    if (access.ok) return null
    against ??= objection(access.refusal.code)
  }
  return against ?? objection('form-closed')
}

/**
 * Whether the actor may write the form now: while the application is taken, and until the applicant has checked and
 * signed what was printed. A step from which it is printed again opens it again.
 */
export function writesForm(of: OfCase, actor: Actor): Objection {
  const against = takesIt(of, actor)
  if (against !== null) return against
  const prints = (key: string): boolean =>
    stageOf(of.card, key)?.outcomes.some(({ papers }) => papers.includes('application-form')) ?? false
  if (!of.card.stages.some(({ key }) => prints(key))) return null
  const open = of.state.visits.filter(({ status }) => status === 'open').map(({ stage }) => stage)
  return [...reachableFrom(of.card, open)].some(prints) ? null : objection('form-closed')
}

/** The stages at the window that outcomes lead to from these, and these themselves. */
function reachableFrom({ stages }: Card, from: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const next = [...from]
  for (let key = next.pop(); key !== undefined; key = next.pop()) {
    const stage = stages.find((one) => one.key === key)
    if (stage?.place !== 'window' || found.has(key)) continue
    found.add(key)
    next.push(...stage.otherwise, ...stage.outcomes.flatMap(({ to }) => to))
  }
  return found
}

function signsIn({ card, state, context }: OfCase, key: string, actor: Actor): boolean {
  const outcomes = stageOf(card, key)?.outcomes ?? []
  const roles = outcomes.flatMap((outcome) => signersOf(outcome, state.facts).flatMap(({ role }) => role ?? []))
  return roles.length > 0 && actingAs(card, state, actor, roles, context.mapping).ok
}
