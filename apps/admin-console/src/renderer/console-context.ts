import type { Language, Me } from '@cherha/shared/protocol'
import { createContext, useContext } from 'react'
import type { Client } from './api/client.ts'
import type { Routes } from './api/routes.ts'
import type { Drafts } from './model/drafts.ts'
import type { ConsoleStore } from './session.ts'

/** What every part of the page needs: the server, the session, what is typed and not saved. */
export interface Console {
  readonly client: Client
  readonly routes: Routes
  readonly store: ConsoleStore
  /** Settings that are typed and not saved. */
  readonly drafts: Drafts
  readonly language: Language
  readonly me: Me
}

export const ConsoleContext = createContext<Console | null>(null)

export function useConsole(): Console {
  const value = useContext(ConsoleContext)
  if (value === null) throw new Error('used outside of the console')
  return value
}
