import { endOf, hasOpened, horizonDates } from '../calendar/index.ts'
import type { QueueEvent } from '../queue/index.ts'
import { type Book, type BookDay, type BookPlace, type BookTicket, isFrozen } from './book.ts'
import type { Moment } from './moment.ts'
import { dateAt, hasNumberLeft, isServers, nearestFree, onSale } from './places.ts'
import { countSession, judgeOnePerPerson, mustBeCategory } from './registering.ts'
import { judgeEndOfDay } from './read-days.ts'
import type { Say } from './violation.ts'

type TicketEvent = Extract<
  QueueEvent,
  { type: 'registered' | 'checked-in' | 'withdrawn' | 'unserved' | 'print-reported' | 'reprint-requested' }
>
type Registered = Extract<TicketEvent, { type: 'registered' }>

/** What visitors do at the terminal, and tickets nobody was served for. */
export function readRegistration(book: Book, event: TicketEvent, now: Moment, say: Say): void {
  const day = book.days.get(event.date)
  if (event.type === 'registered') return register(book, day, event, now, say)
  const ticket = day?.tickets.get(event.number)
  if (day === undefined || ticket === undefined)
    return say('Q24', `${event.type} names the ticket ${event.number} of ${event.date}, which nobody has`)
  switch (event.type) {
    case 'checked-in':
      if (isFrozen(book)) say('Q40', `${ticket.number} was checked in while the office was suspended`)
      if (event.date !== book.today) say('Q25', `${ticket.number} of ${event.date} was checked in on another day`)
      mustWait(ticket, 'Q25', 'was checked in', say)
      ticket.present = true
      if (event.priority === null) return
      mustBeCategory(book, event.priority, ticket.number, say)
      if (ticket.declared === null) Object.assign(ticket, { priority: event.priority, declared: now.seq })
      return
    case 'withdrawn':
      mustWait(ticket, 'Q23', 'was withdrawn', say)
      return withdraw(book, day, ticket, now)
    case 'unserved':
      if (ticket.status !== 'waiting' && ticket.status !== 'called') end('was left unserved', ticket, say)
      if (event.date === book.today) judgeEndOfDay(book, `${ticket.number}, unserved,`, now, say)
      else if (now.at < endOf(day.clock)) say('C27', `${ticket.number} was left unserved before ${day.date} was over`)
      ticket.status = 'ended'
      ticket.end = 'unserved'
      return
    case 'reprint-requested':
      if (ticket.status === 'ended') say('Q24', `${ticket.number} was printed again after it had ended`)
      else if (event.window !== undefined && ticket.status !== 'serving') {
        say('P12', `${ticket.number} was printed again at the window ${event.window} while it was ${ticket.status}`)
      }
      return
    case 'print-reported':
      return
  }
}

function end(what: string, ticket: BookTicket, say: Say): void {
  if (ticket.status === 'ended') say('Q50', `${ticket.number} ${what} after it had ended as ${ticket.end ?? 'nothing'}`)
  else say('C27', `${ticket.number} ${what} while it was ${ticket.status}`)
}

function mustWait(ticket: BookTicket, rule: string, what: string, say: Say): void {
  if (ticket.status === 'ended') say('Q50', `${ticket.number} ${what} after it had ended`)
  else if (ticket.status !== 'waiting') say(rule, `${ticket.number} ${what} while it was ${ticket.status}`)
}

function register(book: Book, day: BookDay | undefined, event: Registered, now: Moment, say: Say): void {
  const { date, number } = event
  const place = day?.places.get(number)
  const online = event.channel === 'online'
  if (isFrozen(book) && !online) say('Q40', `${number} was registered while the office was suspended`)
  if (day === undefined || place === undefined)
    return say('C20', `${number} was registered for ${date}, and there is no such place`)
  const before = day.tickets.get(number)
  if (before !== undefined && before.status !== 'ended')
    say('N3', `the number ${number} of ${date} was sold twice: it has a live registration`)
  else if (place.state !== 'free') say('N3', `the place ${number} of ${date} was sold although it was ${place.state}`)
  if (place.service !== event.service)
    say('C20', `${number} was sold for ${event.service}, its place is of another service`)
  if (day.cancelled) say('C24', `${number} was registered for ${date}, which is cancelled`)
  if (event.displaced === undefined && event.sold !== place.sold + 1)
    say('N3', `this is sale ${place.sold + 1} of the place ${number}, and the log counts ${event.sold}`)
  if (event.channel === 'current') judgeCurrent(book, day, place, event, now, say)
  else if (online) judgeOnline(day, place, event, say)
  else judgeAdvance(book, day, place, event, now, say)
  if (event.displaced !== undefined && !online) say('Q27', `${number} was not booked and stands for ${event.displaced}`)
  // whom the server books for is the server's to judge
  if (!online) judgeOnePerPerson(day, number, event.sealed.fingerprint, say)
  countSession(book, event.session, number, say)
  place.state = 'taken'
  place.sold = event.sold
  day.tickets.set(number, {
    number,
    fingerprint: event.sealed.fingerprint,
    service: event.service,
    place,
    online,
    claimed: false,
    present: event.present,
    priority: event.priority,
    declared: event.priority === null ? null : now.seq,
    bound: null,
    status: 'waiting',
    end: null,
  })
}

