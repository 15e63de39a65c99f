import { KeyPad } from '@cherha/ui'
import { useRef, useState } from 'react'
import { beginAssistance, type AssistanceProblem } from '../assistance.ts'
import type { ScreenProps } from '../kiosk.ts'
import { BackKey, GoKey } from '../parts/controls.tsx'
import { Field } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

const digits = [...'1234567890']
const loginKeys = [[...'abcdefghijklm'], [...'nopqrstuvwxyz'], [...'1234567890', '-']]
const pinKeys = [digits.slice(0, 5), digits.slice(5)]

/** A representative of the service's operator signs on to help visitors type (document 000 II.8). */
export function AssistantScreen({ kiosk }: ScreenProps<'assistant'>) {
  const t = useT()
  const { hubUrl, dispatch } = kiosk
  const target = useRef<HTMLInputElement>(null)
  // not in the flow: a PIN is in as few places as can be
  const [login, setLogin] = useState('')
  const [pin, setPin] = useState('')
  const [at, setAt] = useState<'login' | 'pin'>('login')
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<AssistanceProblem | null>(null)
  const go = async (): Promise<void> => {
    if (sending) return
    setSending(true)
    const begun = await beginAssistance(hubUrl, login, pin)
    setSending(false)
    setPin('')
    if (begun.ok) dispatch({ do: 'assisted', by: begun.name, session: crypto.randomUUID() })
    else setProblem(begun.problem)
  }
  return (
    <Page
      kiosk={kiosk}
      title={t('assistant.title')}
      note={t('assistant.note')}
      problem={problem === null ? null : t(`assistant.problem.${problem}`)}
      label={t('assistant.title')}
      ownFocus
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <GoKey icon={null} pending={sending} onPress={() => void go()}>
            {t('assistant.begin')}
          </GoKey>
        </>
      }
    >
      <form
        className="fields"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <Field
          label={t('assistant.login')}
          value={login}
          maxLength={40}
          onChange={(value) => setLogin(value.toLowerCase().replace(/[^a-z0-9-]/g, ''))}
          target={target}
          onFocus={() => setAt('login')}
          first
        />
        <Field
          label={t('assistant.pin')}
          value={pin}
          secret
          maxLength={12}
          onChange={(value) => setPin(value.replace(/\D/g, ''))}
          target={target}
          onFocus={() => setAt('pin')}
        />
        <input type="submit" hidden />
      </form>
      <KeyPad
        target={target}
        rows={at === 'login' ? loginKeys : pinKeys}
        label={t('keyboard')}
        eraseLabel={t('keyboard.erase-digit')}
        eraseGrow={2}
      />
    </Page>
  )
}
