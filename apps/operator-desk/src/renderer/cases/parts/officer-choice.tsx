import { useEffect } from 'react'
import { useCases, useLook } from '../look.tsx'
import { Labelled } from './field.tsx'

/** Who is to have the case, with what they have already. Without the list the login is typed. */
export function OfficerChoice({
  value,
  wrong,
  onChange,
}: {
  readonly value: string
  readonly wrong: boolean
  readonly onChange: (login: string) => void
}) {
  const { desk, t } = useLook()
  const officers = useCases((state) => state.distribution.view?.officers ?? null)
  useEffect(() => {
    if (officers === null) void desk.distribution.load()
  }, [desk, officers])
  return (
    <Labelled label={t('case.officer')} problem={wrong ? t('case.officerMissing') : null}>
      {(ids) =>
        officers === null || officers.length === 0 ? (
          <input
            {...ids}
            value={value}
            placeholder={t('signIn.login')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={wrong}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <select {...ids} value={value} aria-invalid={wrong} onChange={(event) => onChange(event.target.value)}>
            <option value="">{t('cases.choose')}</option>
            {officers.map(({ login, name, open }) => (
              <option key={login} value={login}>
                {t('dist.option', { name, count: open })}
              </option>
            ))}
          </select>
        )
      }
    </Labelled>
  )
}
