import type { CaseView } from '@cherha/shared/protocol'
import { Status } from '../../parts/status.tsx'
import { useForm, useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { Labelled } from '../parts/field.tsx'

/** The receipt's code and what the payment system says of it. Only «not confirmed» is a ground to refuse. */
export function FeeCheck({ view }: { readonly view: CaseView }) {
  const { desk, t } = useLook()
  const form = `fee ${view.id}`
  const [typed, type] = useForm(form)
  const last = view.fees.at(-1)
  const code = typeof typed['code'] === 'string' ? typed['code'] : (last?.code ?? '')
  return (
    <section className="fee" aria-label={t('fee.heading')}>
      <div className="fields event">
        <Labelled label={t('fee.code')} optional>
          {(ids) => (
            <input
              {...ids}
              autoComplete="off"
              spellCheck={false}
              maxLength={40}
              value={code}
              onChange={(event) => type('code', event.target.value)}
            />
          )}
        </Labelled>
        <CaseButton
          id={view.id}
          pressed="check-fee"
          className="small"
          off={code.trim() === ''}
          onPress={() =>
            void desk.folders.act(view.id, {
              action: 'check-fee',
              pressed: 'check-fee',
              data: { code: code.trim() },
              clears: [form],
            })
          }
        >
          {t(last === undefined ? 'fee.check' : 'fee.again')}
        </CaseButton>
      </div>
      <div role="status">
        {last !== undefined && (
          <p className="fee-result">
            <Status kind={last.result === 'confirmed' ? 'done' : last.result === 'not-confirmed' ? 'stop' : 'risk'}>
              {t(`fee.${last.result}`)}
            </Status>
            <span className="quiet"> {t(`fee.${last.result}.means`)}</span>
          </p>
        )}
      </div>
    </section>
  )
}
