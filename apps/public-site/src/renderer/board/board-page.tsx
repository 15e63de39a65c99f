import { unbroken } from '@cherha/ui'
import { useEffect, useRef, useState } from 'react'
import { found } from '../booking/search.ts'
import { isOfficeList } from '../net/api.ts'
import { firstAnswers, firstKnown } from '../net/first.ts'
import { Foot, Loading } from '../parts/plain.tsx'
import { useLoaded } from '../parts/loaded.ts'
import { Unanswered } from '../parts/unanswered.tsx'
import { type Choices, followed, hrefOf, type Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import { OfficeBoard } from './office-board.tsx'
import { WhereForm } from './where-form.tsx'

/** Live board of an office, numbers and windows only, and “where am I” for whoever has a ticket. */
export function BoardPage({
  choices: { office },
  goTo,
}: {
  readonly choices: Choices
  readonly goTo: (to: Route) => void
}) {
  const words = useWords()
  const { t, of, language } = words
  const { asked, again } = useLoaded('/api/offices', isOfficeList)
  const [typed, setTyped] = useState('')
  const [first, setFirst] = useState(firstKnown)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    void firstAnswers().then(setFirst)
  }, [])
  const was = useRef(office)
  useEffect(() => {
    if (was.current === office) return
    was.current = office
    scrollTo(0, 0)
    heading.current?.focus()
  }, [office])

  const offices = asked?.is === 'answer' ? asked.value.offices : []
  const chosen = offices.find(({ code }) => code === office)
  const another: Route = { page: 'board', language }
  return (
    <>
      <section className="lead">
        <h1 ref={heading} tabIndex={-1}>
          {chosen === undefined ? t('board.title') : of(chosen.name)}
        </h1>
        <p className="what">{chosen === undefined ? t('board.lead') : unbroken(of(chosen.address))}</p>
      </section>
      {asked === null ? (
        <Loading text={t('service.loading')} />
      ) : asked.is !== 'answer' ? (
        <Unanswered why={asked.is === 'refused' ? 'away' : asked.is} again={again} />
      ) : chosen === undefined ? (
        <div className="block">
          <div className="field search">
            <label htmlFor="field-search">{t('board.choose')}</label>
            <input
              id="field-search"
              type="search"
              autoComplete="off"
              aria-describedby="hint-search"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
            <p className="note" id="hint-search">
              {t('office.search')}
            </p>
          </div>
          <ul className="choices">
            {found(offices, typed, language).map(({ code, name, address }) => {
              const to: Route = { page: 'board', language, choices: { office: code } }
              return (
                <li key={code}>
                  <a className="offer" href={hrefOf(to)} onClick={(event) => followed(event, () => goTo(to))}>
                    <span>
                      <b>{of(name)}</b>
                      <span className="note">
                        {of(address)}
                        {'\u00a0'}· {code}
                      </span>
                    </span>
                  </a>
                </li>
              )
            })}
          </ul>
        </div>
      ) : (
        <>
          <OfficeBoard office={chosen.code}>
            {(zone) => (
              <>
                <WhereForm office={chosen.code} zone={zone} />
                <p className="block acts">
                  <a className="btn" href={hrefOf(another)} onClick={(event) => followed(event, () => goTo(another))}>
                    {t('board.other')}
                  </a>
                </p>
                <Foot words={words} rules={first?.rules ?? null} />
              </>
            )}
          </OfficeBoard>
        </>
      )}
      {asked !== null && chosen === undefined && <Foot words={words} rules={first?.rules ?? null} />}
      <noscript>
        <p className="block said">{t('booking.noscript')}</p>
      </noscript>
    </>
  )
}
