import type { QueueEvent } from '../queue/index.ts'
import { type Book, type BookCall, type BookTicket, callAt, freeWindow, openDay, windowOf } from './book.ts'
import { deskIsHere, graceMs, noShowMs, ranMs } from './call-clock.ts'
import type { Moment } from './moment.ts'
import { belongsTo, nextInLine, standing } from './order.ts'
import { deskAwayMs, deskSilentMs } from './presence.ts'
import type { Say } from './violation.ts'

type CallEvent = Extract<QueueEvent, { type: 'ticket-called' | 'call-renewed' | 'call-returned' | 'no-show' }>

/** The decision that a ticket is next, and calls that nobody answered (Q). */
export function readCall(book: Book, event: CallEvent, now: Moment, say: Say): void {
  switch (event.type) {
    case 'ticket-called':
      return callTicket(book, event, now, say)
    case 'call-renewed':
      return renew(book, event, now, say)
    case 'call-returned':
      return giveBack(book, event, now, say)
    case 'no-show':
      return noShow(book, event, now, say)
  }
}

function callTicket(book: Book, event: Extract<CallEvent, { type: 'ticket-called' }>, now: Moment, say: Say): void {
  const { window: id, number, call, early } = event
  const window = windowOf(book, id)
  if (openDay(book) === null) say('C26', `${number} was called while no day was open`)
  if (book.suspension !== null) say('Q40', `${number} was called at window ${id} while nobody may be called`)
  if (window.session === null) say('Q39', `${number} was called at window ${id}, which is closed`)
  if (window.doing !== 'nothing') say('Q31', `${number} was called at window ${id}, which had ${atHand(window.ticket)}`)
  const ticket = openDay(book)?.tickets.get(number)
  if (ticket === undefined) return say('Q6', `${number} was called at window ${id}, and nobody has that ticket today`)
  const next = nextInLine(book, id, now.at)
  judgeChoice(book, id, ticket, next, now.at, say)
  if (early !== ticket.place.at > now.at)
    say('Q15', `the call of ${number} for ${ticket.place.time} is kept as ${early ? 'early' : 'due'}, and it was not`)
  begin(book, id, ticket, call, early, now, say)
}

const atHand = (ticket: BookTicket | null): string =>
  ticket === null ? 'visitors at hand' : `${ticket.number} at hand`

/** Q1–Q6: the call is the policy's choice for that window at that moment. */
function judgeChoice(
  book: Book,
  window: string,
  ticket: BookTicket,
  next: BookTicket | null,
  at: number,
  say: Say,
): void {
  if (ticket === next) return
  const { number, place } = ticket
  const should = next === null ? 'nobody was to be called' : `${next.number} of ${next.place.time} was next`
  const called = `${number} of ${place.time} was called at window ${window}`
  if (ticket.status === 'ended') say('N8', `${called} after it had ended as ${ticket.end ?? 'nothing'}; ${should}`)
  else if (ticket.status !== 'waiting') say('Q31', `${called} while it was ${ticket.status}; ${should}`)
  else if (!belongsTo(book, window, ticket))
    say(
      ticket.bound === null ? 'Q5' : 'Q32',
      `${called}, which ${ticket.bound === null ? `does not serve ${ticket.service}` : `may not call it: it was transferred to window ${ticket.bound}`}; ${should}`,
    )
  else if (standing(ticket, at) === null)
    say('Q4', `${called} before its time, and its visitor was not there; ${should}`)
  else say(next === null ? 'Q6' : (standing(next, at) ?? 'Q6'), `${called}, and ${should}`)
}

function begin(
  book: Book,
  window: string,
  ticket: BookTicket,
  id: string,
  early: boolean,
  { mono }: Moment,
  say: Say,
): void {
  if (book.callIds.has(id)) say('A7', `the call id ${id} was used a second time`)
  book.callIds.add(id)
  ticket.status = 'called'
  const work = windowOf(book, window)
  work.doing = 'called'
  work.ticket = ticket
  book.calls.set(id, {
    id,
    window,
    ticket,
    early,
    interrupted: false,
    madeAt: mono,
    shownAt: null,
    announcedAt: null,
    lastAnnouncedAt: mono,
    recalls: 0,
    ran: 0,
    since: null,
  })
}

