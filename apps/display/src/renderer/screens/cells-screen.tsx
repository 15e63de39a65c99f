import type { BoardView, CallView, PublicOffice } from '@cherha/shared/protocol'
import { countdown, noShowMinutes, type Countdown } from '../calls/countdown.ts'
import { cellGrid, cellSize, isLongNumber } from '../layout.ts'
import { BottomLine, Message, turnsOf, useTurns } from '../parts/bottom-line.tsx'
import { Upright } from '../parts/called.tsx'
import { NextNumbers, StandingLine } from '../parts/coming.tsx'
import '../parts/css-variables.ts'
import { Door } from '../parts/door.tsx'
import { FreeLine } from '../parts/free-places.tsx'
import { Head } from '../parts/head.tsx'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import type { LiveProps } from './rows-screen.tsx'

/** The board from seven windows on: every window keeps its cell, filled down the columns. */
export function CellsScreen({ view, now, elapsedMs, linked, tall, soundOff }: LiveProps) {
  const { board, calls, office } = view
  const grid = cellGrid(office.windows.length, tall)
  const size = cellSize(grid, tall)
  const minutes = noShowMinutes(office.noShowSeconds)
  // the free places, then the office's own messages in turn
  const ticker = turnsOf(office.ticker ?? [], tall, !soundOff)
  const message = ticker[useTurns(ticker.length + 1) - 1]
  return (
    <>
      <Head office={office} now={now} tall={tall} />
      <main className="cells">
        <h1 className="vh">{uk.cells.heading}</h1>
        <ul
          className="many"
          style={{
            '--columns': grid.columns,
            '--rows': grid.rows,
            '--row': `${size.height}px`,
            '--gap': `${size.gap}px`,
            '--k': size.scale,
          }}
        >
          {office.windows.map((window) => {
            const call = calls.find((each) => each.window === window.id) ?? calledElsewhere(board, window.id)
            const served = board.serving.find((each) => each.window === window.id)
            if (call !== undefined) {
              const left = countdown(call, elapsedMs, linked)
              return <CalledCell key={window.id} call={call} label={window.label} left={left} office={office} />
            }
            return (
              <li className="cell" key={window.id}>
                <Door label={window.label} />
                {served === undefined ? (
                  <span className="state">–</span>
                ) : (
                  <>
                    <Number number={served.ticket} />
                    <span className="vh">{uk.cells.serving}</span>
                  </>
                )}
              </li>
            )
          })}
        </ul>
        <div className="legend">
          <span>
            <i className="now" />
            {uk.cells.calledRule(minutes)}
          </span>
          <span>
            <i />
            {uk.cells.serving}
          </span>
          <StandingLine />
        </div>
      </main>
      <section className="band" aria-labelledby="next">
        <h2 id="next">
          {uk.sections.next}
          {tall && <span lang="en">{en.sections.next}</span>}
        </h2>
        <NextNumbers next={board.next} />
      </section>
      <BottomLine soundOff={soundOff}>
        {message === undefined ? (
          <FreeLine office={office} free={board.freePlaces.byService} />
        ) : (
          <Message text={message} tall={tall} />
        )}
      </BottomLine>
    </>
  )
}

/** A call another display announces: its cell tells the truth here too, but this display does not report it. */
function calledElsewhere(board: BoardView, window: string): CalledCellProps['call'] | undefined {
  const called = board.called.find((each) => each.window === window)
  return called && { ...called, announced: called.remainingSeconds !== null }
}

interface CalledCellProps {
  readonly call: Pick<CallView, 'ticket' | 'announced' | 'remainingSeconds'>
  readonly label: string
  readonly left: Countdown
  readonly office: PublicOffice
}

/** A called window: yellow, with the quarters upright; until the announcement is confirmed they are dashed. */
function CalledCell({ call, label, left, office }: CalledCellProps) {
  return (
    <li className="cell now">
      <Door label={label} />
      <Number number={call.ticket} />
      <Upright left={left} noShowSeconds={office.noShowSeconds} />
    </li>
  )
}

function Number({ number }: { number: string }) {
  return <span className={isLongNumber(number) ? 'num long' : 'num'}>{number}</span>
}
