import type { QueueEvent, QueueEventType } from '../queue/index.ts'
import type { Book } from './book.ts'
import { isServers } from './places.ts'
import type { Say } from './violation.ts'

/**
 * R2: what an item of the inbox brings ends with `inbox-advanced`, and nothing of the office's own comes between. To be
 * asked before the event is written down.
 */
export function judgeItem(book: Book, event: QueueEvent, say: Say): void {
  if (event.type === 'inbox-advanced') {
    book.inItem = false
    return
  }
  if (book.inItem && !mayFollowItem(event)) {
    say('R2', 'something else happened before the inbox advanced past what was learnt from it')
    book.inItem = false
  }
  if (isOfServer(book, event)) book.inItem = true
}

const always: readonly QueueEventType[] = ['online-closed', 'request-answered', 'day-cancelled', 'claim-matched']

/** What can only have come from the server. */
function isOfServer(book: Book, event: QueueEvent): boolean {
  if (always.includes(event.type)) return true
  if (event.type === 'registered') return event.channel === 'online'
  if (event.type === 'place-added') return event.because === 'server' || event.because === 'claim'
  if (event.type !== 'place-withdrawn' && event.type !== 'withdrawn') return false
  const day = book.days.get(event.date)
  if (day === undefined) return false
  if (event.type === 'withdrawn') return day.tickets.get(event.number)?.online === true && !day.onlineClosed
  const place = day.places.get(event.number)
  return place !== undefined && isServers(day, place)
}

function mayFollowItem(event: QueueEvent): boolean {
  return (
    event.type === 'place-added' ||
    event.type === 'place-withdrawn' ||
    event.type === 'registered' ||
    event.type === 'request-answered'
  )
}
