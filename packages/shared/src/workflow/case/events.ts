import type { ConnectorKey, EventKey, RefusalKind, RoleKey, TrackKey } from '../vocabulary.ts'
import type {
  CaseDeadline,
  CaseEnd,
  CaseInquiry,
  CaseNotice,
  CaseSignature,
  Complaint,
  Fields,
  InquiryResult,
} from './state.ts'

interface Base {
  /** Date of the office on which it was decided, `YYYY-MM-DD`. */
  readonly on: string
  /** Who did it; null for the system itself. */
  readonly by: string | null
}

/**
 * Everything that can happen to a case. Each event carries its own result (which stages, which dates), so that a
 * case is replayed without its card.
 */
export type CaseEvent = Base &
  (
    | {
        readonly type: 'case-started'
        readonly id: string
        readonly card: string
        readonly cardVersion: number
        readonly office: string
        readonly service: string
        readonly entity: string | null
        readonly track: TrackKey
        readonly day: string
        readonly grounds: readonly string[]
      }
    | { readonly type: 'stage-opened' | 'stage-skipped'; readonly stage: string; readonly visit: number }
    | { readonly type: 'stage-wanted' | 'stage-cancelled'; readonly stage: string }
    | {
        readonly type: 'outcome-recorded'
        readonly stage: string
        readonly outcome: string
        readonly role: RoleKey
        /** `awaiting`: done by hand, the outside system has not taken it. */
        readonly result: 'done' | 'stays' | 'awaiting'
        readonly awaits: ConnectorKey | null
        /** The day it was really done: before `on` where somebody else did it. */
        readonly doneOn: string
        readonly fields: Fields
      }
    | { readonly type: 'stage-confirmed'; readonly stage: string; readonly doneOn: string; readonly reference: string }
    /** Sent back by the outside system: the stage opens again. */
    | { readonly type: 'stage-returned'; readonly stage: string; readonly reason: string }
    | { readonly type: 'facts-set'; readonly facts: Readonly<Record<string, boolean>> }
    | { readonly type: 'event-marked'; readonly event: EventKey; readonly date: string }
    /** A new day makes the notices of the old one void: `clears` are the events that have to happen again. */
    | {
        readonly type: 'event-planned'
        readonly stage: string
        readonly event: EventKey
        readonly date: string
        readonly clears: readonly EventKey[]
      }
    | { readonly type: 'signed'; readonly signature: CaseSignature }
    | {
        readonly type: 'refused'
        readonly kind: RefusalKind
        readonly stage: string
        readonly grounds: readonly string[]
        readonly written: boolean
      }
    | { readonly type: 'officer-assigned'; readonly officer: string; readonly reason: string | null }
    | { readonly type: 'inquiry-sent'; readonly inquiry: CaseInquiry }
    | { readonly type: 'inquiry-received'; readonly inquiry: string; readonly date: string }
    | {
        readonly type: 'inquiry-answered'
        readonly inquiry: string
        readonly date: string
        readonly result: InquiryResult
      }
    | { readonly type: 'inquiry-unanswered'; readonly inquiry: string }
    | { readonly type: 'notice-recorded'; readonly notice: CaseNotice }
    | { readonly type: 'complaint-filed'; readonly complaint: Complaint }
    | { readonly type: 'complaint-decided'; readonly result: 'dismissed' | 'annulled' }
    /** The case is decided anew: its terms count from this day. */
    | {
        readonly type: 'case-reopened'
        readonly stage: string
        readonly basis: 'earlier-documents' | 'earlier-and-complaint-documents' | 'not-stated'
      }
    | { readonly type: 'case-ended'; readonly how: CaseEnd }
    | { readonly type: 'deadline-set'; readonly deadline: CaseDeadline }
    | {
        readonly type: 'deadline-moved'
        readonly deadline: string
        readonly target: string | null
        readonly date: string
        readonly warnOn: string | null
      }
    | { readonly type: 'deadline-met' | 'deadline-dropped'; readonly deadline: string; readonly date: string }
    /** Fired once each; `deadline-overdue` of a reminder is the reminder. */
    | {
        readonly type: 'deadline-warned' | 'deadline-overdue'
        readonly deadline: string
        readonly date: string
        readonly stage: string
        readonly kind: CaseDeadline['kind']
      }
  )

export type CaseEventType = CaseEvent['type']

/** An event before it has a day and an author. */
export type NewCaseEvent = CaseEvent extends infer E ? (E extends Base ? Omit<E, 'on' | 'by'> : never) : never
