import type {
  CaseActionAnswer,
  CaseActionBody,
  CaseHandover,
  CaseHandoverAnswer,
  CaseReport,
  CaseReportQuery,
  CaseView,
  DistributeAnswer,
  DistributeBody,
  DistributionView,
  StatusAnswer,
  StatusBody,
  TaskPage,
  TaskQuery,
} from '@cherha/shared/protocol'
import type { EventKey, InquiryResult, PaperKey, PartyKey } from '@cherha/shared/workflow'

/** A member of staff at work: the office from the hub's token, the login from the desk's session there. */
export interface CaseStaff {
  readonly office: string
  readonly login: string
}

/** What an outside system tells of a case. Day and time are the server's. */
export type SystemCommand =
  | { readonly type: 'confirm-awaited'; readonly stage: string; readonly taken: boolean; readonly reference: string }
  | { readonly type: 'inquiry-received'; readonly id: string }
  | { readonly type: 'inquiry-answered'; readonly id: string; readonly result: InquiryResult }
  /** The printing works has delivered: completes the open stage of performer `printing-works` by the outcome that marks it. */
  | { readonly type: 'card-delivered'; readonly reference: string }
  /** A notice has gone out: the mail server has taken it. */
  | { readonly type: 'notice-sent'; readonly stage: string; readonly event: EventKey; readonly means: 'email' }
  /** A registered letter is to be handed in: a line of the case's letter journal without a number yet. */
  | { readonly type: 'letter-due'; readonly id: string; readonly to: PartyKey; readonly paper: PaperKey }

/** What is said of a scan that comes in; its bytes come apart. */
export interface NewFile {
  /** UUID: sent again, the answer is the same. */
  readonly commandId: string
  readonly name: string
  /** Document of the information card it shows. */
  readonly document?: string | undefined
  /** The open stage it belongs to. */
  readonly stage?: string | undefined
}

export interface FileContent {
  readonly type: string
  readonly name: string
  readonly bytes: Uint8Array
}

/** Unknown, or not for these eyes: nobody is told which. */
export class CaseNotFound extends Error {
  override readonly name = 'CaseNotFound'
  constructor(message = 'No such case, or not yours to see.') {
    super(message)
  }
}

/** A file of a handover that is not what its hash or its type says. It is not kept; the sender reads why. */
export class CaseFileRefused extends Error {
  override readonly name = 'CaseFileRefused'
  readonly code: string
  readonly text: { readonly uk: string; readonly en: string }
  constructor(code: string, text: { readonly uk: string; readonly en: string }) {
    super(text.en)
    this.code = code
    this.text = text
  }
}

/**
 * The cases of all offices, from the handover by a hub to their end. Every command is decided by the rules with the
 * row of its case locked, and answered when it is on disk; sent again under the same id it gets the same answer. What
 * cannot be done is an answer, not an error; errors are for what nobody may know of (`CaseNotFound`), for files that
 * are no files (`CaseFileRefused`) and for a database that does not answer.
 */
export interface Cases {
  /** An intake that is over, from the hub of `office`. All of it is taken or nothing. */
  take(office: string, handover: CaseHandover): Promise<CaseHandoverAnswer>
  /** Keeps a file of a handover that is to come. @throws CaseFileRefused */
  receiveFile(office: string, id: string, hash: string, bytes: Uint8Array): Promise<void>
  /** @throws CaseNotFound */
  act(who: CaseStaff, id: string, body: CaseActionBody): Promise<CaseActionAnswer>
  /** From an outside system; `commandId` makes a repeated answer harmless. False: refused, and nothing changed. */
  tell(id: string, commandId: string, command: SystemCommand): Promise<boolean>
  /** Journals the look; a screen that refreshes itself once per person, case and hour. @throws CaseNotFound */
  view(who: CaseStaff, id: string, how?: 'look' | 'refresh'): Promise<CaseView>
  tasks(who: CaseStaff, query: TaskQuery): Promise<TaskPage>
  distribution(who: CaseStaff): Promise<DistributionView>
  /** One confirmation for all; each case answers for itself. */
  distribute(who: CaseStaff, body: DistributeBody): Promise<DistributeAnswer>
  /** @throws CaseNotFound */
  addFile(who: CaseStaff, id: string, file: NewFile, bytes: Uint8Array): Promise<CaseActionAnswer>
  /** A scan or a kept paper; journaled. @throws CaseNotFound */
  file(who: CaseStaff, id: string, hash: string): Promise<FileContent>
  /** A paper as it would be made now; journaled. @throws CaseNotFound */
  paper(who: CaseStaff, id: string, paper: PaperKey, stage: string): Promise<Uint8Array>
  /** Null: wrong number, wrong digits, no such case; all of them take the same work. */
  status(body: StatusBody): Promise<StatusAnswer | null>
  /** Fires what is due by the date at each case's office, in bounded batches. @returns how many deadlines fired */
  tick(today: string): Promise<number>
  /** `offices`: only these, whatever the query says; left out: all. */
  report(query: CaseReportQuery, offices?: readonly string[]): Promise<CaseReport>
}
