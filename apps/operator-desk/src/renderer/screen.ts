import type { Bilingual, DeskView, Language } from '@cherha/shared/protocol'
import { actionsOf, type DeskAction } from './actions.ts'
import type { DeskCommands } from './commands.ts'
import { type Countdown, countdownOf } from './countdown.ts'
import { asHubTime, elapsedSeconds } from './hub-time.ts'
import type { DeskState, DialogName } from './state.ts'
import type { TranslateDesk } from './texts/texts.ts'

/** A command without an answer, as the screen shows it. */
export interface PendingLook {
  /** Id of the pressed button. */
  readonly pressed: string
  readonly attempts: number
  /** Hub time of the first attempt, ms since 1970. */
  readonly since: number
  /** False for the first moments: most answers come before anybody could read that there is none. */
  readonly shown: boolean
}

/** All a screen is given: what is true now, what can be done, and how to do it. */
export interface Screen {
  readonly t: TranslateDesk
  readonly language: Language
  readonly view: DeskView
  readonly connected: boolean
  /** The connection has been away long enough to say so. */
  readonly stale: boolean
  /** Hub time when the connection was lost. */
  readonly lostAt: number | null
  /** Hub time now, ms since 1970. */
  readonly now: number
  readonly elapsedSeconds: number
  readonly can: ReadonlySet<DeskAction>
  readonly countdown: Countdown
  readonly pending: PendingLook | null
  readonly refusal: Bilingual | 'failed' | null
  readonly dialog: DialogName | null
  readonly breakAfter: boolean
  readonly commands: DeskCommands
}

const pendingShownAfterMs = 400
const lossShownAfterMs = 1_000

/** What the screens show at a moment of the page's clock (`Date.now()`); null until the hub's first view. */
export function screenOf(state: DeskState, pageNow: number, t: TranslateDesk, commands: DeskCommands): Screen | null {
  const hub = state.hub
  if (hub === null || hub.view === null) return null
  const elapsed = elapsedSeconds(hub, pageNow)
  const { pressed } = state
  return {
    t,
    language: state.language,
    view: hub.view,
    connected: hub.connected,
    stale: hub.lostAt !== null && pageNow - hub.lostAt > lossShownAfterMs,
    lostAt: hub.lostAt === null ? null : asHubTime(hub, hub.lostAt),
    now: asHubTime(hub, pageNow),
    elapsedSeconds: elapsed,
    can: actionsOf(hub.view, pressed !== null, elapsed),
    countdown: countdownOf(hub.view, elapsed, hub.connected),
    pending:
      pressed === null
        ? null
        : {
            pressed,
            attempts: hub.pending?.attempts ?? 1,
            since: asHubTime(hub, hub.pending?.since ?? pageNow),
            shown: pageNow - (hub.pending?.since ?? pageNow) > pendingShownAfterMs,
          },
    refusal: state.refusal,
    dialog: state.dialog,
    breakAfter: state.breakAfter,
    commands,
  }
}
