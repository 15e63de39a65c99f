import { putTicket } from './day-index.ts'
import type { QueueEvent } from './events.ts'
import type { QueueState } from './state.ts'

type TicketEvent = Extract<QueueEvent, { type: 'registered' | 'checked-in' | 'withdrawn' | 'unserved' }>

export function evolveTicket(state: QueueState, event: TicketEvent, seq: number): void {
  const day = state.days[event.date]
  if (day === undefined) return
  if (event.type === 'registered') {
    const place = day.places[event.number]
    if (place === undefined) return
    place.state = 'taken'
    place.sold = event.sold
    const { number, service, sold, channel, language, session, sealed, present, priority } = event
    putTicket(day, {
      number,
      service,
      place: number,
      time: place.time,
      at: place.at,
      lane: place.lane,
      sold,
      channel,
      language,
      session,
      sealed,
      registeredSeq: seq,
      present,
      priority,
      prioritySeq: priority === null ? null : seq,
      onlyWindow: null,
      status: { is: 'waiting' },
    })
    if (session !== null) state.sessions[session] = (state.sessions[session] ?? 0) + 1
    return
  }
  const ticket = day.tickets[event.number]
  if (ticket === undefined) return
  switch (event.type) {
    case 'checked-in':
      ticket.present = true
      if (event.priority !== null && ticket.priority === null) {
        ticket.priority = event.priority
        ticket.prioritySeq = seq
      }
      return
    case 'withdrawn': {
      ticket.status = { is: 'ended', by: 'withdrawn' }
      const place = day.places[ticket.place]
      // N3: before its day the number can be sold again, on the day it never comes back
      if (place !== undefined) place.state = event.date === state.today ? 'freed' : 'free'
      return
    }
    case 'unserved':
      ticket.status = { is: 'ended', by: 'unserved' }
      return
  }
}
