import type { CaseView } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { useLook } from '../look.tsx'

/** How the technology card is read where its document is silent or contradicts itself, and what its terms cannot hold. */
export function Readings({ reading }: { readonly reading: CaseView['reading'] }) {
  const { t, say } = useLook()
  if (reading === undefined || reading.notes.length + reading.warnings.length === 0) return null
  return (
    <section className="panel readings" aria-labelledby="readings">
      <h2 id="readings">{t('case.readings')}</h2>
      {reading.warnings.map((warning, index) => (
        <div key={index} className="note risk" role="note">
          <Icon name="diamond" />
          <p>{say(warning)}</p>
        </div>
      ))}
      {reading.notes.length > 0 && (
        <details>
          <summary>{t('case.readingNotes', { count: reading.notes.length })}</summary>
          <dl>
            {reading.notes.map(({ where, text }, index) => (
              <div key={index}>
                <dt>{placeOf(where, t)}</dt>
                <dd>{say(text)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}

/** The rows of the printed card; what stands elsewhere is told by the text alone. */
function placeOf(where: string, t: ReturnType<typeof useLook>['t']): string {
  const rows = /^rows? (.+)$/.exec(where)?.[1]
  return rows === undefined ? '' : t(where.startsWith('rows') ? 'case.rows' : 'case.row', { rows })
}
