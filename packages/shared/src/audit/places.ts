import { addDays, boundaryOf, type DayClock, endOf, minuteMs, openIntervals } from '../calendar/index.ts'
import { parseNumber, priorityLetter } from '../text/index.ts'
import { type Book, type BookDay, type BookPlace, openDay, windowOf } from './book.ts'
import { nextInLine } from './order.ts'
import type { Say } from './violation.ts'

/** C21: a place is on sale until half its length has passed. */
export function onSale(place: BookPlace, at: number): boolean {
  return (at - place.at) * 2 < place.minutes * minuteMs
}

/** A place the current queue can sell now. */
export function freeNow(place: BookPlace, at: number): boolean {
  return place.state === 'free' && place.channel === 'current' && onSale(place, at)
}

/** The nearest free place of the current queue for a service (C20, Q33): by time, then lane. */
export function nearestFree(day: BookDay, service: string, at: number): BookPlace | null {
  let nearest: BookPlace | null = null
  for (const place of day.places.values()) {
    if (place.service !== service || !freeNow(place, at)) continue
    const before = nearest === null ? -1 : place.at - nearest.at || place.lane - nearest.lane
    if (before < 0) nearest = place
  }
  return nearest
}

/** C22: whether an open window that serves the service has nobody to call. */
export function hasIdleWindow(book: Book, service: string, at: number): boolean {
  const windows = book.config?.windows.filter(({ services }) => services.includes(service)) ?? []
  return windows.some(({ id }) => {
    const { session, doing } = windowOf(book, id)
    return session !== null && doing === 'nothing' && nextInLine(book, id, at) === null
  })
}

/** The present minute of the open day, if a place that starts in it ends inside an opening interval of the service. */
export function presentMinute(book: Book, service: string, at: number): number | null {
  const day = openDay(book)
  const start = Math.floor(at / minuteMs) * minuteMs
  const minutes = book.config?.services.find(({ id }) => id === service)?.minutes ?? 0
  const inside = intervalsOf(book, day, service).some(([from, to]) => start >= from && start + minutes * minuteMs <= to)
  return inside ? start : null
}

/** N5: where a same-day priority ticket stands: the present minute, else the start of the next interval. */
export function priorityMinute(book: Book, service: string, at: number): number | null {
  const now = presentMinute(book, service, at)
  if (now !== null) return now
  return intervalsOf(book, openDay(book), service).find(([from]) => from > at)?.[0] ?? null
}

function intervalsOf(book: Book, day: BookDay | null, service: string): [number, number][] {
  const config = book.config?.services.find(({ id }) => id === service)
  if (day === null || book.config === null || config === undefined) return []
  return openIntervals(book.config, config, day.date).map(([from, to]) => [
    boundaryOf(day.clock, from),
    boundaryOf(day.clock, to),
  ])
}

/** R1: an online place is the server's until the day is handed over. */
export function isServers(day: BookDay, place: BookPlace): boolean {
  return place.channel === 'online' && !day.onlineClosed
}

/** C25, C29: what the office owns and has not sold belongs to the current queue of the open day. */
export function giveToCurrent(day: BookDay): void {
  for (const place of day.places.values())
    if (place.state === 'free' && !isServers(day, place)) place.channel = 'current'
}

/** N4: the block of the hub's added places; N5: the priority series begins in block 0. */
export function blockOf(book: Book, day: BookDay | null, letter: string): number {
  return letter === priorityLetter && day !== null ? day.priorityBlock : 1 + (book.epoch % 9)
}

/** N4: the server's own added places follow the published ones, up to 999. */
export function judgeServersNumber(day: BookDay, number: string, letter: string | null, say: Say): void {
  const parsed = parseNumber(number)
  if (parsed === null) return
  if (parsed.letter !== letter)
    say('N1', `the added place ${number} should have the letter ${letter ?? 'of a service'}`)
  const published = [...day.places.values()].filter(
    (place) => place.because === 'planned' && place.number.startsWith(parsed.letter),
  ).length
  if (parsed.n <= published || parsed.n > 999)
    say('N4', `the place ${number} was added by the server outside ${published + 1} to 999`)
  if (day.places.has(number)) say('N3', `the number ${number} was given twice on ${day.date}`)
}

/** N3–N5: an added place has the letter it should, a number of its block, and one that was never there that day. */
export function judgeNewNumber(book: Book, day: BookDay, number: string, letter: string | null, say: Say): void {
  const parsed = parseNumber(number)
  if (parsed === null) return
  const priority = letter === priorityLetter
  if (parsed.letter !== letter)
    say(priority ? 'N5' : 'N1', `the added place ${number} should have the letter ${letter ?? 'of a service'}`)
  const first = blockOf(book, day, parsed.letter) * 1000
  if (parsed.n <= first || parsed.n > first + 999)
    say(priority ? 'N5' : 'N4', `the added place ${number} is outside the block ${first + 1} to ${first + 999}`)
  if (day.places.has(number)) say('N3', `the number ${number} was given twice on ${day.date}`)
}

/** Q28: a lost ticket has a number that was never there that day, of a block an earlier epoch used and this one does not. */
export function judgeLostNumber(book: Book, day: BookDay, number: string, letter: string | null, say: Say): void {
  const parsed = parseNumber(number)
  if (parsed === null) return
  const priority = parsed.letter === priorityLetter
  if (!priority && parsed.letter !== letter)
    say('N1', `the added place ${number} should have the letter ${letter ?? 'of a service'}`)
  const block = Math.floor(parsed.n / 1000)
  const lost = priority ? day.lost.priority : day.lost.added
  if (parsed.n % 1000 === 0 || !lost.has(block) || block === blockOf(book, day, parsed.letter))
    say('Q28', `${number} came back as a lost ticket, and no earlier epoch used its series on ${day.date}`)
  if (day.places.has(number)) say('N3', `the number ${number} was given twice on ${day.date}`)
}

/** Whether a number of the block is left for one more added place. */
export function hasNumberLeft(book: Book, day: BookDay, letter: string): boolean {
  let highest = blockOf(book, day, letter) * 1000
  const last = highest + 999
  for (const number of day.places.keys()) {
    const parsed = parseNumber(number)
    if (parsed !== null && parsed.letter === letter && parsed.n <= last) highest = Math.max(highest, parsed.n)
  }
  return highest < last
}

const dayMs = 24 * 3_600_000

/** The office's date at a moment, by the clocks of the days that were published; null before the first. */
export function dateAt(book: Book, at: number): string | null {
  let nearest: DayClock | null = null
  for (const clock of book.clocks.values()) {
    if (at >= clock.midnight && at < endOf(clock)) return clock.date
    if (nearest === null || Math.abs(clock.midnight - at) < Math.abs(nearest.midnight - at)) nearest = clock
  }
  return nearest === null ? null : addDays(nearest.date, Math.floor((at - nearest.midnight) / dayMs))
}

/** 23:55, the latest a day closes (C27). */
export function lastMoment(clock: DayClock): number {
  return boundaryOf(clock, 23 * 60 + 55)
}
