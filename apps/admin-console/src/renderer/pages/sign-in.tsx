import type { Me } from '@cherha/shared/protocol'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Problem } from '../api/problem.ts'
import type { Routes } from '../api/routes.ts'
import { problemText } from '../model/problem-text.ts'
import { Note } from '../parts/badge.tsx'
import { Field } from '../parts/field.tsx'
import { WriteButton } from '../parts/write-button.tsx'
import { type ConsoleStore, signedIn } from '../session.ts'
import { type TranslateConsole, useConsoleTexts } from '../texts/texts.ts'
import { useWrite } from '../use-write.ts'

/**
 * Login and password, then the code where the account has one. Nothing of it is kept once it is sent and accepted.
 * @param again whose session has ended; null: nobody was here
 */
export function SignIn({
  store,
  routes,
  again,
}: {
  readonly store: ConsoleStore
  readonly routes: Routes
  readonly again: Me | null
}) {
  const t = useConsoleTexts()
  const write = useWrite<{ me: Me }>()
  const [login, setLogin] = useState(again?.login ?? '')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [asked, setAsked] = useState<'password' | 'totp'>('password')
  const [missing, setMissing] = useState<string | null>(null)
  const code = useRef<HTMLFormElement>(null)
  useEffect(() => {
    code.current?.querySelector<HTMLInputElement>(asked === 'totp' ? '[name=totp]' : 'input:not([value])')?.focus()
  }, [asked])

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const wrong = asked === 'totp' && !/^\d{6}$/.test(totp)
    setMissing(wrong ? t('field.totp') : null)
    if (wrong) return
    const body = { login: login.trim().toLowerCase(), password, ...(asked === 'totp' ? { totp } : {}) }
    const answer = await write.run(() => routes.signIn(body))
    if (answer === null) return
    if (answer.ok) store.setState((state) => signedIn(state, answer.value.me))
    else if (answer.problem.code === 'totp-required') {
      write.reset()
      setAsked('totp')
    } else setTotp('')
  }
  const back = (): void => {
    write.reset()
    setMissing(null)
    setPassword('')
    setTotp('')
    setAsked('password')
  }

  const problem = write.state.stage === 'failed' ? write.state.problem : null
  return (
    <main className="alone">
      <title>{t('console.title', { what: t('signIn.heading') })}</title>
      <section className="panel">
        <h1>{t(again === null ? 'signIn.heading' : 'signIn.again')}</h1>
        {again !== null && <p>{t('signIn.againLead', { name: again.name })}</p>}
        <form ref={code} onSubmit={(event) => void submit(event)} noValidate>
          {asked === 'password' ? (
            <>
              <Field
                label={t('signIn.login')}
                name="login"
                value={login}
                onChange={(event) => setLogin(event.target.value)}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                autoFocus={again === null}
              />
              <Field
                label={t('signIn.password')}
                name="password"
                type="password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                autoComplete="current-password"
                required
                autoFocus={again !== null}
              />
            </>
          ) : (
            <Field
              label={t('signIn.totp')}
              hint={t('signIn.totpHint')}
              problem={missing}
              name="totp"
              value={totp}
              onChange={(event) => setTotp(event.target.value.replaceAll(/\s/g, ''))}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              required
            />
          )}
          <div aria-live="assertive">
            {problem !== null && (
              <Note tone="stop">
                <p>{sentence(problem, t)}</p>
              </Note>
            )}
          </div>
          <div className="acts">
            <WriteButton state={write.state}>{t('signIn.submit')}</WriteButton>
            {asked === 'totp' && (
              <button type="button" className="btn" onClick={back}>
                {t('signIn.back')}
              </button>
            )}
          </div>
        </form>
        <p className="quiet">{t('signIn.hint')}</p>
      </section>
    </main>
  )
}

function sentence(problem: Problem, t: TranslateConsole): string {
  switch (problem.code) {
    // a login of a form no account has is no account
    case 'wrong-login':
    case 'malformed':
      return t('signIn.wrong')
    case 'account-locked':
      return t('signIn.locked')
    // a sign-in whose answer was lost may be tried again without harm
    case 'unconfirmed':
      return t('problem.unreachable')
    default:
      return problemText(problem, t)
  }
}
