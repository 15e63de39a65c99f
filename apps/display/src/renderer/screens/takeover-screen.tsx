import type { CallView, DisplayView } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { noShowMinutes } from '../calls/countdown.ts'
import { isLongNumber } from '../layout.ts'
import { SoundOff } from '../parts/bottom-line.tsx'
import { Door } from '../parts/door.tsx'
import { labelOf } from '../office-labels.ts'
import { Clock } from '../parts/head.tsx'
import { callsInStrip } from '../screen.ts'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'

export interface TakeoverProps {
  readonly view: DisplayView
  /** Id of the call that has the screen. */
  readonly call: string
  readonly now: number
  readonly soundOff: boolean
}

/** A new or repeated call has the whole board; everybody else who is called stands in the strip below. */
export function TakeoverScreen({ view, call, now, soundOff }: TakeoverProps) {
  const { office } = view
  const shown = view.calls.find((each) => each.call === call)
  if (shown === undefined) return null
  const others = callsInStrip(view, call)
  const label = labelOf(office, shown.window)
  const minutes = noShowMinutes(office.noShowSeconds)
  return (
    <>
      <main className="takeover">
        <p className="pair">
          <span className={isLongNumber(shown.ticket) ? 'num long' : 'num'}>{shown.ticket}</span>
          <Icon name="arrow" className="arrow" />
          <span className={label.length > 2 ? 'door long' : 'door'}>
            <small>{uk.window}</small>
            <b>{label}</b>
          </span>
        </p>
        <div className="rule">
          <div>
            <h1>
              <span className="vh">{uk.takeover.spoken(shown.ticket, label)} </span>
              {uk.takeover.come(minutes)}
            </h1>
            <p lang="en">
              {en.takeover.spoken(shown.ticket, label)} {en.takeover.come(minutes)}
            </p>
          </div>
          {soundOff && <SoundOff />}
        </div>
      </main>
      <footer className="strip">
        {others.length > 0 && <Others others={others} view={view} />}
        <p className="clock">
          <Clock office={office} now={now} />
        </p>
      </footer>
    </>
  )
}

/** Nobody is left out: the more there are, the smaller they stand. */
function Others({ others, view }: { others: readonly CallView[]; view: DisplayView }) {
  const size = others.length === 1 ? undefined : others.length <= 4 ? 'few' : 'lots'
  return (
    <>
      <h2>{others.length === 1 ? uk.takeover.also : uk.takeover.alsoMany}</h2>
      <ul className={size}>
        {others.map((each) => (
          <li key={each.call}>
            <span className="num">{each.ticket}</span>
            <Icon name="arrow" className="arrow" />
            <Door label={labelOf(view.office, each.window)} />
          </li>
        ))}
      </ul>
    </>
  )
}
