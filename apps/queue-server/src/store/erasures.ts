import type { Kysely } from 'kysely'
import type { ErasureNotes } from '../offices/ports.ts'
import type { Tables } from './tables.ts'

/** Notes of keys that are due to be erased, in the database. */
export function openErasures(db: Kysely<Tables>): ErasureNotes {
  return {
    async list(office) {
      const rows = await db
        .selectFrom('secret.due_erasure')
        .select(['date', 'noted_at'])
        .where('office', '=', office)
        .execute()
      return new Map(rows.map((row) => [row.date, row.noted_at]))
    },
    async note(office, dates, at) {
      if (dates.length === 0) return
      await db
        .insertInto('secret.due_erasure')
        .values(dates.map((date) => ({ office, date, noted_at: at })))
        .onConflict((conflict) => conflict.columns(['office', 'date']).doNothing())
        .execute()
    },
    async drop(office, dates) {
      if (dates.length === 0) return
      await db.deleteFrom('secret.due_erasure').where('office', '=', office).where('date', 'in', dates).execute()
    },
  }
}
