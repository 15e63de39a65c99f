import type { CaseView } from '@cherha/shared/protocol'
import { Status } from '../../parts/status.tsx'
import { type DocumentLine, documentsOf } from '../model/documents.ts'
import { useLook } from '../look.tsx'
import { AddScans } from '../parts/scans.tsx'
import { Unopened } from '../parts/told.tsx'

/** Everything that lies in the case, each with how it stands; what has a file can be opened. */
export function Documents({ view }: { readonly view: CaseView }) {
  const { t } = useLook()
  const lines = documentsOf(view)
  return (
    <section className="panel" aria-labelledby="docs">
      <h2 id="docs">{t('case.documents')}</h2>
      {lines.length === 0 && <p className="quiet after-head">{t('case.noDocuments')}</p>}
      <ul className="docs">
        {lines.map((line) => (
          <Line key={line.key} id={view.id} line={line} />
        ))}
      </ul>
      <Unopened />
      {view.may.addFile && <AddScans view={view} document={null} />}
    </section>
  )
}

function Line({ id, line }: { readonly id: string; readonly line: DocumentLine }) {
  const { desk, t, say } = useLook()
  const title = say(line.title)
  const [first, ...rest] = line.files
  return (
    <li>
      <DocumentIcon />
      <span className="doc-name">
        {first === undefined ? (
          title
        ) : (
          <button type="button" className="link" onClick={() => void desk.openFile(id, first.hash, title)}>
            {title}
          </button>
        )}
        {rest.map(({ hash }, index) => (
          <button
            key={hash}
            type="button"
            className="link more"
            aria-label={t('case.sheetOf', { number: index + 2, title })}
            onClick={() => void desk.openFile(id, hash, title)}
          >
            {index + 2}
          </button>
        ))}
      </span>
      <Status kind={line.look} {...(line.look === 'now' ? { icon: 'square' as const } : {})}>
        {t(`case.doc.${line.word}`, { count: line.count })}
      </Status>
    </li>
  )
}

export function DocumentIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 3h9l5 5v13H5Z" />
      <path d="M14 3v5h5" />
    </svg>
  )
}
