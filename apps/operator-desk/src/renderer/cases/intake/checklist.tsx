import type { CaseView } from '@cherha/shared/protocol'
import type { DocumentCheck } from '@cherha/shared/workflow'
import { useForm, useLook } from '../look.tsx'

/** The documents of the information card: what was shown, what stays here, what was given back. */
export function Checklist({ view }: { readonly view: CaseView }) {
  const { t } = useLook()
  return (
    <table className="checklist">
      <thead>
        <tr>
          <th scope="col">{t('check.document')}</th>
          <th scope="col">{t('check.shown')}</th>
          <th scope="col">{t('check.attached')}</th>
          <th scope="col">{t('check.returned')}</th>
        </tr>
      </thead>
      <tbody>
        {view.checklist.map((line) => (
          <Line key={line.document} view={view} line={line} />
        ))}
      </tbody>
    </table>
  )
}

type ChecklistLine = CaseView['checklist'][number]

function Line({ view, line }: { readonly view: CaseView; readonly line: ChecklistLine }) {
  const { desk, t, say } = useLook()
  const [typed, type] = useForm(`checklist ${view.id}`)
  const now = checkOf(line, typed[line.document])
  const title = say(line.title)

  /** A tick shows at once and is sent at once; it goes on showing until the case says the same. */
  function change(changes: Partial<DocumentCheck>): void {
    const check = { ...now, ...changes }
    type(line.document, JSON.stringify(check))
    void desk.folders.act(view.id, { action: 'check-document', pressed: `check ${line.document}`, data: { check } })
  }

  return (
    <tr>
      <th scope="row">
        {line.number !== null && `${line.number}) `}
        {title}
        {line.note !== null && <small>{say(line.note)}</small>}
      </th>
      <td>
        {(line.originalShown || line.attached === 'none') && (
          <input
            type="checkbox"
            aria-label={t('check.shownOf', { title })}
            checked={now.shown}
            onChange={(event) => change({ shown: event.target.checked })}
          />
        )}
      </td>
      <td>
        {line.attached !== 'none' && (
          <label className="copy">
            <input
              type="checkbox"
              aria-label={t('check.attachedOf', { title })}
              checked={now.attached !== 'none'}
              onChange={(event) => change({ attached: event.target.checked ? line.attached : 'none' })}
            />
            <span aria-hidden="true">{t(line.attached === 'certified-copy' ? 'check.copy' : 'check.original')}</span>
          </label>
        )}
      </td>
      <td>
        {line.originalReturned && (
          <input
            type="checkbox"
            aria-label={t('check.returnedOf', { title })}
            checked={now.returned}
            onChange={(event) => change({ returned: event.target.checked })}
          />
        )}
      </td>
    </tr>
  )
}

function checkOf({ document, check }: ChecklistLine, typed: unknown): DocumentCheck {
  if (typeof typed === 'string') return JSON.parse(typed) as DocumentCheck
  return check ?? { document, shown: false, attached: 'none', returned: false }
}
