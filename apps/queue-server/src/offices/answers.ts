import type { BookedPlace, OnlineRefusal, PlaceToAdd, RejectReason } from '@cherha/shared/replication'
import type { BoardView, Channel, InboxItemOf, Language } from '@cherha/shared/protocol'

/** The answer of an office: what was done, or why nothing was. */
export type OfficeAnswer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: OnlineRefusal }

/** Id and body of a client's command: the same id again gets the old answer, with another body it is refused. */
export interface ClientCommand {
  readonly id: string
  /** SHA-256 (hex) of the command as the client sent it. */
  readonly hash: string
}

/** What is sealed with a booking. Names may be empty: a booking by document digits alone. */
export interface Visitor {
  readonly surname: string
  readonly givenName: string
  readonly patronymic: string | null
  /** Last four digits of the visitor's identity document. */
  readonly documentDigits?: string
  readonly guardian?: { readonly phone: string } | { readonly documentDigits: string }
}

export interface BookRequest {
  readonly date: string
  readonly service: string
  readonly time: string
  readonly language: Language
  readonly visitor: Visitor
  readonly client?: ClientCommand
  /**
   * Since when the place has been held (server time, ms): the booking is judged by the date of that moment, so that a
   * hold from before midnight may end in a booking of its day (B10). Left out: by today's.
   */
  readonly heldSince?: number
}
/** `code`: check-in code of the booking, as it would be printed on a ticket. */
export type Booking = BookedPlace & { readonly code: string }

export interface CancelRequest {
  readonly date: string
  readonly number: string
  readonly by: 'visitor' | 'office'
  readonly client?: ClientCommand
}

export interface PlaceChanges {
  readonly date: string
  readonly add: readonly PlaceToAdd[]
  readonly withdraw: readonly string[]
}

export type CancelReason = InboxItemOf<'day-cancelled'>['reason']

export interface PublishedDay {
  readonly date: string
  readonly state: 'published' | 'acknowledged' | 'closed' | 'cancelled'
  readonly places: Readonly<Record<Channel, number>>
  readonly sold: Readonly<Record<Channel, number>>
}

/** The public board as the server last knew it. */
export interface OfficeBoard {
  /** Seconds since the hub was heard; null: never. */
  readonly ageSeconds: number | null
  /** null: the hub has told nothing yet. */
  readonly board: BoardView | null
}

/** What the hub has answered to a request of the server. */
export interface RequestAnswered {
  readonly request: string
  readonly granted: boolean
  readonly code: string | null
}

/** What came of a batch of the hub's log. */
export type Taken =
  | { readonly is: 'advance'; readonly count: number }
  | { readonly is: 'rebase' }
  | { readonly is: 'reject'; readonly seq: number; readonly reason: RejectReason | 'not-a-record' | 'unreadable' }

/** The change could not be stored; nothing has changed, and the same may be tried again. */
export class OfficeUnavailableError extends Error {
  override readonly name = 'OfficeUnavailableError'
}

/** The office is being closed. */
export class OfficeClosedError extends Error {
  override readonly name = 'OfficeClosedError'
}

/** A command id that was used for a command with another body. */
export class CommandIdReusedError extends Error {
  override readonly name = 'CommandIdReusedError'
}
