import type { Bilingual, DeskView, Language } from '@cherha/shared/protocol'
import type { HubState } from '@cherha/ui'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** Why nobody is signed in, or was not let in; a key of the texts. */
export type SignInProblem =
  | 'wrong-pin'
  | 'pin-locked'
  | 'too-many'
  | 'malformed'
  | 'unreachable'
  | 'not-desk-staff'
  | 'not-desk-device'
  | 'ended'
  | 'failed'

/** Which page the desk shows. */
export type Stage = 'starting' | 'not-paired' | 'unreachable' | 'sign-in' | 'working'

export type DialogName = 'hold' | 'transfer' | 'mismatch' | 'suspend' | 'break' | 'close'

/** What the desk knows: a mirror of the hub, and what is open on this screen. Nothing of it outlives the page. */
export interface DeskState {
  readonly stage: Stage
  readonly language: Language
  /** The hub as its connection last told it; null while nobody is signed in. */
  readonly hub: HubState<DeskView> | null
  readonly signingIn: boolean
  readonly problem: SignInProblem | null
  readonly dialog: DialogName | null
  /** The button whose command has no answer yet. */
  readonly pressed: string | null
  /** Why the last command was refused; `failed` when the hub gave no reason a person could read. */
  readonly refusal: Bilingual | 'failed' | null
  /** Close the window once the present visitor is done. */
  readonly breakAfter: boolean
}

export type DeskStore = StoreApi<DeskState>

export function createDeskStore(language: Language): DeskStore {
  return createStore<DeskState>(() => ({ stage: 'starting', language, ...signedOut }))
}

/** What is left of a person's work after signing out: nothing. */
export const signedOut = {
  hub: null,
  signingIn: false,
  problem: null,
  dialog: null,
  pressed: null,
  refusal: null,
  breakAfter: false,
} as const satisfies Partial<DeskState>
