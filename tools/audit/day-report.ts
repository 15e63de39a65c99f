import type { EndedBy, QueueState, RecordedEvent } from '@cherha/shared/queue'
import { type CallHistory, callHistory, outOfOrder, type OutOfOrderCall } from './call-order.ts'

/** What happened on one day of the office, for a person who was not there. Times are hub time, ms since 1970. */
export interface DayReport {
  readonly date: string
  openedAt: number | null
  closedAt: number | null
  /** Registrations for the day, also those made before it. */
  registrations: number
  ends: Partial<Record<EndedBy, number>>
  calls: number
  outOfOrder: OutOfOrderCall[]
  suspensions: Suspension[]
  /** By window. */
  mismatches: Record<string, number>
  transfers: Record<string, number>
  /** Announcements no display confirmed: the clerk called by voice, or nothing came for 90 s. */
  unconfirmed: { voice: number; timeout: number; calls: UnconfirmedCall[] }
  /** Visitors whose first call came within 15 minutes of their time, of those who were called or left unserved. */
  onTime: { within: number; of: number; share: number | null }
}

export interface Suspension {
  readonly seq: number
  readonly reason: string
  readonly staff: string | null
  readonly from: number
  /** When calls began again; null: not yet, or the day ended first. */
  until: number | null
}

export interface UnconfirmedCall {
  readonly seq: number
  readonly at: number
  readonly window: string
  readonly number: string
  readonly by: 'voice' | 'timeout'
}

const onTimeMs = 15 * 60_000

/** Collects the reports of all days; takes every event after it was folded into the state. */
export function dayReports(dateAt: (at: number) => string): {
  see(recorded: RecordedEvent, state: QueueState): void
  reports(): DayReport[]
} {
  const days = new Map<string, DayReport>()
  const called = new Map<string, Set<string>>()
  const histories = new Map<string, CallHistory>()
  const ofDay = (date: string): DayReport => {
    let report = days.get(date)
    if (report === undefined) days.set(date, (report = emptyReport(date)))
    return report
  }
  const historyOf = (date: string): CallHistory => {
    let history = histories.get(date)
    if (history === undefined) histories.set(date, (history = callHistory()))
    return history
  }
  const countEnd = (report: DayReport, end: EndedBy): void => {
    report.ends[end] = (report.ends[end] ?? 0) + 1
  }

  /** The first call of a visitor, against the printed time; a visitor who is never called counts as not on time. */
  const countFirst = (report: DayReport, number: string, lateMs: number | null): void => {
    let numbers = called.get(report.date)
    if (numbers === undefined) called.set(report.date, (numbers = new Set()))
    if (numbers.has(number)) return
    numbers.add(number)
    report.onTime.of += 1
    if (lateMs !== null && lateMs <= onTimeMs) report.onTime.within += 1
    report.onTime.share = report.onTime.within / report.onTime.of
  }

  const see = ({ event, time, seq }: RecordedEvent, state: QueueState): void => {
    const date = 'date' in event ? event.date : (state.today ?? dateAt(time.at))
    // plans of days nobody has come for are no news
    const quiet = event.type === 'plan-published' || event.type === 'place-added' || event.type === 'day-confirmed'
    if (quiet) return
    switch (event.type) {
      case 'day-opened':
        ofDay(date).openedAt = time.at
        return
      case 'day-closed':
        if (days.has(date)) ofDay(date).closedAt = time.at
        return
      case 'registered':
        ofDay(date).registrations += 1
        return
      case 'withdrawn':
        return countEnd(ofDay(date), 'withdrawn')
      case 'unserved':
        countEnd(ofDay(date), 'unserved')
        return countFirst(ofDay(date), event.number, null)
      case 'finished':
      case 'no-show':
        return countEnd(ofDay(date), event.type)
      case 'mismatch':
        countEnd(ofDay(date), 'mismatch')
        add(ofDay(date).mismatches, event.window)
        return
      case 'ticket-transferred':
        add(ofDay(date).transfers, event.window)
        historyOf(date).backToWaiting(event.number, 'transfer')
        return
      case 'held-returned':
        historyOf(date).backToWaiting(event.number, 'held')
        return
      case 'call-returned':
        historyOf(date).backToWaiting(event.number, event.because)
        return
      case 'ticket-called': {
        const report = ofDay(date)
        report.calls += 1
        const ticket = state.days[date]?.tickets[event.number]
        if (ticket === undefined) return
        countFirst(report, event.number, time.at - ticket.at)
        const found = outOfOrder(state, historyOf(date), ticket, event.window, { seq, at: time.at })
        if (found !== null) report.outOfOrder.push(found)
        historyOf(date).called(ticket)
        return
      }
      case 'call-announced': {
        const call = state.calls[event.call]
        if (event.by === 'display' || call === undefined) return
        const { unconfirmed } = ofDay(date)
        unconfirmed[event.by] += 1
        unconfirmed.calls.push({ seq, at: time.at, window: call.window, number: call.number, by: event.by })
        return
      }
      case 'office-suspended':
        ofDay(date).suspensions.push({ seq, reason: event.reason, staff: event.staff, from: time.at, until: null })
        return
      case 'office-resumed':
        for (const { suspensions } of days.values()) for (const suspension of suspensions) suspension.until ??= time.at
        return
      default:
        return
    }
  }
  return { see, reports: () => [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)) }
}

function add(counts: Record<string, number>, window: string): void {
  counts[window] = (counts[window] ?? 0) + 1
}

function emptyReport(date: string): DayReport {
  return {
    date,
    openedAt: null,
    closedAt: null,
    registrations: 0,
    ends: {},
    calls: 0,
    outOfOrder: [],
    suspensions: [],
    mismatches: {},
    transfers: {},
    unconfirmed: { voice: 0, timeout: 0, calls: [] },
    onTime: { within: 0, of: 0, share: null },
  }
}
