import { Icon } from '@cherha/ui'
import { useStore } from 'zustand'
import type { Routes } from '../api/routes.ts'
import { may } from '../model/permissions.ts'
import { hrefOf, type Route } from '../route.ts'
import type { ConsoleStore } from '../session.ts'
import { useConsoleTexts } from '../texts/texts.ts'

/** The bar on top: sections, language, contrast, who is signed in. */
export function Bar({
  store,
  routes,
  route,
}: {
  readonly store: ConsoleStore
  readonly routes: Routes
  readonly route: Route
}) {
  const t = useConsoleTexts()
  const { session, language, contrast } = useStore(store)
  const me = session.stage === 'signed-in' ? session.me : null
  const signOut = async (): Promise<void> => {
    await routes.signOut()
    // the cookie is gone, or the server is: either way this page forgets who it was
    store.setState({ session: { stage: 'signed-out' } })
    location.hash = ''
  }
  return (
    <header className="bar">
      {me !== null && (
        <a className="skip" href="#content" onClick={toContent}>
          {t('skip')}
        </a>
      )}
      <p className="brand">
        <Icon name="mark" />
        <span>{t('console')}</span>
      </p>
      {me !== null && (
        <nav aria-label={t('nav.label')}>
          <Section route={{ page: 'offices' }} on={['offices', 'office', 'new-office'].includes(route.page)}>
            {t('nav.offices')}
          </Section>
          {may(me, 'case-reports') && (
            <Section route={{ page: 'cases', office: null }} on={route.page === 'cases'}>
              {t('nav.cases')}
            </Section>
          )}
          {may(me, 'outside') && (
            <Section route={{ page: 'booking' }} on={route.page === 'booking'}>
              {t('nav.booking')}
            </Section>
          )}
          {may(me, 'journal') && (
            <Section route={{ page: 'journal', office: null, q: '' }} on={route.page === 'journal'}>
              {t('nav.journal')}
            </Section>
          )}
          {may(me, 'accounts') && (
            <Section route={{ page: 'accounts' }} on={route.page === 'accounts'}>
              {t('nav.accounts')}
            </Section>
          )}
        </nav>
      )}
      <div className="bar-end">
        <button type="button" onClick={() => store.setState({ language: language === 'uk' ? 'en' : 'uk' })}>
          <span lang={language === 'uk' ? 'en' : 'uk'}>{t('otherLanguage')}</span>
        </button>
        <button
          type="button"
          className="contrast"
          aria-label={t('contrast')}
          aria-pressed={contrast === 'contrast'}
          title={t('contrast')}
          onClick={() => store.setState({ contrast: contrast === 'light' ? 'contrast' : 'light' })}
        >
          <Icon name="contrast" />
        </button>
        {me !== null && (
          <>
            <p className="who">
              <b>{me.name}</b> <span>{t(`role.${me.role}`)}</span>
            </p>
            <button type="button" onClick={() => void signOut()}>
              {t('signOut')}
            </button>
          </>
        )}
      </div>
    </header>
  )
}

function Section({ route, on, children }: { readonly route: Route; readonly on: boolean; readonly children: string }) {
  return (
    <a href={hrefOf(route)} aria-current={on ? 'page' : undefined}>
      {children}
    </a>
  )
}

/** The address is the route, so the link moves the focus by hand. */
function toContent(event: React.MouseEvent): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}
