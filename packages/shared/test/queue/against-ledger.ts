import { expect } from 'vitest'
import { boardView, placesView, planView } from '../../src/queue/index.ts'
import { hasEnded } from './ledger-book.ts'
import type { Ledger } from './ledger.ts'
import { atTime, office, type Scenario, today } from './scenario.ts'

const services = office.services.map(({ id }) => id)

/** Checks what must hold at every moment: the live queue is what the ledger of its events says. */
export function check(s: Scenario, ledger: Ledger): void {
  const { state } = s
  expect(state.today).toBe(ledger.today)
  expect(asTheQueueHasIt(s)).toEqual(asTheLedgerHasIt(ledger))
  for (const date of Object.keys(state.days)) {
    // never more sold than there are places
    const live = ledger.ticketsOf(date).filter((ticket) => !hasEnded(ticket))
    if (new Set(live.map(({ place }) => place.number)).size !== live.length) throw new Error('a place sold twice')
  }
  if (ledger.suspended === 'no') {
    for (const { ran, interrupted } of ledger.calls.values()) {
      expect(interrupted).toBe(false)
      // Q14: what is due has happened
      expect(ran ?? 0).toBeLessThan(125_000)
    }
  }
  checkPlaces(s, ledger)
}

/** One line per place, ticket, window and call. */
function asTheQueueHasIt({ state }: Scenario): string[] {
  const days = Object.values(state.days).flatMap(({ date, places, tickets }) => [
    ...Object.values(places).map((place) => `${date} ${place.number} ${place.state} ${place.channel}`),
    ...Object.values(tickets).map(({ number, status, place, service, time, lane, present, onlyWindow }) => {
      const waiting = status.is === 'waiting' ? `${present} ${onlyWindow}` : ''
      const now = status.is === 'ended' ? status.by : status.is
      return `${date} ticket ${number} ${now} ${place} ${service} ${time} ${lane} ${waiting}`
    }),
  ])
  const windows = Object.entries(state.windows).map(
    ([id, { session, doing, ticket, held }]) => `window ${id} ${session} ${doing} ${ticket} ${held}`,
  )
  return [...days, ...windows, ...Object.values(state.calls).map((call) => `${call.id} ${call.window}`)].sort()
}

function asTheLedgerHasIt(ledger: Ledger): string[] {
  const days = [...ledger.days.keys()].flatMap((date) => [
    ...ledger.placesOf(date).map((place) => `${date} ${place.number} ${place.state} ${place.channel}`),
    ...ledger.ticketsOf(date).map(({ number, status, place, present, boundTo }) => {
      const waiting = status === 'waiting' ? `${present} ${boundTo}` : ''
      return `${date} ticket ${number} ${status} ${place.number} ${place.service} ${place.time} ${place.lane} ${waiting}`
    }),
  ])
  const windows = [...ledger.windows].map(
    ([id, { session, doing, at, held }]) => `window ${id} ${session} ${doing} ${at} ${held}`,
  )
  return [...days, ...windows, ...[...ledger.calls].map(([window, call]) => `${call.id} ${window}`)].sort()
}

/** What board, plan and terminal say is free: the current, unsold, unexpired places of the day, or an idle window's. */
function checkPlaces(s: Scenario, ledger: Ledger): void {
  const { state, at } = s
  const board = boardView(state, s.now)
  let total = 0
  for (const service of services) {
    const free = ledger.free(service, at)
    const sale = free.length > 0 ? free.length : ledger.idle(service, at, atTime('00:00', state.today ?? today)) ? 1 : 0
    total += sale
    expect(board.freePlaces.byService[service]).toBe(sale)
    if (state.today === null) continue
    const offered = placesView(state, service, state.today, at)
    expect(offered.reduce((sum, time) => sum + time.free, 0)).toBe(sale)
    const planned = planView(state, state.today, at).filter((place) => place.service === service)
    expect(planned.filter((place) => place.channel === 'current' && place.state === 'free').length).toBe(free.length)
  }
  expect(board.freePlaces.total).toBe(total)
  const waiting = ledger.ticketsOf(ledger.today).filter(({ status }) => status === 'waiting')
  expect(board.next.length).toBe(Math.min(10, waiting.length))
}

/** An office without a free place: what is offered then are the places of idle windows. */
export function sellOut(s: Scenario, service: string): void {
  for (const { time, free } of placesView(s.state, service, today, s.at).toReversed()) {
    for (let n = 0; n < free; n += 1) s.register(`${service} ${time} ${n}`, service, { time })
  }
}

/** Reads what has happened since the last time, and lets the ledger's clocks come up to now. */
export function follow(s: Scenario, ledger: Ledger, read: number): number {
  for (const recorded of s.log.slice(read)) ledger.read(recorded)
  ledger.passTo(s.mono)
  return s.log.length
}
