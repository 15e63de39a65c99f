import { evolve, initialState, type QueueEvent, type QueueState, type RecordedEvent } from '../queue/index.ts'
import { type Book, emptyBook } from './book.ts'
import { type AuditCounts, count, noCounts } from './counts.ts'
import { formOf, resultForm } from './event-forms.ts'
import type { FormFault } from './form.ts'
import type { Moment } from './moment.ts'
import { readEvent } from './read-event.ts'
import type { ClockOf } from './read-days.ts'
import { judgeItem } from './inbox-items.ts'
import { judgeTime } from './time.ts'
import type { Say, Violation } from './violation.ts'

/** An event as the auditor takes it: with what its command was answered with, where the log has it. */
export interface AuditedEvent extends Omit<RecordedEvent, 'event'> {
  /** Whatever stands there: its form is judged too. */
  readonly event: unknown
  readonly command?: { readonly result: unknown } | undefined
}

export interface Auditor {
  /** Judges the next event and takes it as having happened, whatever it is. The rules it breaks, in no order; usually none. */
  see(recorded: AuditedEvent): Violation[]
  /** What the end of the log leaves open: an event that had to follow. */
  finish(): Violation[]
  /** The live queue after the events seen, as the queue's own rules fold it. Only to be read. */
  readonly state: QueueState
  readonly counts: AuditCounts
}

export interface AuditorOptions {
  /** The clock of a date in a time zone: with it the clocks of published plans are checked too. */
  readonly clockOf?: ClockOf
}

/**
 * Replays a log from its first event and judges each one by docs/spec, without the rules that decided it: the order of
 * calls is computed again, the no-show clock from the times, capacity and numbers from what was sold. Pure.
 */
export function createAuditor({ clockOf }: AuditorOptions = {}): Auditor {
  const book = emptyBook()
  const state = initialState()
  const counts = noCounts()
  let seq = 0
  return {
    state,
    counts,
    see(recorded) {
      const violations: Violation[] = []
      const say: Say = (rule, sentence) => violations.push({ seq: recorded.seq, rule, sentence })
      if (recorded.seq !== seq + 1) say('L1', `event ${recorded.seq} follows event ${seq}`)
      seq = recorded.seq
      if (recorded.command !== undefined) judgeResult(recorded.command.result, say)
      const { event, time } = recorded
      if (!hasTime(time, say) || !hasForm(event, say)) {
        counts.events += 1
        return violations
      }
      count(counts, event, book)
      // what has the form of an event and still makes no sense is told of, not thrown
      try {
        judge(book, { seq, time, event }, say, clockOf ?? null)
        evolve(state, { seq, time, event })
      } catch {
        say('L4', `the event (${event.type}) makes no sense here`)
      }
      return violations
    },
    finish: () => [
      ...(book.owed === null
        ? []
        : [{ seq, rule: book.owed.rule, sentence: `${book.owed.sentence}; the log ends here` }]),
      ...(book.inItem ? [{ seq, rule: 'R2', sentence: 'the log ends in the middle of an item of the inbox' }] : []),
    ],
  }
}

function judge(book: Book, { event, time, seq }: RecordedEvent, say: Say, clockOf: ClockOf | null): void {
  const now: Moment = { seq, at: time.at, mono: time.mono }
  const { owed } = book
  book.owed = null
  if (owed !== null && !owed.fits(event)) say(owed.rule, owed.sentence)
  judgeTime(book, event, now, say)
  judgeItem(book, event, say)
  readEvent(book, event, now, say, clockOf)
  book.beforePrevious = book.previous
  book.previous = event
}

/** The years 1970 to 9999: outside them there are no dates. */
const lastInstant = 253_402_300_799_999

function hasTime({ at, mono }: RecordedEvent['time'], say: Say): boolean {
  if (at >= 0 && at <= lastInstant && mono >= 0 && mono <= lastInstant) return true
  say('L4', 'the event happened at no moment')
  return false
}

/** L4, D1: whether the event can be read at all; other faults of its form are told of and the audit goes on. */
function hasForm(event: unknown, say: Say): event is QueueEvent {
  const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined
  const form = typeof type === 'string' ? formOf(type) : undefined
  if (form === undefined) {
    say('L4', 'the event is of no known type')
    return false
  }
  let usable = true
  form(event, '', (fault) => {
    sayFault(`the event (${String(type)})`, 'D1', fault, say)
    if (fault.kind === 'type') usable = false
  })
  return usable
}

/** D5: nothing kept with a command tells who it was for. */
function judgeResult(result: unknown, say: Say): void {
  resultForm(result, '', (fault) => sayFault('the answer kept with the command', 'D5', fault, say))
}

function sayFault(what: string, personal: string, { path, kind, readable }: FormFault, say: Say): void {
  const place = path === '' ? 'itself' : path
  if (readable || kind === 'extra')
    say(readable ? personal : 'L4', `${what} holds ${readable ? 'words in the clear' : 'something more'} (${place})`)
  else say('L4', `${what} has not the form of one (${place})`)
}
