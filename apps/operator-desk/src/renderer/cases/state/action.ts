import type { CaseAction } from '@cherha/shared/protocol'

/** An action as a button sends it. */
export interface ActionToSend {
  readonly action: CaseAction
  /** Which button is pressed. */
  readonly pressed: string
  readonly stage?: string
  readonly outcome?: string
  readonly data?: unknown
  /** Forms that are forgotten once it is accepted. */
  readonly clears?: readonly string[]
}
