import type { CaseView } from '@cherha/shared/protocol'
import { formatTime, officeDate } from '@cherha/ui'
import { useState } from 'react'
import { shortDay } from '../model/left.ts'
import { useLook } from '../look.tsx'

/** How much of it shows before it is asked for. */
const newest = 9

/** What has happened, the newest first. */
export function Timeline({ view }: { readonly view: CaseView }) {
  const { t, say, timeZone } = useLook()
  const [whole, setWhole] = useState(false)
  const lines = [...view.timeline].sort((a, b) => b.at - a.at)
  const folded = !whole && lines.length > newest + 2
  return (
    <section className="panel" aria-labelledby="log">
      <h2 id="log">{t('case.timeline')}</h2>
      <ol className="log">
        {(folded ? lines.slice(0, newest) : lines).map(({ at, text, detail }, index) => (
          <li key={index}>
            <time dateTime={new Date(at).toISOString()}>
              {shortDay(officeDate(at, timeZone))}, {formatTime(at, timeZone)}
            </time>
            <div>
              {say(text)}
              {detail !== null && <small>{say(detail)}</small>}
            </div>
          </li>
        ))}
      </ol>
      {folded && (
        <div className="row-acts">
          <button type="button" className="btn small" onClick={() => setWhole(true)}>
            {t('case.earlier', { count: lines.length - newest })}
          </button>
        </div>
      )}
    </section>
  )
}
