import type { Pool, PoolClient } from 'pg'

/**
 * On a connection of its own.
 * @throws what the database or `work` throws; then nothing has changed
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    await undo(client)
    throw error
  }
}

/** Never fails: a connection on which nothing can be undone is not used again. */
async function undo(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.release()
  } catch (error) {
    client.release(error instanceof Error ? error : new Error(String(error)))
  }
}
