import { horizonDates } from '../calendar/index.ts'
import type { OfficeConfig, ServiceConfig } from '../protocol/index.ts'
import { priorityLetter } from '../text/index.ts'
import type { Decision, QueueCommand } from './commands.ts'
import { ticketsOfPerson } from './day-index.ts'
import { localDate, receptionHasBegun } from './days.ts'
import { accept, refuse } from './decision.ts'
import type { AddedBecause, EventTime, QueueEvent, Sealed } from './events.ts'
import {
  addedLane,
  freeTerminalPlace,
  idleWindowPlace,
  nearestCurrentPlace,
  nextAddedNumber,
  openDay,
  priorityPlace,
  type PresentPlace,
} from './places.ts'
import type { Day, Place, QueueState } from './state.ts'

type Registering = Extract<QueueCommand, { type: 'register-current' | 'register-advance' }>
type Current = Extract<Registering, { type: 'register-current' }> & { readonly now: EventTime }
type Advance = Extract<Registering, { type: 'register-advance' }> & { readonly now: EventTime }

/** Q20: registrations of one terminal session. */
export const perSession = 5
/** An idle-window place stands at the present minute; a visitor may have read the minute before. */
const idleReadingMs = 3 * 60_000

export function decideRegistration(state: QueueState, command: Current | Advance): Decision {
  const config = state.config
  const service = config?.services.find((candidate) => candidate.id === command.service)
  if (isFrozen(state)) return refuse('suspended')
  if (config === null || service === undefined) return refuse('unknown-service', 'service')
  if (command.session !== undefined && (state.sessions[command.session] ?? 0) >= perSession)
    return refuse('session-limit')
  return command.type === 'register-current'
    ? registerCurrent(state, command, service)
    : registerAdvance(state, command, config)
}

/** Registrations and arrivals stand still from `suspend-office` to `resume-office` (Q40). */
export function isFrozen(state: QueueState): boolean {
  return state.suspension !== null && state.suspension.until === null
}

/** Q10: whether the office takes that ground for priority. */
export function isEnabled(state: QueueState, category: string): boolean {
  return state.config?.priorityCategories.some(({ code, enabled }) => code === category && enabled) === true
}

function registerCurrent(state: QueueState, command: Current, service: ServiceConfig): Decision {
  const day = openDay(state)
  const at = command.now.at
  if (day === null) return refuse('day-not-open')
  if (day.cancelled) return refuse('day-cancelled')
  if (isRegistered(day, command.sealed)) return refuse('already-registered')
  if (command.priority !== undefined) return registerPriority(state, command, service, day, command.priority)

  const nearest = nearestCurrentPlace(day, service.id, at)
  if (command.time === undefined && nearest !== null) return sell(state, command, day, nearest, { present: true })
  if (command.time !== undefined) {
    const chosen = nearestCurrentPlace(day, service.id, at, command.time)
    // Q8: whoever takes the nearest place is here and ready; another time is a time to come back
    if (chosen !== null) return sell(state, command, day, chosen, { present: chosen.at === nearest?.at })
  }
  const idle = idleWindowPlace(state, service.id, at)
  if (idle !== null && wantsIdle(command, idle)) {
    return sellAdded(state, command, service, day, idle, service.letter, 'idle-window')
  }
  if (command.time === undefined) return refuse('no-places', 'service')
  const exists = Object.values(day.places).some((place) => place.service === service.id && place.time === command.time)
  return exists ? refuse('place-taken', 'time') : refuse('unknown-place', 'time')
}

function wantsIdle(command: Current, idle: PresentPlace): boolean {
  if (command.time === undefined) return true
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const readBefore = (minutes(idle.time) - minutes(command.time)) * 60_000
  return readBefore >= 0 && readBefore <= idleReadingMs
}

function registerPriority(
  state: QueueState,
  command: Current,
  service: ServiceConfig,
  day: Day,
  category: string,
): Decision {
  if (!isEnabled(state, category)) return refuse('unknown-priority', 'priority')
  const place = priorityPlace(state, service.id, command.now.at)
  if (place === null) return refuse('outside-hours', 'service')
  return sellAdded(state, command, service, day, place, priorityLetter, 'priority', category)
}

function registerAdvance(state: QueueState, command: Advance, config: OfficeConfig): Decision {
  const today = localDate(state, command.now.at)
  const day = state.days[command.date]
  if (today === null || day === undefined || command.date <= today) return refuse('date-closed', 'date')
  const dates = horizonDates(config, 'terminal', today, receptionHasBegun(state, command.now.at))
  if (!dates.includes(command.date)) return refuse('date-closed', 'date')
  if (day.cancelled) return refuse('day-cancelled', 'date')
  if (isRegistered(day, command.sealed)) return refuse('already-registered')
  const place = freeTerminalPlace(day, command.service, command.time)
  if (place !== null) return sell(state, command, day, place, { present: false })
  const exists = Object.values(day.places).some(
    (candidate) =>
      candidate.service === command.service && candidate.time === command.time && candidate.channel === 'terminal',
  )
  return exists ? refuse('place-taken', 'time') : refuse('unknown-place', 'time')
}

/** Q21: the same name, service and day twice. Whoever's registration has ended may register again. */
export function isRegistered(day: Day, sealed: Sealed): boolean {
  return ticketsOfPerson(day, sealed.fingerprint).some((ticket) => ticket.status.is !== 'ended')
}

function sell(
  state: QueueState,
  command: Current | Advance,
  day: Day,
  place: Place,
  how: { readonly present: boolean; readonly priority?: string },
  before: readonly QueueEvent[] = [],
): Decision {
  const registered: QueueEvent = {
    type: 'registered',
    date: day.date,
    number: place.number,
    service: place.service,
    sold: place.sold + 1,
    channel: command.type === 'register-current' ? 'current' : 'terminal',
    present: how.present,
    priority: how.priority ?? null,
    language: command.language,
    session: command.session ?? null,
    device: command.actor.kind === 'device' ? command.actor.device : '',
    sealed: command.sealed,
  }
  return accept([...before, registered], {
    ticket: place.number,
    date: day.date,
    time: place.time,
    service: place.service,
    printedSeq: state.seq + before.length + 1,
    sold: place.sold + 1,
  })
}

function sellAdded(
  state: QueueState,
  command: Current,
  service: ServiceConfig,
  day: Day,
  place: PresentPlace,
  letter: string,
  because: AddedBecause,
  priority?: string,
): Decision {
  const number = nextAddedNumber(day, letter)
  if (number === null) return refuse('number-range-full')
  const added = {
    number,
    service: service.id,
    minutes: service.minutes,
    time: place.time,
    at: place.at,
    lane: addedLane(service.lanes),
    because,
  }
  const event: QueueEvent = { type: 'place-added', date: day.date, ...added }
  const sold: Place = { ...added, channel: 'current', sold: 0, state: 'free' }
  const how = priority === undefined ? { present: true } : { present: true, priority }
  return sell(state, command, day, sold, how, [event])
}
