import { type Json, LogConflictError, openPostgresLog } from '@cherha/event-log'
import { type Kysely, sql } from 'kysely'
import type { Pool } from 'pg'
import type { JournalRow, JournalStore } from '../http/parts.ts'
import type { Tables } from './tables.ts'

/** The journal is a log of its own, of no office: nothing in it can be changed or taken out without a trace. */
export const journalLog = { office: '', kind: 'journal' } as const

/** More writers at once than this are not the server and a command or two at the console. */
const MOST_CONFLICTS = 20

/** The journal in the database. */
export function openJournal(pool: Pool, db: Kysely<Tables>): JournalStore {
  const log = openPostgresLog(pool, journalLog)

  return {
    async append({ at, who, office, action, detail }) {
      const event = { type: 'journal', who, office, action, detail: detail as Json }
      // The server and a command at the console may both write: whoever was second tries again after the other.
      for (let conflicts = 0; ; conflicts++) {
        try {
          await log.append([{ at, mono: 0, event }])
          return
        } catch (error) {
          if (!(error instanceof LogConflictError) || conflicts >= MOST_CONFLICTS) throw error
        }
      }
    },
    async list({ office, q, before, limit }) {
      const pattern = q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
      // jsonb knows no U+0000: one entry that has it would make all of them unreadable
      const { rows } = await sql<JournalRow>`
        SELECT seq, at, event->>'who' AS who, event->>'office' AS office, event->>'action' AS action,
          event->'detail' AS detail
        FROM (
          SELECT seq, at, replace(event, '\\u0000', '\\ufffd')::jsonb AS event FROM log_record
          WHERE office = ${journalLog.office} AND kind = ${journalLog.kind} AND seq < ${before ?? Number.MAX_SAFE_INTEGER}
        ) AS entry
        WHERE (${office ?? null}::text IS NULL OR event->>'office' = ${office ?? null})
          AND (${pattern}::text IS NULL
            OR concat_ws(' ', event->>'who', event->>'action', event->>'detail') ILIKE ${pattern})
        ORDER BY seq DESC LIMIT ${limit}`.execute(db)
      return rows
    },
  }
}
