import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { CaseDesk } from './cases/case-desk.ts'
import { listenToCaseKeys } from './cases/case-keys.ts'
import { CasesBar, CasesPages, useCasesLook } from './cases/cases-pages.tsx'
import { servicesWithCards, useVisit } from './cases/window-intake.tsx'
import type { DeskCommands } from './commands.ts'
import { listenToKeys } from './keys.ts'
import { Bar, PlainBar } from './parts/bar.tsx'
import { Hall } from './parts/hall.tsx'
import { HealthLine } from './parts/health-line.tsx'
import { useKeptFocus } from './parts/kept-focus.ts'
import { Notices } from './parts/notices.tsx'
import { type Screen, screenOf } from './screen.ts'
import { Called } from './screens/called.tsx'
import { ChooseWindow } from './screens/choose-window.tsx'
import { Dialogs } from './screens/dialogs.tsx'
import { OutsideQueue } from './screens/outside-queue.tsx'
import { Serving } from './screens/serving.tsx'
import { SignIn } from './screens/sign-in.tsx'
import { Vacant } from './screens/vacant.tsx'
import { Loading, NotPaired, Unreachable } from './screens/waiting.tsx'
import type { DeskState, DeskStore } from './state.ts'
import { type TranslateDesk, useDeskTexts } from './texts/texts.ts'

/** How often the countdown is looked at: its seconds must not jump. */
const tickMs = 250

/** The clerk's screen, kept up to date, and the keyboard. */
export function App({
  store,
  commands,
  cases,
}: {
  readonly store: DeskStore
  readonly commands: DeskCommands
  readonly cases: CaseDesk
}) {
  const t = useDeskTexts()
  useEffect(() => {
    // the queue's keys work where the queue is on the screen
    const current = () =>
      cases.store.getState().page.name === 'window' && cases.store.getState().dialog === null
        ? screenOf(store.getState(), Date.now(), t, commands)
        : null
    return listenToKeys(current)
  }, [store, commands, cases, t])
  useEffect(() => listenToCaseKeys(cases, () => store.getState().hub?.view?.staff.post !== undefined), [store, cases])
  return <Desk state={useStore(store)} pageNow={usePageNow()} commands={commands} cases={cases} />
}

/** The page for a state and a moment of the page's clock (`Date.now()`). */
export function Desk({
  state,
  pageNow,
  commands,
  cases,
}: {
  readonly state: DeskState
  readonly pageNow: number
  readonly commands: DeskCommands
  readonly cases: CaseDesk
}) {
  const t = useDeskTexts()
  useKeptFocus()
  const screen = screenOf(state, pageNow, t, commands)
  const language = (
    <button type="button" className="language" onClick={() => commands.speak(state.language === 'uk' ? 'en' : 'uk')}>
      <span lang={state.language === 'uk' ? 'en' : 'uk'}>{t('otherLanguage')}</span>
    </button>
  )
  if (state.stage === 'working' && screen !== null) {
    return <Working screen={screen} language={language} cases={cases} />
  }
  return (
    <>
      <title>{t('desk')}</title>
      <PlainBar title={t('desk')}>
        {state.stage === 'working' && <p className="state off">{t('link.connecting')}</p>}
        {language}
        {state.stage === 'working' && (
          <button type="button" onClick={() => commands.signOut()}>
            {t('signOut')}
          </button>
        )}
      </PlainBar>
      {state.stage === 'sign-in' && <SignIn t={t} commands={commands} problem={state.problem} busy={state.signingIn} />}
      {state.stage === 'not-paired' && <NotPaired t={t} onRetry={commands.retry} />}
      {state.stage === 'unreachable' && <Unreachable t={t} />}
      {state.stage === 'working' && <Loading t={t} />}
    </>
  )
}

function Working({
  screen,
  language,
  cases,
}: {
  readonly screen: Screen
  readonly language: ReactNode
  readonly cases: CaseDesk
}) {
  const { view, t } = screen
  const look = useCasesLook(screen, cases)
  const page = useStore(cases.store, (state) => state.page.name)
  useVisit(cases, screen)
  if (page !== 'window' && view.staff.post !== undefined) {
    return (
      <>
        <title>{t('cases.heading')}</title>
        <CasesBar screen={screen} desk={cases}>
          {language}
        </CasesBar>
        <CasesPages look={look} />
        <HealthLine screen={screen} />
      </>
    )
  }
  return <AtWindow screen={screen} language={language} cases={cases} />
}

/** The queue's own page. */
function AtWindow({
  screen,
  language,
  cases,
}: {
  readonly screen: Screen
  readonly language: ReactNode
  readonly cases: CaseDesk
}) {
  const { view, t } = screen
  const beside = view.state === 'serving' || (view.state === 'outside-queue' && servicesWithCards(screen).length > 0)
  return (
    <>
      <title>{titleOf(screen, t)}</title>
      <Bar screen={screen} onCases={() => cases.goTo({ name: 'tasks' })}>
        {language}
      </Bar>
      <Notices screen={screen} />
      <main
        className={`desk${beside ? ' work' : ''}${view.state === 'closed' ? ' single' : ''}`}
        data-stale={screen.stale}
      >
        <Page screen={screen} cases={cases} />
        {view.state !== 'closed' && !beside && <Hall screen={screen} />}
      </main>
      <HealthLine screen={screen} />
      <Dialogs screen={screen} />
    </>
  )
}

function Page({ screen, cases }: { readonly screen: Screen; readonly cases: CaseDesk }) {
  switch (screen.view.state) {
    case 'closed':
      return <ChooseWindow screen={screen} />
    case 'open':
      return <Vacant screen={screen} />
    case 'called':
      return <Called screen={screen} />
    case 'serving':
      return <Serving screen={screen} cases={cases} />
    case 'outside-queue':
      return <OutsideQueue screen={screen} cases={cases} />
  }
}

/** Never a name: titles stay in the history of the browser. */
function titleOf({ view }: Screen, t: TranslateDesk): string {
  const number = view.ticket?.number ?? ''
  const label = view.windows.find(({ id }) => id === view.window)?.label
  if (label === undefined) return t('desk')
  switch (view.state) {
    case 'closed':
      return t('desk')
    case 'open':
      return t('window.title', { what: t('vacant.heading'), label })
    case 'called':
      return t('window.title', { what: t('called.headingOf', { number }), label })
    case 'serving':
      return t('window.title', { what: t('serving.headingOf', { number }), label })
    case 'outside-queue':
      return t('window.title', { what: t('outside.heading'), label })
  }
}

/** The page's clock, `Date.now()`, every quarter of a second and whenever the component renders. */
function usePageNow(): number {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), tickMs)
    return () => clearInterval(timer)
  }, [])
  return Date.now()
}
