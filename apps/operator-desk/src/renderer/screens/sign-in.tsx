import { type FormEvent, useRef } from 'react'
import type { DeskCommands } from '../commands.ts'
import type { SignInProblem } from '../state.ts'
import type { TranslateDesk } from '../texts/texts.ts'

/** Login and PIN. The PIN is forgotten as soon as it is sent. */
export function SignIn({
  t,
  commands,
  problem,
  busy,
}: {
  readonly t: TranslateDesk
  readonly commands: DeskCommands
  readonly problem: SignInProblem | null
  readonly busy: boolean
}) {
  const pin = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    void commands.signIn(String(fields.get('login')), String(fields.get('pin')))
    if (pin.current !== null) pin.current.value = ''
  }
  return (
    <main className="alone">
      <section className="panel">
        <h1>{t('signIn.heading')}</h1>
        <form className="sign-in" onSubmit={submit}>
          <label>
            {t('signIn.login')}
            <input name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus />
          </label>
          <label>
            {t('signIn.pin')}
            <input
              ref={pin}
              name="pin"
              type="password"
              inputMode="numeric"
              autoComplete="off"
              required
              aria-describedby="sign-in-hint"
            />
          </label>
          <div role="alert" className="problem">
            {problem !== null && (
              <p className="note risk">
                <span>{t(`signIn.${problem}`)}</span>
              </p>
            )}
          </div>
          <button className="btn go tall" aria-disabled={busy}>
            {t(busy ? 'signIn.submitting' : 'signIn.submit')}
          </button>
        </form>
        <p id="sign-in-hint" className="quiet hint">
          {t('signIn.hint')}
        </p>
      </section>
    </main>
  )
}
