import type { QueueEvent } from '../queue/index.ts'
import { type Book, callAt, closedWindow, isFrozen, openDay, windowOf } from './book.ts'
import { deskIsHere, followDesk } from './call-clock.ts'
import type { Moment } from './moment.ts'
import { deskAwayMs, deskSilentMs } from './presence.ts'
import type { Say } from './violation.ts'

type WindowEvent = Extract<
  QueueEvent,
  {
    type:
      | 'window-opened'
      | 'window-closed'
      | 'outside-queue-started'
      | 'outside-queue-finished'
      | 'help-asked'
      | 'help-ended'
  }
>

/** Windows that open and close, and visitors outside the queue, calls for help (Q30, Q36–Q38, Q45). */
export function readWindow(book: Book, event: WindowEvent, now: Moment, say: Say): void {
  const window = windowOf(book, event.window)
  const at = `at window ${event.window}`
  switch (event.type) {
    case 'window-opened':
      return openWindow(book, event, now, say)
    case 'window-closed':
      return closeWindow(book, event, now, say)
    case 'outside-queue-started':
      if (isFrozen(book)) say('Q40', `visitors outside the queue were taken ${at} while the office was suspended`)
      if (window.session === null) say('Q39', `visitors outside the queue were taken ${at}, which is closed`)
      if (window.doing !== 'nothing')
        say('Q36', `visitors outside the queue were taken ${at} while it was ${window.doing}`)
      window.doing = 'outside-queue'
      return
    case 'outside-queue-finished':
      if (window.doing !== 'outside-queue')
        say('Q36', `visitors outside the queue were finished ${at}, where nobody was`)
      window.doing = 'nothing'
      return
    case 'help-asked':
      if (window.session === null) say('Q45', `help was asked for ${at}, which is closed`)
      if (window.needsHelp) say('Q45', `help was asked for twice ${at}`)
      window.needsHelp = true
      return
    case 'help-ended':
      if (!window.needsHelp) say('Q45', `help was ended ${at}, where nobody had asked for it`)
      window.needsHelp = false
      return
  }
}

/** Q30. */
function openWindow(book: Book, event: Extract<WindowEvent, { type: 'window-opened' }>, now: Moment, say: Say): void {
  const { window: id, session, staff } = event
  const window = windowOf(book, id)
  if (book.today === null) say('C26', `window ${id} was opened while no day was open`)
  // Q46: a window that left the configuration while somebody worked there is taken back to bring that to an end
  if (window.session === null && book.config?.windows.some((known) => known.id === id) !== true)
    say('Q39', `window ${id} was opened, and the office has no such window`)
  for (const [other, { session: taken }] of book.windows)
    if (taken === session) say('Q30', `window ${id} was opened by a session that had window ${other}`)
  const before = window.session
  if (before !== null && (window.staff !== staff || book.desks.get(before)?.here === true))
    say('Q30', `window ${id} was opened while another session had it`)
  window.session = session
  window.staff = staff
  if (!book.desks.has(session)) book.desks.set(session, { here: false, since: now.mono })
  const call = callAt(book, id)
  if (call !== null) followDesk(book, call, deskIsHere(book, id), now.mono)
}

/** Q37, Q38, C27. */
function closeWindow(book: Book, event: Extract<WindowEvent, { type: 'window-closed' }>, now: Moment, say: Say): void {
  const { window: id, because } = event
  const window = windowOf(book, id)
  if (window.session === null) say('Q39', `window ${id} was closed, and it was not open`)
  if (because === 'day-closed') {
    if (window.ticket !== null && window.ticket.status !== 'ended')
      say('C27', `window ${id} was closed with the day while it had ${window.ticket.number} at hand`)
  } else if (window.doing !== 'nothing') {
    say(because === 'clerk' ? 'Q37' : 'Q38', `window ${id} was closed while it was ${window.doing}`)
  }
  if (window.held !== null) say('Q37', `window ${id} was closed while it held ${window.held.number}`)
  if (because === 'desk-silent') {
    if (book.suspension !== null) say('Q40', `window ${id} was closed as silent while the office was suspended`)
    if (deskAwayMs(book, id, now.mono) < deskSilentMs)
      say('Q38', `window ${id} was closed before its desk was silent for 3 minutes`)
    if (book.previous?.type === 'held-returned' && book.beforePrevious?.type !== 'call-returned')
      say('Q38', `window ${id} was closed as silent although it held a ticket and called nobody`)
  }
  const call = callAt(book, id)
  if (call !== null) book.calls.delete(call.id)
  book.windows.set(id, closedWindow())
  for (const ticket of openDay(book)?.tickets.values() ?? []) if (ticket.bound === id) ticket.bound = null
}
