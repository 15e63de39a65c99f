import type { TaskRow } from '../../protocol/cases/views.ts'
import type { Card, OfficeMapping } from '../card.ts'
import { rolesOfStage } from '../case/actor.ts'
import { signersOf } from '../case/signatures.ts'
import { isUnfinished, type RunningCase } from '../case/state.ts'
import { stageOf } from '../case/writer.ts'
import { type CaseTask, rowOfVisit, tasksOf } from '../case/views/tasks.ts'
import type { RoleKey } from '../vocabulary.ts'
import type { Name } from './case-view.ts'
import type { Applicant } from './applicant.ts'
import type { CaseFolder } from './commands.ts'
import type { Looking } from './trial.ts'

export interface TaskRowOptions extends Looking {
  readonly names: (id: string) => Name | null
  /** True at the hub: the one row of an intake that is its own. */
  readonly draft?: boolean
}

/** What the actor can do in a case, as rows of the task list, the most urgent first. */
export function taskRows(card: Card, folder: CaseFolder, options: TaskRowOptions): TaskRow[] {
  const { state, dossier } = folder
  if (state.status === 'none') return []
  const { actor, context, today, names, draft } = options
  const tasks = tasksOf(card, state, actor, { ...context, today })
  const row = (task: CaseTask, kind: TaskRow['kind']): TaskRow => ({
    case: state.id,
    kind,
    applicant: applicantName(dossier.applicant),
    card: card.id,
    cardTitle: card.title,
    stage: task.stage,
    number: task.number,
    title: task.title,
    since: task.since,
    target: task.target,
    limit: task.limit,
    daysLeft: task.daysLeft,
    warned: task.warned,
    overdue: task.overdue,
    officer:
      state.officer === null ? null : { login: state.officer, name: names(state.officer)?.name ?? state.officer },
    inquiries: task.inquiries,
  })
  if (draft !== true) return tasks.map((task) => row(task, task.kind))
  return tasks.slice(0, 1).map((task) => row(task, 'draft'))
}

/** «Алієв Ельчин Раміз огли»; empty until the form is written. */
export function applicantName(applicant: Applicant | null): string {
  if (applicant === null) return ''
  const { surname, givenName, patronymic } = applicant
  return [surname, givenName, patronymic ?? ''].filter((part) => part !== '').join(' ')
}

/** One thing somebody has to do in a case, whoever it is: what an index of tasks holds. */
export interface OpenWork extends Omit<CaseTask, 'kind'> {
  readonly kind: 'stage' | 'record'
  readonly visit: number
  readonly awaiting: boolean
  readonly place: 'window' | 'office' | 'outside'
  /** Roles that act in the stage, and those that only sign in it, each in its unit. */
  readonly roles: readonly { readonly role: RoleKey; readonly unit: string; readonly signs: boolean }[]
  /** The only one who acts, where the card assigns the stage to the officer. */
  readonly assigned: string | null
}

/** Everything that is open in a case, for an index: stages, those that wait for a register, and what is owed after. */
export function openWork(
  card: Card,
  state: RunningCase,
  { context, today }: Pick<Looking, 'context' | 'today'>,
): OpenWork[] {
  return state.visits.flatMap((visit): OpenWork[] => {
    const stage = stageOf(card, visit.stage)
    const task = rowOfVisit(card, state, visit, { ...context, today })
    if (stage === undefined || task === null) return []
    const { kind } = task
    const acts = rolesOfStage(stage, state)
    const signing = stage.outcomes.flatMap((outcome) =>
      signersOf(outcome, state.facts).flatMap(({ role }) => role ?? []),
    )
    const only = [...new Set(signing)].filter((role) => !acts.includes(role))
    return [
      {
        ...task,
        kind,
        visit: visit.visit,
        awaiting: visit.status === 'awaiting',
        place: stage.place,
        roles: [
          ...acts.map((role) => ({ role, unit: unitOf(card, role, context.mapping), signs: false })),
          ...(isUnfinished(visit) ? only : []).map((role) => ({
            role,
            unit: unitOf(card, role, context.mapping),
            signs: true,
          })),
        ],
        assigned: stage.assigned ? state.officer : null,
      },
    ]
  })
}

function unitOf(card: Card, role: RoleKey, mapping?: OfficeMapping): string {
  return (mapping?.roles[role] ?? card.roles[role])?.unit ?? ''
}
