import { transliterate } from '@cherha/shared/text'
import { NameKeyboard } from '@cherha/ui'
import { useRef } from 'react'
import type { ScreenProps } from '../kiosk.ts'
import { BackKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { keyboardLabels } from '../parts/keyboard-labels.ts'
import { Page } from '../parts/page.tsx'
import { useT, type T } from '../texts/index.ts'

/** A name in Latin letters by the official table (I1–I8). */
export function LatinScreen({ kiosk }: ScreenProps<'latin'>) {
  const t = useT()
  const { flow, dispatch } = kiosk
  const target = useRef<HTMLInputElement>(null)
  const { latin } = flow.info
  const written = latin.trim() === '' ? null : transliterate(latin)
  return (
    <Page
      kiosk={kiosk}
      title={t('latin.title')}
      note={t('latin.note')}
      label={t('latin.title')}
      ownFocus
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <div className="grow" />
          <button
            type="button"
            className="key"
            onClick={() => dispatch({ do: 'type-info', field: 'latin', value: '' })}
          >
            {t('info.clear')}
          </button>
        </>
      }
    >
      <div className="fields">
        <Field
          label={t('latin.name')}
          value={latin}
          onChange={(value) => dispatch({ do: 'type-info', field: 'latin', value })}
          target={target}
          first
          wrong={written === null || written.ok ? null : problem(written, t)}
        />
        <div className="answer" role="status">
          <span>{t('latin.result')}</span> <b lang="en">{written?.ok === true ? written.value : '–'}</b>
        </div>
      </div>
      <NameKeyboard
        target={target}
        labels={keyboardLabels(t)}
        order={flow.speech ? 'alphabet' : 'typewriter'}
        first="ukrainian"
      />
    </Page>
  )
}

function problem({ code, found }: Extract<ReturnType<typeof transliterate>, { ok: false }>, t: T): string {
  switch (code) {
    case 'transliteration-mixed-scripts':
      return t('latin.mixed', { found: found.join(', ') })
    case 'transliteration-characters':
      return t('latin.characters', { found: found.join(' ') })
    case 'transliteration-too-long':
    case 'transliteration-empty':
      return t('latin.length')
  }
}
