import { addDays, endOf, hasOpened, instantOf, isReceptionDay, minuteMs, receptionSpan } from '../calendar/index.ts'
import type { Decision, QueueCommand } from './commands.ts'
import { placesEndOf, ticketsOf } from './day-index.ts'
import { accept, refuse } from './decision.ts'
import type { EventTime, QueueEvent } from './events.ts'
import { isServers, nextAddedNumber, openDay } from './places.ts'
import type { Day, QueueState } from './state.ts'

const dayMs = 24 * 3_600_000
/** C27: the latest the hub closes a day. */
const lastMinute = '23:55'

/** The office's date at a moment, as the published days tell it; null before anything was published. */
export function localDate(state: QueueState, at: number): string | null {
  let nearest: Day | null = null
  for (const date in state.days) {
    const day = state.days[date]
    if (day === undefined) continue
    if (at >= day.clock.midnight && at < endOf(day.clock)) return date
    if (nearest === null || Math.abs(day.clock.midnight - at) < Math.abs(nearest.clock.midnight - at)) nearest = day
  }
  return nearest === null ? null : addDays(nearest.date, Math.floor((at - nearest.clock.midnight) / dayMs))
}

/** Whether today's reception has begun: the terminal's horizon then reaches one day further (C15). */
export function receptionHasBegun(state: QueueState, at: number): boolean {
  const today = localDate(state, at)
  const day = today === null ? undefined : state.days[today]
  // a date without a plan has no working day whose start could be waited for
  return state.config !== null && (day === undefined || hasOpened(state.config, day.clock, at))
}

/** Closing time: the end of the last opening interval, and of the last place where one was added behind it. */
function closingTime(state: QueueState, day: Day): number {
  const span = state.config === null ? null : receptionSpan(state.config, day.clock)
  return Math.max(span?.closes ?? day.clock.midnight, placesEndOf(day))
}

function lastMoment(day: Day): number {
  return instantOf(day.clock, lastMinute) ?? endOf(day.clock) - 5 * minuteMs
}

/** Whether the open day is over whatever the queue looks like (C27). */
export function mustClose(state: QueueState, at: number): boolean {
  const day = openDay(state)
  return day !== null && at >= lastMoment(day)
}

/** When the open day closes, ms since 1970: now if the queue is empty after closing time; null without an open day. */
export function closesAt(state: QueueState): number | null {
  const day = openDay(state)
  if (day === null) return null
  return isQueueEmpty(state, day) ? Math.min(closingTime(state, day), lastMoment(day)) : lastMoment(day)
}

function isQueueEmpty(state: QueueState, day: Day): boolean {
  return (
    ticketsOf(day).every((ticket) => ticket.status.is === 'ended') &&
    Object.values(state.windows).every((window) => window.doing === 'nothing')
  )
}

/** C27: every registration of the day ends; nobody is blamed for what the office did not manage. */
export function closeDay(state: QueueState, day: Day): QueueEvent[] {
  const events: QueueEvent[] = []
  for (const ticket of Object.values(day.tickets)) {
    const { status, number } = ticket
    if (status.is === 'serving' || status.is === 'held') {
      events.push({ type: 'finished', window: status.window, number, because: 'day-closed' })
    }
    if (status.is === 'waiting' || status.is === 'called') events.push({ type: 'unserved', date: day.date, number })
  }
  for (const [id, window] of Object.entries(state.windows)) {
    if (window.session !== null) events.push({ type: 'window-closed', window: id, because: 'day-closed' })
  }
  return [...events, { type: 'day-closed', date: day.date }]
}

/** The next published day that may be opened (C26), or null. */
export function nextDay(state: QueueState, at: number): Day | null {
  if (state.today !== null) return null
  let next: Day | null = null
  for (const date in state.days) {
    const day = state.days[date]
    if (day === undefined || at >= lastMoment(day) || !mayOpen(state, date)) continue
    if (next === null || day.date < next.date) next = day
  }
  return next
}

function mayOpen(state: QueueState, date: string): boolean {
  if (state.closed.includes(date)) return false
  return state.lastClosed === null || date > state.lastClosed || date === state.confirmedDay
}

/** C26: opening a day; days before it that never opened end here, nobody was served on them. */
export function openingOf(state: QueueState, day: Day): QueueEvent[] {
  const missed = Object.values(state.days).filter((other) => other.date < day.date)
  const ended = missed.flatMap((other): QueueEvent[] => [
    ...Object.values(other.tickets)
      .filter((ticket) => ticket.status.is !== 'ended')
      .map((ticket): QueueEvent => ({ type: 'unserved', date: other.date, number: ticket.number })),
    { type: 'day-closed', date: other.date },
  ])
  return [...ended, { type: 'day-opened', date: day.date }]
}

/** The date a lead has to confirm before it can open: a reception day not after the last closed one (C26). */
export function dayToConfirm(state: QueueState, at: number): string | null {
  const date = localDate(state, at)
  if (date === null || state.today !== null || state.config === null) return null
  const before = state.lastClosed !== null && date < state.lastClosed
  // without its plan the date is only counted from the nearest one: an hour wrong when the clocks changed between
  const planned = state.days[date] !== undefined
  const open = before && planned && !state.closed.includes(date) && state.confirmedDay !== date
  return open && isReceptionDay(state.config, date) ? date : null
}

export function confirmDay(state: QueueState, date: string, staff: string, at: number): Decision {
  if (dayToConfirm(state, at) !== date) return refuse('nothing-to-confirm', 'date')
  return accept([{ type: 'day-confirmed', date, staff }])
}

type PlanWork = Extract<QueueCommand, { type: 'publish-plan' | 'add-places' | 'withdraw-place' }> & {
  readonly now: EventTime
}

export function decidePlan(state: QueueState, command: PlanWork): Decision {
  const day = state.days[command.date]
  switch (command.type) {
    case 'publish-plan':
      // C23: a published plan never changes, and a closed date never comes back
      if (day !== undefined || state.closed.includes(command.date)) return accept([])
      return accept([{ type: 'plan-published', date: command.date, clock: command.clock, services: command.services }])
    case 'add-places':
      return day === undefined || day.cancelled ? accept([]) : accept(addedPlaces(state, day, command.places))
    case 'withdraw-place': {
      const place = day?.places[command.number]
      if (day === undefined || place === undefined) return refuse('unknown-place', 'number')
      if (isServers(day, place)) return refuse('owned-by-server', 'number')
      if (place.state !== 'free') return refuse('place-taken', 'number')
      return accept([{ type: 'place-withdrawn', date: command.date, number: command.number }])
    }
  }
}

function addedPlaces(
  state: QueueState,
  day: Day,
  places: Extract<PlanWork, { type: 'add-places' }>['places'],
): QueueEvent[] {
  const used: Record<string, number> = {}
  return places.flatMap((place): QueueEvent[] => {
    const letter = state.config?.services.find((service) => service.id === place.service)?.letter
    const number = letter === undefined ? null : nextAddedNumber(day, letter, used[letter] ?? 0)
    if (letter === undefined || number === null) return []
    used[letter] = (used[letter] ?? 0) + 1
    return [{ type: 'place-added', date: day.date, number, because: 'extension', ...place }]
  })
}
