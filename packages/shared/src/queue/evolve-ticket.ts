import { putTicket } from './day-index.ts'
import type { QueueEvent } from './events.ts'
import { isServers } from './places.ts'
import type { Day, Place, QueueState, Ticket } from './state.ts'

type TicketEvent = Extract<
  QueueEvent,
  { type: 'registered' | 'checked-in' | 'withdrawn' | 'unserved' | 'claimed' | 'claim-matched' | 'readmitted' }
>
/** What makes a registration. */
type Beginning = Extract<TicketEvent, { type: 'registered' | 'claimed' | 'readmitted' }>

export function evolveTicket(state: QueueState, event: TicketEvent, seq: number): void {
  const day = state.days[event.date]
  if (day === undefined) return
  if (event.type === 'registered' || event.type === 'claimed' || event.type === 'readmitted') {
    begin(state, day, event, seq)
    return
  }
  const ticket = day.tickets[event.number]
  if (ticket === undefined) return
  const place = day.places[ticket.place]
  switch (event.type) {
    case 'checked-in':
      ticket.present = true
      if (event.priority !== null && ticket.priority === null) {
        ticket.priority = event.priority
        ticket.prioritySeq = seq
      }
      return
    case 'claim-matched': {
      const { sealed, sold, language } = event
      const own = day.places[ticket.number]
      if (own !== undefined) own.sold = sold
      putTicket(day, { ...ticket, sealed: { ...sealed }, sold, language, claimed: false })
      return
    }
    case 'withdrawn':
      ticket.status = { is: 'ended', by: 'withdrawn' }
      // N3: before its day, and while it is the server's, the number can be sold again; on the day it never comes back
      if (place !== undefined) place.state = event.date === state.today && !isServers(day, place) ? 'freed' : 'free'
      return
    case 'unserved':
      ticket.status = { is: 'ended', by: 'unserved' }
      return
  }
}

function begin(state: QueueState, day: Day, event: Beginning, seq: number): void {
  const place = day.places[event.number]
  if (place === undefined) return
  const how = beginning(place, event)
  place.state = 'taken'
  place.sold = how.sold
  putTicket(day, {
    number: place.number,
    service: place.service,
    place: place.number,
    time: place.time,
    at: place.at,
    lane: place.lane,
    registeredSeq: seq,
    prioritySeq: how.priority === null ? null : seq,
    onlyWindow: null,
    status: { is: 'waiting' },
    ...how,
  })
  if (how.session !== null) state.sessions[how.session] = (state.sessions[how.session] ?? 0) + 1
  if (event.type === 'registered' && event.displaced !== undefined) day.displaced[event.displaced] = event.number
}

type How = 'sold' | 'channel' | 'claimed' | 'language' | 'session' | 'sealed' | 'present' | 'priority'

function beginning(place: Place, event: Beginning): Pick<Ticket, How> {
  switch (event.type) {
    case 'registered': {
      const { sold, channel, language, session, sealed, present, priority } = event
      return { sold, channel, claimed: false, language, session, sealed, present, priority }
    }
    case 'claimed': {
      const { language, session, sealed, priority } = event
      // the code of a place's next sale is the one its visitor has, unless the server has sold it more than once
      return {
        sold: place.sold + 1,
        channel: 'online',
        claimed: true,
        language,
        session,
        sealed,
        present: true,
        priority,
      }
    }
    case 'readmitted':
      return {
        sold: event.sold,
        channel: place.channel,
        claimed: place.channel === 'online',
        language: 'uk',
        session: null,
        sealed: { box: '', fingerprint: '' },
        present: true,
        priority: null,
      }
  }
}
