import { type AccountSecrets, AdminRole } from '@cherha/shared/protocol'
import { type FormEvent, useState } from 'react'
import { useConsole } from '../console-context.ts'
import { idPattern } from '../model/patterns.ts'
import { problemText } from '../model/problem-text.ts'
import { Choice, Field } from '../parts/field.tsx'
import { WriteButton, WriteNote } from '../parts/write-button.tsx'
import { useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'
import { useWrite } from '../use-write.ts'

const empty = { login: '', name: '', role: 'office-lead' as AdminRole, office: '' }
const own = ['login', 'name', 'role', 'office'] as const
type Own = (typeof own)[number]

/** A new account; its password and TOTP secret are shown once. */
export function AddAccount({ onDone }: { readonly onDone: (secrets: AccountSecrets) => void }) {
  const t = useConsoleTexts()
  const { routes, language } = useConsole()
  const offices = useLoad('offices', routes.offices)
  const write = useWrite<AccountSecrets>()
  const [account, setAccount] = useState(empty)
  const [problems, setProblems] = useState<Partial<Record<Own, string>>>({})
  const lead = account.role === 'office-lead'

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const wrong = {
      ...(idPattern.test(account.login) ? {} : { login: t(account.login === '' ? 'field.required' : 'field.id') }),
      ...(account.name.trim() === '' ? { name: t('field.required') } : {}),
      ...(lead && account.office === '' ? { office: t('field.required') } : {}),
    }
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return write.reset()
    const { login, name, role, office } = account
    const answer = await write.run(() =>
      routes.addAccount({ login, name: name.trim(), role, office: lead ? office : null }),
    )
    if (answer?.ok !== true) return
    setAccount(empty)
    onDone(answer.value)
  }
  const field = (name: Own) => {
    const { state } = write
    const fromServer = state.stage === 'failed' && state.problem.field === name ? problemText(state.problem, t) : null
    return {
      label: t(`accounts.${name}`),
      problem: problems[name] ?? fromServer,
      value: account[name],
      onChange: (event: { target: { value: string } }) => setAccount({ ...account, [name]: event.target.value }),
    }
  }
  return (
    <section className="panel" aria-labelledby="add-account">
      <h2 id="add-account">{t('accounts.addHeading')}</h2>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <div className="row">
          <Field {...field('name')} autoComplete="off" maxLength={80} />
          <Field {...field('login')} hint={t('staff.loginHint')} autoComplete="off" autoCapitalize="none" />
          <Choice {...field('role')} hint={t(`accounts.hint.${account.role}`)}>
            {AdminRole.options.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </Choice>
          {lead && (
            <Choice {...field('office')}>
              <option value="">{t('accounts.choose')}</option>
              {offices.value?.offices.map(({ code, name }) => (
                <option key={code} value={code}>
                  {code} {name[language]}
                </option>
              ))}
            </Choice>
          )}
        </div>
        <WriteNote state={write.state} fields={own} />
        <div className="acts">
          <WriteButton state={write.state}>{t('accounts.add')}</WriteButton>
        </div>
      </form>
    </section>
  )
}
