import type { ServiceSheet } from '@cherha/shared/information'
import { useEffect, useRef } from 'react'
import { isServiceSheets } from '../net/api.ts'
import { Loading, Said } from '../parts/plain.tsx'
import { useLoaded } from '../parts/loaded.ts'
import { Unanswered } from '../parts/unanswered.tsx'
import { type Choices, followed, hrefOf, type Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import { NeedsScript } from './latin-page.tsx'
import { ToolHead } from './tool-head.tsx'

/** What to bring and what it costs, for each service, with the document that says so (I22). */
export function FeesPage({
  choices: { service },
  goTo,
}: {
  readonly choices: Choices
  readonly goTo: (to: Route) => void
}) {
  const { t, of, language } = useWords()
  const { asked, again } = useLoaded('/api/information', isServiceSheets)
  const heading = useRef<HTMLHeadingElement>(null)
  const was = useRef(service)
  useEffect(() => {
    if (was.current === service) return
    was.current = service
    scrollTo(0, 0)
    heading.current?.focus()
  }, [service])
  const services = asked?.is === 'answer' ? asked.value.services : []
  const chosen = services.find(({ id }) => id === service)
  const all: Route = { page: 'fees', language }
  return (
    <>
      <ToolHead
        title={chosen === undefined ? t('fees.title') : of(chosen.title)}
        what={t('fees.lead')}
        goTo={goTo}
        heading={heading}
      />
      {asked === null ? (
        <Loading text={t('service.loading')} />
      ) : asked.is !== 'answer' ? (
        <Unanswered why={asked.is === 'refused' ? 'away' : asked.is} again={again} />
      ) : chosen === undefined ? (
        <nav className="block" aria-label={t('fees.choose')}>
          {services.length === 0 && <p>{t('fees.no-services')}</p>}
          <ul className="choices">
            {services.map(({ id, title }) => {
              const to: Route = { page: 'fees', language, choices: { service: id } }
              return (
                <li key={id}>
                  <a className="offer" href={hrefOf(to)} onClick={(event) => followed(event, () => goTo(to))}>
                    <span>{of(title)}</span>
                  </a>
                </li>
              )
            })}
          </ul>
        </nav>
      ) : (
        <>
          {chosen.sheet === null ? (
            <div className="block">
              <Said>{t('fees.none')}</Said>
            </div>
          ) : (
            <Sheet sheet={chosen.sheet} />
          )}
          <p className="block acts">
            <a className="btn" href={hrefOf(all)} onClick={(event) => followed(event, () => goTo(all))}>
              {t('fees.other')}
            </a>
          </p>
        </>
      )}
      <NeedsScript />
    </>
  )
}

function Sheet({ sheet: { approved, term, documents, fees, notes } }: { readonly sheet: ServiceSheet }) {
  const { t, of, language } = useWords()
  const parts = { documents: documents[language], fees: fees[language] }
  return (
    <article className="block sheet">
      <Said>{t('fees.valid', { approved: of(approved) })}</Said>
      {(['documents', 'fees'] as const).map((kind) => (
        <section key={kind}>
          <h2>{t(`fees.${kind}`)}</h2>
          {parts[kind].map(({ heading, lines }) => (
            <div key={heading}>
              <h3>{heading}</h3>
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
          ))}
        </section>
      ))}
      <section>
        <h2>{t('fees.term')}</h2>
        <p>{of(term)}</p>
      </section>
      {notes.length > 0 && (
        <section>
          <h2>{t('fees.notes')}</h2>
          {notes.map(({ mark, text }) => (
            <p key={mark}>
              {mark} {of(text)}
            </p>
          ))}
        </section>
      )}
    </article>
  )
}
