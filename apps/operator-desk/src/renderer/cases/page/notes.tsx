import type { CaseView } from '@cherha/shared/protocol'
import { formatTime, officeDate } from '@cherha/ui'
import { shortDay } from '../model/left.ts'
import { useForm, useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { Labelled } from '../parts/field.tsx'

/** What colleagues should know, in free words. */
export function Notes({ view }: { readonly view: CaseView }) {
  const { desk, t, timeZone } = useLook()
  const form = `note ${view.id}`
  const [typed, type] = useForm(form)
  const text = typeof typed['text'] === 'string' ? typed['text'] : ''
  if (!view.may.note && view.notes.length === 0) return null
  return (
    <section className="panel" aria-labelledby="notes">
      <h2 id="notes">{t('case.notes')}</h2>
      <ol className="log">
        {view.notes.map(({ at, by, text: words }, index) => (
          <li key={index}>
            <time dateTime={new Date(at).toISOString()}>
              {shortDay(officeDate(at, timeZone))}, {formatTime(at, timeZone)}
            </time>
            <div>
              {words}
              {by !== null && <small>{by}</small>}
            </div>
          </li>
        ))}
      </ol>
      {view.may.note && (
        <div className="stack">
          <Labelled label={t('case.newNote')} wide>
            {(ids) => (
              <textarea
                {...ids}
                rows={2}
                maxLength={2000}
                value={text}
                onChange={(event) => type('text', event.target.value)}
              />
            )}
          </Labelled>
          <CaseButton
            id={view.id}
            pressed={form}
            className="small"
            off={text.trim() === ''}
            onPress={() =>
              void desk.folders.act(view.id, {
                action: 'add-note',
                pressed: form,
                data: { text: text.trim() },
                clears: [form],
              })
            }
          >
            {t('case.addNote')}
          </CaseButton>
        </div>
      )}
    </section>
  )
}
