import type { QueueEvent } from './events.ts'
import { isOnSale, isServers, nextAddedNumber } from './places.ts'
import type { Day, QueueState, Ticket } from './state.ts'

/**
 * N3: on the day a withdrawn place comes back as an added place with a new number, while it can still be sold. One that
 * the server still owns goes back to the server, and before its day a place is sold again under its own number.
 */
export function placeComesBack(state: QueueState, day: Day, ticket: Ticket, at: number): QueueEvent[] {
  const place = day.places[ticket.place]
  if (day.date !== state.today || place === undefined || isServers(day, place)) return []
  // what stood at the minute somebody came is no place of the plan
  if (place.because === 'priority' || place.because === 'readmitted') return []
  // Q27: the server sells the place that was claimed again itself; this one was there beside it
  if (place.because === 'claim' && !day.onlineClosed) return []
  if (day.cancelled || !isOnSale(place, at)) return []
  const letter = state.config?.services.find((service) => service.id === place.service)?.letter
  const number = letter === undefined ? null : nextAddedNumber(day, letter)
  if (number === null) return []
  const { service, minutes, time, at: start, lane } = place
  return [{ type: 'place-added', date: day.date, number, service, minutes, time, at: start, lane, because: 'freed' }]
}
