import { NameKeyboard, useLanguage } from '@cherha/ui'
import { useRef } from 'react'
import type { PersonField } from '../flow/flow.ts'
import { sentence, type ScreenProps } from '../kiosk.ts'
import { BackKey, GoKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { keyboardLabels } from '../parts/keyboard-labels.ts'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

const fields: readonly PersonField[] = ['surname', 'givenName', 'patronymic']

/** Surname, given name, patronymic of the person who gets the service (document 000 II.9). */
export function NameScreen({ kiosk, screen }: ScreenProps<'name'>) {
  const t = useT()
  const language = useLanguage()
  const { flow, dispatch } = kiosk
  const target = useRef<HTMLInputElement>(null)
  return (
    <Page
      kiosk={kiosk}
      title={t('name.title')}
      note={t('name.note')}
      step={{ path: screen.order.path, name: 'name' }}
      label={t('name.group')}
      ownFocus
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <GoKey onPress={() => dispatch({ do: 'check-name' })}>{t('name.next')}</GoKey>
        </>
      }
    >
      <form
        className="fields"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          dispatch({ do: 'check-name' })
        }}
      >
        {fields.map((field) => (
          <Field
            key={field}
            label={t(`name.${field}`)}
            {...(field === 'patronymic' ? { hint: t('name.if-any') } : {})}
            value={flow.person[field]}
            onChange={(value) => dispatch({ do: 'type-name', field, value })}
            target={target}
            first={field === 'surname'}
            wrong={screen.wrong?.field === field ? sentence(screen.wrong.message, language) : null}
          />
        ))}
        <input type="submit" hidden />
      </form>
      <NameKeyboard
        target={target}
        labels={keyboardLabels(t)}
        order={flow.speech ? 'alphabet' : 'typewriter'}
        first={language === 'en' ? 'latin' : 'ukrainian'}
      />
    </Page>
  )
}
