import { horizonDates } from '../../calendar/index.ts'
import type { PlanPlaceView, TerminalView } from '../../protocol/index.ts'
import { byTime } from '../day-index.ts'
import { localDate, receptionHasBegun } from '../days.ts'
import type { EventTime } from '../events.ts'
import { freeCurrentPlaces, freePlacesNow, idleWindowPlace, isOnSale, nearestCurrentPlace, openDay } from '../places.ts'
import type { Day, Place, QueueState } from '../state.ts'
import { publicOffice, suspensionView } from './board.ts'
import { instantText } from './instants.ts'
import { nextTickets } from './board.ts'
import { mayCall } from '../policy.ts'

/** What a terminal knows: places, hours, reasons; never a person. */
export function terminalView(state: QueueState, now: EventTime, printer: 'ok' | 'failed' | 'none'): TerminalView {
  const config = state.config
  if (config === null) throw new Error('the office is not configured')
  const later = laterDays(state, now.at)
  return {
    kind: 'terminal',
    now: instantText(now.at),
    office: publicOffice(config),
    date: localDate(state, now.at),
    dayOpen: state.today !== null,
    suspended: suspensionView(state),
    services: config.services.map(({ id }) => ({
      id,
      freeToday: freePlacesNow(state, id, now.at),
      nearestToday: nearestToday(state, id, now.at),
      ...(later.get(id) ?? { nextDay: null, lastDate: null }),
    })),
    priorityCategories: config.priorityCategories
      .filter(({ enabled }) => enabled)
      .map(({ code, title }) => ({ code, title })),
    printer,
  }
}

function nearestToday(state: QueueState, service: string, at: number): string | null {
  const day = openDay(state)
  if (day === null) return null
  return nearestCurrentPlace(day, service, at)?.time ?? idleWindowPlace(state, service, at)?.time ?? null
}

type LaterDays = Pick<TerminalView['services'][number], 'nextDay' | 'lastDate'>

/** By service: the first and the last later date with a free place. One look at each place, whatever the services. */
function laterDays(state: QueueState, at: number): Map<string, LaterDays> {
  const byService = new Map<string, LaterDays>()
  for (const { date, places } of openDays(state, at)) {
    const first = new Map<string, Place>()
    for (const number in places) {
      const place = places[number]
      if (place === undefined || !isFreeAdvance(place)) continue
      const earliest = first.get(place.service)
      if (earliest === undefined || byTime(place, earliest) < 0) first.set(place.service, place)
    }
    for (const [service, { time }] of first) {
      const nextDay = byService.get(service)?.nextDay ?? { date, time }
      byService.set(service, { nextDay, lastDate: date })
    }
  }
  return byService
}

function isFreeAdvance(place: Place): boolean {
  return place.channel === 'terminal' && place.state === 'free'
}

function freeAdvancePlaces(day: Day, service: string): Place[] {
  return Object.values(day.places)
    .filter((place) => place.service === service && isFreeAdvance(place))
    .sort(byTime)
}

/** Published days open for advance registration at the terminal, oldest first (C15, C28). */
function openDays(state: QueueState, at: number): Day[] {
  const today = localDate(state, at)
  if (today === null || state.config === null) return []
  return horizonDates(state.config, 'terminal', today, receptionHasBegun(state, at)).flatMap(
    (date) => state.days[date] ?? [],
  )
}

/** Dates open for advance registration at the terminal with their free places, oldest first (C15, C28). */
export function daysView(state: QueueState, service: string, at: number): { date: string; free: number }[] {
  return openDays(state, at).map((day) => ({ date: day.date, free: freeAdvancePlaces(day, service).length }))
}

/** Times of a date with free places: today's of the current queue (with an idle window's), a later day's of the terminal. */
export function placesView(
  state: QueueState,
  service: string,
  date: string,
  at: number,
): { time: string; free: number }[] {
  const day = state.days[date]
  if (day === undefined) return []
  const free = date === state.today ? freeCurrentPlaces(day, service, at) : advanceIfOpen(state, day, service, at)
  const times: { time: string; free: number }[] = []
  for (const { time } of free) {
    const last = times.at(-1)
    if (last?.time === time) last.free += 1
    else times.push({ time, free: 1 })
  }
  const idle = date === state.today && times.length === 0 ? idleWindowPlace(state, service, at) : null
  return idle === null ? times : [{ time: idle.time, free: 1 }]
}

function advanceIfOpen(state: QueueState, day: Day, service: string, at: number): Place[] {
  return openDays(state, at).includes(day) ? freeAdvancePlaces(day, service) : []
}

/** Every place of a day, by number: what the auditor and the administrator see. */
export function planView(state: QueueState, date: string, at: number): PlanPlaceView[] {
  const day = state.days[date]
  if (day === undefined) return []
  return Object.values(day.places)
    .sort(byTime)
    .map((place) => ({
      number: place.number,
      service: place.service,
      time: place.time,
      lane: place.lane,
      channel: place.channel,
      added: place.because !== 'planned',
      state: placeState(place, at),
    }))
}

function placeState(place: Place, at: number): PlanPlaceView['state'] {
  switch (place.state) {
    case 'taken':
      return 'sold'
    case 'withdrawn':
      return 'withdrawn'
    case 'freed':
      return 'freed'
    case 'withheld':
      return 'withheld'
    case 'free':
      return isOnSale(place, at) ? 'free' : 'expired'
  }
}

/** Where a ticket stands: its state, and how many are called before it at the windows that may call it. */
export function ticketStatus(
  state: QueueState,
  date: string,
  number: string,
  at: number,
): { state: string; time: string; ahead: number | null } | null {
  const ticket = state.days[date]?.tickets[number]
  if (ticket === undefined) return null
  const status = ticket.status.is === 'ended' ? ticket.status.by : ticket.status.is
  if (ticket.status.is !== 'waiting' || date !== state.today) return { state: status, time: ticket.time, ahead: null }
  const windows = state.config?.windows.filter((window) => mayCall(window, ticket)) ?? []
  let ahead = 0
  for (const other of nextTickets(state, at)) {
    if (other.number === number) break
    if (windows.some((window) => mayCall(window, other))) ahead += 1
  }
  return { state: status, time: ticket.time, ahead }
}
