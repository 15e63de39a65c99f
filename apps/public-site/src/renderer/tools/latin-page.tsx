import { type Transliteration, transliterate } from '@cherha/shared/text'
import { useEffect, useState } from 'react'
import type { Route } from '../route.ts'
import { useWords, type Words } from '../texts/texts.ts'
import { ToolHead } from './tool-head.tsx'

/** After this pause the answer is spoken: not at every letter. */
const settleMs = 300

/** A name by the official table (I1–I8), written in the browser: it is sent nowhere. */
export function LatinPage({ goTo }: { readonly goTo: (to: Route) => void }) {
  const words = useWords()
  const { t } = words
  const [typed, setTyped] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), settleMs)
    return () => clearTimeout(timer)
  }, [typed])
  const answer = settled.trim() === '' ? null : transliterate(settled)
  return (
    <>
      <ToolHead title={t('latin.title')} what={t('latin.lead')} goTo={goTo} />
      <div className="block ask">
        <div className="field name">
          <label htmlFor="field-name">{t('latin.name')}</label>
          <input
            id="field-name"
            autoComplete="off"
            autoCapitalize="words"
            spellCheck={false}
            aria-describedby="hint-name"
            aria-invalid={answer?.ok === false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <p className="note" id="hint-name">
            {t('latin.hint')}
          </p>
        </div>
        <p className="note">{t('tools.private')}</p>
        <div className="result" role="status">
          {answer?.ok === true && (
            <>
              <p className="note">{t('latin.result')}</p>
              <p className="latin" lang="uk-Latn" translate="no">
                {answer.value}
              </p>
              <p className="note">{t('latin.note')}</p>
            </>
          )}
          {answer?.ok === false && <p className="note wrong">{whyNot(answer, words)}</p>}
        </div>
      </div>
      <NeedsScript />
    </>
  )
}

function whyNot({ code, found }: Extract<Transliteration, { ok: false }>, { t }: Words): string {
  switch (code) {
    case 'transliteration-empty':
      return t('latin.empty')
    case 'transliteration-too-long':
      return t('latin.too-long')
    case 'transliteration-characters':
      return t('latin.characters', { found: found.join('\u00a0 ') })
    case 'transliteration-mixed-scripts':
      return t('latin.mixed', { found: found.join(', ') })
  }
}

/** Said where nothing can be counted without a script. */
export function NeedsScript() {
  const { t } = useWords()
  return (
    <noscript>
      <p className="block said">{t('booking.noscript')}</p>
    </noscript>
  )
}
