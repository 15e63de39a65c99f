import type { Term } from '../term.ts'
import type { ConnectorKey, EndKey, EventKey, RefusalKind, RoleKey, TrackKey } from '../vocabulary.ts'

export type FieldValue = string | number | boolean
export type Fields = Readonly<Record<string, FieldValue>>

/**
 * One time a stage is gone through. `awaiting`: done by hand, but the outside system it needs has not taken it yet.
 * `returned`: the outside system sent it back, it is done again. `skipped`: its conditions did not hold. `cancelled`: open when the case ended or went back.
 */
export interface StageVisit {
  readonly stage: string
  /** 1 the first time, 2 when the case comes back. */
  readonly visit: number
  /** How often the case had been decided anew by then. */
  readonly round: number
  readonly status: 'open' | 'awaiting' | 'done' | 'returned' | 'skipped' | 'cancelled'
  readonly openedOn: string
  readonly doneOn: string | null
  readonly outcome: string | null
  readonly by: string | null
  readonly role: RoleKey | null
  readonly awaits: ConnectorKey | null
}

export interface CaseInquiry {
  readonly id: string
  readonly stage: string
  readonly visit: number
  readonly key: string
  readonly connector: ConnectorKey
  /** False: looked up at once, nobody is written to. */
  readonly letter: boolean
  /** What is asked, in words, where the officer wrote any. */
  readonly text?: string
  readonly sentOn: string
  readonly receivedOn: string | null
  readonly status: 'sent' | 'answered' | 'unanswered'
  readonly closedOn: string | null
  readonly result: InquiryResult | null
}

export type InquiryResult = 'confirmed' | 'not-confirmed' | 'unreachable'

/** Who signed: a member of staff in a role, or a party whose signature on paper was seen. */
export interface CaseSignature {
  readonly stage: string
  readonly visit: number
  readonly outcome: string
  readonly who: { readonly staff: string; readonly role: RoleKey } | { readonly party: string }
  readonly on: string
  /** Hash of what was signed; all signatures of one outcome are under the same. */
  readonly document: string | null
}

export interface CaseNotice {
  readonly stage: string
  readonly visit: number
  readonly event: EventKey
  readonly by: string
  readonly on: string
}

/** One running term of the case. `date` is its last day. */
export interface CaseDeadline {
  readonly id: string
  readonly kind: 'term' | 'cap' | 'reminder'
  readonly stage: string
  readonly visit: number
  /** Position in the stage's (card's) list, for its printed words. */
  readonly index: number
  readonly inquiry: string | null
  readonly until: EventKey
  readonly owed: 'service' | 'other-body'
  readonly target: string | null
  readonly date: string
  readonly warnOn: string | null
  readonly warned: boolean
  readonly overdue: boolean
  readonly status: 'running' | 'met' | 'dropped'
  readonly closedOn: string | null
}

export interface CaseRefusalRecord {
  readonly kind: RefusalKind
  readonly stage: string
  readonly on: string
  readonly grounds: readonly string[]
  readonly written: boolean
  readonly annulled: boolean
}

export interface Complaint {
  readonly to: 'administrative' | 'court'
  readonly of: RefusalKind
  readonly filedOn: string
  readonly documents: readonly string[]
  readonly status: 'filed' | 'dismissed' | 'annulled'
  readonly decidedOn: string | null
}

/** How a case ended. `abandoned`: the applicant left during intake, nothing was accepted. */
export type CaseEnd = EndKey | 'abandoned'

/** One line of what happened, for the timeline and for `version-changed`. */
export interface HistoryLine {
  readonly version: number
  readonly on: string
  readonly type: string
  readonly stage: string | null
  readonly outcome: string | null
  readonly by: string | null
}

export interface RunningCase {
  readonly status: 'open' | 'ended'
  readonly id: string
  readonly card: { readonly id: string; readonly version: number }
  readonly office: string
  readonly service: string
  /** The authorised entity that took the application; null when the office did itself. */
  readonly entity: string | null
  readonly track: TrackKey
  /** Day 0: the day of intake. */
  readonly day: string
  /** Goes up with everything people and connectors do; warnings do not change it. */
  readonly version: number
  /** Date of the newest event. */
  readonly on: string
  readonly end: { readonly how: CaseEnd; readonly on: string } | null
  /** How often the case was decided anew, and since when it is. */
  readonly round: number
  readonly reopenedOn: string | null
  readonly facts: Readonly<Record<string, boolean>>
  /** The newest date of every event of the card that has happened. */
  readonly marks: Readonly<Partial<Record<EventKey, string>>>
  /** Dates agreed ahead: a visit. */
  readonly planned: Readonly<Partial<Record<EventKey, string>>>
  readonly visits: readonly StageVisit[]
  /** Stages the case has come to, that wait for others. */
  readonly wanted: readonly string[]
  readonly officer: string | null
  readonly fields: Readonly<Record<string, Fields>>
  readonly inquiries: readonly CaseInquiry[]
  readonly signatures: readonly CaseSignature[]
  readonly notices: readonly CaseNotice[]
  readonly deadlines: readonly CaseDeadline[]
  readonly refusals: readonly CaseRefusalRecord[]
  readonly complaints: readonly Complaint[]
  readonly history: readonly HistoryLine[]
}

export type CaseState = { readonly status: 'none'; readonly version: 0 } | RunningCase

export const initialCase: CaseState = { status: 'none', version: 0 }

export function visitsOf(state: RunningCase, stage: string): readonly StageVisit[] {
  return state.visits.filter((visit) => visit.stage === stage)
}

/** The newest time a stage was gone through. */
export function lastVisit(state: RunningCase, stage: string): StageVisit | undefined {
  return state.visits.findLast((visit) => visit.stage === stage)
}

export function openVisit(state: RunningCase, stage: string): StageVisit | undefined {
  return state.visits.findLast((visit) => visit.stage === stage && visit.status === 'open')
}

/** Open, or done by hand and waiting for an outside system. */
export function isUnfinished(visit: StageVisit): boolean {
  return visit.status === 'open' || visit.status === 'awaiting'
}

/** Working days before the last one on which a warning is due, by the length of a term. */
export function warningLead(term: Term): number | null {
  switch (term.unit) {
    case 'same-visit':
    case 'same-day':
      return null
    case 'working-days':
      return term.amount <= 2 ? 0 : term.amount <= 5 ? 1 : 2
    case 'calendar-days':
      return term.amount <= 10 ? 2 : 5
    case 'months':
    case 'years':
      return 10
  }
}
