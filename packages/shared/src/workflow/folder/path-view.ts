import type { PathStopView } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import type { CaseContext } from '../case/commands.ts'
import type { RunningCase } from '../case/state.ts'
import { trueFacts } from '../case/writer.ts'
import { pathOf, type PathStep } from '../case/views/path.ts'
import { holds } from '../term.ts'
import { reachableStages } from './reachable.ts'

/** The stops of the path diagram: rows of the card that are done, or printed as not applicable. */
export function pathStops(
  card: Card,
  state: RunningCase,
  context: CaseContext,
  nameOf: (id: string) => string,
): PathStopView[] {
  const reachable = reachableStages(card, state)
  return pathOf(card, state, context)
    .filter(({ kind }) => kind === 'stage' || kind === 'not-applicable')
    .map((step) => stop(card, state, step, reachable, nameOf))
}

function stop(
  card: Card,
  state: RunningCase,
  step: PathStep,
  reachable: ReadonlySet<string>,
  nameOf: (id: string) => string,
): PathStopView {
  const stage = card.stages.find(({ key }) => key === step.key)
  const facts = trueFacts(state.facts)
  const outOfReach = step.status === 'ahead' && !reachable.has(step.key)
  const own = stage?.deadlines.filter(
    ({ until, owed, tracks, when }) =>
      until === 'stage-completed' &&
      owed === 'service' &&
      tracks?.includes(state.track) !== false &&
      holds(when, facts),
  )
  return {
    key: step.key,
    number: step.number,
    title: step.title,
    status: outOfReach ? 'not-reached' : step.status,
    place: stage?.place ?? 'office',
    conditional: step.conditional,
    doneOn: step.doneOn,
    by: step.by === null ? null : nameOf(step.by),
    outcome: step.outcome,
    target: outOfReach ? null : step.target,
    limit: outOfReach ? null : step.limit,
    overdue: step.overdue,
    printed: own?.[0]?.printed ?? null,
  }
}
