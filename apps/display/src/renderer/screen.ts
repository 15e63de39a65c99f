import type { CallView, DisplayView, SuspensionView } from '@cherha/shared/protocol'
import type { CurrentTurn } from './calls/announcements.ts'
import { mostInStrip, mostWindowsInRows } from './layout.ts'

/** What the display knows when it decides what to show. */
export interface Situation {
  readonly connected: boolean
  /** `Date.now()` when the connection was lost; null while connected. */
  readonly lostAt: number | null
  readonly unauthorised: boolean
  readonly view: DisplayView | null
  readonly current: CurrentTurn | null
}

/** The one screen the display shows. */
export type Screen =
  | { readonly kind: 'not-paired' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'lost'; readonly view: DisplayView | null; readonly lostAt: number }
  | { readonly kind: 'suspended'; readonly view: DisplayView; readonly suspension: SuspensionView }
  | {
      readonly kind: 'resuming'
      readonly view: DisplayView
      readonly suspension: SuspensionView
      readonly until: string
    }
  | { readonly kind: 'closed'; readonly view: DisplayView }
  | { readonly kind: 'lunch'; readonly view: DisplayView; readonly until: string }
  | { readonly kind: 'takeover'; readonly view: DisplayView; readonly turn: CurrentTurn }
  | { readonly kind: 'rows' | 'cells'; readonly view: DisplayView }

/** A shorter silence of the hub (a restart, a cable) changes nothing on the board, ms. */
export const lostAfterMs = 3_000

/** Chooses the screen. @param now `Date.now()` */
export function chooseScreen(situation: Situation, now: number): Screen {
  const { view, current, lostAt } = situation
  if (situation.unauthorised) return { kind: 'not-paired' }
  const lost = lostAt !== null && now - lostAt >= lostAfterMs ? lostAt : null
  if (view === null) return lost === null ? { kind: 'loading' } : { kind: 'lost', view, lostAt: lost }
  const suspension = view.board.suspended
  // People in a shelter must not be told anything else, whatever happens to the network.
  if (suspension !== null && suspension.until === null) return { kind: 'suspended', view, suspension }
  // A call on the screen ends its turn; the others wait for the hub.
  if (current !== null && view.calls.some((call) => call.call === current.call)) {
    return { kind: 'takeover', view, turn: current }
  }
  if (lost !== null) return { kind: 'lost', view, lostAt: lost }
  if (suspension !== null && suspension.until !== null) {
    return { kind: 'resuming', view, suspension, until: suspension.until }
  }
  const quiet = view.calls.length === 0 && view.board.called.length === 0 && view.board.serving.length === 0
  if (!view.dayOpen && quiet) return { kind: 'closed', view }
  if (view.lunch !== undefined && quiet) return { kind: 'lunch', view, until: view.lunch.until }
  return { kind: view.office.windows.length > mostWindowsInRows ? 'cells' : 'rows', view }
}

/** Who else is called while one call has the whole screen. A larger crowd waits for its own turn or the board. */
export function callsInStrip(view: DisplayView, call: string): readonly CallView[] {
  return view.calls.filter((each) => each.call !== call).slice(0, mostInStrip)
}

/** Ids of the calls a screen has in sight: the desk is told once they are painted. */
export function callsInSight(screen: Screen): readonly string[] {
  switch (screen.kind) {
    case 'takeover':
      return [screen.turn.call, ...callsInStrip(screen.view, screen.turn.call).map((call) => call.call)]
    case 'rows':
    case 'cells':
      return screen.view.calls.map((call) => call.call)
    case 'not-paired':
    case 'loading':
    case 'lost':
    case 'suspended':
    case 'resuming':
    case 'closed':
    case 'lunch':
      return []
  }
}
