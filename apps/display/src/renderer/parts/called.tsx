import type { CallView, PublicOffice } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { countdown, minutesAndSeconds, quarters, type Countdown } from '../calls/countdown.ts'
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
            <TimeLeft left={countdown(call, elapsedMs, linked)} noShowSeconds={office.noShowSeconds} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TimeLeft({ left, noShowSeconds }: { left: Countdown; noShowSeconds: number }) {
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
