import type {
  BookedPerson,
  BookingDays,
  BookingOffices,
  BookingPlaces,
  BookingRefusalCode,
  BookingSettings,
  BookingServices,
  BookingView,
  HoldView,
  Language,
  Mine,
  MineCode,
  OfficeConfig,
  WantedPlace,
  WhereAnswer,
  WhereBody,
} from '@cherha/shared/protocol'
import type { CheckedPhone } from '@cherha/shared/booking'
import type { Pool } from 'pg'
import type { OfficeNode } from '../offices/office-node.ts'
import type { Report, ServerClock } from '../offices/ports.ts'
import type { SmsOutbox } from '../sms/port.ts'

/** What booking needs of an office; the sandbox has one too. */
export type BookingOffice = Pick<
  OfficeNode,
  | 'code'
  | 'today'
  | 'freePlaces'
  | 'published'
  | 'book'
  | 'cancelBooking'
  | 'answerOf'
  | 'onInbox'
  | 'onCopy'
  | 'mirror'
  | 'online'
  | 'lastContact'
  | 'bookingOf'
  | 'codeOf'
  | 'readCopy'
  | 'copyHead'
> & { readonly config: OfficeConfig | null }

/** What online booking stands on. */
export interface BookingParts {
  readonly pool: Pool
  /** All offices there are now; one may come at any time. */
  readonly offices: { all(): readonly BookingOffice[]; get(code: string): BookingOffice | null }
  readonly sms: SmsOutbox
  readonly settings: BookingSettings
  readonly clock: ServerClock
  /** B17. */
  readonly checkPhone: (typed: string) => CheckedPhone
  /** Errors that no caller sees. */
  readonly report: Report
  /**
   * Tries the day handover of an office again: the last hold that it waited for has ended (R9). It may be called before
   * `openBooking` resolves.
   * @param waiting dates whose handover still waits
   */
  readonly handOver: (office: string, waiting: ReadonlySet<string>) => Promise<unknown>
  /** From 0, below 1. Left out: `Math.random`; no secret is made of it. */
  readonly chance?: () => number
}

/** Refused: nothing has changed. */
export interface BookingRefusal {
  readonly ok: false
  readonly code: BookingRefusalCode
  /** The part of the body it is about. */
  readonly field?: string
  /** Until it is worth trying again. */
  readonly retrySeconds?: number
  readonly triesLeft?: number
}
export type BookingAnswer<T> = { readonly ok: true; readonly value: T } | BookingRefusal

export interface HoldCommand extends WantedPlace {
  readonly id: string
  readonly person: BookedPerson
  /** As typed. */
  readonly phone: string
  readonly language: Language
  /** The client's, after trusted proxies; counted, never stored. */
  readonly address: string
}

/** A booking of a portal: the portal has proved the phone number (B37). */
export interface PortalCommand extends WantedPlace {
  /** Of the idempotency key: the same id is the same booking. */
  readonly id: string
  readonly portal: string
  readonly person: BookedPerson
  readonly phone: string
  readonly language: Language
}

/** Online booking, as the HTTP side sees it. All of it for one process; what it answers is durable. */
export interface Booking {
  services(): BookingServices
  /** null: unknown service. */
  offices(service: string): BookingOffices | null
  days(office: string, service: string): BookingAnswer<BookingDays>
  places(office: string, service: string, date: string): BookingAnswer<BookingPlaces>

  hold(command: HoldCommand): Promise<BookingAnswer<HoldView>>
  /** null: nobody has made it, or it ended more than an hour ago; `past`: it was booked, and is not shown any more (B45). */
  holdView(id: string): Promise<HoldView | 'past' | null>
  confirm(id: string, code: string): Promise<BookingAnswer<HoldView & { readonly state: 'booked' }>>
  newCode(id: string): Promise<BookingAnswer<HoldView>>
  /** The visitor goes back: the place is free at once. Unknown ids are no error. */
  release(id: string): Promise<void>

  mineCode(command: {
    id: string
    phone: string
    language: Language
    address: string
  }): Promise<BookingAnswer<MineCode>>
  /** @returns the session's token, for its cookie */
  mineSession(id: string, code: string): Promise<BookingAnswer<{ readonly token: string; readonly mine: Mine }>>
  /** null: no such session, or it is over. */
  mine(token: string): Promise<Mine | null>
  cancelMine(token: string, id: string): Promise<BookingAnswer<BookingView>>
  setReminders(token: string, reminders: boolean): Promise<BookingAnswer<Mine>>
  endMine(token: string): Promise<void>

  where(body: WhereBody, address: string): Promise<BookingAnswer<WhereAnswer>>

  bookForPortal(command: PortalCommand): Promise<BookingAnswer<BookingView>>
  /** null: no such booking of this portal. */
  portalBooking(portal: string, id: string): Promise<BookingView | null>
  cancelForPortal(portal: string, id: string): Promise<BookingAnswer<BookingView>>

  /** Reminders, notices, ends of holds, the days whose handover waits for holds. Called by the server's jobs and timers. */
  tick(): Promise<void>
  /** Erases what is of no use any more; called now and then (B43). */
  tidy(): Promise<void>
  /** B35: of these visit days nothing tells any more who booked. */
  erase(office: string, dates: readonly string[]): Promise<void>
  close(): Promise<void>
}

export interface BookingCounts {
  readonly holds: number
  readonly booked: number
  /** Sent in the last hour; people told to wait since the start, because all together were too many (B41). */
  readonly codes: { readonly hour: number; readonly refused: number }
}

/** What the server itself asks of it. */
export interface OpenBooking extends Booking {
  /** Dates of the office whose handover waits for running holds, at the latest until 00:05 (B10). */
  waitingDates(office: string): ReadonlySet<string>
  /** Places held now, bookings made since the start, codes. */
  counts(): BookingCounts
  /** Half of the codes that may be sent in a minute have been (B41). */
  codesAreMany(): boolean
}
