import type { DeskView, Language } from '@cherha/shared/protocol'
import type { Card, Text } from '@cherha/shared/workflow'
import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { TranslateDesk } from '../texts/texts.ts'
import type { CaseDesk } from './case-desk.ts'
import type { Typed } from './model/fields.ts'
import { cardName } from './state/folders.ts'
import { type CasesState, type FolderState, noFolder, typedIn } from './state/state.ts'

/** What every part of the pages of applications is given. */
export interface CasesLook {
  readonly desk: CaseDesk
  readonly t: TranslateDesk
  readonly language: Language
  readonly timeZone: string
  readonly staff: DeskView['staff']
}

const Look = createContext<CasesLook | null>(null)

export function CasesLookProvider({ look, children }: { readonly look: CasesLook; readonly children: ReactNode }) {
  return <Look value={look}>{children}</Look>
}

export function useLook(): CasesLook & { readonly say: (text: Text) => string } {
  const look = useContext(Look)
  if (look === null) throw new Error('a part of the pages of applications stands outside them')
  return { ...look, say: (text) => text[look.language] }
}

/** Part of what the desk knows of applications. */
export function useCases<T>(selector: (state: CasesState) => T): T {
  return useStore(useLook().desk.store, selector)
}

export function useFolder(id: string): FolderState {
  return useCases(({ folders }) => folders[id] ?? noFolder)
}

export function useCard(of: Parameters<typeof cardName>[0] | null): Card | null {
  return useCases(({ cards }) => (of === null ? null : (cards[cardName(of)] ?? null)))
}

/** A form that is kept while the page lives, and how to type into it. */
export function useForm(form: string): readonly [Typed, (key: string, value: Typed[string]) => void] {
  const { desk } = useLook()
  return [useCases((state) => typedIn(state, form)), (key, value) => desk.type(form, key, value)]
}
