import { eventAs, type LogRecord } from '@cherha/event-log'
import type { BookingState } from '@cherha/shared/protocol'
import type { QueueEvent } from '@cherha/shared/queue'

/** What an office's own log tells of its online bookings, in order. */
export type Told =
  | { readonly is: 'ended'; readonly date: string; readonly ticket: string; readonly state: BookingState }
  | { readonly is: 'answered'; readonly request: string; readonly refused: string | null }
  | { readonly is: 'displaced'; readonly date: string; readonly number: string; readonly ticket: string }
  | { readonly is: 'alert'; readonly date: string; readonly at: number }

export interface Read {
  readonly told: readonly Told[]
  /** The open day after the last record. */
  readonly today: string | null
}

/**
 * Goes through records of an office's log.
 * @param today the open day before the first record
 * @param isServers whether the day's bookings are still the server's: until the handover it ends them itself
 */
export function readRecords(
  records: readonly LogRecord[],
  today: string | null,
  isServers: (date: string) => boolean,
): Read {
  const told: Told[] = []
  let open = today
  for (const { at, event: raw } of records) {
    const event = eventAs<QueueEvent>(raw)
    if (event.type === 'day-opened') open = event.date
    told.push(...toldBy(event, at, open, isServers))
    if (event.type === 'day-closed') open = null
  }
  return { told, today: open }
}

function toldBy(
  event: QueueEvent,
  at: number,
  today: string | null,
  isServers: (date: string) => boolean,
): readonly Told[] {
  const ofToday = (ticket: string, state: BookingState): Told[] =>
    today === null ? [] : [{ is: 'ended', date: today, ticket, state }]
  switch (event.type) {
    case 'no-show':
      return ofToday(event.number, 'missed')
    case 'finished':
      return ofToday(event.number, 'finished')
    case 'mismatch':
      return ofToday(event.number, 'mismatch')
    case 'unserved':
      return [{ is: 'ended', date: event.date, ticket: event.number, state: 'unserved' }]
    case 'withdrawn':
      // before the handover a number can be sold again: what the server has cancelled itself says nothing about now
      if (isServers(event.date)) return []
      return [{ is: 'ended', date: event.date, ticket: event.number, state: 'cancelled' }]
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
