import type { Pool, PoolClient } from 'pg'
import type { CasePorts } from './ports.ts'

/** Numbers of one office whose files are here before their case: a hub hands over one after another. */
export const mostAwaited = 50
/** Files a handover may name. */
export const mostAwaitedFiles = 200
/** Days after which nobody is believed to come with the rest of a handover. */
const awaitedDays = 30
const dayMs = 86_400_000

/**
 * Notes that a file of a handover is here before its case.
 * @returns `taken`: the case is here already and needs none; `full`: the office has too many handovers under way
 */
export async function awaitCase(
  pool: Pool,
  office: string,
  id: string,
  now: number,
): Promise<'noted' | 'taken' | 'full'> {
  const { rows } = await pool.query<{ taken: boolean; noted: boolean }>(
    `WITH known AS (SELECT FROM case_now WHERE id = $1), noted AS (
      INSERT INTO case_awaited SELECT $1, $2, $3
      WHERE NOT EXISTS (SELECT FROM known)
        AND (SELECT count(*) FROM case_awaited WHERE office = $2 AND case_id <> $1) < $4
      ON CONFLICT (case_id) DO UPDATE SET at = excluded.at RETURNING case_id
    ) SELECT EXISTS (SELECT FROM known) AS taken, EXISTS (SELECT FROM noted) AS noted`,
    [id, office, now, mostAwaited],
  )
  if (rows[0]?.taken === true) return 'taken'
  return rows[0]?.noted === true ? 'noted' : 'full'
}

/**
 * Removes files whose case has not come for a month, with the key they were sealed under. A hub that comes with it after
 * all is asked for them anew.
 * @returns how many numbers
 */
export async function eraseAwaited({ pool, ports }: { pool: Pool; ports: ErasePorts }): Promise<number> {
  const { rows } = await pool.query<{ case_id: string }>('SELECT case_id FROM case_awaited WHERE at < $1', [
    ports.clock.now() - awaitedDays * dayMs,
  ])
  let erased = 0
  for (const { case_id: id } of rows) if (await eraseOne(pool, ports, id)) erased += 1
  return erased
}

type ErasePorts = Pick<CasePorts, 'clock' | 'vault'>

async function eraseOne(pool: Pool, { clock, vault }: ErasePorts, id: string): Promise<boolean> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const erased = await eraseLocked(client, id, clock.now() - awaitedDays * dayMs)
    // before the commit: files without their key would be taken for those of the next handover
    if (erased) await vault.remove(id)
    await client.query('COMMIT')
    return erased
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error(String(cause))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Whoever takes the case at this moment holds the same rows: first one, then the other. */
async function eraseLocked(client: PoolClient, id: string, before: number): Promise<boolean> {
  await client.query('SELECT FROM secret.case_key WHERE case_id = $1 FOR UPDATE', [id])
  const { rowCount } = await client.query('DELETE FROM case_awaited WHERE case_id = $1 AND at < $2', [id, before])
  if (rowCount === 0) return false
  const { rowCount: gone } = await client.query(
    'DELETE FROM secret.case_key k WHERE case_id = $1 AND NOT EXISTS (SELECT FROM case_now WHERE id = k.case_id)',
    [id],
  )
  return (gone ?? 0) > 0
}
