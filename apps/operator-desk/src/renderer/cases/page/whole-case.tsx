import type { CaseView } from '@cherha/shared/protocol'
import { useState } from 'react'
import { useForm, useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { Labelled } from '../parts/field.tsx'
import { OfficerChoice } from '../parts/officer-choice.tsx'
import { Complaint } from './complaint.tsx'

/** What concerns the case as a whole, for those who may: another officer, a complaint, leaving a draft. */
export function WholeCase({ view }: { readonly view: CaseView }) {
  const { desk, t } = useLook()
  const { reassign, complain, decideComplaint } = view.may
  // an intake has its own way out
  const abandon = view.may.abandon && view.offers.length === 0
  const [open, setOpen] = useState<'reassign' | 'complain' | null>(null)
  if (!reassign && !complain && !decideComplaint && !abandon) return null
  return (
    <section className="panel" aria-labelledby="whole">
      <h2 id="whole">{t('case.whole')}</h2>
      <div className="row-acts">
        {reassign && (
          <button
            type="button"
            className="btn small"
            aria-expanded={open === 'reassign'}
            onClick={() => setOpen(open === 'reassign' ? null : 'reassign')}
          >
            {t('case.reassign')}
          </button>
        )}
        {complain && view.appeal !== null && (
          <button
            type="button"
            className="btn small"
            aria-expanded={open === 'complain'}
            onClick={() => setOpen(open === 'complain' ? null : 'complain')}
          >
            {t('case.complain')}
          </button>
        )}
        {decideComplaint &&
          (['annulled', 'dismissed'] as const).map((result) => (
            <CaseButton
              key={result}
              id={view.id}
              pressed={`complaint ${result}`}
              className="small"
              onPress={() =>
                desk.ask({
                  kind: 'sure',
                  id: view.id,
                  title: t('case.complaint.sure'),
                  lead: t(`case.complaint.${result}Lead`),
                  act: t(`case.complaint.${result}`),
                  action: { action: 'decide-complaint', pressed: `complaint ${result}`, data: { result } },
                })
              }
            >
              {t(`case.complaint.${result}`)}
            </CaseButton>
          ))}
        {abandon && (
          <button
            type="button"
            className="btn small stop"
            onClick={() => desk.ask({ kind: 'abandon', id: view.id, thenFinish: false })}
          >
            {t('intake.abandon')}
          </button>
        )}
      </div>
      {open === 'reassign' && <Reassign view={view} onDone={() => setOpen(null)} />}
      {open === 'complain' && <Complaint view={view} onDone={() => setOpen(null)} />}
    </section>
  )
}

function Reassign({ view, onDone }: { readonly view: CaseView; readonly onDone: () => void }) {
  const { desk, t } = useLook()
  const form = `reassign ${view.id}`
  const [typed, type] = useForm(form)
  const [tried, setTried] = useState(false)
  const officer = typeof typed['officer'] === 'string' ? typed['officer'] : ''
  const reason = typeof typed['reason'] === 'string' ? typed['reason'].trim() : ''
  const send = async () => {
    if (officer === '' || reason === '') return setTried(true)
    const done = await desk.folders.act(view.id, {
      action: 'reassign',
      pressed: form,
      data: { officer, reason },
      clears: [form],
    })
    if (done) onDone()
  }
  return (
    <div className="stack">
      <OfficerChoice value={officer} wrong={tried && officer === ''} onChange={(login) => type('officer', login)} />
      <Labelled label={t('case.reason')} wide problem={tried && reason === '' ? t('cases.field.missing') : null}>
        {(ids) => (
          <input
            {...ids}
            autoComplete="off"
            maxLength={500}
            value={typeof typed['reason'] === 'string' ? typed['reason'] : ''}
            aria-invalid={tried && reason === ''}
            onChange={(event) => type('reason', event.target.value)}
          />
        )}
      </Labelled>
      <CaseButton id={view.id} pressed={form} className="small" onPress={() => void send()}>
        {t('case.reassign')}
      </CaseButton>
    </div>
  )
}
