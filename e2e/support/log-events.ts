import { openSqliteLogReader } from '@cherha/event-log'

/** The events of a log, beside the hub that writes it. */
export function eventsOf(file: string): Record<string, unknown>[] {
  const log = openSqliteLogReader(file)
  try {
    return log.read(0, 100_000).map(({ event }) => event as Record<string, unknown>)
  } finally {
    log.close()
  }
}
