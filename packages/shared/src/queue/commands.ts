import type { ClientCommand, CommandOf, InboxItem, OfficeConfig, RefusalCode, StaffRole } from '../protocol/index.ts'
import type { DayClock } from '../calendar/index.ts'
import type { EpochBecause, EventTime, PlannedService, QueueEvent, Sealed } from './events.ts'

/** Who sends a command, as the hub has authenticated it. */
export type Actor =
  | { readonly kind: 'device'; readonly device: string }
  | { readonly kind: 'desk'; readonly session: string; readonly staff: string; readonly role: StaffRole }

/** What the hub has done with the private part of a register command before the rules see it. */
export interface RegisterExtras {
  readonly sealed: Sealed
}

/**
 * Result of comparing a check-in code or document digits with the ticket; the hub holds the keys, the rules do not.
 * `locked` after five wrong tries.
 */
export type Proof = 'code' | 'digits' | 'wrong' | 'locked' | 'code-required'

type Plain<T> = T extends ClientCommand ? Omit<T, 'commandId'> : never
type Registering = 'register-current' | 'register-advance'
type Proving = 'check-in' | 'withdraw' | 'reprint'

/**
 * What the hub found out about a check-in of a ticket it does not know. `claim`: the visitor gave time and digits; they
 * are sealed as a booking's would be. `readmit`: the code is right for that sale of the place. `booked`: the number the
 * visitor gave, where the ticket has another (Q27).
 */
export interface CheckInExtras {
  readonly claim?: { readonly time: string; readonly sealed: Sealed }
  readonly readmit?: { readonly sold: number }
  readonly booked?: string
}

/** A client's command after the gateway: private data sealed, code compared. */
export type VisitorCommand =
  | { readonly [T in Registering]: Omit<Plain<CommandOf<T>>, 'person' | 'guardian'> & RegisterExtras }[Registering]
  | {
      readonly [T in Proving]: Omit<Plain<CommandOf<T>>, 'code' | 'time' | 'documentDigits'> & {
        readonly proof: Proof
      } & (T extends 'check-in' ? CheckInExtras : unknown)
    }[Proving]
  | Plain<CommandOf<'print-report'>>
  /** The comment is sealed with the key of the day, or there is none. */
  | (Omit<Plain<CommandOf<'give-feedback'>>, 'comment'> & { readonly comment: string | null })
export type DisplayCommand = Plain<CommandOf<'call-shown'>> | Plain<CommandOf<'call-announced'>>
export type DeskCommand = Plain<
  Exclude<
    ClientCommand,
    { type: Registering | Proving | 'print-report' | 'give-feedback' | 'call-shown' | 'call-announced' }
  >
>

/** A place the publisher adds to a day that is already published (a longer day, the demonstration office). */
export interface AddedPlace {
  readonly service: string
  readonly minutes: number
  readonly time: string
  readonly at: number
  readonly lane: number
}

/** What the hub itself tells the queue. None of these can be sent by a client. */
export type HubCommand =
  | { readonly type: 'configure-office'; readonly config: OfficeConfig }
  | { readonly type: 'start-hub'; readonly downMs: number | null }
  | { readonly type: 'see-clock-step'; readonly stepMs: number }
  | {
      readonly type: 'connect-device'
      readonly device: string
      readonly role: 'terminal' | 'display'
      readonly windows: readonly string[]
    }
  | { readonly type: 'disconnect-device'; readonly device: string }
  /** E15: somebody has proved by a PIN to be of the service's operator, and helps at a terminal. */
  | { readonly type: 'begin-assistance'; readonly device: string; readonly staff: string }
  | { readonly type: 'end-assistance'; readonly device: string }
  | { readonly type: 'connect-desk'; readonly session: string }
  | { readonly type: 'disconnect-desk'; readonly session: string }
  | {
      readonly type: 'publish-plan'
      readonly date: string
      readonly clock: DayClock
      readonly services: readonly PlannedService[]
    }
  | { readonly type: 'add-places'; readonly date: string; readonly places: readonly AddedPlace[] }
  | { readonly type: 'withdraw-place'; readonly date: string; readonly number: string }
  /**
   * The next item of the office's inbox (R2).
   * @param digits whether the document digits of a booking are those of the claim on its place; null: no claim, or
   * one side cannot be read
   */
  | {
      readonly type: 'learn'
      readonly inbox: { readonly seq: number; readonly hash: string }
      readonly item: InboxItem
      readonly digits: 'match' | 'other' | null
    }
  /**
   * R16: this log cannot be proved the newest. `above`: the epoch another hub of the office has reached; where this one
   * is above it already, nothing happens.
   */
  | { readonly type: 'begin-epoch'; readonly because: EpochBecause; readonly above?: number }
  /** R21: hub time differs from the server's by that much. */
  | { readonly type: 'follow-server-time'; readonly stepMs: number }
  /** Time has passed: whatever is due happens now. */
  | { readonly type: 'tick' }

export type QueueCommand =
  | (VisitorCommand & { readonly actor: Actor })
  | (DisplayCommand & { readonly actor: Actor })
  | (DeskCommand & { readonly actor: Actor })
  | HubCommand

/** A command with the moment it is decided at; the rules have no clock of their own. */
export type TimedCommand = QueueCommand & { readonly now: EventTime }

export type Decision =
  | { readonly ok: true; readonly events: readonly QueueEvent[]; readonly result: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly refusal: { readonly code: RefusalCode; readonly field?: string } }
