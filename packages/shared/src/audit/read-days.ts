import { type DayClock, endOf, isReceptionDay, minuteMs, receptionSpan } from '../calendar/index.ts'
import type { QueueEvent } from '../queue/index.ts'
import { type Book, type BookDay, type BookPlace, closedWindow, freshDay, leadOf, openDay } from './book.ts'
import { judgePlan, placesOf } from './judge-plan.ts'
import { judgeAddedPlace } from './judge-added-place.ts'
import type { Moment } from './moment.ts'
import { dateAt, giveToCurrent, isServers, lastMoment } from './places.ts'
import type { Say } from './violation.ts'

type DayEvent = Extract<
  QueueEvent,
  {
    type:
      | 'office-configured'
      | 'plan-published'
      | 'place-added'
      | 'place-withdrawn'
      | 'day-confirmed'
      | 'day-opened'
      | 'day-closed'
  }
>
/** Makes the clock of a date as the office's time zone has it; left out where nobody knows time zones. */
export type ClockOf = (date: string, timeZone: string) => DayClock

/** Days and their places (C, N). */
export function readDay(book: Book, event: DayEvent, now: Moment, say: Say, clockOf: ClockOf | null): void {
  switch (event.type) {
    case 'office-configured':
      book.config = event.config
      for (const { id } of event.config.windows) if (!book.windows.has(id)) book.windows.set(id, closedWindow())
      return
    case 'plan-published': {
      const { date, clock, services } = event
      if (book.days.has(date) || book.closed.has(date)) {
        say('C23', `the plan of ${date} was published a second time`)
        if (book.days.has(date)) return
      }
      judgePlan(book, event, say, clockOf)
      book.days.set(date, { date, clock, places: placesOf(services), tickets: new Map(), ...freshDay() })
      book.clocks.set(date, clock)
      return
    }
    case 'place-added': {
      const day = book.days.get(event.date)
      if (day === undefined) return say('C23', `a place was added to ${event.date}, which has no plan`)
      judgeAddedPlace(book, day, event, now, say)
      const { number, service, minutes, time, at, lane, because, channel = 'current' } = event
      if (day.places.has(number)) return
      const place: BookPlace = { number, service, minutes, time, at, lane, because, channel, sold: 0, state: 'free' }
      if (event.date === book.today && !isServers(day, place)) place.channel = 'current'
      day.places.set(number, place)
      return
    }
    case 'place-withdrawn': {
      const place = book.days.get(event.date)?.places.get(event.number)
      if (place?.state !== 'free')
        say('C23', `the place ${event.number} of ${event.date} was withdrawn although it was not free`)
      if (place !== undefined) place.state = 'withdrawn'
      return
    }
    case 'day-confirmed':
      judgeConfirmation(book, event, now, say)
      book.confirmed = event.date
      return
    case 'day-opened':
      openingOf(book, event.date, now, say)
      return
    case 'day-closed':
      closingOf(book, event.date, now, say)
      return
  }
}

function judgeConfirmation(
  book: Book,
  event: Extract<DayEvent, { type: 'day-confirmed' }>,
  now: Moment,
  say: Say,
): void {
  const { date, staff } = event
  if (!leadOf(book, staff)) say('C26', `the day ${date} was confirmed by ${staff}, who is no lead`)
  const past = book.lastClosed !== null && date < book.lastClosed && !book.closed.has(date)
  const today = dateAt(book, now.at) === date && book.today === null
  const reception = book.config !== null && isReceptionDay(book.config, date)
  if (!past || !today || !reception) say('C26', `the day ${date} was confirmed although nothing was to be confirmed`)
}

/** C26, C25, C29. */
function openingOf(book: Book, date: string, now: Moment, say: Say): void {
  const day = book.days.get(date)
  if (book.today !== null) say('C26', `${date} was opened while ${book.today} was open`)
  if (book.closed.has(date)) say('C26', `${date} was opened again after it had been closed`)
  else if (book.lastClosed !== null && date <= book.lastClosed && book.confirmed !== date)
    say('C26', `${date} was opened after ${book.lastClosed} had been closed, and no lead had confirmed it`)
  if (day === undefined) return say('C26', `${date} was opened without a plan`)
  if (now.at < day.clock.midnight || now.at >= endOf(day.clock)) say('C26', `${date} was opened on another date`)
  for (const other of book.days.values())
    if (other.date < date) say('C26', `${date} was opened before ${other.date} was closed`)
  book.today = date
  book.confirmed = null
  giveToCurrent(day)
}

/** C27, Q50. */
function closingOf(book: Book, date: string, now: Moment, say: Say): void {
  const day = book.days.get(date)
  if (day === undefined) return say('C27', `${date} was closed although it was not there`)
  for (const ticket of day.tickets.values()) {
    if (ticket.end === null) say('Q50', `${date} was closed while the registration ${ticket.number} had no end`)
  }
  if (date === book.today) judgeClosing(book, day, now, say)
  else if (now.at < endOf(day.clock)) say('C27', `${date}, which was never opened, was closed before it was over`)
  book.days.delete(date)
  book.closed.add(date)
  if (book.lastClosed === null || book.lastClosed < date) book.lastClosed = date
  if (book.today !== date) return
  book.today = null
  book.calls.clear()
  book.sessions.clear()
  for (const [session, desk] of book.desks) if (!desk.here) book.desks.delete(session)
}

function judgeClosing(book: Book, day: BookDay, now: Moment, say: Say): void {
  for (const [id, { session, doing }] of book.windows) {
    if (session !== null || doing !== 'nothing') say('C27', `${day.date} was closed while window ${id} was open`)
  }
  if (now.at < closingTime(book, day)) say('C27', `${day.date} was closed before closing time`)
}

/** The end of reception, and of the last place where one was added behind it; at the latest 23:55. */
export function closingTime(book: Book, day: BookDay): number {
  let closes = (book.config === null ? null : receptionSpan(book.config, day.clock))?.closes ?? day.clock.midnight
  for (const place of day.places.values()) closes = Math.max(closes, place.at + place.minutes * minuteMs)
  return Math.min(closes, lastMoment(day.clock))
}

/** C27: what ends because the day does, ends at 23:55 and not before. */
export function judgeEndOfDay(book: Book, what: string, now: Moment, say: Say): void {
  const day = openDay(book)
  if (day !== null && now.at < lastMoment(day.clock)) say('C27', `${what} ended with the day before 23:55`)
}
