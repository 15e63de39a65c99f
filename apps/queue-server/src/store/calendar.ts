import {
  BrokenCopyError,
  hashRecord,
  type Json,
  LogConflictError,
  type NewRecord,
  openPostgresLog,
} from '@cherha/event-log'
import { builtInCalendar, CalendarConfig } from '@cherha/shared/protocol'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { CalendarStore } from '../http/parts.ts'

/** Every version of the calendar in a log of its own, of no office: its number is the record's. */
export const calendarLog = { office: '', kind: 'calendar' } as const

const Event = z.strictObject({ type: z.literal('calendar'), who: z.string(), calendar: CalendarConfig })

/** The working-day calendar in the database. */
export function openCalendar(pool: Pool): CalendarStore {
  const log = openPostgresLog(pool, calendarLog)
  return {
    async get() {
      const { seq } = await log.head()
      const [record] = seq === 0 ? [] : await log.read(seq - 1, 1)
      if (record === undefined) return { calendar: builtInCalendar, version: 0, by: null, at: null }
      const { calendar, who } = Event.parse(record.event)
      return { calendar, version: record.seq, by: who, at: record.at }
    },
    async put({ calendar, version, who, at }) {
      const head = await log.head()
      if (head.seq !== version) return false
      const event: NewRecord['event'] = { type: 'calendar', who, calendar: calendar as Json }
      const placed = { seq: version + 1, prev: head.hash, at, mono: 0, event }
      try {
        // with its place: an append would go behind whatever a server or a command at the console has just written
        await log.appendCopy([{ ...placed, hash: hashRecord(placed) }])
        return true
      } catch (error) {
        if (error instanceof LogConflictError || error instanceof BrokenCopyError) return false
        throw error
      }
    },
  }
}
