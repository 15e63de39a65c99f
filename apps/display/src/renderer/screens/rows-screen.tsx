import type { DisplayView } from '@cherha/shared/protocol'
import { BottomLine, Messages, messagesOf } from '../parts/bottom-line.tsx'
import { Called } from '../parts/called.tsx'
import { Coming } from '../parts/coming.tsx'
import { FreePlaces } from '../parts/free-places.tsx'
import { Head } from '../parts/head.tsx'
import { Served } from '../parts/served.tsx'
import { noShowMinutes } from '../calls/countdown.ts'

export interface LiveProps {
  readonly view: DisplayView
  /** Hub time, ms since 1970. */
  readonly now: number
  /** Since the view arrived, ms. */
  readonly elapsedMs: number
  readonly linked: boolean
  readonly tall: boolean
  readonly soundOff: boolean
}

/** The board of an office with up to six windows: calls, numbers being served, next numbers, free places. */
export function RowsScreen({ view, now, elapsedMs, linked, tall, soundOff }: LiveProps) {
  const { board, calls, office } = view
  // Two rows of calls keep their place while the numbers being served fit below them.
  const called = (
    <Called calls={calls} office={office} elapsedMs={elapsedMs} linked={linked} steady={board.serving.length <= 4} />
  )
  const served = <Served serving={board.serving} office={office} />
  const coming = <Coming next={board.next} />
  const free = (
    <FreePlaces office={office} free={board.freePlaces.byService} tall={tall} brief={tall && calls.length > 2} />
  )
  return (
    <>
      <Head office={office} now={now} tall={tall} />
      {tall ? (
        <main>
          {called}
          {served}
          {coming}
          {free}
        </main>
      ) : (
        <main className="wide">
          <div className="stack">
            {called}
            {served}
          </div>
          <div className="stack">
            {coming}
            {free}
          </div>
        </main>
      )}
      <BottomLine soundOff={soundOff}>
        <Messages messages={messagesOf(office, noShowMinutes(office.noShowSeconds))} tall={tall} english={!soundOff} />
      </BottomLine>
    </>
  )
}
