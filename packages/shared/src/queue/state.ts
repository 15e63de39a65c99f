import type { Channel, Language, OfficeConfig } from '../protocol/index.ts'
import type { DayClock } from '../calendar/index.ts'
import type { AddedBecause, EndedBy, Sealed } from './events.ts'

/**
 * The live queue of one office: a fold of its log. Plain JSON data, so that a snapshot is the state itself.
 * `evolve` changes it in place; whoever needs an older state replays the log.
 */
export interface QueueState {
  /** As configured, and the windows that are leaving (Q46). */
  config: OfficeConfig | null
  /** Seq of the last event folded in. */
  seq: number
  epoch: number
  /** The last record of the office's inbox this log has learnt. */
  inbox: { seq: number; hash: string }
  /** Hub time of the last event, ms since 1970; after an accepted step back, by the time from then on. */
  lastAt: number
  /** Published days, today and later, by date. A closed day is dropped. */
  days: Record<string, Day>
  /** The open day. */
  today: string | null
  lastClosed: string | null
  /** The last 60 closed dates: none of them is ever opened again. */
  closed: string[]
  /** A date a lead has confirmed although it lies before the last closed day. */
  confirmedDay: string | null
  windows: Record<string, WindowState>
  /** Calls under way, by call id. */
  calls: Record<string, Call>
  suspension: Suspension | null
  /** Connected terminals and displays. */
  devices: Record<string, { role: 'terminal' | 'display'; windows: string[] }>
  /** Desk sessions seen since the last boot or day: connected, or not, since when (boot clock). */
  desks: Record<string, { connected: boolean; since: number }>
  clockStepMs: number | null
  /** Registrations made so far per terminal session, until the day closes. */
  sessions: Record<string, number>
  /** What each clerk did today, by login. */
  tallies: Record<string, Tally>
  /** By terminal: when a mark was given there last, ms since 1970 (I20). */
  feedbackAt: Record<string, number>
  /** By terminal: login of whoever helps there (E15). */
  assistance: Record<string, string>
  lastEnded: Record<
    string,
    { number: string; end: 'finished' | 'no-show' | 'mismatch' | 'returned' | 'transferred'; at: number }
  >
}

/** `servedMs`: of the finished ones, how long the last stretch of service took; a hold is not service. */
export interface Tally {
  finished: number
  noShow: number
  mismatch: number
  servedMs: number
}

export interface Day {
  date: string
  clock: DayClock
  /** Every place of the day by its number, published ones first. Added by `putPlace`, tickets by `putTicket`, only. */
  places: Record<string, Place>
  /** Registrations of the day by ticket number; the live one, or the last to end. */
  tickets: Record<string, Ticket>
  /** Highest number of each series of added places used so far, by letter (N4, N5). */
  added: Record<string, number>
  /** The block b of rule N4 that added places of this day use. */
  block: number
  /** The block of the priority series: 0, or b on a day a new epoch began (N5). */
  priorityBlock: number
  /** Blocks of added numbers a lost part of the log may have used: their tickets come back by their codes (Q28). */
  lostBlocks: number[]
  /** The same of the priority series. */
  lostPriorityBlocks: number[]
  /** The day handover has happened: the hub owns the online places too (C29). */
  onlineClosed: boolean
  /** C24: nothing more is sold. */
  cancelled: boolean
  /** Bookings whose place was claimed by somebody else: the number booked → the number of the ticket (Q27). */
  displaced: Record<string, string>
}

export interface Place {
  number: string
  service: string
  minutes: number
  time: string
  at: number
  lane: number
  channel: Channel
  because: 'planned' | AddedBecause
  /** How often the place was sold: r of the check-in code. */
  sold: number
  /**
   * `taken`: by a live or ended registration of the day. `freed`: came back under a new number (N3). `withheld`: may
   * have been sold in a part of the log that is lost, and is never sold again (R17).
   */
  state: 'free' | 'taken' | 'withdrawn' | 'freed' | 'withheld'
}

/** One registration. */
export interface Ticket {
  number: string
  service: string
  /** The place it holds: its own, or the one a transfer took. */
  place: string
  time: string
  at: number
  lane: number
  sold: number
  channel: Channel
  /** Its booking has not arrived: a claim (Q26), or a booked ticket re-admitted by its code (Q28). */
  claimed: boolean
  language: Language
  session: string | null
  sealed: Sealed
  /** Seq of the registration's event; printed on the ticket. */
  registeredSeq: number
  /** Present before its time (policy rule 3). */
  present: boolean
  priority: string | null
  /** Seq of the declaration, null without priority. */
  prioritySeq: number | null
  /** A transfer to a window: only that window may call it until it closes. */
  onlyWindow: string | null
  status: TicketStatus
}

export type TicketStatus =
  | { readonly is: 'waiting' }
  | { readonly is: 'called'; readonly window: string; readonly call: string }
  | { readonly is: 'serving'; readonly window: string; readonly since: number }
  | { readonly is: 'held'; readonly window: string }
  | { readonly is: 'ended'; readonly by: EndedBy }

export interface WindowState {
  /** Session that opened it; null: closed. */
  session: string | null
  staff: string | null
  doing: 'nothing' | 'called' | 'serving' | 'outside-queue'
  /** Number of the called or serving ticket. */
  ticket: string | null
  held: string | null
  /** When its clerk asked the other desks for help (Q45), ms since 1970. */
  helpSince: number | null
}

export interface Call {
  id: string
  /** Seq of the event that made or renewed it. */
  seq: number
  number: string
  window: string
  early: boolean
  /** Boot-clock moments of this boot. */
  calledAt: number
  shownAt: number | null
  announcedBy: 'display' | 'voice' | 'timeout' | null
  recalls: number
  lastAnnouncedAt: number
  clock: CallClock
}

/** The no-show clock: milliseconds that have run, and since when it runs on (boot clock). */
export type CallClock =
  | { readonly is: 'not-started' }
  | { readonly is: 'running'; readonly ranMs: number; readonly since: number }
  | { readonly is: 'paused'; readonly ranMs: number }

export interface Suspension {
  reason: 'alert' | 'power' | 'other' | 'outage'
  since: number
  /** Set when a lead has resumed the office: calls begin again at this hub time. */
  until: number | null
}
