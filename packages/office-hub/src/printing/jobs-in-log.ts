import { eventAs, type EventLog } from '@cherha/event-log'
import type { QueueEvent } from '@cherha/shared/queue'

/** What the log says of a ticket's paper; `null`: it was to be printed, and nothing says how that ended. */
export interface JobInLog {
  readonly date: string
  readonly number: string
  readonly outcome: 'printed' | 'unconfirmed' | 'failed' | null
}

/** Records looked through, from the end: more than a hub writes while a ticket waits for its printer. */
const lookedThrough = 2_000
/** The newest of them are told of, as in `PrintJobs`. */
const told = 20

/**
 * Papers of the newest tickets, oldest first.
 * @param seq of the log's newest record
 */
export function jobsInLog(log: Pick<EventLog, 'read'>, seq: number): readonly JobInLog[] {
  const jobs = new Map<string, JobInLog>()
  for (const record of log.read(Math.max(0, seq - lookedThrough), lookedThrough)) {
    const event = eventAs<QueueEvent>(record.event)
    if (event.type !== 'registered' && event.type !== 'reprint-requested' && event.type !== 'print-reported') continue
    const { date, number } = event
    const key = `${date} ${number}`
    jobs.delete(key)
    jobs.set(key, { date, number, outcome: event.type === 'print-reported' ? event.status : null })
  }
  return [...jobs.values()].slice(-told)
}
