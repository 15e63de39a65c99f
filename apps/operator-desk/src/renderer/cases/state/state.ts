import type { CaseView, DistributionView, TaskPage, TaskRow } from '@cherha/shared/protocol'
import type { Card } from '@cherha/shared/workflow'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Typed } from '../model/fields.ts'
import type { CaseProblem, CaseRefusal } from '../model/problems.ts'
import type { ScanProblem } from '../model/scans.ts'
import type { ActionToSend } from './action.ts'
import type { NotShown } from '../show-document.ts'

export type CasesPage =
  | { readonly name: 'window' | 'tasks' | 'distribution' }
  | { readonly name: 'case'; readonly id: string }

/** A case as it was last read; `problem`: reading it again did not work. */
export interface FolderState {
  readonly view: CaseView | null
  readonly loading: boolean
  readonly problem: CaseProblem | null
}

/** An action without an answer. It is sent again, as the same command, until there is one. */
export interface Sending {
  /** Which button. */
  readonly pressed: string
  /** `Date.now()` of the first attempt. */
  readonly since: number
  readonly attempts: number
  /** Why there is no answer yet; null: it is still on its way. */
  readonly problem: CaseProblem['code'] | null
}

/** Why the last action of a case was not done. `unknown`: nobody waited for the answer any longer. */
export type Trouble =
  | { readonly kind: 'refused'; readonly refusal: CaseRefusal }
  | { readonly kind: 'unknown' | 'failed' | 'not-found' | 'too-large' }

export interface Upload {
  readonly key: string
  readonly case: string
  readonly document: string | null
  readonly name: string
  readonly state: 'waiting' | 'sending' | 'done' | 'stopped'
  readonly problem: ScanProblem | Trouble | null
}

export interface TaskListState {
  readonly scope: 'mine' | 'unit'
  readonly q: string
  readonly rows: readonly TaskRow[]
  readonly page: Omit<TaskPage, 'tasks'> | null
  readonly loading: boolean
  readonly problem: CaseProblem | null
  /** `Date.now()` of the last answer. */
  readonly at: number
}

export interface DistributionState {
  readonly view: DistributionView | null
  /** The officer chosen for each case, where it is not the suggested one. */
  readonly chosen: Readonly<Record<string, string>>
  readonly loading: boolean
  readonly sending: Sending | null
  readonly problem: CaseProblem | null
  /** What became of the last confirmation. */
  readonly results: Readonly<Record<string, 'assigned' | CaseRefusal['message']>>
}

/** The application that belongs to whoever is at the window. */
export interface IntakeState {
  /** Which visit; null: nobody is served. */
  readonly visit: string | null
  readonly state: 'none' | 'looking' | 'ready'
  readonly id: string | null
}

export type CasesDialog =
  | { readonly kind: 'unfinished' | 'new-key' }
  | { readonly kind: 'abandon'; readonly id: string; readonly thenFinish: boolean }
  | Sure

/** A question before something that cannot be taken back. */
export interface Sure {
  readonly kind: 'sure'
  readonly id: string
  readonly title: string
  readonly lead: string
  /** Words of the button. */
  readonly act: string
  readonly action: ActionToSend
}

/** Everything the desk knows of applications. It lives in the page's memory only, and ends with the session. */
export interface CasesState {
  readonly page: CasesPage
  readonly folders: Readonly<Record<string, FolderState>>
  readonly cards: Readonly<Record<string, Card>>
  /** What is typed, by form; kept until it is accepted. */
  readonly typed: Readonly<Record<string, Typed>>
  readonly sending: Readonly<Record<string, Sending>>
  readonly trouble: Readonly<Record<string, Trouble>>
  /** The outcome whose form is open, by case and stage. */
  readonly chosen: Readonly<Record<string, string>>
  readonly uploads: readonly Upload[]
  readonly tasks: TaskListState
  readonly distribution: DistributionState
  readonly intake: IntakeState
  readonly dialog: CasesDialog | null
  /** What creating the signing key came to. */
  readonly signingKey: 'none' | 'sending' | 'made' | 'away' | 'refused'
  /** A document that could not be opened. */
  readonly unopened: CaseProblem['code'] | NotShown | null
}

export type CasesStore = StoreApi<CasesState>

export const nothingKnown: CasesState = {
  page: { name: 'window' },
  folders: {},
  cards: {},
  typed: {},
  sending: {},
  trouble: {},
  chosen: {},
  uploads: [],
  tasks: { scope: 'mine', q: '', rows: [], page: null, loading: false, problem: null, at: 0 },
  distribution: { view: null, chosen: {}, loading: false, sending: null, problem: null, results: {} },
  intake: { visit: null, state: 'none', id: null },
  dialog: null,
  signingKey: 'none',
  unopened: null,
}

export function createCasesStore(): CasesStore {
  return createStore<CasesState>(() => nothingKnown)
}

export const noFolder: FolderState = { view: null, loading: false, problem: null }
const nothingTyped: Typed = {}

/** What stands in a form; what is typed lies over `start`. */
export function typedIn(state: Pick<CasesState, 'typed'>, form: string): Typed {
  return state.typed[form] ?? nothingTyped
}
