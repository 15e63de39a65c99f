import type { DisplayView, SuspensionView } from '@cherha/shared/protocol'
import { formatTime } from '@cherha/ui'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { Notice } from './notice.tsx'

interface Props {
  readonly view: DisplayView
  readonly suspension: SuspensionView
  readonly now: number
  readonly tall: boolean
}

/** The office stands still: an alert sends people to the shelter, every other reason asks them to wait. */
export function SuspendedScreen({ view, suspension, now, tall }: Props) {
  const text = uk.suspended[suspension.reason]
  const english = en.suspended[suspension.reason]
  const alert = suspension.reason === 'alert'
  const shelter = alert ? view.office.shelter : null
  return (
    <Notice
      office={view.office}
      now={now}
      tall={tall}
      alert={alert}
      icon={alert ? 'triangle' : 'pause'}
      title={text.title}
      go={
        <>
          {text.go}
          <small>{shelter?.uk ?? text.detail}</small>
          {shelter !== null && <small lang="en">{shelter.en}</small>}
        </>
      }
      keep={
        <p>
          {uk.suspended.stopped}
          <br />
          {text.keep}
        </p>
      }
      english={`${english.title}. ${english.go}. ${en.suspended.stopped}; ${english.keep}.`}
    />
  )
}

/** The lead has resumed the office: people come back, nothing is called before the return time is over. */
export function ResumingScreen({ view, suspension, until, now, tall }: Props & { until: string }) {
  const time = formatTime(Date.parse(until), view.office.timeZone)
  const english = suspension.reason === 'alert' ? en.resuming.allClear : en.resuming.returning
  return (
    <Notice
      office={view.office}
      now={now}
      tall={tall}
      icon={suspension.reason === 'alert' ? 'check' : 'pause'}
      title={suspension.reason === 'alert' ? uk.resuming.allClear : uk.resuming.returning}
      go={
        <>
          {uk.resuming.until(time)}
          <small>{uk.resuming.comeBack}</small>
        </>
      }
      keep={<p>{uk.resuming.again}</p>}
      english={`${english}. ${en.resuming.until(time)}. ${en.resuming.comeBack}`}
    />
  )
}
