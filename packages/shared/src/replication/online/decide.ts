import { horizonDates } from '../../calendar/index.ts'
import type { InboxItem } from '../../protocol/index.ts'
import { decideChange } from './change-places.ts'
import type { OnlineCommand, OnlineCommandOf, OnlineDecision, OnlineRefusalCode, OnlineResults } from './commands.ts'
import { isSellable } from './free.ts'
import type { OnlineDay, OnlineState } from './state.ts'

/**
 * The server's own rules about an office: what a command puts into the inbox, or why nothing. Pure; the state is only
 * read. Until the day handover the online places and their bookings are the server's; everything else is the hub's, and
 * of that the server can only ask (R rules).
 */
export function decideOnline<C extends OnlineCommand>(state: OnlineState, command: C): OnlineDecision<C['type']>
export function decideOnline(state: OnlineState, command: OnlineCommand): OnlineDecision {
  switch (command.type) {
    case 'configure':
      return configure(state, command)
    case 'publish':
      return publish(state, command)
    case 'book':
      return book(state, command)
    case 'cancel-booking':
      return cancelBooking(state, command)
    case 'close-online':
      return closeOnline(state, command)
    case 'change-places':
      return decideChange(state, command)
    case 'cancel-day':
      return cancelDay(state, command)
    default:
      return assertNever(command)
  }
}

function configure(state: OnlineState, { config, version }: OnlineCommandOf<'configure'>): OnlineDecision<'configure'> {
  if (version !== undefined && version !== state.version) return refuse('version-changed', 'version')
  if (JSON.stringify(config) === JSON.stringify(state.config)) return accept([], { version: state.version })
  return accept([{ type: 'office-configured', config }], { version: state.version + 1 })
}

/** C16, C23: a day is published once. One that was closed never comes back. */
function publish(state: OnlineState, command: OnlineCommandOf<'publish'>): OnlineDecision<'publish'> {
  const { date, clock, services } = command
  if (state.days[date] !== undefined) return accept([], { date })
  if (state.lastClosed !== null && date <= state.lastClosed) return refuse('date-closed', 'date')
  const plan = services.map((service) => ({ ...service, places: [...service.places] }))
  return accept([{ type: 'plan-published', date, clock, services: plan }], { date })
}

function book(state: OnlineState, command: OnlineCommandOf<'book'>): OnlineDecision<'book'> {
  const { date, service, time, language, sealed } = command
  const day = state.days[date]
  const { config } = state
  if (config === null || day === undefined) return refuse('unknown-day', 'date')
  const closed = closedBecause(day)
  if (closed !== null) return refuse(closed, 'date')
  // the day handover is at 00:00, also while the item that says so is being written
  if (date <= command.today) return refuse('online-closed', 'date')
  if (!horizonDates(config, 'online', command.today, true).includes(date)) return refuse('date-closed', 'date')
  if (!config.services.some((candidate) => candidate.id === service)) return refuse('unknown-service', 'service')
  if (command.acknowledged < day.publishedSeq || command.hubDay === null) return refuse('not-acknowledged', 'date')

  const places = Object.values(day.places)
  const isTwin = sealed.fingerprint !== '' && places.some((place) => place.fingerprint === sealed.fingerprint)
  if (isTwin) return refuse('already-registered')
  const atTime = places.filter(
    (place) => place.service === service && place.time === time && place.channel === 'online',
  )
  const free = atTime
    .filter((place) => isSellable(place, command.hubDay))
    .reduce<(typeof atTime)[number] | null>(
      (best, place) => (best === null || place.lane < best.lane ? place : best),
      null,
    )
  if (free === null) return refuse(atTime.length > 0 ? 'place-taken' : 'unknown-place', 'time')

  const { number, sold: before } = free
  const sold = before + 1
  const item: InboxItem = { type: 'booked', date, number, service, sold, language, sealed: { ...sealed } }
  return accept([item], { number, date, time, sold })
}

/** Before the handover the booking is the server's; after it the hub decides (R rules). */
function cancelBooking(
  state: OnlineState,
  { date, number, by, request }: OnlineCommandOf<'cancel-booking'>,
): OnlineDecision<'cancel-booking'> {
  const day = state.days[date]
  if (day === undefined) return refuse('unknown-day', 'date')
  if (day.state === 'cancelled') return refuse('day-cancelled', 'date')
  if (day.places[number]?.state !== 'booked') return refuse('unknown-booking', 'number')
  return day.state === 'open'
    ? accept([{ type: 'booking-cancelled', date, number, by }], { request: null })
    : accept([{ type: 'cancel-requested', request, date, number }], { request })
}

function closeOnline(state: OnlineState, { date }: OnlineCommandOf<'close-online'>): OnlineDecision<'close-online'> {
  const day = state.days[date]
  if (day === undefined) return refuse('unknown-day', 'date')
  const sold = Object.values(day.places).filter((place) => place.state === 'booked').length
  if (day.state !== 'open') return accept([], { sold })
  return accept([{ type: 'online-closed', date, sold, inboxSeq: state.seq }], { sold })
}

function cancelDay(state: OnlineState, { date, reason }: OnlineCommandOf<'cancel-day'>): OnlineDecision<'cancel-day'> {
  const day = state.days[date]
  if (day === undefined) return refuse('unknown-day', 'date')
  return accept(day.state === 'cancelled' ? [] : [{ type: 'day-cancelled', date, reason }], { date })
}

function closedBecause(day: OnlineDay): OnlineRefusalCode | null {
  switch (day.state) {
    case 'open':
      return null
    case 'closed':
      return 'online-closed'
    case 'cancelled':
      return 'day-cancelled'
  }
}

function accept<T extends OnlineCommand['type']>(
  items: readonly InboxItem[],
  result: OnlineResults[T],
): OnlineDecision<T> {
  return { ok: true, items, result }
}

function refuse(
  code: OnlineRefusalCode,
  field?: string,
): { ok: false; refusal: { code: OnlineRefusalCode; field?: string } } {
  return { ok: false, refusal: field === undefined ? { code } : { code, field } }
}

function assertNever(value: never): never {
  throw new Error(`a command without a rule: ${JSON.stringify(value)}`)
}
