import { addDays } from '@cherha/shared/calendar'
import type { OfficeConfig, TaskPage, TaskQuery } from '@cherha/shared/protocol'
import { type Actor, applicantName, type Text } from '@cherha/shared/workflow'
import type { DraftRow } from './case-store.ts'
import type { Draft, Drafts } from './drafts.ts'
import { wordsOf } from './refusals.ts'
import { contextOf, maySee } from './who.ts'

type TaskRow = TaskPage['tasks'][number]

/** After so many days a draft nobody has finished is shown to the leads of the office, too. */
export const forgottenDays = 7

const waits: Text = {
  uk: 'Прийом завершено, справа чекає передачі центральному серверу',
  en: 'The intake is over, the case waits to be handed over to the queue server',
}

export interface TaskAsker {
  readonly login: string
  readonly isLead: boolean
  /** null: works with the queue only. */
  readonly actor: Actor | null
}

/** The drafts of this hub as tasks, the oldest first: one's own, or with scope `unit` all one may see. */
export function draftTasks(
  drafts: Pick<Drafts, 'all' | 'damaged'>,
  asker: TaskAsker,
  { scope, q }: Pick<TaskQuery, 'scope' | 'q'>,
  config: OfficeConfig,
  today: string,
): TaskRow[] {
  const isForgotten = ({ date }: Pick<Draft, 'date'>) => addDays(date, forgottenDays) < today
  const own = drafts.all().filter((draft) => {
    if (asker.isLead && isForgotten(draft)) return true
    if (asker.actor === null) return false
    const { card, folder, staff } = draft
    return (
      maySee(card, folder.state, asker.actor, contextOf(config, card.id)) && (scope === 'unit' || staff === asker.login)
    )
  })
  const damaged = drafts.damaged().filter(({ staff }) => asker.isLead || staff === asker.login)
  const rows = [...own.map((draft) => rowOf(draft, asker, config, today)), ...damaged.map(damagedRow)]
  return rows.filter((row) => q === undefined || q === '' || isFound(row, q))
}

/** Whether a row is the one looked for: by its number, or by how its surname begins. */
function isFound({ case: id, applicant }: TaskRow, q: string): boolean {
  const wanted = q.toLocaleLowerCase('uk')
  return id.includes(wanted) || applicant.toLocaleLowerCase('uk').startsWith(wanted)
}

function rowOf(draft: Draft, { actor }: TaskAsker, config: OfficeConfig, today: string): TaskRow {
  const { id, card, folder, state, date, reason, staff } = draft
  const { dossier } = folder
  const open = folder.state.status === 'none' ? [] : folder.state.visits.filter(({ status }) => status === 'open')
  const stage = card.stages.find(({ key }) => open.some((visit) => visit.stage === key))
  // a lead without a part in applications sees that there is one, not whose
  const mayRead = actor !== null && maySee(card, folder.state, actor, contextOf(config, card.id))
  const { applicant } = dossier
  const isLate = state === 'open' && date < today
  return {
    case: id,
    kind: 'draft',
    applicant: mayRead ? applicantName(applicant) : '',
    card: card.id,
    cardTitle: card.title,
    stage: stage?.key ?? card.start,
    number: stage?.number ?? null,
    title: state === 'open' ? (stage?.title ?? card.title) : (reason?.message ?? waits),
    since: date,
    target: null,
    limit: state === 'open' ? date : null,
    daysLeft: state === 'open' ? (isLate ? -1 : 0) : null,
    warned: isLate,
    overdue: isLate,
    officer: { login: staff, name: config.staff.find(({ login }) => login === staff)?.name ?? staff },
    inquiries: 0,
  }
}

function damagedRow({ id, card, date, staff }: DraftRow): TaskRow {
  const title = wordsOf('draft-damaged')
  return {
    case: id,
    kind: 'draft',
    applicant: '',
    card,
    cardTitle: { uk: card, en: card },
    stage: 'intake',
    number: null,
    title,
    since: date,
    target: null,
    limit: null,
    daysLeft: null,
    warned: true,
    overdue: true,
    officer: { login: staff, name: staff },
    inquiries: 0,
  }
}

/** The server's page with the drafts of this hub before it; `page` null: the server is away. */
export function withDrafts(rows: readonly TaskRow[], page: TaskPage | null, today: string): TaskPage {
  const { tasks = [], total = 0, overdue = 0, dueToday = 0, next = null } = page ?? {}
  // for a moment a case may be with both: the server has taken it, the hub is about to erase it
  const known = new Set(rows.map((row) => row.case))
  return {
    tasks: [...rows, ...tasks.filter((row) => !known.has(row.case))],
    total: total + rows.length,
    overdue: overdue + rows.filter((row) => row.overdue).length,
    dueToday: dueToday + rows.filter((row) => row.limit === today).length,
    next,
    server: page !== null,
  }
}
