import type { ServiceSheet } from '@cherha/shared/information'
import { Icon } from '@cherha/ui'
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
  const head = useRef<HTMLHeadingElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const was = useRef(service)
  useEffect(() => {
    if (was.current === service) return
    was.current = service
    scrollTo(0, 0)
    ;(title.current ?? head.current)?.focus()
  }, [service])
  const services = asked?.is === 'answer' ? asked.value.services : []
  const chosen = services.find(({ id }) => id === service)
  const all: Route = { page: 'fees', language }
  return (
    <>
      <ToolHead title={t('fees.title')} what={t('fees.lead')} goTo={goTo} heading={head} />
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
                    <Icon name="arrow" />
                  </a>
                </li>
              )
            })}
          </ul>
        </nav>
      ) : (
        <>
          <article className="block sheet">
            <h2 ref={title} tabIndex={-1}>
              {of(chosen.title)}
            </h2>
            {chosen.sheet === null ? <Said>{t('fees.none')}</Said> : <Sheet sheet={chosen.sheet} />}
          </article>
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
    <>
      <Said>{t('fees.valid', { approved: of(approved) })}</Said>
      {(['documents', 'fees'] as const).map((kind) => (
        <section key={kind}>
          <h3>{t(`fees.${kind}`)}</h3>
          {parts[kind].map(({ heading, lines }) => (
            <div key={heading}>
              <h4>{heading.replace(/(?<!–) (?=\S+$)/, '\u00a0')}</h4>
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
          ))}
        </section>
      ))}
      <section>
        <h3>{t('fees.term')}</h3>
        <p>{of(term)}</p>
      </section>
      {notes.length > 0 && (
        <section>
          <h3>{t('fees.notes')}</h3>
          {notes.map(({ mark, text }) => (
            <p key={mark}>
              {mark} {of(text)}
            </p>
          ))}
        </section>
      )}
    </>
  )
}
