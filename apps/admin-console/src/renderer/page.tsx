import { useEffect, useRef } from 'react'
import { Allowed } from './parts/allowed.tsx'
import { AccountsPage } from './pages/accounts.tsx'
import { BookingPage } from './pages/booking.tsx'
import { CasesPage } from './pages/cases.tsx'
import { JournalPage } from './pages/journal.tsx'
import { NewOfficePage } from './pages/new-office.tsx'
import { OfficePage } from './pages/office.tsx'
import { OfficesPage } from './pages/offices.tsx'
import { hrefOf, type Route } from './route.ts'
import { useConsoleTexts } from './texts/texts.ts'

/** The page of a route, or why there is none. Going to another one begins at its heading. */
export function Page({ route }: { readonly route: Route }) {
  const main = useRef<HTMLElement>(null)
  const href = hrefOf(route)
  const first = useRef(href)
  useEffect(() => {
    if (first.current === href) return
    first.current = href
    scrollTo(0, 0)
    main.current?.focus()
  }, [href])
  return (
    <main id="content" ref={main} tabIndex={-1}>
      <Content route={route} />
    </main>
  )
}

function Content({ route }: { readonly route: Route }) {
  const t = useConsoleTexts()
  switch (route.page) {
    case 'offices':
      return <OfficesPage />
    case 'new-office':
      return (
        <Allowed right="add-office">
          <NewOfficePage />
        </Allowed>
      )
    case 'office':
      return <OfficePage key={route.code} code={route.code} tab={route.tab} />
    case 'cases':
      return (
        <Allowed right="case-reports">
          <CasesPage office={route.office} />
        </Allowed>
      )
    case 'booking':
      return (
        <Allowed right="outside">
          <BookingPage />
        </Allowed>
      )
    case 'journal':
      return (
        <Allowed right="journal">
          <JournalPage office={route.office} q={route.q} />
        </Allowed>
      )
    case 'accounts':
      return (
        <Allowed right="accounts">
          <AccountsPage />
        </Allowed>
      )
    case 'unknown':
      return (
        <section className="panel">
          <title>{t('console.title', { what: t('unknown.heading') })}</title>
          <h1>{t('unknown.heading')}</h1>
          <p>{t('unknown.lead')}</p>
          <p>
            <a href={hrefOf({ page: 'offices' })}>{t('unknown.back')}</a>
          </p>
        </section>
      )
  }
}
