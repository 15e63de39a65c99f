import type { Language, Me } from '@cherha/shared/protocol'
import { createStore, type StoreApi } from 'zustand'
import type { Problem } from './api/problem.ts'

/** Where the session stands. `expired`: the page stays as it is behind the sign-in, with everything typed. */
export type Session =
  | { readonly stage: 'asking' }
  | { readonly stage: 'unreachable'; readonly problem: Problem }
  | { readonly stage: 'signed-out' }
  | { readonly stage: 'signed-in'; readonly me: Me }
  | { readonly stage: 'expired'; readonly me: Me }

export type Contrast = 'light' | 'contrast'

export interface ConsoleState {
  readonly session: Session
  readonly language: Language
  readonly contrast: Contrast
  /** Counts sign-ins of another person: what the one before had open is forgotten. */
  readonly visit: number
}

export type ConsoleStore = StoreApi<ConsoleState>

export function createConsoleStore(language: Language, contrast: Contrast): ConsoleStore {
  return createStore(() => ({ session: { stage: 'asking' }, language, contrast, visit: 0 }))
}

/** The session after somebody signed in: the same person goes on where the session ended, another one begins anew. */
export function signedIn(state: ConsoleState, me: Me): Partial<ConsoleState> {
  const before = state.session.stage === 'expired' ? state.session.me : null
  const same = before !== null && before.login === me.login && before.role === me.role && before.office === me.office
  return { session: { stage: 'signed-in', me }, visit: same ? state.visit : state.visit + 1 }
}

/** The session after the server said that it is over. */
export function expired(state: ConsoleState): Partial<ConsoleState> {
  switch (state.session.stage) {
    case 'signed-in':
      return { session: { stage: 'expired', me: state.session.me } }
    case 'asking':
    case 'unreachable':
      return { session: { stage: 'signed-out' } }
    case 'signed-out':
    case 'expired':
      return {}
  }
}

/** The token of the session. */
export function csrfOf({ session }: ConsoleState): string | null {
  return session.stage === 'signed-in' ? session.me.csrf : null
}
