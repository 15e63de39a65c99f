import type { LogRecord } from '@cherha/event-log'
import { addDays } from '@cherha/shared/calendar'
import { aliveEverySeconds, type AliveStamp } from './clock/alive-stamp.ts'
import { startHeartbeat } from './clock/heartbeat.ts'
import type { HubClock } from './clock/hub-clock.ts'
import { stepWatch } from './clock/step-watch.ts'
import type { Credentials } from './credentials/credentials.ts'
import type { Engine } from './engine/engine.ts'
import type { Gateway } from './gateway/gateway.ts'
import type { PlanKeeper } from './plan/plan-keeper.ts'
import type { HubPrinter } from './printing/hub-printer.ts'
import type { KeyFile } from './secrets/key-file.ts'

export interface HousekeepingParts {
  readonly engine: Engine
  readonly clock: HubClock
  readonly alive: AliveStamp
  readonly plans: PlanKeeper
  readonly keys: KeyFile
  readonly credentials: Pick<Credentials, 'forgetWrongCodesBefore'>
  readonly gateway: Pick<Gateway, 'beat' | 'changed'>
  readonly printer: Pick<HubPrinter, 'beat'> | null
  /** Personal data of a visit day can be read for this many days after it. */
  readonly retentionDays: number
  /** Hub time is the queue server's: what the computer's clock differs by at the start is no step of it. */
  readonly followsServer?: boolean
  readonly report: (message: string, error: unknown) => void
  /** Seconds between two beats of the heart. Left out: 1. */
  readonly beatSeconds?: number
  /** Runs what has to wait for the end of this turn of the event loop. Left out: `setImmediate`. */
  readonly defer?: (run: () => void) => void
}

/** What the hub does by itself at each beat of its heart, at each new date and after each commit. */
export function startHousekeeping(parts: HousekeepingParts): { stop(): void } {
  const { engine, clock, alive, plans, gateway, printer, report, beatSeconds = 1, defer = setImmediate } = parts
  const steps = stepWatch(clock, (stepMs) => void engine.tell({ type: 'see-clock-step', stepMs }))
  if (parts.followsServer === true) steps.rebase()
  let sinceStamp = 0
  let stampDue = true
  let tidying = false

  const attempt = (what: string, action: () => void) => {
    try {
      action()
    } catch (error) {
      report(what, error)
    }
  }
  const stamp = () => alive.write(clock.now().at)
  const publish = () =>
    void plans.publishMissing().catch((error: unknown) => report('the plans could not be published', error))

  let date: string | null = null
  const newDate = () => {
    date = plans.today()
    publish()
    attempt('old keys could not be erased', () => forgetOldDays(parts))
  }

  /** Once per turn of the event loop, however many beats a virtual clock makes of it. */
  const tidy = () => {
    tidying = false
    gateway.beat()
    if (!stampDue) return
    stampDue = false
    sinceStamp = 0
    attempt('the alive stamp could not be written', stamp)
  }

  const heartbeat = startHeartbeat(clock, beatSeconds, () => {
    sinceStamp += beatSeconds
    steps.look()
    printer?.beat()
    if (plans.today() !== date) newDate()
    if (sinceStamp >= aliveEverySeconds) stampDue = true
    if (!tidying) defer(tidy)
    tidying = true
  })

  let stopped = false
  engine.onCommit((records) => {
    if (stopped) return
    const accepted = stepOf(records, 'clock-step-accepted')
    const told = stepOf(records, 'server-time-followed')
    if (accepted !== null || told !== null) {
      clock.follow((accepted ?? 0) + (told ?? 0))
      if (accepted !== null) steps.followed()
      if (told !== null) steps.rebase()
      // the old stamp may be later than now: a hub that is killed must not take it for the last moment it lived
      attempt('the alive stamp could not be written', stamp)
    }
    if (plans.concerns(records)) publish()
    gateway.changed(records.some(isCall))
  })
  attempt('the alive stamp could not be written', stamp)
  newDate()

  return {
    stop() {
      stopped = true
      heartbeat.stop()
      attempt('the alive stamp could not be written', stamp)
    },
  }
}

/** D rule: after the retention time nobody, the hub included, can read who came on a day. */
function forgetOldDays({ engine, plans, keys, credentials, retentionDays }: HousekeepingParts): void {
  const today = plans.today()
  if (today === null) return
  // a computer whose clock is a year ahead erases nothing of a day that is still to come
  const [firstOpen = today] = Object.keys(engine.state.days).sort()
  const before = addDays(today, -retentionDays)
  keys.eraseBefore(before < firstOpen ? before : firstOpen)
  credentials.forgetWrongCodesBefore(today)
}

/** A visitor is asked to come, or asked again. */
function isCall({ event }: LogRecord): boolean {
  return event.type === 'ticket-called' || event.type === 'call-renewed' || event.type === 'call-recalled'
}

function stepOf(records: readonly LogRecord[], type: 'clock-step-accepted' | 'server-time-followed'): number | null {
  let stepMs: number | null = null
  for (const { event } of records) {
    if (event.type !== type || !('stepMs' in event)) continue
    stepMs = (stepMs ?? 0) + Number(event['stepMs'])
  }
  return stepMs
}
