import { unbroken } from '@cherha/ui'
import { useState } from 'react'
import { isOfficeList } from '../net/api.ts'
import { Loading } from '../parts/plain.tsx'
import { useLoaded } from '../parts/loaded.ts'
import { Unanswered } from '../parts/unanswered.tsx'
import { followed, hrefOf, type Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import { NeedsScript } from './latin-page.tsx'
import { ToolHead } from './tool-head.tsx'

/** Which unit has a four-digit code (I23): looked up in the public list, so that the code itself is sent nowhere. */
export function UnitPage({ goTo }: { readonly goTo: (to: Route) => void }) {
  const { t, of, language } = useWords()
  const { asked, again } = useLoaded('/api/offices', isOfficeList)
  const [typed, setTyped] = useState('')
  const code = typed.replaceAll(/\s/g, '')
  const isOdd = /\D/.test(code)
  const isWhole = /^\d{4}$/.test(code)
  const known = asked?.is === 'answer' ? asked.value.offices.find((office) => office.code === code) : undefined
  const board: Route = { page: 'board', language, choices: { office: code } }
  const wrong = isOdd ? t('unit.digits') : isWhole && known === undefined ? t('unit.unknown', { code }) : null
  return (
    <>
      <ToolHead title={t('unit.title')} what={t('unit.lead')} goTo={goTo} />
      {asked === null ? (
        <Loading text={t('service.loading')} rows={1} />
      ) : asked.is !== 'answer' ? (
        <Unanswered why={asked.is === 'refused' ? 'away' : asked.is} again={again} />
      ) : (
        <div className="block ask">
          <div className="field digits">
            <label htmlFor="field-unit">{t('unit.code')}</label>
            <input
              id="field-unit"
              autoComplete="off"
              inputMode="numeric"
              maxLength={6}
              aria-describedby="hint-unit"
              aria-invalid={wrong !== null}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
            <p className="note" id="hint-unit">
              {t('unit.hint')}
            </p>
          </div>
          <p className="note">{t('tools.private')}</p>
          <div className="result" role="status">
            {wrong !== null && <p className="note wrong">{wrong}</p>}
            {known !== undefined && (
              <dl className="ticket-facts">
                <div>
                  <dt>{t('unit.name')}</dt>
                  <dd className="when">{of(known.name)}</dd>
                </div>
                <div>
                  <dt>{t('unit.address')}</dt>
                  <dd>{unbroken(of(known.address))}</dd>
                </div>
              </dl>
            )}
          </div>
          {known !== undefined && (
            <p className="links">
              <a href={hrefOf(board)} onClick={(event) => followed(event, () => goTo(board))}>
                {t('unit.board')}
              </a>
            </p>
          )}
        </div>
      )}
      <NeedsScript />
    </>
  )
}
