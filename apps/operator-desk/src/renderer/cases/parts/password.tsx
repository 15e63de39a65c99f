import type { RefObject } from 'react'
import { useLook } from '../look.tsx'
import { Labelled } from './field.tsx'

/** The password of the signing key. It stands in the field alone: the page keeps it nowhere. */
export function Password({
  field,
  wrong,
}: {
  readonly field: RefObject<HTMLInputElement | null>
  readonly wrong: boolean
}) {
  const { desk, t } = useLook()
  const empty = wrong && (field.current?.value ?? '') === ''
  return (
    <Labelled
      label={t('sign.password')}
      problem={empty ? t('sign.passwordMissing') : null}
      hint={
        <p className="hint quiet">
          {t('sign.hint')}{' '}
          <button type="button" className="link" onClick={() => desk.ask({ kind: 'new-key' })}>
            {t('sign.noKey')}
          </button>
        </p>
      }
    >
      {(ids) => <input {...ids} ref={field} type="password" autoComplete="off" aria-invalid={empty} />}
    </Labelled>
  )
}
