import type { CaseView } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { fullDay, shortDay } from '../model/left.ts'
import { withWordBreaks } from '../model/word-breaks.ts'
import { drawnPath, type PathStop, stopsPerRow } from '../model/path.ts'
import { useCard, useLook } from '../look.tsx'

/** The card's stages as a path, with the dates of this case. */
export function PathDiagram({ view }: { readonly view: CaseView }) {
  const { t } = useLook()
  const card = useCard(view.card)
  const { stops, entityOnly } = drawnPath(view, card)
  return (
    <section className="panel" aria-labelledby="path">
      <div className="path-head">
        <h2 id="path">{t('case.path')}</h2>
        <p className="quiet">
          {t('case.card', { card: view.card.id })}
          {entityOnly.length > 0 &&
            ` ${t('case.entityOnly', { count: entityOnly.length, stages: entityOnly.join(', ') })}`}
        </p>
      </div>
      <ol className="path" style={{ '--stops': stopsPerRow(stops.length) } as React.CSSProperties}>
        {stops.map((stop) => (
          <Stop key={stop.key} stop={stop} today={view.today} />
        ))}
      </ol>
    </section>
  )
}

function Stop({ stop, today }: { readonly stop: PathStop; readonly today: string }) {
  const { t, say } = useLook()
  const { look, number, stages } = stop
  const several = stages.length > 1
  const done = look === 'done'
  const here = look === 'here' || look === 'awaiting'
  return (
    <li className={look} aria-current={here ? 'step' : undefined}>
      <span className={`stop-no${several ? ' span-no' : ''}`}>
        {done && <Icon name="check" />}
        {look === 'stopped' && <Icon name="cross" />}
        {look === 'awaiting' && <Icon name="clock-dashed" />}
        {several ? number : look === 'done' || look === 'stopped' || look === 'awaiting' ? null : (number ?? '·')}
        {!several && (done || look === 'stopped' || look === 'awaiting') && <span className="vh">{number}</span>}
      </span>
      <b>
        {number !== null && <span className="vh">{t('case.stageNumber', { number })}</span>}
        {withWordBreaks(stop.title === null ? t('case.visit') : say(stop.title))}
      </b>
      <span className={`due${here && (stop.overdue || (stop.date ?? '9') <= today) ? ' pressing' : ''}`}>
        {dateWords(stop, today, t)}
      </span>
      <span className="vh">{t(`case.look.${look}`)}</span>
    </li>
  )
}

function dateWords({ look, date, overdue }: PathStop, today: string, t: ReturnType<typeof useLook>['t']): string {
  if (look === 'maybe') return t('case.ifNeeded')
  if (look === 'awaiting') return t('case.awaiting')
  if (date === null) return ''
  const day = date.slice(0, 4) === today.slice(0, 4) ? shortDay(date) : fullDay(date)
  if (look === 'done' || look === 'stopped') return day
  const until = t('case.until', { day })
  if (look !== 'here') return until
  if (overdue || date < today) return t('case.untilPast', { day })
  return date === today ? t('case.untilToday', { day }) : until
}
