import { eventAs, type LogRecord } from '@cherha/event-log'
import type { BookingState } from '@cherha/shared/protocol'
import type { Day, QueueEvent } from '@cherha/shared/queue'

/** What an office's own log tells of its online bookings, in order. */
export type Told =
  | {
      readonly is: 'ended'
      readonly date: string
      readonly ticket: string
      readonly state: BookingState
      /** Which sale of the number; null: whichever stands. */
      readonly sold: number | null
    }
  | { readonly is: 'answered'; readonly request: string; readonly refused: string | null }
  | { readonly is: 'displaced'; readonly date: string; readonly number: string; readonly ticket: string }
  | { readonly is: 'alert'; readonly date: string; readonly at: number }

export interface Read {
  readonly told: readonly Told[]
  /** The open day after the last record. */
  readonly today: string | null
}

/** What is known now, when the records may be of long ago. */
export interface Known {
  /** Whether the day's bookings are still the server's: until the handover it ends them itself. */
  isServers(date: string): boolean
  /** The day at its office; undefined: it is over. */
  day(date: string): Pick<Day, 'tickets' | 'displaced'> | undefined
}

/**
 * Goes through records of an office's log.
 * @param today the open day before the first record
 */
export function readRecords(records: readonly LogRecord[], today: string | null, known: Known): Read {
  const told: Told[] = []
  const events = records.map(({ at, event }) => ({ at, event: eventAs<QueueEvent>(event) }))
  const later = lastSales(events.map(({ event }) => event))
  let open = today
  for (const [index, { at, event }] of events.entries()) {
    if (event.type === 'day-opened') open = event.date
    for (const one of toldBy(event, at, open, known)) {
      // of somebody who had the number before
      if (one.is === 'ended' && (later.get(saleOf(one.date, one.ticket)) ?? -1) > index) continue
      told.push(one)
    }
    if (event.type === 'day-closed') open = null
  }
  return { told, today: open }
}

const saleOf = (date: string, number: string) => `${date} ${number}`

/** Where each number was given to somebody for the last time: sold again, or as a booking whose place was claimed. */
function lastSales(events: readonly QueueEvent[]): ReadonlyMap<string, number> {
  const sales = new Map<string, number>()
  for (const [index, event] of events.entries()) {
    if (event.type !== 'registered') continue
    sales.set(saleOf(event.date, event.number), index)
    if (event.displaced !== undefined) sales.set(saleOf(event.date, event.displaced), index)
  }
  return sales
}

function toldBy(event: QueueEvent, at: number, today: string | null, known: Known): readonly Told[] {
  const ended = (date: string, ticket: string, state: BookingState): Told[] =>
    // Q27: whoever has claimed the place comes and goes under the number, not whoever has booked it
    known.day(date)?.displaced[ticket] === undefined ? [{ is: 'ended', date, ticket, state, sold: null }] : []
  const ofToday = (ticket: string, state: BookingState) => (today === null ? [] : ended(today, ticket, state))
  switch (event.type) {
    case 'no-show':
      return ofToday(event.number, 'missed')
    case 'finished':
      return ofToday(event.number, 'finished')
    case 'mismatch':
      return ofToday(event.number, 'mismatch')
    case 'unserved':
      return ended(event.date, event.number, 'unserved')
    case 'withdrawn':
      // before the handover a number can be sold again: what the server has cancelled itself says nothing about now
      return known.isServers(event.date) ? [] : withdrawn(event, known.day(event.date))
    case 'registered':
      if (event.displaced === undefined) return []
      return [{ is: 'displaced', date: event.date, number: event.displaced, ticket: event.number }]
    case 'request-answered':
      return [{ is: 'answered', request: event.request, refused: event.granted ? null : (event.code ?? 'refused') }]
    case 'office-suspended':
      return event.reason === 'alert' && today !== null ? [{ is: 'alert', date: today, at }] : []
    default:
      return []
  }
}

/** The office may hear only on the day itself of what the server has cancelled before, and sold again since. */
function withdrawn(
  { date, number }: Extract<QueueEvent, { type: 'withdrawn' }>,
  day: Pick<Day, 'tickets'> | undefined,
): readonly Told[] {
  const ticket = day?.tickets[number]
  const end = { is: 'ended', date, ticket: number, state: 'cancelled' } as const
  if (ticket === undefined) return [{ ...end, sold: null }]
  return ticket.status.is === 'ended' ? [{ ...end, sold: ticket.sold }] : []
}