function judgeCurrent(book: Book, day: BookDay, place: BookPlace, event: Registered, now: Moment, say: Say): void {
  const { number } = place
  if (day.date !== book.today)
    return say('C20', `${number} of ${day.date} was sold in the current queue of another day`)
  const added = place.because === 'idle-window' || place.because === 'priority'
  if (!added) {
    if (place.channel !== 'current')
      say('C25', `${number} belongs to the channel ${place.channel} and was sold in the current queue`)
    if (!onSale(place, now.at)) say('C21', `${number} of ${place.time} was sold after half its length had passed`)
    const nearest = nearestFree(day, place.service, now.at)
    // Q8: whoever takes the nearest place is here and ready
    const present = nearest === null || place.at <= nearest.at
    if (event.present !== present)
      say(
        'Q8',
        `${number} took ${present ? 'the nearest place' : 'a later place'} and is kept as ${event.present ? 'present' : 'absent'}`,
      )
  } else if (!event.present) say('Q8', `${number} took a place at the present minute and is kept as absent`)
  if ((event.priority !== null) !== (place.because === 'priority'))
    say(
      'N5',
      `${number} ${event.priority === null ? 'has no priority' : 'has priority'}, its place is ${place.because}`,
    )
  if (event.priority !== null) mustBeCategory(book, event.priority, number, say)
}

/** R1, Q27: a booking of the server's own place, or of one that was added because that was claimed. */
function judgeOnline(day: BookDay, place: BookPlace, event: Registered, say: Say): void {
  const { number, displaced } = event
  if (day.onlineClosed) say('C29', `${number} was booked online after the handover of ${day.date}`)
  if (event.session !== null || event.device !== '' || event.present || event.priority !== null)
    say('R1', `${number} was booked online and says it was registered at the office`)
  if (displaced === undefined) {
    if (!isServers(day, place) && !day.onlineClosed)
      say('R1', `${number} was booked online, and its place is of the channel ${place.channel}`)
    return
  }
  const claim = day.tickets.get(displaced)
  if (place.because !== 'claim' || claim?.online !== true)
    say('Q27', `${number} was given to a booking of ${displaced}, which nobody had claimed`)
}

/** C28: a free terminal place of a date inside the terminal's horizon. */
function judgeAdvance(book: Book, day: BookDay, place: BookPlace, event: Registered, now: Moment, say: Say): void {
  const { number } = place
  if (place.channel !== 'terminal')
    say(
      'C28',
      `${number} of ${day.date} belongs to the channel ${place.channel} and was sold in advance at the terminal`,
    )
  const today = dateAt(book, now.at)
  const clock = today === null ? undefined : book.clocks.get(today)
  // a date without a plan has no working day whose start could be waited for (C15)
  const begun = book.config !== null && (clock === undefined || hasOpened(book.config, clock, now.at))
  const open = book.config === null || today === null ? [] : horizonDates(book.config, 'terminal', today, begun)
  if (!open.includes(day.date)) say('C28', `${number} was sold for ${day.date}, which was not open for registration`)
  if (event.present) say('Q8', `${number} of a later day is kept as present`)
  if (event.priority !== null) say('Q10', `${number} of a later day has priority`)
}

/** N3: before its day, and while it is the server's, the number can be sold again; on the day the place comes back under a new one. */
function withdraw(book: Book, day: BookDay, ticket: BookTicket, now: Moment): void {
  const { place } = ticket
  ticket.status = 'ended'
  ticket.end = 'withdrawn'
  if (day.date !== book.today || isServers(day, place)) {
    place.state = 'free'
    return
  }
  place.state = 'freed'
  const letter = book.config?.services.find(({ id }) => id === place.service)?.letter
  const comesBack =
    !day.cancelled &&
    place.because !== 'priority' &&
    place.because !== 'readmitted' &&
    // Q27: the server sells the claimed number again
    (place.because !== 'claim' || day.onlineClosed) &&
    onSale(place, now.at) &&
    letter !== undefined &&
    hasNumberLeft(book, day, letter)
  if (!comesBack) return
  const { service, minutes, time, at, lane } = place
  book.owed = {
    rule: 'N3',
    sentence: `${ticket.number} was withdrawn and its place of ${time} did not come back under a new number`,
    fits: (next) =>
      next.type === 'place-added' &&
      next.because === 'freed' &&
      next.date === day.date &&
      next.service === service &&
      next.minutes === minutes &&
      next.time === time &&
      next.at === at &&
      next.lane === lane,
  }
}
