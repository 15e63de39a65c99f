import { asDatabase } from '../connectors/queues.ts'
import type { SmsSession } from './port.ts'

/** Where statements of the session's transaction go; of those that are collected nothing comes back. */
export function databaseOf(session: SmsSession): ReturnType<typeof asDatabase> {
  if (!('add' in session)) return asDatabase(session)
  return {
    async executeSql(text, values = []) {
      session.add({ text, values })
      return { rows: [] }
    },
  }
}
