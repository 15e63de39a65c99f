import { createHash } from 'node:crypto'
import type { DistributeAnswer, DistributeBody, DistributionView } from '@cherha/shared/protocol'
import { type Actor, actingAs, distributionView, waitingCase } from '@cherha/shared/workflow'
import type { Pool } from 'pg'
import { dateAt } from '../../offices/day-clock.ts'
import type { Acting } from '../acting.ts'
import { ownRefusal } from '../answers.ts'
import { CaseNotFound, type CaseStaff } from '../cases.ts'
import { fullId } from '../index/index-case.ts'
import type { People } from '../people.ts'
import type { CasePorts } from '../ports.ts'
import type { CaseAt, CaseWork } from '../work.ts'

export interface DistributionParts {
  readonly ports: Pick<CasePorts, 'clock' | 'office' | 'report'>
  readonly pool: Pool
  readonly people: People
  readonly work: CaseWork
  readonly acting: Acting
}

/** As many as one confirmation may have. */
const mostWaiting = 200

/** What waits for an officer at this person's office, and who is suggested: whoever has the least to do. */
export async function distributionFor(parts: DistributionParts, who: CaseStaff): Promise<DistributionView> {
  const { people, pool } = parts
  const actor = people.actor(who, who.office)
  if (actor === null) return { waiting: [], officers: [] }
  const { rows } = await pool.query<{ case_id: string }>(
    `SELECT case_id FROM case_task
     WHERE place = $1 AND unit = $2 AND person IS NULL AND kind = 'stage' AND assigns IS NOT NULL AND roles && $3::text[]
     ORDER BY limit_on, case_id LIMIT $4`,
    [actor.office, actor.unit, actor.roles, mostWaiting],
  )
  const cases = new Map<string, CaseAt>()
  const waiting = []
  for (const { case_id: id } of rows) {
    const now = await openedCase(parts, id)
    const row = now === null ? null : waitingCase(now.card, now.stored.folder, { actor, ...lookedAt(now) })
    if (now === null || row === null) continue
    cases.set(id, now)
    waiting.push(row)
  }
  const opened = [...cases.values()]
  const officers = people
    .colleagues(who.office)
    .filter(
      (one) => one.roles.includes('officer') && (one.unit === actor.unit || opened.some((now) => mayLead(now, one))),
    )
  return distributionView(waiting, await loads(parts, who.office, officers), (row, login) => {
    const now = cases.get(row.case)
    const officer = officers.find(({ id }) => id === login)
    return now !== undefined && officer !== undefined && mayLead(now, officer)
  })
}

/** Each case answers for itself: one that somebody else has distributed meanwhile holds nobody up. */
export async function distributeAll(
  { acting }: DistributionParts,
  who: CaseStaff,
  { commandId, assignments }: DistributeBody,
): Promise<DistributeAnswer> {
  const assigned: string[] = []
  const refused: DistributeAnswer['refused'] = []
  for (const { case: id, version, stage, outcome, officer } of assignments) {
    const answer = await acting
      .act(who, id, {
        commandId: ownCommandId(commandId, id),
        version,
        action: 'complete',
        stage,
        outcome,
        data: { officer },
      })
      .catch((error: unknown) => {
        if (error instanceof CaseNotFound) return { ok: false as const, refusal: ownRefusal('case-not-found') }
        throw error
      })
    if (answer.ok) assigned.push(id)
    else refused.push({ case: id, code: answer.refusal.code, message: answer.refusal.message })
  }
  return { assigned, refused }
}

/** The command of one case of a confirmation: the same when it is sent again. */
function ownCommandId(commandId: string, id: string): string {
  const hex = createHash('sha256').update(`${commandId} ${id}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function openedCase({ work, ports }: DistributionParts, id: string): Promise<CaseAt | null> {
  try {
    return await work.open(id)
  } catch (error) {
    // one case that cannot be opened does not keep the others from their officers
    ports.report(`case ${id} cannot be distributed`, error)
    return null
  }
}

function lookedAt({ rules, today }: CaseAt) {
  return { context: rules.context, today }
}

function mayLead({ card, stored, rules }: CaseAt, officer: Actor): boolean {
  return actingAs(card, stored.folder.state, officer, ['officer'], rules.context.mapping).ok
}

/** What the officers of an office have to do already. */
async function loads({ ports, pool, people }: DistributionParts, office: string, officers: readonly Actor[]) {
  const config = ports.office(office)
  const today = config === null ? '' : dateAt(ports.clock.now(), config.timeZone)
  const { rows } = await pool.query<{ officer: string; open: number; soon: number; late: number }>(
    `SELECT officer, count(*) AS open, count(*) FILTER (WHERE warned AND limit_on >= $3) AS soon,
       count(*) FILTER (WHERE limit_on < $3) AS late
     FROM case_task WHERE office = $1 AND kind = 'stage' AND officer = ANY ($2::text[]) GROUP BY officer`,
    [office, officers.map(({ id }) => fullId(id, office)), today],
  )
  const nameOf = people.nameOf(office)
  return officers.map(({ id }) => {
    const row = rows.find(({ officer }) => officer === fullId(id, office))
    return { login: id, name: nameOf(id), open: row?.open ?? 0, dueSoon: row?.soon ?? 0, overdue: row?.late ?? 0 }
  })
}
