import type { Json, LogRecord } from '@cherha/event-log'
import type { RefusalCode } from '@cherha/shared/protocol'
import type { EventTime, QueueCommand, QueueState } from '@cherha/shared/queue'

/** A command on its way to the rules. */
export interface Submission {
  /** A client's command: its id and the hash of its body. The hub's own commands have none. */
  readonly client?: { readonly id: string; readonly hash: string }
  /**
   * Makes the command for the rules at the moment it is decided: what is sealed, and which code is compared,
   * depends on the live queue. Must not change the state.
   */
  readonly build: (state: QueueState, now: EventTime) => QueueCommand
}

export type Outcome =
  | {
      readonly ok: true
      readonly seq: number
      readonly result: Readonly<Record<string, Json>>
      /** The answer of an earlier acceptance of the same command. */
      readonly repeated: boolean
      /** The command's own records; empty when repeated. */
      readonly records: readonly LogRecord[]
    }
  | { readonly ok: false; readonly refusal: { readonly code: RefusalCode; readonly field?: string } }
