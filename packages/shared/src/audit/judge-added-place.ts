import { endOf, minuteMs, timeAt } from '../calendar/index.ts'
import type { ServiceConfig } from '../protocol/index.ts'
import type { QueueEvent } from '../queue/index.ts'
import { priorityLetter } from '../text/index.ts'
import { type Book, type BookDay, type BookPlace, isFrozen } from './book.ts'
import type { Moment } from './moment.ts'
import {
  hasIdleWindow,
  judgeLostNumber,
  judgeNewNumber,
  judgeServersNumber,
  nearestFree,
  presentMinute,
  priorityMinute,
} from './places.ts'
import { oweReplacements } from './read-server.ts'
import type { Say } from './violation.ts'

type Added = Extract<QueueEvent, { type: 'place-added' }>

/** N3–N5, C22, C23: a place came after the plan was published. */
export function judgeAddedPlace(book: Book, day: BookDay, added: Added, now: Moment, say: Say): void {
  const { number, service, because } = added
  const config = book.config?.services.find(({ id }) => id === service)
  const letter = because === 'priority' ? priorityLetter : (config?.letter ?? null)
  if (because === 'server') judgeServersNumber(day, number, letter, say)
  else if (because === 'readmitted') judgeLostNumber(book, day, number, letter, say)
  else judgeNewNumber(book, day, number, letter, say)
  if (day.cancelled) say('C24', `the place ${number} was added to ${day.date}, which is cancelled`)
  if (config === undefined) say('C23', `the added place ${number} is of ${service}, which the office does not have`)
  if (timeAt(day.clock, added.at) !== added.time || added.at < day.clock.midnight || added.at >= endOf(day.clock))
    say('N3', `the added place ${number} says ${added.time} on ${added.date}, which is another moment`)
  switch (because) {
    case 'extension':
    case 'server':
      if (added.channel === 'online' && day.onlineClosed)
        say('C29', `the online place ${number} was added after the handover of ${day.date}`)
      return
    case 'epoch':
      return judgeReplacement(book, added, say)
    case 'readmitted':
      return judgeLostPlace(book, day, added, config, now, say)
    case 'claim':
      book.owed = {
        rule: 'Q27',
        sentence: `the place ${number} was added for a booking and not given to it at once`,
        fits: (next) =>
          next.type === 'registered' &&
          next.date === day.date &&
          next.number === number &&
          next.displaced !== undefined &&
          isSamePlace(day.places.get(next.displaced), added),
      }
      return
    case 'freed':
      judgeFreed(book, day, number, say)
      return
    case 'idle-window':
    case 'priority':
      if (day.date !== book.today) say('C20', `the place ${number} was added to ${day.date}, which is not open`)
      if (because === 'priority') judgePriorityPlace(book, added, now, say)
      else judgeIdlePlace(book, day, added, now, say)
      if (config !== undefined && (added.lane !== config.lanes + 1 || added.minutes !== config.minutes))
        say(
          because === 'priority' ? 'N5' : 'C22',
          `the place ${number} has another length or lane than ${service} gives it`,
        )
      book.owed = {
        rule: because === 'priority' ? 'N5' : 'C22',
        sentence: `the place ${number} was added and not sold at once`,
        fits: (next) => next.type === 'registered' && next.date === day.date && next.number === number,
      }
      return
  }
}

/** N3: a withdrawn registration gives its place back; one that was there beside a claimed one does not (Q27). */
function judgeFreed(book: Book, day: BookDay, number: string, say: Say): void {
  const { previous } = book
  if (previous?.type !== 'withdrawn')
    say('N3', `the place ${number} came back although no registration was withdrawn right before`)
  else if (!day.onlineClosed && day.tickets.get(previous.number)?.place.because === 'claim')
    say('Q27', `the place ${number} came back for one added beside a claim, whose number the server sells again`)
}

/** Q28: at the minute its visitor came, behind the places of the plan, and given to the ticket at once. */
function judgeLostPlace(
  book: Book,
  day: BookDay,
  { number, at, lane, minutes, channel }: Added,
  config: ServiceConfig | undefined,
  now: Moment,
  say: Say,
): void {
  if (day.date !== book.today) say('Q28', `the place ${number} was added to ${day.date}, which is not open`)
  if (at !== Math.floor(now.at / minuteMs) * minuteMs)
    say('Q28', `the place ${number} was added for a lost ticket, and not at the present minute`)
  if (channel !== undefined || (config !== undefined && (lane !== config.lanes + 1 || minutes !== config.minutes)))
    say('Q28', `the place ${number} has another channel, length or lane than a lost ticket gets`)
  book.owed = {
    rule: 'Q28',
    sentence: `the place ${number} was added for a lost ticket and not given to it at once`,
    fits: (next) => next.type === 'readmitted' && next.date === day.date && next.number === number,
  }
}

/** R17: one withheld place comes back, the same but for its number. */
function judgeReplacement(book: Book, added: Added, say: Say): void {
  const index = book.toReplace.findIndex(
    ({ date, place }) =>
      date === added.date && isSamePlace(place, added) && place.channel === (added.channel ?? 'current'),
  )
  if (index === -1) say('R17', `the place ${added.number} was added for a new epoch, and no withheld place is like it`)
  else book.toReplace.splice(index, 1)
  oweReplacements(book)
}

function isSamePlace(place: BookPlace | undefined, added: Added): boolean {
  const { service, minutes, at, lane } = added
  return place?.service === service && place.minutes === minutes && place.at === at && place.lane === lane
}

/** C22: one place at the present minute, while nothing is free and a window has nobody to call. */
function judgeIdlePlace(book: Book, day: BookDay, { number, service, at }: Added, now: Moment, say: Say): void {
  if (nearestFree(day, service, now.at) !== null)
    say('C22', `the place ${number} was added for an idle window while places of ${service} were free`)
  if (book.suspension !== null || !hasIdleWindow(book, service, now.at))
    say('C22', `the place ${number} was added for an idle window, and no open window of ${service} had nobody to call`)
  if (at !== presentMinute(book, service, now.at))
    say('C22', `the place ${number} was added for an idle window, and not at the present minute inside opening hours`)
}

/** N5: at the present minute, else at the start of the next interval. */
function judgePriorityPlace(book: Book, { number, service, at }: Added, now: Moment, say: Say): void {
  if (isFrozen(book)) say('Q40', `the place ${number} was added while the office was suspended`)
  if (at !== priorityMinute(book, service, now.at))
    say('N5', `the priority place ${number} is not at the present minute, nor at the next opening`)
}
