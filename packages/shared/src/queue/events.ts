import type { CancelReason, Channel, Language, OfficeConfig, RequestCode, SilentReason } from '../protocol/index.ts'
import type { DayClock } from '../calendar/index.ts'

/** Personal data of one registration, unreadable without the key of its visit day (D rules). */
export interface Sealed {
  /** AES-256-GCM box, base64: names, guardian's data, document digits. */
  readonly box: string
  /** Keyed hash of name + service + day: finds a second registration without reading the first. */
  readonly fingerprint: string
}

/** Places of one service in a published plan; the i-th entry has number i + 1 (rule N2). */
export interface PlannedService {
  readonly service: string
  readonly letter: string
  readonly minutes: number
  readonly places: readonly PlannedPlace[]
}
export interface PlannedPlace {
  readonly time: string
  /** The start as ms since 1970. */
  readonly at: number
  readonly lane: number
  readonly channel: Channel
}

/** Why a new epoch began: the start of a restored hub, or somebody who has seen more of the log than the hub has. */
export type EpochBecause = 'restored' | 'behind-device' | 'behind-server'

export type EndedBy = 'finished' | 'no-show' | 'mismatch' | 'withdrawn' | 'unserved' | 'cancelled-by-office'

/**
 * Why a place was added after the plan was published (rules N3–N5). `server`: by the queue server, to the published
 * day. `claim`: for a booked visitor whose place somebody else had claimed. `epoch`: instead of a withheld one.
 * `readmitted`: for a ticket of a series that a lost part of the log had added (Q28).
 */
export type AddedBecause =
  | 'freed'
  | 'idle-window'
  | 'priority'
  | 'extension'
  | 'server'
  | 'claim'
  | 'epoch'
  | 'readmitted'

type Ticket = { readonly date: string; readonly number: string }

/**
 * Everything that can happen in an office. The log of these events is the office:
 * nothing else changes the live queue.
 */
