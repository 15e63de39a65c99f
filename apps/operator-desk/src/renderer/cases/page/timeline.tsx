import type { CaseView } from '@cherha/shared/protocol'
import { formatTime, officeDate } from '@cherha/ui'
import { shortDay } from '../model/left.ts'
import { useLook } from '../look.tsx'

/** What has happened, the newest first. */
export function Timeline({ view }: { readonly view: CaseView }) {
  const { t, say, timeZone } = useLook()
  const lines = [...view.timeline].sort((a, b) => b.at - a.at)
  return (
    <section className="panel" aria-labelledby="log">
      <h2 id="log">{t('case.timeline')}</h2>
      <ol className="log">
        {lines.map(({ at, text, detail }, index) => (
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
    </section>
  )
}
