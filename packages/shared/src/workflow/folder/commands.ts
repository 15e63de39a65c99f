import type { Actor } from '../case/actor.ts'
import type { CaseCommand } from '../case/commands.ts'
import type { CaseEvent } from '../case/events.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import type { CaseState } from '../case/state.ts'
import type { Dossier, DossierEvent } from './dossier.ts'
import type { Applicant } from './applicant.ts'
import type { CaseFile, CasePaper, DocumentCheck, FeeCheck, RegisteredLetter, SignatureRecord } from './dossier.ts'

/** A case whole, as the paper folder was: how far it has come, what lies in it, and what was done when. */
export interface CaseFolder {
  readonly state: CaseState
  readonly dossier: Dossier
  /** Everything a timeline can tell, oldest first: without the terms' own book-keeping and without the form itself. */
  readonly log: readonly LoggedEvent[]
}

interface Base {
  /** Date of the office, `YYYY-MM-DD`. */
  readonly today: string
  /** Ms since 1970; for the timeline, never for a rule. */
  readonly at: number
}

/** What the clerk or officer does with the contents. Allowed to whoever may act in an open stage of the case. */
export type DossierCommand = Base & { readonly actor: Actor } & (
    | {
        readonly type: 'came-from'
        readonly ticket: string | null
        readonly window: string
        readonly servedSince: string | null
      }
    /** Only until the applicant has checked what was printed: later the form is what was signed. */
    | { readonly type: 'write-applicant'; readonly applicant: Applicant }
    | { readonly type: 'check-document'; readonly check: DocumentCheck }
    | { readonly type: 'add-file'; readonly file: CaseFile }
    /** Only during intake. */
    | { readonly type: 'remove-file'; readonly hash: string }
    | { readonly type: 'add-note'; readonly text: string }
    | { readonly type: 'keep-paper'; readonly paper: CasePaper }
    | { readonly type: 'keep-signature'; readonly record: SignatureRecord }
    | { readonly type: 'write-letter'; readonly letter: RegisteredLetter }
    | { readonly type: 'keep-fee-check'; readonly fee: FeeCheck }
  )

export type FolderCommand = (CaseCommand & { readonly at: number }) | DossierCommand
/** `at` of workflow events is put beside them, so that the timeline has hours. */
export type FolderEvent = (CaseEvent & { readonly at: number }) | DossierEvent

type FormWritten = Extract<DossierEvent, { type: 'applicant-written' }>
export type LoggedEvent = Exclude<FolderEvent, { type: 'applicant-written' }> | Omit<FormWritten, 'applicant'>

export type FolderDecision =
  | { readonly ok: true; readonly events: readonly FolderEvent[] }
  | { readonly ok: false; readonly refusal: CaseRefusal }
