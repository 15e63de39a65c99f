import type { Pool } from 'pg'
import { addDays, isDate } from '@cherha/shared/calendar'
import type { CasePorts } from './ports.ts'
import type { CaseStore } from './store/case-store.ts'

export interface ErasingParts {
  readonly ports: Pick<CasePorts, 'clock' | 'journal' | 'vault'>
  readonly pool: Pool
  readonly store: CaseStore
}

const batch = 200

/**
 * Erases the key of a case that has ended, and what was made readable with it: its files, its state, the hashes of its
 * applicant. Its records stay where they are, sealed for ever, and their chain can still be verified.
 * @returns false: there is no such case, it is not over, or it is erased already
 */
export async function eraseCase({ ports, pool, store }: ErasingParts, id: string): Promise<boolean> {
  const client = await pool.connect()
  let office: string | undefined
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ office: string }>(
      `UPDATE case_now SET box = NULL, applicant = NULL WHERE id = $1 AND status = 'ended' AND box IS NOT NULL
       RETURNING office`,
      [id],
    )
    office = rows[0]?.office
    if (office !== undefined) {
      for (const table of ['secret.case_key', 'secret.case_person', 'secret.case_name', 'case_task', 'case_deadline']) {
        await client.query(`DELETE FROM ${table} WHERE case_id = $1`, [id])
      }
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
  store.forget(id)
  if (office === undefined) return false
  await ports.vault.remove(id)
  await ports.journal.append({
    at: ports.clock.now(),
    who: 'server',
    office,
    action: 'case-erased',
    detail: { case: id },
  })
  return true
}

/** Erases cases that ended more than `years` years before `today`. @returns how many */
export async function eraseOldCases(parts: ErasingParts, today: string, years: number): Promise<number> {
  const before = yearsBefore(today, years)
  let erased = 0
  let after = ''
  for (;;) {
    const { rows } = await parts.pool.query<{ id: string }>(
      `SELECT id FROM case_now WHERE status = 'ended' AND box IS NOT NULL AND ended_on < $1 AND id > $2
       ORDER BY id LIMIT $3`,
      [before, after, batch],
    )
    for (const { id } of rows) if (await eraseCase(parts, id)) erased += 1
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) break
    after = last.id
  }
  if (erased > 0) await scrub(parts.pool)
  return erased
}

/** A deleted row stays in its page, and in the write-ahead log until its files are gone. */
async function scrub(pool: Pool): Promise<void> {
  await pool.query('VACUUM FULL secret.case_key')
  try {
    await pool.query('SELECT pg_switch_wal()')
    await pool.query('CHECKPOINT')
  } catch {
    // a database that belongs to somebody else may not allow it; its own maintenance does it later
  }
}

function yearsBefore(today: string, years: number): string {
  const date = `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`
  // 29 February of a year without one
  return isDate(date) ? date : addDays(`${date.slice(0, 4)}-02-28`, 0)
}
