import type { CallView, PublicOffice } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { countdown, isLit, minutesAndSeconds, quarters, type Countdown } from '../calls/countdown.ts'
import { callDensity, isLongNumber } from '../layout.ts'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import './css-variables.ts'
import { Door } from './door.tsx'
import { labelOf } from '../office-labels.ts'
import { Heading } from './heading.tsx'

export interface CalledProps {
  readonly calls: readonly CallView[]
  readonly office: PublicOffice
  /** Since the view arrived, ms. */
  readonly elapsedMs: number
  readonly linked: boolean
  /** Keeps the place of two rows, so that the sections below stay where they are. */
  readonly steady: boolean
}

/** «Запрошуються»: one yellow row per call, oldest first. */
export function Called({ calls, office, elapsedMs, linked, steady }: CalledProps) {
  const long = calls.some((call) => isLongNumber(call.ticket))
  const classes = ['calls', callDensity(calls.length), steady && 'steady', long && 'long-numbers']
  return (
    <section aria-labelledby="now">
      <Heading id="now" level={1} uk={uk.sections.called} en={en.sections.called} />
      <ul className={classes.filter(Boolean).join(' ')}>
        {calls.length === 0 && (
          <li className="call none">
            {uk.nobodyCalled}
            <span lang="en">{en.nobodyCalled}</span>
          </li>
        )}
        {calls.map((call) => (
          <li className="call" key={call.call}>
            <span className="num">{call.ticket}</span>
            <Icon name="arrow" className="arrow" />
            <Door label={labelOf(office, call.window)} />
            <TimeLeft
              left={countdown(call, elapsedMs, linked)}
              noShowSeconds={office.noShowSeconds}
              upright={callDensity(calls.length) === 'crowded'}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** @param upright in a tile there is room for the quarters, and the words for who listens */
function TimeLeft({ left, noShowSeconds, upright }: { left: Countdown; noShowSeconds: number; upright: boolean }) {
  if (upright) return <Upright left={left} noShowSeconds={noShowSeconds} />
  if (left.state !== 'counting') {
    return <span className="left word">{left.state === 'announcing' ? uk.announcing : uk.paused}</span>
  }
  return (
    <span className="left">
      <b>{minutesAndSeconds(left.seconds)}</b>
      <span className="quarters" aria-hidden="true">
        {quarters(left.seconds, noShowSeconds).map((fill, index) => (
          <i key={index} style={{ '--p': `${fill}%` }} />
        ))}
      </span>
    </span>
  )
}

/** The quarters one above another; until the announcement is confirmed they are dashed, while it is paused there are none. */
export function Upright({ left, noShowSeconds }: { left: Countdown; noShowSeconds: number }) {
  const spoken =
    left.state === 'counting'
      ? uk.cells.left(minutesAndSeconds(left.seconds))
      : left.state === 'announcing'
        ? uk.announcing
        : uk.paused
  return (
    <>
      <span className="vh">
        {uk.cells.called}, {spoken}
      </span>
      {left.state !== 'paused' && (
        <span className={left.state === 'announcing' ? 'upright dashed' : 'upright'} aria-hidden="true">
          {[3, 2, 1, 0].map((quarter) => (
            <i key={quarter} className={isLit(left, quarter, noShowSeconds) ? 'full' : undefined} />
          ))}
        </span>
      )}
    </>
  )
}
