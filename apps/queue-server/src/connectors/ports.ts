import type { Applicant, CaseFile, OutsideJob, Text, TrackKey } from '@cherha/shared/workflow'
import type { SystemCommand } from '../cases/cases.ts'

export type { OutsideJob }

/** What the connectors may know of a case. Of it, each service is sent only what it needs. */
export interface OutsideData {
  /** Code of the office the request is made for. */
  readonly office: string
  readonly card: { readonly id: string; readonly title: Text }
  readonly track: TrackKey
  readonly applicant: Applicant
  /** Code of the newest receipt that was checked. */
  readonly receipt: string | null
  /** Of a job that is an inquiry: what is asked. */
  readonly inquiry: { readonly key: string; readonly title: Text } | null
  readonly files: readonly Pick<CaseFile, 'hash' | 'name' | 'type' | 'document'>[]
}

/** What the connectors need of the cases; whoever keeps the cases is also this. */
export interface CaseSink {
  /** False: refused by the rules, and nothing changed. @throws when the case cannot be reached now: tried again */
  tell(id: string, commandId: string, command: SystemCommand): Promise<boolean>
  /**
   * Null: nobody waits for this work any more (the stage awaits it no longer, the inquiry is closed, the card has been
   * delivered, the case is erased). Asked before each attempt.
   */
  outsideData(id: string, job: OutsideJob): Promise<OutsideData | null>
  /** Content of a scan, as it was taken in. */
  outsideFile(id: string, hash: string): Promise<Uint8Array>
}