export type QueueEvent =
  // the hub and its office
  | { readonly type: 'office-configured'; readonly config: OfficeConfig }
  /** A boot of the hub. `downMs` by the alive stamp, null at the very first start. Running clocks are void. */
  | { readonly type: 'hub-started'; readonly downMs: number | null }
  | { readonly type: 'clock-step-seen'; readonly stepMs: number }
  | { readonly type: 'clock-step-accepted'; readonly stepMs: number; readonly staff: string }
  /** R21: hub time goes on by the server's. */
  | { readonly type: 'server-time-followed'; readonly stepMs: number }
  | {
      readonly type: 'device-connected'
      readonly device: string
      readonly role: 'terminal' | 'display'
      readonly windows: readonly string[]
    }
  | { readonly type: 'device-disconnected'; readonly device: string }
  | { readonly type: 'desk-connected'; readonly session: string }
  | { readonly type: 'desk-disconnected'; readonly session: string }
  // the queue server
  /** Everything up to that record of the inbox is in this log; the last event of what one item brings (R2). */
  | { readonly type: 'inbox-advanced'; readonly seq: number; readonly hash: string }
  /** The day handover (C29): `sold` live online bookings, by the server's count. */
  | { readonly type: 'online-closed'; readonly date: string; readonly sold: number }
  /** The owner's answer to a request of the server (R8); `code` is null when it was granted. */
  | {
      readonly type: 'request-answered'
      readonly request: string
      readonly granted: boolean
      readonly code: RequestCode | null
    }
  /** C24. Waiting registrations end, free places are withdrawn. */
  | { readonly type: 'day-cancelled'; readonly date: string; readonly reason: CancelReason }
  /** R16: the log can no longer be proved the newest; `from` is the last event before it. */
  | { readonly type: 'epoch-began'; readonly epoch: number; readonly because: EpochBecause; readonly from: number }
  // days and places
  | {
      readonly type: 'plan-published'
      readonly date: string
      readonly clock: DayClock
      readonly services: readonly PlannedService[]
    }
  | {
      readonly type: 'place-added'
      readonly date: string
      readonly number: string
      readonly service: string
      readonly minutes: number
      readonly time: string
      readonly at: number
      readonly lane: number
      readonly because: AddedBecause
      /** Left out: `current`. */
      readonly channel?: Channel
    }
  | { readonly type: 'place-withdrawn'; readonly date: string; readonly number: string }
  | { readonly type: 'day-confirmed'; readonly date: string; readonly staff: string }
  | { readonly type: 'day-opened'; readonly date: string }
  | { readonly type: 'day-closed'; readonly date: string }
  // registrations
  | ({
      readonly type: 'registered'
      readonly service: string
      readonly sold: number
      readonly channel: Channel
      readonly present: boolean
      readonly priority: string | null
      readonly language: Language
      readonly session: string | null
      readonly device: string
      readonly sealed: Sealed
      /** Q27: the number this booking was made for, and somebody else had claimed. `sold` counts that one's sales. */
      readonly displaced?: string
    } & Ticket)
  /** Q26: a visitor the hub does not know yet takes an online place by its time and the document digits. */
  | ({
      readonly type: 'claimed'
      readonly sealed: Sealed
      readonly language: Language
      readonly session: string | null
      readonly device: string
      readonly priority: string | null
    } & Ticket)
  /** The booking of a claimed place has arrived and is the claimant's. */
  | ({
      readonly type: 'claim-matched'
      readonly sealed: Sealed
      readonly sold: number
      readonly language: Language
    } & Ticket)
  /** Q28: a ticket this log does not know, proved by its code. */
  | ({ readonly type: 'readmitted'; readonly sold: number; readonly device: string } & Ticket)
  | ({ readonly type: 'checked-in'; readonly proof: 'code' | 'digits'; readonly priority: string | null } & Ticket)
  | ({ readonly type: 'withdrawn' } & Ticket)
  | ({
      readonly type: 'print-reported'
      readonly status: 'printed' | 'failed' | 'unconfirmed'
      readonly device: string
    } & Ticket)
  /** `window`: a clerk asked while serving its visitor (P12). */
  | ({ readonly type: 'reprint-requested'; readonly device: string; readonly window?: string } & Ticket)
  | ({ readonly type: 'unserved' } & Ticket)
  // at a terminal, outside the queue
  /** I18. `comment` is sealed with the key of the day; null: none. */
  | {
      readonly type: 'feedback-given'
      readonly date: string
      readonly rating: number
      readonly comment: string | null
      readonly device: string
    }
  /** E15: a representative of the service's operator helps there (document 000 II.8). */
  | { readonly type: 'assistance-began'; readonly device: string; readonly staff: string }
  | { readonly type: 'assistance-ended'; readonly device: string; readonly staff: string }
  // windows
  | { readonly type: 'window-opened'; readonly window: string; readonly session: string; readonly staff: string }
  | {
      readonly type: 'window-closed'
      readonly window: string
      readonly because: 'clerk' | 'desk-silent' | 'day-closed'
    }
  | { readonly type: 'outside-queue-started'; readonly window: string }
  | { readonly type: 'outside-queue-finished'; readonly window: string }
  /** Q45: without a sound, to the other desks; the queue does not change. */
  | { readonly type: 'help-asked'; readonly window: string; readonly staff: string }
  | { readonly type: 'help-ended'; readonly window: string; readonly staff: string }
  // calls
  | {
      readonly type: 'ticket-called'
      readonly window: string
      readonly number: string
      readonly call: string
      readonly early: boolean
    }
  /** Announce again under a new id after a restart or a suspension; the full time runs anew. */
  | {
      readonly type: 'call-renewed'
      readonly window: string
      readonly number: string
      readonly call: string
      readonly because: 'restart' | 'resume'
    }
  | { readonly type: 'call-shown'; readonly call: string; readonly device: string }
  | {
      readonly type: 'call-announced'
      readonly call: string
      readonly by: 'display' | 'voice' | 'timeout'
      readonly silent: boolean
      /** The display that announced it. Logs from before this was noted do not have it. */
      readonly device?: string
      /** Why nobody could hear it, where a display says so. */
      readonly reason?: SilentReason
    }
  | { readonly type: 'call-recalled'; readonly call: string }
  /** The ticket goes back to waiting: an early call nobody answered, or a desk that fell silent. */
  | {
      readonly type: 'call-returned'
      readonly window: string
      readonly number: string
      readonly because: 'early' | 'desk-silent'
    }
  | { readonly type: 'no-show'; readonly window: string; readonly number: string; readonly call: string }
  // at the window
  | { readonly type: 'service-started'; readonly window: string; readonly number: string }
  | { readonly type: 'ticket-held'; readonly window: string; readonly number: string; readonly reason: string }
  | { readonly type: 'held-resumed'; readonly window: string; readonly number: string }
  /** A held ticket whose window closed is present again with its old time. */
  | { readonly type: 'held-returned'; readonly window: string; readonly number: string }
  | {
      readonly type: 'ticket-transferred'
      readonly window: string
      readonly number: string
      readonly reason: string
      readonly to: { readonly service: string; readonly place: string } | { readonly window: string }
    }
  | {
      readonly type: 'finished'
      readonly window: string
      readonly number: string
      readonly because: 'clerk' | 'day-closed'
    }
  | { readonly type: 'mismatch'; readonly window: string; readonly number: string; readonly reason: string }
  // alert, power cut
  | {
      readonly type: 'office-suspended'
      readonly reason: 'alert' | 'power' | 'other' | 'outage'
      readonly staff: string | null
    }
  | { readonly type: 'office-resuming'; readonly until: number; readonly staff: string }
  | { readonly type: 'office-resumed' }

export type QueueEventType = QueueEvent['type']

/** When an event happened, by the hub. */
export interface EventTime {
  /** Hub time, ms since 1970: for dates, printed times and reports. Order never comes from it. */
  readonly at: number
  /** Milliseconds of the hub's boot clock: for durations. Starts anew with each `hub-started`. */
  readonly mono: number
}
export interface RecordedEvent {
  readonly seq: number
  readonly time: EventTime
  readonly event: QueueEvent
}
