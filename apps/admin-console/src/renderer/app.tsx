import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Client } from './api/client.ts'
import type { Routes } from './api/routes.ts'
import { ConsoleContext } from './console-context.ts'
import { createDrafts, type Drafts, isDirty } from './model/drafts.ts'
import { problemText } from './model/problem-text.ts'
import { Note } from './parts/badge.tsx'
import { Bar } from './parts/bar.tsx'
import { Page } from './page.tsx'
import { SignIn } from './pages/sign-in.tsx'
import { readRoute, type Route } from './route.ts'
import type { ConsoleStore } from './session.ts'
import { useConsoleTexts } from './texts/texts.ts'

/** The whole page. When a session ends it stays where it is, behind the sign-in. */
export function App({
  store,
  client,
  routes,
  onRetry,
}: {
  readonly store: ConsoleStore
  readonly client: Client
  readonly routes: Routes
  readonly onRetry: () => void
}) {
  const t = useConsoleTexts()
  const route = useRoute()
  const { session, language, visit } = useStore(store)
  const me = session.stage === 'signed-in' || session.stage === 'expired' ? session.me : null
  const drafts = useDrafts(visit)
  const value = useMemo(
    () => (me === null ? null : { client, routes, store, drafts, language, me }),
    [client, routes, store, drafts, language, me],
  )
  return (
    <>
      <Bar store={store} routes={routes} route={route} />
      {session.stage === 'unreachable' && (
        <main className="alone">
          <title>{t('console')}</title>
          <section className="panel">
            <h1>{t('signIn.unreachable')}</h1>
            <Note tone="risk">
              <p>{problemText(session.problem, t)}</p>
            </Note>
            <p>{t('signIn.unreachableLead')}</p>
            <button type="button" className="btn go" onClick={onRetry}>
              {t('retry')}
            </button>
          </section>
        </main>
      )}
      {session.stage === 'signed-out' && <SignIn store={store} routes={routes} again={null} />}
      {session.stage === 'expired' && <SignIn key="again" store={store} routes={routes} again={session.me} />}
      {value !== null && (
        <div key={visit} hidden={session.stage === 'expired'}>
          <ConsoleContext value={value}>
            <Page route={route} />
          </ConsoleContext>
        </div>
      )}
    </>
  )
}

function useRoute(): Route {
  const [hash, setHash] = useState(() => location.hash)
  useEffect(() => {
    const read = (): void => setHash(location.hash)
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return useMemo(() => readRoute(hash), [hash])
}

/** What is typed and not saved, of one person; closing the page asks first while there is any. */
function useDrafts(visit: number): Drafts {
  const [kept, setKept] = useState(() => ({ visit, drafts: createDrafts() }))
  // another person begins with nothing
  if (kept.visit !== visit) setKept({ visit, drafts: createDrafts() })
  const { drafts } = kept
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (Object.values(drafts.getState()).some(isDirty)) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [drafts])
  return drafts
}
