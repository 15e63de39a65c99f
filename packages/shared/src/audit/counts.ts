import type { Book } from './book.ts'
import type { EndedBy, QueueEvent, QueueEventType } from '../queue/index.ts'

type Total = 'boots' | 'daysOpened' | 'daysClosed' | 'registrations' | 'calls' | 'transfers' | 'suspensions'

/** What the log is about, in numbers. */
export interface AuditCounts extends Record<Total, number> {
  events: number
  /** Registrations by how they ended. */
  ends: Record<EndedBy, number>
}

const totals: Partial<Record<QueueEventType, Total>> = {
  'hub-started': 'boots',
  'day-opened': 'daysOpened',
  'day-closed': 'daysClosed',
  registered: 'registrations',
  claimed: 'registrations',
  readmitted: 'registrations',
  'ticket-called': 'calls',
  'ticket-transferred': 'transfers',
  'office-suspended': 'suspensions',
}

export function noCounts(): AuditCounts {
  return {
    events: 0,
    boots: 0,
    daysOpened: 0,
    daysClosed: 0,
    registrations: 0,
    calls: 0,
    transfers: 0,
    suspensions: 0,
    ends: { finished: 0, 'no-show': 0, mismatch: 0, withdrawn: 0, unserved: 0, 'cancelled-by-office': 0 },
  }
}

/** @param book as it stands before the event */
export function count(counts: AuditCounts, event: QueueEvent, book: Book): void {
  const { type } = event
  counts.events += 1
  if (type === 'day-cancelled') {
    for (const { status } of book.days.get(event.date)?.tickets.values() ?? [])
      if (status === 'waiting') counts.ends['cancelled-by-office'] += 1
  }
  const total = totals[type]
  if (total !== undefined) counts[total] += 1
  if (isEnd(type)) counts.ends[type] += 1
}

function isEnd(type: QueueEventType): type is QueueEventType & EndedBy {
  return type === 'finished' || type === 'no-show' || type === 'mismatch' || type === 'withdrawn' || type === 'unserved'
}
