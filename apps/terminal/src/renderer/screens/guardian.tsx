import { KeyPad, useLanguage } from '@cherha/ui'
import { useRef } from 'react'
import type { Guardian } from '../flow/flow.ts'
import { shapePhone } from '../flow/typed.ts'
import { sentence, type ScreenProps } from '../kiosk.ts'
import { BackKey, GoKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

const ways: readonly Guardian['by'][] = ['phone', 'documentDigits']
const phoneKeys = [
  ['1', '2', '3'],
  ['4', '5', '6'],
  ['7', '8', '9'],
  ['+', '0'],
]
const digitKeys = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['0']]

/** A child's ticket: phone or last four document digits of a parent or guardian (document 000 III.1). */
export function GuardianScreen({ kiosk, screen }: ScreenProps<'guardian'>) {
  const t = useT()
  const language = useLanguage()
  const { flow, dispatch } = kiosk
  const target = useRef<HTMLInputElement>(null)
  const { by, value } = flow.guardian ?? { by: 'phone', value: '' }
  const phone = by === 'phone'
  return (
    <Page
      kiosk={kiosk}
      title={t('guardian.title')}
      note={t('guardian.note')}
      label={t('guardian.group')}
      ownFocus
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <GoKey onPress={() => dispatch({ do: 'check-guardian' })}>{t('guardian.next')}</GoKey>
        </>
      }
    >
      <div className="choice" role="group" aria-label={t('guardian.group')}>
        {ways.map((way) => (
          <button
            key={way}
            type="button"
            className={way === by ? 'key is-on' : 'key'}
            aria-pressed={way === by}
            onClick={() => {
              if (way !== by) dispatch({ do: 'type-guardian', guardian: { by: way, value: '' } })
            }}
          >
            {t(`guardian.${way}`)}
          </button>
        ))}
      </div>
      <div className="fields">
        <Field
          key={by}
          label={t(`guardian.${by}`)}
          {...(phone ? {} : { hint: t('guardian.digits.hint') })}
          value={value}
          onChange={(text) =>
            dispatch({
              do: 'type-guardian',
              guardian: { by, value: phone ? shapePhone(text) : text.replace(/\D/g, '').slice(0, 4) },
            })
          }
          target={target}
          first
          maxLength={phone ? 24 : 5}
          wrong={screen.wrong && sentence(screen.wrong, language)}
        />
      </div>
      <KeyPad
        target={target}
        rows={phone ? phoneKeys : digitKeys}
        label={t('guardian.pad')}
        eraseLabel={t('keyboard.erase-digit')}
      />
    </Page>
  )
}
