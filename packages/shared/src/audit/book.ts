import type { DayClock } from '../calendar/index.ts'
import type { Channel, OfficeConfig } from '../protocol/index.ts'
import type { AddedBecause, EndedBy, QueueEvent } from '../queue/index.ts'

/**
 * The office as the auditor keeps it: written down from the events alone, by docs/spec and apart from the queue's own
 * fold, so that a fault of the queue is not repeated here.
 */
export interface Book {
  config: OfficeConfig | null
  /** Count of log histories (N4). */
  epoch: number
  /** Seq of the last item of the inbox that was learnt (R2). */
  inbox: number
  /** Between what an item of the inbox brings and its `inbox-advanced`. */
  inItem: boolean
  /** Requests of the server that have been answered (R8). */
  requests: Set<string>
  /** Withheld places that have yet to come back in the new block (R17). */
  toReplace: { readonly date: string; readonly place: BookPlace }[]
  /** Boots so far. */
  boot: number
  time: BookTime
  days: Map<string, BookDay>
  /** Clocks of all dates that were ever published. */
  clocks: Map<string, DayClock>
  today: string | null
  closed: Set<string>
  lastClosed: string | null
  /** A date a lead has confirmed. */
  confirmed: string | null
  windows: Map<string, BookWindow>
  /** Calls under way, by id, in the order they were made. */
  calls: Map<string, BookCall>
  /** Every call id there has been (A7). */
  callIds: Set<string>
  suspension: BookSuspension | null
  displays: Map<string, readonly string[]>
  desks: Map<string, { here: boolean; since: number }>
  /** The step of the computer's clock that was last seen and not accepted (Q52). */
  stepSeen: number | null
  /** Registrations of each terminal session on the open day (Q20). */
  sessions: Map<string, number>
  /** What the very next event has to be. */
  owed: Owed | null
  /** The event before this one, and the one before that. */
  previous: QueueEvent | null
  beforePrevious: QueueEvent | null
}

export interface BookTime {
  at: number
  /** Boot clock of the last event; null before the first one of a boot. */
  mono: number | null
  /** Hub time minus boot clock since this boot; null before its first event. */
  offset: number | null
  /** Steps that were accepted and that hub time has not been seen to follow. */
  accepted: number
}

export interface BookDay {
  readonly date: string
  readonly clock: DayClock
  readonly places: Map<string, BookPlace>
  /** By number: the live registration, or the last to end. */
  readonly tickets: Map<string, BookTicket>
  /** Handed over: the office owns the online places too (C29). */
  onlineClosed: boolean
  /** C24 */
  cancelled: boolean
  /** Block of the priority series: 0, or that of an epoch that began on this day (N5). */
  priorityBlock: number
  /** Blocks of added numbers, and of the priority series, that were in use before an epoch (Q28). */
  readonly lost: { readonly added: Set<number>; readonly priority: Set<number> }
}

export interface BookPlace {
  readonly number: string
  readonly service: string
  readonly minutes: number
  readonly time: string
  readonly at: number
  readonly lane: number
  readonly because: 'planned' | AddedBecause
  channel: Channel
  sold: number
  state: 'free' | 'taken' | 'withdrawn' | 'freed' | 'withheld'
}

export interface BookTicket {
  readonly number: string
  fingerprint: string
  /** Booked online, or claimed as if it were. */
  readonly online: boolean
  /** Its booking has not arrived (Q26). */
  claimed: boolean
  service: string
  /** The place it holds: its time and lane are the ticket's. */
  place: BookPlace
  present: boolean
  priority: string | null
  /** Seq of the declaration of priority. */
  declared: number | null
  /** The only window that may call it (Q32). */
  bound: string | null
  status: 'waiting' | 'called' | 'serving' | 'held' | 'ended'
  end: EndedBy | null
}

export interface BookWindow {
  session: string | null
  staff: string | null
  doing: 'nothing' | 'called' | 'serving' | 'outside-queue'
  ticket: BookTicket | null
  held: BookTicket | null
  /** Its clerk waits for help (Q45). */
  needsHelp: boolean
}

export interface BookCall {
  readonly id: string
  readonly window: string
  readonly ticket: BookTicket
  /** Made before the printed time (Q15). */
  readonly early: boolean
  /** A restart or a suspension has voided it: it has to be announced anew. */
  interrupted: boolean
  /** Boot clock. */
  readonly madeAt: number
  shownAt: number | null
  announcedAt: number | null
  lastAnnouncedAt: number
  recalls: number
  /** Milliseconds the no-show clock has run until `since`; it stands while `since` is null. */
  ran: number
  since: number | null
}

export interface BookSuspension {
  readonly reason: string
  /** End of the return time; null: nobody has resumed the office. */
  until: { at: number; readonly boot: number; readonly mono: number } | null
}

/** What one event makes the only possible next one. */
export interface Owed {
  readonly rule: string
  readonly sentence: string
  readonly fits: (event: QueueEvent) => boolean
}

export function emptyBook(): Book {
  return {
    config: null,
    epoch: 0,
    inbox: 0,
    inItem: false,
    requests: new Set(),
    toReplace: [],
    boot: 0,
    time: { at: 0, mono: null, offset: null, accepted: 0 },
    days: new Map(),
    clocks: new Map(),
    today: null,
    closed: new Set(),
    lastClosed: null,
    confirmed: null,
    windows: new Map(),
    calls: new Map(),
    callIds: new Set(),
    suspension: null,
    displays: new Map(),
    desks: new Map(),
    stepSeen: null,
    sessions: new Map(),
    owed: null,
    previous: null,
    beforePrevious: null,
  }
}

/** What a day is besides its places when it is published. */
export function freshDay(): Pick<BookDay, 'onlineClosed' | 'cancelled' | 'priorityBlock' | 'lost'> {
  return { onlineClosed: false, cancelled: false, priorityBlock: 0, lost: { added: new Set(), priority: new Set() } }
}

export function openDay(book: Book): BookDay | null {
  return book.today === null ? null : (book.days.get(book.today) ?? null)
}

/** The window as the book has it; a closed one when it has not been seen before. */
export function windowOf(book: Book, id: string): BookWindow {
  let window = book.windows.get(id)
  if (window === undefined) book.windows.set(id, (window = closedWindow()))
  return window
}

export function closedWindow(): BookWindow {
  return { session: null, staff: null, doing: 'nothing', ticket: null, held: null, needsHelp: false }
}

export function callAt(book: Book, window: string): BookCall | null {
  for (const call of book.calls.values()) if (call.window === window) return call
  return null
}

/** Whether registrations, arrivals and services stand still: from `suspend-office` to `resume-office` (Q40). */
export function isFrozen(book: Book): boolean {
  return book.suspension !== null && book.suspension.until === null
}

/** The window has nothing at hand any more; its call, if any, is over. */
export function freeWindow(book: Book, id: string): void {
  const window = windowOf(book, id)
  window.doing = 'nothing'
  window.ticket = null
  const call = callAt(book, id)
  if (call !== null) book.calls.delete(call.id)
}

export function leadOf(book: Book, login: string): boolean {
  return book.config?.staff.some((member) => member.login === login && member.role === 'lead') === true
}
