import { newCaseKey } from '@cherha/case-vault'
import type { Pool } from 'pg'

/** The key of a case, made when it is asked for first; two who ask at once get the same one. */
export async function caseKey(pool: Pool, id: string, now: number): Promise<Buffer> {
  const kept = await keptKey(pool, id)
  if (kept !== null) return kept
  await pool.query('INSERT INTO secret.case_key VALUES ($1, $2, $3) ON CONFLICT (case_id) DO NOTHING', [
    id,
    newCaseKey(),
    now,
  ])
  const made = await keptKey(pool, id)
  if (made === null) throw new Error('the key of a case was stored and is not there')
  return made
}

/** Null: it was never made, or is erased. */
export async function keptKey(pool: Pool, id: string): Promise<Buffer | null> {
  const { rows } = await pool.query<{ key: Buffer }>('SELECT key FROM secret.case_key WHERE case_id = $1', [id])
  return rows[0]?.key ?? null
}
