import { openLogger } from '../http/logging.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { type DatabaseStores, openStores } from '../store/stores.ts'

export interface Place {
  readonly url: string | undefined
  readonly dataDir: string
}

/**
 * Opens the database for one command at the console, and closes it afterwards.
 * @param role `tool`: beside a running server; `server`: only while none runs
 */
export async function withDatabase<T>(
  place: Place,
  role: 'server' | 'tool',
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ ...place, role, log: openLogger('error') })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** The same, with what is kept in it. */
export function withStores<T>(
  place: Place,
  role: 'server' | 'tool',
  work: (stores: DatabaseStores) => Promise<T>,
): Promise<T> {
  return withDatabase(place, role, (database) => work(openStores(database)))
}
