import { eventAs, type EventLog } from '@cherha/event-log'
import type { QueueEvent, QueueState } from '@cherha/shared/queue'

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

/** Papers of the newest tickets, oldest first; of tickets that nobody meant to print nothing is said. */
export function jobsInLog(
  log: Pick<EventLog, 'read'>,
  { seq, days }: Pick<QueueState, 'seq' | 'days'>,
): readonly JobInLog[] {
  const jobs = new Map<string, JobInLog>()
  const set = (date: string, number: string, outcome: JobInLog['outcome']): void => {
    const key = `${date} ${number}`
    jobs.delete(key)
    jobs.set(key, { date, number, outcome })
  }
  for (const record of log.read(Math.max(0, seq - lookedThrough), lookedThrough)) {
    const event = eventAs<QueueEvent>(record.event)
    switch (event.type) {
      case 'print-reported':
        set(event.date, event.number, event.status)
        break
      case 'reprint-requested':
        set(event.date, event.number, null)
        break
      case 'registered':
        // who booked online has the number on a phone: no paper comes of it, nor of a claim or a ticket brought back
        if (event.channel !== 'online') set(event.date, event.number, null)
        break
      case 'checked-in': {
        // Q27: whose booking got another number is given its paper when they come; a second time they may have it already
        const { date, number } = event
        const another = Object.values(days[date]?.displaced ?? {}).includes(number)
        if (another && !jobs.has(`${date} ${number}`)) set(date, number, null)
        break
      }
      default:
      // says nothing of paper
    }
  }
  return [...jobs.values()].slice(-told)
}
