import { KeyPad, unbroken, useLanguage } from '@cherha/ui'
import { useRef } from 'react'
import { shapeDigits } from '../flow/typed.ts'
import { useUnit } from '../information.ts'
import type { ScreenProps } from '../kiosk.ts'
import { BackKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

const digits = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['0']]

/** Which unit has a four-digit code: the code stands in documents it has issued. */
export function UnitScreen({ kiosk }: ScreenProps<'unit'>) {
  const t = useT()
  const language = useLanguage()
  const { flow, hubUrl, dispatch } = kiosk
  const target = useRef<HTMLInputElement>(null)
  const { unit } = flow.info
  const found = useUnit(hubUrl, unit.length === 4 ? unit : null)
  const known = found.is === 'here' ? found.value : null
  const problem =
    found.is === 'failed' ? t('unit.away') : found.is === 'here' && found.value === null ? t('unit.unknown') : null
  return (
    <Page
      kiosk={kiosk}
      title={t('unit.title')}
      {...(known === null ? { note: t('unit.note') } : {})}
      problem={problem}
      {...(known === null
        ? {}
        : {
            chosen: [
              [t('unit.name'), known.name[language]],
              [t('unit.address'), unbroken(known.address[language])],
            ] as const,
          })}
      label={t('unit.title')}
      ownFocus
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <div className="grow" />
          <button type="button" className="key" onClick={() => dispatch({ do: 'type-info', field: 'unit', value: '' })}>
            {t('info.clear')}
          </button>
        </>
      }
    >
      <div className="fields">
        <Field
          label={t('unit.code')}
          hint={t('unit.code.hint')}
          value={unit}
          maxLength={5}
          onChange={(value) => dispatch({ do: 'type-info', field: 'unit', value: shapeDigits(value) })}
          target={target}
          first
        />
      </div>
      <KeyPad target={target} rows={digits} label={t('guardian.pad')} eraseLabel={t('keyboard.erase-digit')} />
    </Page>
  )
}
