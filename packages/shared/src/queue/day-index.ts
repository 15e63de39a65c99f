import { minuteMs } from '../calendar/index.ts'
import type { Day, Place, Ticket } from './state.ts'

/**
 * What a day is asked over and over, beside its state: the state stays plain JSON. Made when it is first asked for, kept
 * up by `putPlace` and `putTicket`, through which every place and ticket comes into a day. Nothing of what changes later
 * (sold, withdrawn, called) is in it: that is read from the place and the ticket themselves.
 */
interface DayIndex {
  /** By (time, lane, number). */
  readonly places: Map<string, Place[]>
  /** In the order they were registered. */
  readonly tickets: Ticket[]
  readonly byFingerprint: Map<string, Ticket[]>
  /** When the last place ends, ms since 1970. */
  placesEnd: number
}

const indexes = new WeakMap<Day, DayIndex>()

/** Places of a service, sold or not, by (time, lane, number). Only to be read. */
export function placesOf(day: Day, service: string): readonly Place[] {
  return indexOf(day).places.get(service) ?? []
}

/** Registrations of the day in the order they were made, ended ones too. Only to be read. */
export function ticketsOf(day: Day): readonly Ticket[] {
  return indexOf(day).tickets
}

/** Registrations whose sealed data has that fingerprint. */
export function ticketsOfPerson(day: Day, fingerprint: string): readonly Ticket[] {
  return indexOf(day).byFingerprint.get(fingerprint) ?? []
}

/** End of the last place of the day, ms since 1970; 0 without any. */
export function placesEndOf(day: Day): number {
  return indexOf(day).placesEnd
}

export function putPlace(day: Day, place: Place): void {
  const known = day.places[place.number]
  day.places[place.number] = place
  if (known === undefined) addPlace(indexes.get(day), place)
  else indexes.delete(day)
}

export function putTicket(day: Day, ticket: Ticket): void {
  const known = day.tickets[ticket.number]
  day.tickets[ticket.number] = ticket
  // before its day a withdrawn number is sold again: rare enough to begin anew
  if (known === undefined) addTicket(indexes.get(day), ticket)
  else indexes.delete(day)
}

export function byTime(a: Place, b: Place): number {
  return a.at - b.at || a.lane - b.lane || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)
}

function indexOf(day: Day): DayIndex {
  const known = indexes.get(day)
  if (known !== undefined) return known
  const index: DayIndex = { places: new Map(), tickets: [], byFingerprint: new Map(), placesEnd: 0 }
  for (const place of Object.values(day.places).sort(byTime)) addPlace(index, place)
  for (const ticket of Object.values(day.tickets).sort((a, b) => a.registeredSeq - b.registeredSeq)) {
    addTicket(index, ticket)
  }
  indexes.set(day, index)
  return index
}

function addPlace(index: DayIndex | undefined, place: Place): void {
  if (index === undefined) return
  index.placesEnd = Math.max(index.placesEnd, place.at + place.minutes * minuteMs)
  const places = index.places.get(place.service)
  if (places === undefined) return void index.places.set(place.service, [place])
  let at = places.length
  for (let before = places[at - 1]; before !== undefined && byTime(before, place) > 0; before = places[at - 1]) at -= 1
  places.splice(at, 0, place)
}

function addTicket(index: DayIndex | undefined, ticket: Ticket): void {
  if (index === undefined) return
  index.tickets.push(ticket)
  const { fingerprint } = ticket.sealed
  const same = index.byFingerprint.get(fingerprint)
  if (same === undefined) index.byFingerprint.set(fingerprint, [ticket])
  else same.push(ticket)
}
