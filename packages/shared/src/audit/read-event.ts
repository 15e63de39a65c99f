import type { QueueEvent } from '../queue/index.ts'
import type { Book } from './book.ts'
import type { Moment } from './moment.ts'
import { readPresence } from './presence.ts'
import { readAnnouncement } from './read-announcements.ts'
import { readArrival } from './read-arrivals.ts'
import { readCall } from './read-calls.ts'
import { type ClockOf, readDay } from './read-days.ts'
import { readOffice } from './read-office.ts'
import { readRegistration } from './read-registrations.ts'
import { readServer } from './read-server.ts'
import { readService } from './read-services.ts'
import { readWindow } from './read-windows.ts'
import type { Say } from './violation.ts'

/** Judges one event by the book and writes it down: it is in the log, so it has happened. */
export function readEvent(book: Book, event: QueueEvent, now: Moment, say: Say, clockOf: ClockOf | null): void {
  switch (event.type) {
    case 'office-configured':
    case 'plan-published':
    case 'place-added':
    case 'place-withdrawn':
    case 'day-confirmed':
    case 'day-opened':
    case 'day-closed':
      return readDay(book, event, now, say, clockOf)
    case 'registered':
    case 'checked-in':
    case 'withdrawn':
    case 'unserved':
    case 'print-reported':
    case 'reprint-requested':
      return readRegistration(book, event, now, say)
    case 'claimed':
    case 'claim-matched':
    case 'readmitted':
      return readArrival(book, event, now, say)
    case 'inbox-advanced':
    case 'online-closed':
    case 'request-answered':
    case 'day-cancelled':
    case 'epoch-began':
    case 'server-time-followed':
      return readServer(book, event, now, say)
    case 'device-connected':
    case 'device-disconnected':
    case 'desk-connected':
    case 'desk-disconnected':
      return readPresence(book, event, now, say)
    case 'ticket-called':
    case 'call-renewed':
    case 'call-returned':
    case 'no-show':
      return readCall(book, event, now, say)
    case 'call-shown':
    case 'call-announced':
    case 'call-recalled':
      return readAnnouncement(book, event, now, say)
    case 'hub-started':
    case 'clock-step-seen':
    case 'clock-step-accepted':
    case 'office-suspended':
    case 'office-resuming':
    case 'office-resumed':
      return readOffice(book, event, now, say)
    case 'window-opened':
    case 'window-closed':
    case 'outside-queue-started':
    case 'outside-queue-finished':
    case 'help-asked':
    case 'help-ended':
      return readWindow(book, event, now, say)
    case 'feedback-given':
    case 'assistance-began':
    case 'assistance-ended':
      // nothing in the queue depends on them
      return
    case 'service-started':
    case 'ticket-held':
    case 'held-resumed':
    case 'held-returned':
    case 'ticket-transferred':
    case 'finished':
    case 'mismatch':
      return readService(book, event, now, say)
  }
}
