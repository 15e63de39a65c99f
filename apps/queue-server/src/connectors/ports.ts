import type { Applicant, CaseFile, ConnectorKey, PaperKey, PartyKey, Text, TrackKey } from '@cherha/shared/workflow'
import type { SystemCommand } from '../cases/cases.ts'

/**
 * Something an outside system is asked for. `key` is the same however often the work is tried: the other side knows a
 * repetition by it, and so does the queue.
 */
export interface OutsideJob {
  readonly kind:
    | 'register-application'
    | 'register-scans'
    | 'inquiry'
    | 'order-card'
    | 'central-defect'
    | 'mail'
    | 'letter'
  /** Number of the case. */
  readonly case: string
  readonly stage: string
  /** Id of the inquiry of the case. */
  readonly inquiry?: string | undefined
  /** Whom an inquiry goes to. */
  readonly connector?: ConnectorKey | undefined
  readonly paper?: PaperKey | undefined
  readonly to?: PartyKey | undefined
  readonly key: string
}

/** What the connectors may know of a case. Of it, each service is sent only what it needs. */
export interface OutsideData {
  /** Code of the office the request is made for. */
  readonly office: string
  readonly card: { readonly id: string; readonly title: Text }
  readonly track: TrackKey
  readonly applicant: Applicant
  /** Code of the newest receipt that was checked. */
  readonly receipt: string | null
  /** The job's own inquiry. */
  readonly inquiry: { readonly key: string; readonly letter: boolean; readonly title: Text } | null
  readonly files: readonly Pick<CaseFile, 'hash' | 'name' | 'type' | 'document'>[]
  /** Where the case stands in the applicant's words, for a mail. */
  readonly news: Text
  /** Day of an agreed visit. */
  readonly visitOn: string | null
}

/** What the connectors need of the cases; whoever keeps the cases is also this. */
export interface CaseSink {
  /** False: refused by the rules, and nothing changed. @throws when the case cannot be reached now: tried again */
  tell(id: string, commandId: string, command: SystemCommand): Promise<boolean>
  /** Null: nobody waits for this work any more. */
  outsideData(id: string, job: OutsideJob): Promise<OutsideData | null>
  /** Content of a scan, as it was taken in. */
  outsideFile(id: string, hash: string): Promise<Uint8Array>
}
