import { Icon } from '@cherha/ui'
import { useEffect, useRef } from 'react'
import { BoardPage } from './board/board-page.tsx'
import { BookingPage } from './booking/booking-page.tsx'
import { HomePage } from './home-page.tsx'
import { LostPage } from './lost-page.tsx'
import { MyPage } from './my/my-page.tsx'
import { followed, hrefOf, type Route, useRoute } from './route.ts'
import { StatusPage } from './status/status-page.tsx'
import { FeesPage } from './tools/fees-page.tsx'
import { LatinPage } from './tools/latin-page.tsx'
import { StayPage } from './tools/stay-page.tsx'
import { ToolsPage } from './tools/tools-page.tsx'
import { UnitPage } from './tools/unit-page.tsx'
import { LanguageContext, textOf } from './texts/texts.ts'
import type { TextKey } from './texts/uk.ts'

export const titles: Readonly<Record<Route['page'], TextKey>> = {
  home: 'home.title',
  booking: 'booking.title',
  my: 'my.title',
  board: 'board.title',
  status: 'status.title',
  tools: 'tools.title',
  fees: 'fees.title',
  latin: 'latin.title',
  stay: 'stay.title',
  unit: 'unit.title',
  lost: 'lost.title',
}

/** The whole page. @param first what the document that was served shows already */
export function Site({ first }: { readonly first: Route }) {
  const { route, go } = useRoute(first)
  const { page, language, choices = {} } = route
  const t = (key: TextKey): string => textOf(language, key)
  const other: Route = { ...route, language: language === 'uk' ? 'en' : 'uk' }
  const main = useRef<HTMLElement>(null)
  const shown = useRef(page)
  useEffect(() => {
    document.documentElement.lang = language
    // booking names each of its questions
    if (page !== 'booking') document.title = `${textOf(language, titles[page])} – ${textOf(language, 'brand')}`
    if (shown.current === page) return
    shown.current = page
    scrollTo(0, 0)
    main.current?.focus()
  }, [page, language])
  return (
    <LanguageContext value={language}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="top">
        <a
          className="brand"
          href={hrefOf({ page: 'home', language })}
          onClick={(event) => followed(event, () => go({ page: 'home', language }))}
        >
          <Icon name="mark" />
          <span>{t('brand')}</span>
        </a>
        <a
          className="language"
          lang={other.language}
          hrefLang={other.language}
          href={hrefOf(other)}
          onClick={(event) => followed(event, () => go(other, true))}
        >
          {t('otherLanguage')}
        </a>
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        {page === 'home' && <HomePage go={go} />}
        {page === 'booking' && <BookingPage choices={choices} goTo={go} />}
        {page === 'my' && <MyPage goTo={go} />}
        {page === 'board' && <BoardPage choices={choices} goTo={go} />}
        {page === 'status' && <StatusPage />}
        {page === 'tools' && <ToolsPage goTo={go} />}
        {page === 'fees' && <FeesPage choices={choices} goTo={go} />}
        {page === 'latin' && <LatinPage goTo={go} />}
        {page === 'stay' && <StayPage goTo={go} />}
        {page === 'unit' && <UnitPage goTo={go} />}
        {page === 'lost' && <LostPage go={go} />}
      </main>
    </LanguageContext>
  )
}
