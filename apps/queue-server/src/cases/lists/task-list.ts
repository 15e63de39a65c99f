import type { TaskPage, TaskQuery, TaskRow } from '@cherha/shared/protocol'
import { loginOf, workingDaysBetween } from '@cherha/shared/workflow'
import type { Pool } from 'pg'
import { dateAt } from '../../offices/day-clock.ts'
import type { CaseStaff } from '../cases.ts'
import { fullId } from '../index/index-case.ts'
import { noLimit, type TaskRow as IndexRow } from '../index/rows.ts'
import type { People } from '../people.ts'
import type { CasePorts } from '../ports.ts'
import type { Rules } from '../rules.ts'
import { openJson } from '../store/boxes.ts'
import type { CardShelf } from '../store/card-shelf.ts'
import { nameOf } from '../store/case-store.ts'
import { lettersOf, type Persons } from '../store/persons.ts'
import { countQuery, pageQuery, type TaskPlace, type TaskScope } from './task-query.ts'

export interface TaskListParts {
  readonly ports: Pick<CasePorts, 'clock' | 'office'>
  readonly pool: Pool
  readonly people: People
  readonly persons: Persons
  readonly cards: CardShelf
  readonly rules: Rules
}

type FoundRow = IndexRow & { readonly applicant: Buffer | null; readonly key: Buffer | null }

const nobody: TaskPage = { tasks: [], total: 0, overdue: 0, dueToday: 0, next: null, server: true }

/** Tasks of a person or a unit, from the index alone: no case is opened for it, only the names of one page. */
export async function taskPage(parts: TaskListParts, who: CaseStaff, query: TaskQuery): Promise<TaskPage> {
  const { ports, pool, people, rules } = parts
  const actor = people.actor(who, who.office)
  const config = ports.office(who.office)
  if (actor === null || config === null) return nobody
  const today = dateAt(ports.clock.now(), config.timeZone)
  const scope = { actor, full: fullId(who.login, who.office), scope: query.scope, ...searchOf(parts.persons, query.q) }
  const { context } = await rules.of(config, null, '')
  const [page, counts] = await Promise.all([
    pool.query<FoundRow>(pageQuery(scope, placeOf(query.after), query.limit + 1)),
    pool.query<{ total: number; overdue: number; today: number }>(countQuery(scope, today)),
  ])
  const rows = page.rows.slice(0, query.limit)
  const tasks = await Promise.all(rows.map((row) => shown(parts, row, today, context.calendar)))
  const last = page.rows.length > query.limit ? rows.at(-1) : undefined
  const count = counts.rows[0]
  return {
    tasks: withoutDoubles(tasks).filter(({ applicant }) => isMeant(applicant, scope, query.q)),
    total: count?.total ?? 0,
    overdue: count?.overdue ?? 0,
    dueToday: count?.today ?? 0,
    next: last === undefined ? null : [last.limit_on, last.case_id, last.stage, last.kind].join('|'),
    server: true,
  }
}

/** What is looked for: a number begins with a digit, a name does not. */
function searchOf(persons: Persons, q = ''): Pick<TaskScope, 'number' | 'prefix'> {
  const text = q.normalize('NFKC').trim()
  if (text === '') return { number: null, prefix: null }
  if (/^\d/.test(text)) return { number: text.toLowerCase().replaceAll(/[\s‐-―]/g, '-'), prefix: null }
  // what has no letter is the beginning of nobody's name
  return { number: null, prefix: persons.prefix(text) ?? Buffer.alloc(0) }
}

/** The hash knows the first letters only; the opened name tells the rest. */
function isMeant(applicant: string, { prefix }: Pick<TaskScope, 'prefix'>, q = ''): boolean {
  return prefix === null || lettersOf(applicant).startsWith(lettersOf(q))
}

function placeOf(after: string | undefined): TaskPlace | null {
  const [limit, id, stage, kind] = after?.split('|') ?? []
  return limit === undefined || id === undefined || stage === undefined || kind === undefined
    ? null
    : { limit, id, stage, kind }
}

async function shown(
  { cards, people }: TaskListParts,
  row: FoundRow,
  today: string,
  calendar: Parameters<typeof workingDaysBetween>[2],
): Promise<TaskRow> {
  const card = await cards.get(row.card, row.card_version)
  const stage = card?.stages.find(({ key }) => key === row.stage)
  const limit = row.limit_on === noLimit ? null : row.limit_on
  const plain = { uk: row.stage, en: row.stage }
  return {
    case: row.case_id,
    kind: row.kind,
    applicant:
      row.applicant === null || row.key === null ? '' : openJson<string>(row.key, nameOf(row.case_id), row.applicant),
    card: row.card,
    cardTitle: card?.title ?? { uk: row.card, en: row.card },
    stage: row.stage,
    number: stage?.number ?? null,
    title: stage?.title ?? plain,
    since: row.since,
    target: row.target,
    limit,
    daysLeft: limit === null ? null : workingDaysBetween(today, limit, calendar),
    warned: row.warned,
    overdue: limit !== null && today > limit,
    officer: row.officer === null ? null : officerOf(row.officer, row.office, people),
    inquiries: row.inquiries,
  }
}

/** The id as the case has it. */
function officerOf(full: string, caseOffice: string, people: People): TaskRow['officer'] {
  const { login, office } = loginOf(full, caseOffice)
  const id = office === caseOffice ? login : full
  return { login: id, name: people.nameOf(caseOffice)(id) }
}

/** Who may complete a stage is not also asked to sign it. */
function withoutDoubles(tasks: readonly TaskRow[]): TaskRow[] {
  const whole = new Set(tasks.flatMap(({ case: id, stage, kind }) => (kind === 'stage' ? [`${id} ${stage}`] : [])))
  return tasks.filter(({ case: id, stage, kind }) => kind !== 'sign' || !whole.has(`${id} ${stage}`))
}
