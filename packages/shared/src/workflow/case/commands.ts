import type { OfficeMapping } from '../card.ts'
import type { EventKey, RefusalKind, TrackKey } from '../vocabulary.ts'
import type { WorkingCalendar } from '../working-days.ts'
import type { Actor } from './actor.ts'
import type { CaseEvent } from './events.ts'
import type { CaseRefusal } from './refusals.ts'
import type { Fields, InquiryResult } from './state.ts'

interface ByStaff {
  /** Date of the office, `YYYY-MM-DD`. */
  readonly today: string
  readonly actor: Actor
  /** Version of the case the actor saw. */
  readonly version: number
}

interface BySystem {
  readonly today: string
}

/** Intake begins. `day` is day 0; a case made at the window without the network keeps it. */
export interface StartCase extends ByStaff {
  readonly type: 'start'
  readonly id: string
  readonly office: string
  readonly service: string
  readonly entity: string | null
  readonly track: TrackKey
  readonly day: string
  /** Grounds of the information card, where the service has one. */
  readonly grounds?: readonly string[]
}

/** A stage is completed (or gone on with) by one of the outcomes its card offers. */
export interface CompleteStage extends ByStaff {
  readonly type: 'complete'
  readonly stage: string
  readonly outcome: string
  readonly fields?: Fields
  /** The officer, where the outcome assigns one. */
  readonly officer?: Actor
  /** Grounds of a refusal. */
  readonly grounds?: readonly string[]
  /** A refusal on request in writing was asked for. */
  readonly written?: boolean
  /** Parties whose signatures on the paper were seen. */
  readonly parties?: readonly string[]
  /** Hash of the document that is signed. */
  readonly document?: string
  /** The day somebody else did it, where it is not today. */
  readonly on?: string
  /** False: the outside system the stage needs could not be reached. */
  readonly connected?: boolean
}

export interface SignOutcome extends ByStaff {
  readonly type: 'sign'
  readonly stage: string
  readonly outcome: string
  readonly document?: string
}

export interface ReassignOfficer extends ByStaff {
  readonly type: 'reassign'
  readonly officer: Actor
  readonly reason: string
}

export interface SendInquiry extends ByStaff {
  readonly type: 'send-inquiry'
  readonly stage: string
  readonly inquiry: string
  /** Its own id; the same id twice is the same inquiry. */
  readonly id: string
  /** What is asked, in words, where the officer wrote any. */
  readonly text?: string
}

/** The officer gives up waiting: allowed only after the other body's term. */
export interface CloseInquiry extends ByStaff {
  readonly type: 'close-inquiry'
  readonly id: string
}

/** A visit is agreed for a day. */
export interface PlanEvent extends ByStaff {
  readonly type: 'plan-event'
  readonly stage: string
  readonly event: EventKey
  readonly date: string
}

/** Something a term waits for was done beside the outcomes: a notice, the electronic transfer, a copy sent. */
export interface RecordEvent extends ByStaff {
  readonly type: 'record-event'
  readonly stage: string
  readonly event: EventKey
  readonly on?: string
  /** How the party was told. */
  readonly means?: string
}

export interface FileComplaint extends ByStaff {
  readonly type: 'file-complaint'
  readonly to: 'administrative' | 'court'
  readonly of: RefusalKind
  /** Hashes of the documents that came with it. */
  readonly documents: readonly string[]
}

export interface DecideComplaint extends ByStaff {
  readonly type: 'decide-complaint'
  readonly result: 'dismissed' | 'annulled'
}

/** The applicant leaves before the documents are with the service. */
export interface AbandonCase extends ByStaff {
  readonly type: 'abandon'
}

/** An outside system has taken, or sent back, what was done by hand. */
export interface ConfirmAwaited extends BySystem {
  readonly type: 'confirm-awaited'
  readonly stage: string
  readonly taken: boolean
  /** Registration number, or why it was sent back. */
  readonly reference: string
}

export interface ReceiveInquiry extends BySystem {
  readonly type: 'inquiry-received'
  readonly id: string
}

export interface AnswerInquiry extends BySystem {
  readonly type: 'inquiry-answered'
  readonly id: string
  readonly result: InquiryResult
}

/** A notice went out by itself: the mail server has taken it. */
export interface NoticeSent extends BySystem {
  readonly type: 'notice-sent'
  readonly stage: string
  readonly event: EventKey
  readonly means: string
}

/** Midnight, or any later moment of a day: fires what is due. */
export interface Tick extends BySystem {
  readonly type: 'tick'
}

export type StaffCaseCommand =
  | CompleteStage
  | SignOutcome
  | ReassignOfficer
  | SendInquiry
  | CloseInquiry
  | PlanEvent
  | RecordEvent
  | FileComplaint
  | DecideComplaint
  | AbandonCase

export type SystemCaseCommand = ConfirmAwaited | ReceiveInquiry | AnswerInquiry | NoticeSent | Tick

export type CaseCommand = StartCase | StaffCaseCommand | SystemCaseCommand

/** What the rules need besides the case: which days are worked, and who stands behind the roles in the office. */
export interface CaseContext {
  readonly calendar: WorkingCalendar
  readonly mapping?: OfficeMapping
}

export type CaseDecision =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: CaseRefusal }
