import type { DistributionView } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import { tasksOf } from '../case/views/tasks.ts'
import { stageOf } from '../case/writer.ts'
import type { CaseFolder } from './commands.ts'
import { applicantName } from './task-rows.ts'
import type { Looking } from './trial.ts'

export type WaitingCase = Omit<DistributionView['waiting'][number], 'suggested'>
export type OfficerLoad = DistributionView['officers'][number]

/** A case the actor can give an officer now; null when not. */
export function waitingCase(card: Card, { state, dossier }: CaseFolder, looking: Looking): WaitingCase | null {
  if (state.status !== 'open') return null
  const { actor, context, today } = looking
  for (const task of tasksOf(card, state, actor, { ...context, today })) {
    const outcome = stageOf(card, task.stage)?.outcomes.find(({ effects }) => effects.includes('assign-officer'))
    if (task.kind !== 'stage' || outcome === undefined) continue
    return {
      case: state.id,
      version: state.version,
      stage: task.stage,
      outcome: outcome.key,
      applicant: applicantName(dossier.applicant),
      card: card.id,
      cardTitle: card.title,
      since: task.since,
      limit: task.limit,
    }
  }
  return null
}

/**
 * The day's distribution: the most urgent case first, each suggested to whoever then has the least to do. Work that is
 * late or soon due weighs double. Nobody is suggested who may not lead the case.
 */
export function distributionView(
  waiting: readonly WaitingCase[],
  officers: readonly OfficerLoad[],
  mayLead: (row: WaitingCase, login: string) => boolean = () => true,
): DistributionView {
  const load = new Map(officers.map(({ login, open, dueSoon, overdue }) => [login, open + dueSoon + overdue]))
  const rows = [...waiting].sort(
    (a, b) => compare(a.limit, b.limit) || compare(a.since, b.since) || compare(a.case, b.case),
  )
  return {
    waiting: rows.map((row) => {
      const free = officers
        .filter(({ login }) => mayLead(row, login))
        .sort((a, b) => (load.get(a.login) ?? 0) - (load.get(b.login) ?? 0) || compare(a.login, b.login))
      const suggested = free[0]?.login ?? null
      if (suggested !== null) load.set(suggested, (load.get(suggested) ?? 0) + 1)
      return { ...row, suggested }
    }),
    officers: [...officers],
  }
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}
