import { formatTime, Icon } from '@cherha/ui'
import { memo, type ReactNode, useEffect, useMemo } from 'react'
import type { Screen } from '../screen.ts'
import type { CaseDesk } from './case-desk.ts'
import { DistributionPage } from './distribution/distribution-page.tsx'
import { type CasesLook, CasesLookProvider, useCases, useLook } from './look.tsx'
import { CasePage } from './page/case-page.tsx'
import { CaseDialogs } from './parts/case-dialogs.tsx'
import { TasksPage } from './tasks/tasks-page.tsx'

/** How often what could not be read is read again, ms. */
const tickMs = 3_000

/** What the parts are given, the same object as long as nothing of it changes. */
export function useCasesLook(screen: Screen, desk: CaseDesk): CasesLook {
  const { t, language, view } = screen
  const { timeZone } = view.office
  const { login, name, role, post } = view.staff
  return useMemo(
    () => ({ desk, t, language, timeZone, staff: { login, name, role, ...(post === undefined ? {} : { post }) } }),
    [desk, t, language, timeZone, login, name, role, post],
  )
}

/** The pages of applications: tasks, a case, the day's distribution. */
export const CasesPages = memo(function CasesPages({ look }: { readonly look: CasesLook }) {
  return (
    <CasesLookProvider look={look}>
      <CurrentPage />
      <CaseDialogs onFinish={() => undefined} />
    </CasesLookProvider>
  )
})

function CurrentPage() {
  const { desk } = useLook()
  const page = useCases((state) => state.page)
  useEffect(() => {
    const timer = setInterval(desk.tick, tickMs)
    return () => clearInterval(timer)
  }, [desk])
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [page])
  switch (page.name) {
    case 'window':
      return null
    case 'tasks':
      return <TasksPage />
    case 'distribution':
      return <DistributionPage />
    case 'case':
      return <CasePage key={page.id} id={page.id} />
  }
}

/** The bar of these pages: whose they are, and the ways between them and the window. */
export function CasesBar({
  screen,
  desk,
  children,
}: {
  readonly screen: Screen
  readonly desk: CaseDesk
  readonly children: ReactNode
}) {
  const { t, view, now, language } = screen
  const time = formatTime(now, view.office.timeZone)
  const { post, name } = view.staff
  return (
    <header className="bar">
      <Icon name="mark" />
      <p className="who">
        {t('cases.heading')}{' '}
        <span className="staff">
          {post?.title[language]} {name}
        </span>
      </p>
      <div className="push" />
      <time dateTime={time}>{time}</time>
      {children}
      {post?.roles.includes('distributor') === true && (
        <button type="button" onClick={() => desk.goTo({ name: 'distribution' })}>
          {t('dist.heading')}
        </button>
      )}
      <button type="button" aria-keyshortcuts="F2" onClick={() => desk.goTo({ name: 'window' })}>
        {windowWords(screen)} <kbd aria-hidden="true">F2</kbd>
      </button>
      {view.state === 'closed' && (
        <button type="button" onClick={() => screen.commands.signOut()}>
          {t('signOut')}
        </button>
      )}
    </header>
  )
}

/** Where the way back leads; somebody at the window is named, so that nobody is forgotten. */
function windowWords({ t, view }: Screen): string {
  const label = view.windows.find(({ id }) => id === view.window)?.label
  if (label === undefined) return t('cases.toWindows')
  const ticket = view.ticket?.number
  return ticket === undefined ? t('window', { label }) : t('cases.toTicket', { label, number: ticket })
}
