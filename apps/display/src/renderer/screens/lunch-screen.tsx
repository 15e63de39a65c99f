import type { DisplayView } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { Notice } from './notice.tsx'

/** Most of the next numbers fit one line of either board. */
const mostNext = 4

interface LunchProps {
  readonly view: DisplayView
  /** `HH:MM`, when some service is open again. */
  readonly until: string
  readonly now: number
  readonly tall: boolean
}

/** A break of the opening hours with nobody at a window: when reception goes on, and who is next then. */
export function LunchScreen({ view, until, now, tall }: LunchProps) {
  const next = view.board.next.slice(0, mostNext)
  return (
    <Notice
      office={view.office}
      now={now}
      tall={tall}
      icon="pause"
      title={uk.lunch.title}
      go={
        <>
          {uk.lunch.until(until)}
          <small>{uk.lunch.valid}</small>
        </>
      }
      keep={
        next.length === 0 ? undefined : (
          <>
            <h2>{uk.lunch.next}</h2>
            <ul className="last-calls">
              {next.map((each) => (
                <li key={each.ticket}>
                  <span className="num">{each.ticket}</span>
                  <Icon name="clock-dashed" className="arrow" />
                  <span className="at">{each.time}</span>
                </li>
              ))}
            </ul>
          </>
        )
      }
      english={`${en.lunch.title}. ${en.lunch.until(until)}. ${en.lunch.valid}`}
    />
  )
}
