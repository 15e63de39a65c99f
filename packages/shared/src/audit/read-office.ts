import { minuteMs } from '../calendar/index.ts'
import type { QueueEvent } from '../queue/index.ts'
import { type Book, leadOf, openDay } from './book.ts'
import { interruptCalls } from './call-clock.ts'
import type { Moment } from './moment.ts'
import { lastMoment } from './places.ts'
import { oweRenewals } from './read-calls.ts'
import type { Say } from './violation.ts'

type OfficeEvent = Extract<
  QueueEvent,
  {
    type:
      | 'hub-started'
      | 'clock-step-seen'
      | 'clock-step-accepted'
      | 'office-suspended'
      | 'office-resuming'
      | 'office-resumed'
  }
>

/** Boots, clocks and suspensions (Q40–Q44, Q52). */
export function readOffice(book: Book, event: OfficeEvent, now: Moment, say: Say): void {
  switch (event.type) {
    case 'hub-started':
      return start(book, event.downMs, now)
    case 'clock-step-seen':
      book.stepSeen = event.stepMs === 0 ? null : event.stepMs
      return
    case 'clock-step-accepted':
      if (!leadOf(book, event.staff)) say('Q52', `a clock step was accepted by ${event.staff}, who is no lead`)
      if (event.stepMs !== book.stepSeen)
        say('Q52', `a clock step of ${event.stepMs} ms was accepted, and ${book.stepSeen ?? 'none'} had been seen`)
      book.stepSeen = null
      book.time.accepted += event.stepMs
      // a return time under way stays as long as it was
      if (book.suspension?.until != null) book.suspension.until.at += event.stepMs
      return
    case 'office-suspended':
      return suspend(book, event, say)
    case 'office-resuming':
      return resume(book, event, now, say)
    case 'office-resumed': {
      const until = book.suspension?.until ?? null
      if (until === null) say('Q41', 'calls began again although no lead had resumed the office')
      else {
        const due = until.boot === book.boot ? now.mono >= until.mono : now.at >= until.at
        if (!due) say('Q41', 'calls began again before the return time was over')
      }
      book.suspension = null
      oweRenewals(book, 'resume')
      return
    }
  }
}

/** Q43, Q44: durations of an earlier boot mean nothing; what was called is announced again, or the office stands. */
function start(book: Book, downMs: number | null, now: Moment): void {
  book.boot += 1
  book.stepSeen = null
  book.displays.clear()
  for (const session of book.desks.keys()) book.desks.set(session, { here: false, since: now.mono })
  interruptCalls(book)
  const day = openDay(book)
  const stands = book.suspension !== null && book.suspension.until === null
  if (day === null || now.at >= lastMoment(day.clock) || stands) return
  if (isOutage(book, downMs)) {
    book.owed = {
      rule: 'Q44',
      sentence: `the hub was down for ${Math.round((downMs ?? 0) / minuteMs)} minutes in the middle of the day and went on without being suspended`,
      fits: (event) => event.type === 'office-suspended' && event.reason === 'outage',
    }
    return
  }
  if (book.suspension === null) oweRenewals(book, 'restart')
}

function isOutage(book: Book, downMs: number | null): boolean {
  return downMs !== null && downMs > (book.config?.rules.outageMinutes ?? 5) * minuteMs
}

function suspend(book: Book, event: Extract<OfficeEvent, { type: 'office-suspended' }>, say: Say): void {
  if (book.suspension !== null && book.suspension.until === null) say('Q40', 'the office was suspended twice')
  if (event.reason === 'outage') {
    const before = book.previous
    if (before?.type !== 'hub-started' || !isOutage(book, before.downMs))
      say('Q44', 'the office was suspended for an outage, and the hub had not been down that long')
  } else if (!book.config?.staff.some(({ login }) => login === event.staff))
    say('Q40', `the office was suspended by ${event.staff ?? 'nobody'}, who is not on the staff`)
  book.suspension = { reason: event.reason, until: null }
  interruptCalls(book)
}

function resume(book: Book, event: Extract<OfficeEvent, { type: 'office-resuming' }>, now: Moment, say: Say): void {
  if (!leadOf(book, event.staff)) say('Q41', `the office was resumed by ${event.staff}, who is no lead`)
  if (book.suspension === null || book.suspension.until !== null)
    say('Q41', 'the office was resumed, and it was not suspended')
  const length = (book.config?.rules.returnMinutes ?? 10) * minuteMs
  if (event.until !== now.at + length)
    say(
      'Q41',
      `the return time was set to ${(event.until - now.at) / minuteMs} minutes instead of ${length / minuteMs}`,
    )
  if (book.suspension === null) book.suspension = { reason: 'other', until: null }
  book.suspension.until = { at: event.until, boot: book.boot, mono: now.mono + (event.until - now.at) }
}
