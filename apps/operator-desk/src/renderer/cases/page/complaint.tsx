import type { CaseView } from '@cherha/shared/protocol'
import { useState } from 'react'
import { useForm, useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { Labelled } from '../parts/field.tsx'

/** A complaint of a refusal, with the scans that came with it. */
export function Complaint({ view, onDone }: { readonly view: CaseView; readonly onDone: () => void }) {
  const { desk, t, say } = useLook()
  const form = `complaint ${view.id}`
  const [typed, type] = useForm(form)
  const [tried, setTried] = useState(false)
  const { appeal } = view
  if (appeal === null) return null
  const to = appeal.to.find((place) => place === typed['to']) ?? appeal.to[0]
  const of = appeal.of.find((refusal) => refusal === typed['of']) ?? appeal.of[0]
  const documents = view.files.filter(({ hash }) => typed[`file ${hash}`] === true).map(({ hash }) => hash)
  const missing = appeal.documentsRequired && documents.length === 0
  const send = async () => {
    if (missing) return setTried(true)
    const done = await desk.folders.act(view.id, {
      action: 'file-complaint',
      pressed: form,
      data: { to, of, documents },
      clears: [form],
    })
    if (done) onDone()
  }
  return (
    <div className="stack">
      <p className="quiet">{say(appeal.text)}</p>
      <Labelled label={t('case.complaint.to')}>
        {(ids) => (
          <select {...ids} value={to} onChange={(event) => type('to', event.target.value)}>
            {appeal.to.map((place) => (
              <option key={place} value={place}>
                {t(`case.complaint.to.${place}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t('case.complaint.of')}>
        {(ids) => (
          <select {...ids} value={of} onChange={(event) => type('of', event.target.value)}>
            {appeal.of.map((refusal) => (
              <option key={refusal} value={refusal}>
                {t(`case.complaint.of.${refusal}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <fieldset className="grounds">
        <legend>{t('case.complaint.documents')}</legend>
        {view.files.map(({ hash, name }) => (
          <label key={hash} className="tick">
            <input
              type="checkbox"
              checked={typed[`file ${hash}`] === true}
              onChange={(event) => type(`file ${hash}`, event.target.checked)}
            />
            <span>{name}</span>
          </label>
        ))}
        {view.files.length === 0 && <p className="quiet">{t('cases.noFiles')}</p>}
        {tried && missing && <p className="problem">{t('case.complaint.documentsMissing')}</p>}
      </fieldset>
      <CaseButton id={view.id} pressed={form} className="small" onPress={() => void send()}>
        {t('case.complaint.file')}
      </CaseButton>
    </div>
  )
}
