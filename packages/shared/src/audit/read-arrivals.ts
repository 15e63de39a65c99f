import type { QueueEvent } from '../queue/index.ts'
import { type Book, type BookDay, type BookPlace, isFrozen } from './book.ts'
import type { Moment } from './moment.ts'
import { isServers } from './places.ts'
import { countSession, judgeOnePerPerson, mustBeCategory } from './registering.ts'
import type { Say } from './violation.ts'

type Arrival = Extract<QueueEvent, { type: 'claimed' | 'claim-matched' | 'readmitted' }>

/** Visitors the hub does not know: claims, the bookings that prove them, re-admission by the code (Q26–Q28). */
export function readArrival(book: Book, event: Arrival, now: Moment, say: Say): void {
  const { date, number } = event
  const day = book.days.get(date)
  const place = day?.places.get(number)
  if (day === undefined || place === undefined)
    return say('Q26', `${event.type} names ${number} of ${date}, and there is no such place`)
  if (event.type === 'claim-matched') return match(day, place, event, say)
  const rule = event.type === 'claimed' ? 'Q26' : 'Q28'
  const what = `${number} was ${event.type === 'claimed' ? 'claimed' : 're-admitted'}`
  if (date !== book.today) say(rule, `${what} for ${date}, which is not open`)
  if (isFrozen(book)) say('Q40', `${what} while the office was suspended`)
  if (day.cancelled) say('C24', `${what} on a cancelled day`)
  const servers = place.state === 'free' && isServers(day, place)
  const added = place.because === 'readmitted' && place.state === 'free' && book.previous?.type === 'place-added'
  const lost = event.type === 'readmitted' && (place.state === 'withheld' || added)
  if (!servers && !lost)
    say(rule, `${what}, a place of the channel ${place.channel} that was ${place.state} and is the office’s`)
  if (event.type === 'readmitted') {
    if (event.sold !== place.sold + 1)
      say('Q28', `${what} as sale ${event.sold} of a place that was sold ${place.sold} times`)
    begin(day, place, { online: place.channel === 'online', fingerprint: '', sold: event.sold, priority: null }, now)
    return
  }
  const { priority, sealed, session } = event
  if (priority !== null) mustBeCategory(book, priority, number, say)
  judgeOnePerPerson(day, number, sealed.fingerprint, say)
  countSession(book, session, number, say)
  begin(day, place, { online: true, fingerprint: sealed.fingerprint, sold: place.sold + 1, priority }, now)
}

function begin(
  day: BookDay,
  place: BookPlace,
  how: { online: boolean; fingerprint: string; sold: number; priority: string | null },
  now: Moment,
): void {
  const { online, fingerprint, sold, priority } = how
  place.state = 'taken'
  place.sold = sold
  day.tickets.set(place.number, {
    number: place.number,
    fingerprint,
    service: place.service,
    place,
    online,
    claimed: online,
    present: true,
    priority,
    declared: priority === null ? null : now.seq,
    bound: null,
    status: 'waiting',
    end: null,
  })
}

/** Q27: the booking of a claimed place has arrived. */
function match(day: BookDay, place: BookPlace, event: Extract<Arrival, { type: 'claim-matched' }>, say: Say): void {
  const { number, sold, sealed } = event
  const ticket = day.tickets.get(number)
  if (ticket?.claimed !== true) say('Q27', `a booking was matched with ${number}, and that is no claim`)
  if (day.onlineClosed) say('C29', `a booking of ${number} arrived after the handover of ${day.date}`)
  if (sold < place.sold)
    say('Q27', `the booking of ${number} is sale ${sold} of a place that was sold ${place.sold} times`)
  place.sold = sold
  if (ticket === undefined) return
  ticket.claimed = false
  ticket.fingerprint = sealed.fingerprint
}