/** Q42, Q43, A7: after a restart or the return time, in the order the calls were made. */
function renew(book: Book, event: Extract<CallEvent, { type: 'call-renewed' }>, now: Moment, say: Say): void {
  const { window, number, call, because } = event
  const rule = because === 'restart' ? 'Q43' : 'Q42'
  const start = because === 'restart' ? 'hub-started' : 'office-resumed'
  const before = book.previous
  if (before?.type !== start && !(before?.type === 'call-renewed' && before.because === because))
    say(rule, `the call of ${number} was renewed (${because}) without a reason`)
  const old = callAt(book, window)
  if (old?.ticket.number !== number)
    say(rule, `${number} was announced again at window ${window}, which had not called it`)
  if (old === null) return
  if (!old.interrupted) say(rule, `the call of ${number} was renewed although nothing had interrupted it`)
  book.calls.delete(old.id)
  begin(book, window, old.ticket, call, old.early, now, say)
  oweRenewals(book, because)
}

/** The calls that were interrupted and have to be announced again, one after another. */
export function oweRenewals(book: Book, because: 'restart' | 'resume'): void {
  const next = [...book.calls.values()].find((call) => call.interrupted)
  if (next === undefined) return
  book.owed = {
    rule: because === 'restart' ? 'Q43' : 'Q42',
    sentence: `the call of ${next.ticket.number} at window ${next.window} was to be announced again, in the order of the calls`,
    fits: (event) => event.type === 'call-renewed' && event.because === because && event.window === next.window,
  }
}

function giveBack(book: Book, event: Extract<CallEvent, { type: 'call-returned' }>, now: Moment, say: Say): void {
  const { window, number, because } = event
  const call = callOf(book, window, number, 'went back to waiting', say)
  if (call !== null && because === 'early') {
    if (!call.early) say('Q15', `${number} went back to waiting as an early call, and it was called in its time`)
    judgeClock(book, call, now, say)
    call.ticket.present = false
  }
  if (because === 'desk-silent') {
    if (book.suspension !== null) say('Q40', `${number} went back to waiting while the office was suspended`)
    if (deskAwayMs(book, window, now.mono) < deskSilentMs)
      say('Q38', `${number} went back to waiting before the desk of window ${window} was silent for 3 minutes`)
    book.owed = {
      rule: 'Q38',
      sentence: `window ${window} did not close after its silent desk had given ${number} back`,
      fits: (next) => (next.type === 'window-closed' || next.type === 'held-returned') && next.window === window,
    }
  }
  if (call !== null) call.ticket.status = 'waiting'
  freeWindow(book, window)
}

function noShow(book: Book, event: Extract<CallEvent, { type: 'no-show' }>, now: Moment, say: Say): void {
  const { window, number } = event
  const call = callOf(book, window, number, 'ended as a no-show', say)
  if (call !== null) {
    if (call.id !== event.call)
      say('Q14', `${number} ended as a no-show of the call ${event.call}, which is not its own`)
    if (call.early) say('Q15', `${number} ended as a no-show of a call made before its time ${call.ticket.place.time}`)
    judgeClock(book, call, now, say)
    call.ticket.status = 'ended'
    call.ticket.end = 'no-show'
  }
  freeWindow(book, window)
}

function callOf(book: Book, window: string, number: string, what: string, say: Say): BookCall | null {
  const call = callAt(book, window)
  if (call?.ticket.number === number && call.ticket.status === 'called') return call
  const ticket = openDay(book)?.tickets.get(number)
  if (ticket?.status === 'ended') say('Q50', `${number} ${what} at window ${window} after it had ended`)
  else say('Q14', `${number} ${what} at window ${window}, which had not called it`)
  return null
}

/** Q12–Q16: never before the announced time has run in full, and never while the desk was away. */
function judgeClock(book: Book, call: BookCall, now: Moment, say: Say): void {
  const { number } = call.ticket
  const needed = noShowMs(book)
  const ran = ranMs(call, now.mono)
  if (book.suspension !== null) return say('Q40', `the call of ${number} ran out while the office was suspended`)
  if (call.interrupted) return say('Q43', `the call of ${number} ran out before it was announced again`)
  if (call.announcedAt === null) return say('Q12', `the call of ${number} ran out and was never announced`)
  if (!deskIsHere(book, call.window))
    say('Q13', `the call of ${number} ran out while the desk of window ${call.window} was away`)
  if (ran < needed + graceMs)
    say(
      'Q14',
      `the call of ${number} ran out after ${seconds(ran)} s of its clock; ${seconds(needed)} s and 5 s of grace are due`,
    )
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)
