import type { DisplayView } from '@cherha/shared/protocol'
import { formatTime, Icon } from '@cherha/ui'
import { Door } from '../parts/door.tsx'
import { labelOf } from '../office-labels.ts'
import { zoneOf } from '../parts/head.tsx'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { Notice } from './notice.tsx'

export interface LostProps {
  /** The last view, null when none ever came. */
  readonly view: DisplayView | null
  readonly now: number
  /** When the hub was last heard, hub time in ms. */
  readonly lostAt: number
  readonly tall: boolean
}

/**
 * The hub is not heard. Who was called keeps number and window, without time left and without yellow: both would
 * claim to be true now. Everything else of the last view may be false, and is not shown.
 */
export function LostScreen({ view, now, lostAt, tall }: LostProps) {
  const office = view?.office ?? null
  const since = formatTime(lostAt, zoneOf(office))
  const calls = view?.calls ?? []
  return (
    <Notice
      office={office}
      now={now}
      tall={tall}
      icon="diamond"
      title={uk.lost.title}
      titleNote={uk.lost.since(since)}
      go={
        <>
          {uk.lost.listen}
          <small>{uk.lost.valid}</small>
        </>
      }
      keep={
        view === null || calls.length === 0 ? undefined : (
          <>
            <h2>{uk.lost.lastCalls(since)}</h2>
            <ul className="last-calls">
              {calls.map((call) => (
                <li key={call.call}>
                  <span className="num">{call.ticket}</span>
                  <Icon name="arrow" className="arrow" />
                  <Door label={labelOf(view.office, call.window)} />
                </li>
              ))}
            </ul>
          </>
        )
      }
      english={`${en.lost.title} ${en.lost.since(since)}. ${en.lost.listen}. ${en.lost.valid}`}
    />
  )
}
