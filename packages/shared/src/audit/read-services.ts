import type { QueueEvent } from '../queue/index.ts'
import { type Book, type BookTicket, freeWindow, isFrozen, openDay, windowOf } from './book.ts'
import type { Moment } from './moment.ts'
import { nearestFree } from './places.ts'
import { judgeEndOfDay } from './read-days.ts'
import type { Say } from './violation.ts'

export type ServiceEvent = Extract<
  QueueEvent,
  {
    type:
      | 'service-started'
      | 'ticket-held'
      | 'held-resumed'
      | 'held-returned'
      | 'ticket-transferred'
      | 'finished'
      | 'mismatch'
  }
>

/** What happens to a ticket at a window (Q31–Q35). */
export function readService(book: Book, event: ServiceEvent, now: Moment, say: Say): void {
  const window = windowOf(book, event.window)
  const at = `at window ${event.window}`
  const ticket = openDay(book)?.tickets.get(event.number)
  if (ticket === undefined) return say('Q35', `${event.type} ${at} names ${event.number}, which nobody has today`)
  const { number } = ticket
  switch (event.type) {
    case 'service-started': {
      if (isFrozen(book)) say('Q40', `${number} was served ${at} while the office was suspended`)
      const called = ticket.status === 'called' && window.doing === 'called' && window.ticket === ticket
      if (!called) wrongState(ticket, 'Q31', `was served ${at}, which had not called it`, say)
      freeWindow(book, event.window)
      return serve(book, event.window, ticket)
    }
    case 'ticket-held':
      mustServe(book, event.window, ticket, 'was held', say)
      if (window.held !== null) say('Q31', `${number} was held ${at}, which already held ${window.held.number}`)
      freeWindow(book, event.window)
      ticket.status = 'held'
      window.held = ticket
      return
    case 'held-resumed':
      if (isFrozen(book)) say('Q40', `${number} was taken again ${at} while the office was suspended`)
      if (window.doing !== 'nothing') say('Q31', `${number} was taken again ${at} while it was ${window.doing}`)
      mustBeHeld(book, event.window, ticket, 'was taken again', say)
      window.held = null
      return serve(book, event.window, ticket)
    case 'held-returned':
      mustBeHeld(book, event.window, ticket, 'went back to waiting', say)
      window.held = null
      ticket.status = 'waiting'
      ticket.present = true
      book.owed = {
        rule: 'Q37',
        sentence: `${number} went back from hold to waiting and window ${event.window} did not close`,
        fits: (next) => next.type === 'window-closed' && next.window === event.window,
      }
      return
    case 'ticket-transferred':
      mustServe(book, event.window, ticket, 'was transferred', say)
      return transfer(book, event, ticket, now, say)
    case 'finished':
      if (event.because === 'clerk') mustServe(book, event.window, ticket, 'was finished', say)
      else {
        judgeEndOfDay(book, `${number}, in service,`, now, say)
        if (window.held !== ticket) mustServe(book, event.window, ticket, 'was finished', say)
      }
      return endService(book, event.window, ticket, 'finished')
    case 'mismatch':
      mustServe(book, event.window, ticket, 'ended as a mismatch', say)
      if (event.reason === 'priority-unproven' && ticket.declared === null)
        say('Q34', `${number} ended because its priority was not proved, and it had none`)
      return endService(book, event.window, ticket, 'mismatch')
  }
}

function wrongState(ticket: BookTicket, rule: string, what: string, say: Say): void {
  if (ticket.status === 'ended') say('Q50', `${ticket.number} ${what}: it had ended as ${ticket.end ?? 'nothing'}`)
  else say(rule, `${ticket.number} ${what}: it was ${ticket.status}`)
}

/** Q35. */
function mustServe(book: Book, id: string, ticket: BookTicket, what: string, say: Say): void {
  const window = windowOf(book, id)
  const serving = ticket.status === 'serving' && window.doing === 'serving' && window.ticket === ticket
  if (!serving) wrongState(ticket, 'Q35', `${what} at window ${id}, which did not serve it`, say)
}

function mustBeHeld(book: Book, id: string, ticket: BookTicket, what: string, say: Say): void {
  const held = ticket.status === 'held' && windowOf(book, id).held === ticket
  if (!held) wrongState(ticket, 'Q31', `${what} at window ${id}, which did not hold it`, say)
}

function serve(book: Book, id: string, ticket: BookTicket): void {
  const window = windowOf(book, id)
  ticket.status = 'serving'
  window.doing = 'serving'
  window.ticket = ticket
}

function endService(book: Book, id: string, ticket: BookTicket, end: 'finished' | 'mismatch'): void {
  const window = windowOf(book, id)
  ticket.status = 'ended'
  ticket.end = end
  if (window.held === ticket) window.held = null
  else freeWindow(book, id)
}

/** Q32, Q33. */
function transfer(
  book: Book,
  event: Extract<ServiceEvent, { type: 'ticket-transferred' }>,
  ticket: BookTicket,
  now: Moment,
  say: Say,
): void {
  const { number } = ticket
  freeWindow(book, event.window)
  ticket.status = 'waiting'
  ticket.present = true
  if ('window' in event.to) {
    const { window: to } = event.to
    const config = book.config?.windows.find(({ id }) => id === to)
    if (to === event.window) say('Q32', `${number} was transferred to the window it came from`)
    if (config?.services.includes(ticket.service) !== true)
      say('Q32', `${number} was transferred to window ${to}, which does not serve ${ticket.service}`)
    if (windowOf(book, to).session === null) say('Q32', `${number} was transferred to window ${to}, which is closed`)
    ticket.bound = to
    return
  }
  const day = openDay(book)
  const { service, place: chosen } = event.to
  const nearest = day === null ? null : nearestFree(day, service, now.at)
  const place = day?.places.get(chosen)
  if (service === ticket.service) say('Q33', `${number} was transferred to the service it is for`)
  if (place === undefined || place.service !== service || place.state !== 'free' || place.channel !== 'current')
    say('Q33', `${number} was transferred to the place ${chosen}, which was not a free one of ${service}`)
  else if (nearest === null || place.at !== nearest.at || place.lane !== nearest.lane)
    say('Q33', `${number} was transferred to the place ${chosen}, which was not the nearest free one of ${service}`)
  ticket.bound = null
  ticket.service = service
  if (place === undefined) return
  place.state = 'taken'
  place.sold += 1
  ticket.place = place
}
