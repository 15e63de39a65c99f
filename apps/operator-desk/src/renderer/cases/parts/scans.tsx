import type { CaseView } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { type ChangeEvent, type DragEvent, useId, useState } from 'react'
import { useCases, useLook } from '../look.tsx'
import type { Upload } from '../state/state.ts'

const formats = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,application/pdf,image/jpeg,image/png,image/tiff'

/** Files are dropped here or chosen, several at once; each line tells how far it is. */
export function AddScans({ view, document }: { readonly view: CaseView; readonly document: string | null }) {
  const { desk, t } = useLook()
  const [over, setOver] = useState(false)
  const id = useId()
  const uploads = useCases((state) => state.uploads)
  const mine = uploads.filter((upload) => upload.case === view.id && upload.document === document)
  const add = (files: Iterable<File>) => void desk.uploads.add(view.id, [...files], document)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    add(event.dataTransfer.files)
  }
  const onChoose = (event: ChangeEvent<HTMLInputElement>) => {
    add(event.target.files ?? [])
    event.target.value = ''
  }
  return (
    <div className="scans">
      <div
        className={`drop${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <input id={id} className="vh" type="file" multiple accept={formats} onChange={onChoose} />
        <label htmlFor={id} className="btn small">
          {t('scan.choose')}
        </label>
        <span className="quiet">{t('scan.drop')}</span>
      </div>
      {mine.length > 0 && (
        <>
          <p className="vh" role="status">
            {t('scan.progress', { done: mine.filter(({ state }) => state === 'done').length, count: mine.length })}
          </p>
          <ul className="uploads">
            {mine.map((upload) => (
              <UploadLine key={upload.key} upload={upload} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function UploadLine({ upload }: { readonly upload: Upload }) {
  const { desk, t } = useLook()
  const { key, name, state } = upload
  return (
    <li className={state}>
      <Icon name={state === 'done' ? 'check' : state === 'stopped' ? 'cross' : 'clock-dashed'} />
      <span>
        <b>{name}</b> <UploadWords upload={upload} />
      </span>
      {state !== 'done' && (
        <button
          type="button"
          className="btn small"
          aria-label={t('scan.dismissOf', { name })}
          onClick={() => desk.uploads.dismiss(key)}
        >
          {t(state === 'stopped' ? 'scan.dismiss' : 'scan.cancel')}
        </button>
      )}
    </li>
  )
}

function UploadWords({ upload: { state, problem } }: { readonly upload: Upload }) {
  const { t, say } = useLook()
  if (state !== 'stopped' || problem === null) return t(`scan.${state}`)
  if (typeof problem === 'string') return t(`scan.problem.${problem}`)
  if (problem.kind === 'refused') return say(problem.refusal.message)
  return t(problem.kind === 'too-large' ? 'scan.problem.large' : 'scan.problem.failed')
}
