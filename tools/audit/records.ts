import type { LogReader, LogRecord } from '@cherha/event-log'

const page = 500

/** The records after one and up to another, read page by page. */
export function* recordsOf(log: LogReader, last: number, after = 0): Generator<LogRecord> {
  for (let from = after; from < last; ) {
    const records = log.read(from, Math.min(page, last - from))
    if (records.length === 0) return
    yield* records
    from = records.at(-1)?.seq ?? last
  }
}
