import type { Book, BookTicket } from './book.ts'
import { openDay } from './book.ts'

/** What of a ticket is on paper. */
export interface Printed {
  readonly number: string
  readonly place: { readonly at: number; readonly lane: number }
}

/** Position on paper: time, lane, letter, number (Q2, Q3). Negative: `a` first. */
export function printedOrder(a: Printed, b: Printed): number {
  const [letterOfA = '', countOfA = ''] = a.number.split('-')
  const [letterOfB = '', countOfB = ''] = b.number.split('-')
  if (a.place.at !== b.place.at) return a.place.at - b.place.at
  if (a.place.lane !== b.place.lane) return a.place.lane - b.place.lane
  if (letterOfA !== letterOfB) return letterOfA < letterOfB ? -1 : 1
  return Number(countOfA) - Number(countOfB)
}

/** Q5, Q32: a bound ticket belongs to its window, any other to the windows that are configured for its service. */
export function belongsTo(book: Book, window: string, ticket: BookTicket): boolean {
  if (ticket.bound !== null) return ticket.bound === window
  const services = book.config?.windows.find(({ id }) => id === window)?.services ?? []
  return services.includes(ticket.service)
}

/** The rule under which a ticket may be called at a moment; null: nobody may call it yet (Q4). */
export function standing(ticket: BookTicket, at: number): 'Q1' | 'Q2' | 'Q3' | null {
  const come = at >= ticket.place.at
  if (ticket.declared !== null) return come || ticket.present ? 'Q1' : null
  if (come) return 'Q2'
  return ticket.present ? 'Q3' : null
}

/** Who is next at a window, said again from docs/spec: class after class (Q1–Q5). */
export function nextInLine(book: Book, window: string, at: number): BookTicket | null {
  const best: { Q1: BookTicket | null; Q2: BookTicket | null; Q3: BookTicket | null } = { Q1: null, Q2: null, Q3: null }
  for (const ticket of openDay(book)?.tickets.values() ?? []) {
    if (ticket.status !== 'waiting' || !belongsTo(book, window, ticket)) continue
    const group = standing(ticket, at)
    if (group === null) continue
    const first = best[group]
    const before = first === null || (group === 'Q1' ? declaredBefore(ticket, first) : printedOrder(ticket, first) < 0)
    if (before) best[group] = ticket
  }
  return best.Q1 ?? best.Q2 ?? best.Q3
}

function declaredBefore(a: BookTicket, b: BookTicket): boolean {
  return (a.declared ?? 0) < (b.declared ?? 0)
}
