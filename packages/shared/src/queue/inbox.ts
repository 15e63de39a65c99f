import type { InboxItemOf, RequestCode } from '../protocol/index.ts'
import type { Decision, QueueCommand } from './commands.ts'
import { accept, refuse } from './decision.ts'
import { replacedAtHandover } from './epochs.ts'
import type { EventTime, QueueEvent } from './events.ts'
import { isServers, letterOf, nextAddedNumber } from './places.ts'
import type { Day, Place, QueueState, Ticket } from './state.ts'
import { placeComesBack } from './withdrawing.ts'

type Learn = Extract<QueueCommand, { type: 'learn' }> & { readonly now: EventTime }

/**
 * What an item of the office's inbox brings (R2): its events and `inbox-advanced`, to be stored in one append, so that
 * the office log alone replays the office. An item that is known brings nothing; one that leaves a gap is refused.
 */
export function learn(state: QueueState, command: Learn): Decision {
  const { seq, hash } = command.inbox
  if (seq <= state.inbox.seq) return accept([])
  if (seq > state.inbox.seq + 1) return refuse('inbox-gap')
  return accept([...follows(state, command), { type: 'inbox-advanced', seq, hash }])
}

function follows(state: QueueState, { item, digits, now }: Learn): QueueEvent[] {
  if (item.type === 'office-configured') return [{ type: 'office-configured', config: item.config }]
  if (item.type === 'plan-published') return published(state, item)
  const day = state.days[item.date]
  if (item.type === 'cancel-requested') return cancelRequested(state, day, item, now.at)
  if (item.type === 'withdraw-requested') return withdrawRequested(day, item)
  // C27: a closed day is over; what the server did about it while nobody could hear stays with the server (R10)
  if (day === undefined) return []
  const { date } = day
  switch (item.type) {
    case 'place-added':
      return added(day, item)
    case 'place-withdrawn':
      return day.places[item.number]?.state === 'free' ? [{ type: 'place-withdrawn', date, number: item.number }] : []
    case 'booked':
      return booked(day, item, digits)
    case 'booking-cancelled': {
      const ticket = ticketOfBooking(day, item.number)
      return ticket?.status.is === 'waiting' ? withdrawn(state, day, ticket, now.at) : []
    }
    case 'online-closed':
      if (day.onlineClosed) return []
      return [{ type: 'online-closed', date, sold: item.sold }, ...replacedAtHandover(state, day, now.at)]
    case 'day-cancelled':
      return day.cancelled ? [] : [{ type: 'day-cancelled', date, reason: item.reason }]
  }
}

/** The ticket of an online booking: under its own number, or under the one it got because that was claimed (Q27). */
export function ticketOfBooking(day: Day, number: string): Ticket | undefined {
  return day.tickets[day.displaced[number] ?? number]
}

/** C23: a published plan never changes, and a closed date never comes back. */
function published(state: QueueState, item: InboxItemOf<'plan-published'>): QueueEvent[] {
  const { date, clock, services } = item
  if (state.days[date] !== undefined || state.closed.includes(date)) return []
  const { midnight, change } = clock
  const own = change === undefined ? { date: clock.date, midnight } : { date: clock.date, midnight, change }
  return [{ type: 'plan-published', date, clock: own, services }]
}

function added(day: Day, item: InboxItemOf<'place-added'>): QueueEvent[] {
  if (day.cancelled || day.places[item.number] !== undefined) return []
  return [{ ...item, because: 'server' }]
}

/**
 * A booking takes its place. Where a visitor the hub did not know has claimed the place, either that is the one who
 * booked it, or the one who did gets another place at the same time (Q27).
 */
function booked(day: Day, item: InboxItemOf<'booked'>, digits: 'match' | 'other' | null): QueueEvent[] {
  const { date, number, sold, sealed, language } = item
  const place = day.places[number]
  if (place === undefined || day.cancelled) return []
  if (place.state === 'free') return [registered(place, item, sold)]
  const holder = day.tickets[number]
  // a code is right for one sale only: whoever was re-admitted by it made this booking
  const proved = holder?.claimed === true && holder.sealed.box === '' && holder.sold === sold
  if (holder?.claimed === true && (proved || digits === 'match')) {
    return [{ type: 'claim-matched', date, number, sealed, sold, language }]
  }
  const other = nextAddedNumber(day, letterOf(number))
  if (other === null) return []
  const { service, minutes, time, at, lane } = place
  return [
    { type: 'place-added', date, number: other, service, minutes, time, at, lane, because: 'claim' },
    { ...registered({ ...place, number: other }, item, sold), displaced: number },
  ]
}

function registered(
  place: Place,
  { date, sold, language, sealed }: InboxItemOf<'booked'>,
  sales: number = sold,
): Extract<QueueEvent, { type: 'registered' }> {
  return {
    type: 'registered',
    date,
    number: place.number,
    service: place.service,
    sold: sales,
    channel: 'online',
    present: false,
    priority: null,
    language,
    session: null,
    device: '',
    sealed,
  }
}

function withdrawn(state: QueueState, day: Day, ticket: Ticket, at: number): QueueEvent[] {
  return [{ type: 'withdrawn', date: day.date, number: ticket.number }, ...placeComesBack(state, day, ticket, at)]
}

/** R8: after the handover the hub decides; the visitor is let go while the ticket waits. */
function cancelRequested(
  state: QueueState,
  day: Day | undefined,
  { date, number, request }: InboxItemOf<'cancel-requested'>,
  at: number,
): QueueEvent[] {
  const ticket = day === undefined ? undefined : ticketOfBooking(day, number)
  if (day === undefined || ticket === undefined)
    return [answer(request, state.closed.includes(date) ? 'ticket-ended' : 'unknown-ticket')]
  if (ticket.status.is === 'ended') return [answer(request, 'ticket-ended')]
  if (ticket.status.is !== 'waiting') return [answer(request, 'already-called')]
  return [...withdrawn(state, day, ticket, at), answer(request, null)]
}

/** R8: a place the office owns is withdrawn while nobody has it, or may have it. */
function withdrawRequested(day: Day | undefined, item: InboxItemOf<'withdraw-requested'>): QueueEvent[] {
  const { date, number, request } = item
  const place = day?.places[number]
  // the server withdraws its own places itself: there is nothing to ask for (R1)
  if (day === undefined || place === undefined || isServers(day, place)) return [answer(request, 'unknown-place')]
  switch (place.state) {
    case 'free':
      return [{ type: 'place-withdrawn', date, number }, answer(request, null)]
    case 'withdrawn':
      return [answer(request, null)]
    case 'taken':
    case 'freed':
    case 'withheld':
      return [answer(request, 'already-sold')]
  }
}

function answer(request: string, code: RequestCode | null): QueueEvent {
  return { type: 'request-answered', request, granted: code === null, code }
}
