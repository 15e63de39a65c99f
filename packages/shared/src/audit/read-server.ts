import type { QueueEvent } from '../queue/index.ts'
import type { Book, BookDay } from './book.ts'
import type { Moment } from './moment.ts'
import { blockOf, dateAt, giveToCurrent, hasNumberLeft, isServers, onSale } from './places.ts'
import type { Say } from './violation.ts'

type ServerEvent = Extract<
  QueueEvent,
  {
    type:
      | 'inbox-advanced'
      | 'online-closed'
      | 'request-answered'
      | 'day-cancelled'
      | 'epoch-began'
      | 'server-time-followed'
  }
>
/** R21: a smaller difference is the drift of two clocks and the way of a message. */
const toleranceMs = 2_000

/** What the queue server tells the office, and a log that begins a new epoch (R, C24, C29). */
export function readServer(book: Book, event: ServerEvent, now: Moment, say: Say): void {
  switch (event.type) {
    case 'inbox-advanced':
      if (event.seq !== book.inbox + 1) say('R2', `item ${event.seq} of the inbox was learnt after item ${book.inbox}`)
      book.inbox = event.seq
      return
    case 'online-closed':
      return handOver(book, event, now, say)
    case 'request-answered':
      if (book.requests.has(event.request)) say('R8', 'a request of the server was answered twice')
      if (event.granted !== (event.code === null))
        say('R8', 'a request of the server was granted with a reason to refuse it, or refused without one')
      book.requests.add(event.request)
      return
    case 'day-cancelled':
      return cancelDay(book.days.get(event.date), event.date, say)
    case 'epoch-began':
      return beginEpoch(book, event, now, say)
    case 'server-time-followed':
      if (Math.abs(event.stepMs) <= toleranceMs)
        say('R21', `hub time followed the server’s by ${event.stepMs} ms, which is no step`)
      book.stepSeen = null
      book.time.accepted += event.stepMs
      if (book.suspension?.until != null) book.suspension.until.at += event.stepMs
      return
  }
}

function handOver(
  book: Book,
  { date, sold }: Extract<ServerEvent, { type: 'online-closed' }>,
  now: Moment,
  say: Say,
): void {
  const day = book.days.get(date)
  if (day === undefined) return say('C29', `${date} was handed over, and there is no such day`)
  if (day.onlineClosed) say('C29', `${date} was handed over twice`)
  const known = [...day.tickets.values()].filter(({ online, claimed }) => online && !claimed).length
  if (sold > known && !day.cancelled)
    say('C29', `${date} was handed over with ${sold} bookings, and the log has ${known} of them`)
  // an epoch began on this very day: whatever is lost may have had the handover, and sold what it brought (R17)
  const mayBeSold = day.lost.priority.size > 0 && !day.cancelled
  const unsold = [...day.places.values()].filter((place) => place.state === 'free' && isServers(day, place))
  day.onlineClosed = true
  if (date === book.today) giveToCurrent(day)
  if (!mayBeSold) return
  for (const place of unsold) place.state = 'withheld'
  book.toReplace = unsold
    .filter((place) => date !== book.today || onSale(place, now.at))
    .map((place) => ({ date, place }))
  oweReplacements(book)
}

/** C24: who waits is let go, what is free is withdrawn. */
function cancelDay(day: BookDay | undefined, date: string, say: Say): void {
  if (day === undefined) return say('C24', `${date} was cancelled, and there is no such day`)
  if (day.cancelled) say('C24', `${date} was cancelled twice`)
  day.cancelled = true
  for (const place of day.places.values()) if (place.state === 'free') place.state = 'withdrawn'
  for (const ticket of day.tickets.values())
    if (ticket.status === 'waiting') Object.assign(ticket, { status: 'ended', end: 'cancelled-by-office' })
}

/** R16, R17: what the hub owned and had not sold is withheld, and comes back in the new block. */
function beginEpoch(book: Book, event: Extract<ServerEvent, { type: 'epoch-began' }>, now: Moment, say: Say): void {
  // a device may have seen epochs of another hub: only then are any left out
  const isNext = event.because === 'behind-device' ? event.epoch > book.epoch : event.epoch === book.epoch + 1
  if (!isNext) say('R16', `epoch ${event.epoch} began after epoch ${book.epoch}`)
  if (event.from !== now.seq - 1)
    say('R16', `epoch ${event.epoch} says it began after event ${event.from} instead of ${now.seq - 1}`)
  const left = blocksUntil(book, event.epoch)
  book.epoch = event.epoch
  const date = dateAt(book, now.at)
  book.toReplace = []
  for (const day of book.days.values()) {
    for (const block of left) day.lost.added.add(block)
    if (day.date === book.today || day.date === date) {
      for (const block of [day.priorityBlock, ...left.slice(1)]) day.lost.priority.add(block)
      day.priorityBlock = blockOf(book, day, '')
    }
    for (const place of day.places.values()) {
      if (place.state !== 'free' || isServers(day, place)) continue
      place.state = 'withheld'
      if (day.date !== book.today || onSale(place, now.at)) book.toReplace.push({ date: day.date, place })
    }
  }
  oweReplacements(book)
}

/** N4: the block of this epoch, and of those another hub has begun before the next one of this log. */
function blocksUntil(book: Book, next: number): number[] {
  const blocks = [blockOf(book, null, '')]
  for (let epoch = Math.max(book.epoch + 1, next - 9); epoch < next; epoch += 1) blocks.push(1 + (epoch % 9))
  return blocks
}

/** R17: as long as there are numbers, each withheld place comes back before anything else happens. */
export function oweReplacements(book: Book): void {
  const possible = book.toReplace.some(({ date, place }) => {
    const day = book.days.get(date)
    return day !== undefined && hasNumberLeft(book, day, place.number.charAt(0))
  })
  if (!possible) return
  book.owed = {
    rule: 'R17',
    sentence: `a new epoch began and ${book.toReplace.length} withheld places did not come back under new numbers`,
    fits: (next) => next.type === 'place-added' && next.because === 'epoch',
  }
}
