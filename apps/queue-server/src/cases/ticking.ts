import { decideFolder } from '@cherha/shared/workflow'
import type { Pool } from 'pg'
import type { CasePorts } from './ports.ts'
import type { Rules } from './rules.ts'
import type { CaseWork } from './work.ts'

export interface TickingParts {
  readonly ports: Pick<CasePorts, 'office' | 'report'>
  readonly pool: Pool
  readonly work: CaseWork
  readonly rules: Rules
}

/** Deadlines looked up at once: an ordinary day needs one question. */
const batch = 2_000
/** Cases that are worked on at the same time: the others of the server have to get through. */
const atOnce = 4

/**
 * Fires every deadline that is due, however long nobody has looked: once each, never early. Cases whose calendar or
 * mapping has changed since they were last touched are brought in line first.
 * @param today never later than the date at a case's own office counts
 * @returns how many deadlines fired
 */
export async function tickAll(parts: TickingParts, today: string): Promise<number> {
  const moved = await bringInLine(parts, today)
  let fired = moved
  for await (const ids of dueCases(parts.pool, today)) fired += await tickEach(parts, ids, today)
  return fired
}

/** Numbers of cases with something due, in batches, found through the index. */
export async function* dueCases(pool: Pool, today: string): AsyncGenerator<readonly string[]> {
  let after = { fire_on: '', case_id: '' }
  for (;;) {
    const { rows } = await pool.query<typeof after>({
      name: 'case-due',
      text: `SELECT fire_on, case_id FROM case_deadline
        WHERE fire_on <= $1 AND (fire_on, case_id) > ($2, $3) ORDER BY fire_on, case_id LIMIT $4`,
      values: [today, after.fire_on, after.case_id, batch],
    })
    const last = rows.at(-1)
    if (last === undefined) return
    yield [...new Set(rows.map(({ case_id }) => case_id))]
    if (rows.length < batch) return
    after = last
  }
}

interface Group {
  readonly office: string
  readonly entity: string | null
  readonly card: string
  readonly rules: string
}

/** Open cases whose terms and tasks were worked out by another calendar or mapping. */
async function bringInLine(parts: TickingParts, today: string): Promise<number> {
  const { pool, ports, rules } = parts
  const { rows: groups } = await pool.query<Group>(
    `SELECT DISTINCT office, entity, card, rules FROM case_now WHERE status = 'open'`,
  )
  let fired = 0
  for (const group of groups) {
    const config = ports.office(group.office)
    if (config === null) continue
    const entity = group.entity === null ? null : ports.office(group.entity)
    const { stamp } = await rules.of(config, entity, group.card)
    if (stamp === group.rules) continue
    for await (const ids of casesOf(pool, group)) fired += await tickEach(parts, ids, today)
  }
  return fired
}

async function* casesOf(pool: Pool, { office, entity, card, rules }: Group): AsyncGenerator<readonly string[]> {
  let after = ''
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM case_now
       WHERE status = 'open' AND office = $1 AND entity IS NOT DISTINCT FROM $2 AND card = $3 AND rules = $4 AND id > $5
       ORDER BY id LIMIT $6`,
      [office, entity, card, rules, after, batch],
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(({ id }) => id)
    after = last.id
  }
}

async function tickEach(parts: TickingParts, ids: readonly string[], today: string): Promise<number> {
  const left = [...ids]
  let fired = 0
  const worker = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      try {
        fired += await tickCase(parts.work, id, today)
      } catch (error) {
        // one case that cannot be read keeps no other from its deadlines; the next run tries it again
        parts.ports.report(`the deadlines of case ${id} cannot be looked at`, error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return fired
}

async function tickCase(work: CaseWork, id: string, today: string): Promise<number> {
  let fired = 0
  await work.change(id, null, ({ card, stored, rules, today: here, at }) => {
    const command = { type: 'tick', today: here < today ? here : today, at } as const
    const decision = decideFolder(card, stored.folder, command, rules.context)
    if (!decision.ok) return decision
    fired = decision.events.filter(({ type }) => type === 'deadline-warned' || type === 'deadline-overdue').length
    return { ok: true, commands: [command], events: decision.events, result: () => null }
  })
  return fired
}
