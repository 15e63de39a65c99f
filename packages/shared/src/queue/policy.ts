import { ticketsOf } from './day-index.ts'
import type { QueueState, Ticket } from './state.ts'

/** The order a visitor can check on the printed ticket: time, lane, letter, then number (Q3). */
export function byPrintedTime(a: Ticket, b: Ticket): number {
  return a.at - b.at || a.lane - b.lane || compareNumbers(a.number, b.number)
}

/** By letter, then by count: А-101 before А-1001. */
function compareNumbers(a: string, b: string): number {
  const sameLetter = a.charAt(0) === b.charAt(0)
  if (sameLetter && a.length !== b.length) return a.length - b.length
  return a < b ? -1 : a > b ? 1 : 0
}

/** 1 priority, 2 time has come, 3 present before the time; null: nobody may call it now (Q1–Q4). */
export function callClass(ticket: Ticket, at: number): 1 | 2 | 3 | null {
  const due = ticket.at <= at
  if (ticket.priority !== null && (due || ticket.present)) return 1
  if (due) return 2
  return ticket.present ? 3 : null
}

/** The policy's order of two waiting tickets that may be called. */
export function compareByPolicy(a: Ticket, b: Ticket, at: number): number {
  const classOfA = callClass(a, at) ?? 4
  const classOfB = callClass(b, at) ?? 4
  if (classOfA !== classOfB) return classOfA - classOfB
  if (classOfA === 1) return (a.prioritySeq ?? 0) - (b.prioritySeq ?? 0)
  return byPrintedTime(a, b)
}

/** Whether the window may call the ticket at all: its services come from the configuration (Q5), a transfer may bind it (Q32). */
export function mayCall(
  window: { readonly id: string; readonly services: readonly string[] },
  ticket: Ticket,
): boolean {
  if (ticket.onlyWindow !== null) return ticket.onlyWindow === window.id
  return window.services.includes(ticket.service)
}

/** Waiting tickets of the open day, in no particular order. */
export function waitingTickets(state: QueueState): Ticket[] {
  const day = state.today === null ? undefined : state.days[state.today]
  return day === undefined ? [] : ticketsOf(day).filter((ticket) => ticket.status.is === 'waiting')
}

/**
 * The next ticket of a window: a pure function of the log and the moment, never of anybody's wish (document 001 q5).
 * @param at hub time, ms since 1970
 * @returns null when nobody may be called
 */
export function nextTicket(state: QueueState, windowId: string, at: number): Ticket | null {
  const window = state.config?.windows.find((candidate) => candidate.id === windowId)
  const day = state.today === null ? undefined : state.days[state.today]
  if (window === undefined || day === undefined) return null
  let next: Ticket | null = null
  for (const ticket of ticketsOf(day)) {
    if (ticket.status.is !== 'waiting' || !mayCall(window, ticket)) continue
    if (callClass(ticket, at) === null) continue
    if (next === null || compareByPolicy(ticket, next, at) < 0) next = ticket
  }
  return next
}
