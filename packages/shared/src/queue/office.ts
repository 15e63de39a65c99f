import { callId } from './at-desk.ts'
import { callsInOrder } from './calls.ts'
import type { Decision, QueueCommand } from './commands.ts'
import { confirmDay, mustClose } from './days.ts'
import { accept, refuse } from './decision.ts'
import type { EventTime, QueueEvent } from './events.ts'
import type { QueueState } from './state.ts'
import { instantText } from './views/instants.ts'

type OfficeWork = Extract<
  QueueCommand,
  { type: 'suspend-office' | 'resume-office' | 'accept-clock-step' | 'confirm-day' }
> & {
  readonly now: EventTime
}

export function decideOffice(state: QueueState, command: OfficeWork): Decision {
  if (command.actor.kind !== 'desk') throw new Error(`${command.type} is a desk's command`)
  const staff = command.actor.staff
  switch (command.type) {
    case 'suspend-office':
      if (state.suspension !== null && state.suspension.until === null) return refuse('already-suspended')
      return accept([{ type: 'office-suspended', reason: command.reason, staff }])
    case 'resume-office': {
      if (state.suspension === null || state.suspension.until !== null) return refuse('not-suspended')
      const until = command.now.at + (state.config?.rules.returnMinutes ?? 10) * 60_000
      return accept([{ type: 'office-resuming', until, staff }], { until: instantText(until) })
    }
    case 'accept-clock-step':
      if (state.clockStepMs === null) return refuse('no-clock-step')
      return accept([{ type: 'clock-step-accepted', stepMs: state.clockStepMs, staff }], { stepMs: state.clockStepMs })
    case 'confirm-day':
      return confirmDay(state, command.date, staff, command.now.at)
  }
}

/**
 * Q43: a boot of the hub in the middle of a day. Calls are announced again with the full time; after an outage
 * longer than the set minutes the office starts suspended instead (Q44), also when a return time was under way.
 */
export function startHub(state: QueueState, downMs: number | null, now: EventTime): Decision {
  const started: QueueEvent = { type: 'hub-started', downMs }
  const inTheDay = state.today !== null && !mustClose(state, now.at)
  const stands = state.suspension !== null && state.suspension.until === null
  if (!inTheDay || stands) return accept([started])
  const outage = downMs !== null && downMs > (state.config?.rules.outageMinutes ?? 5) * 60_000
  if (outage) return accept([started, { type: 'office-suspended', reason: 'outage', staff: null }])
  // in a return time nobody is called: the calls come again when it is over
  if (state.suspension !== null) return accept([started])
  return accept([started, ...renewCalls(state, 'restart', 1)])
}

/** Every call under way again, under a new id, in the order of the calls. */
export function renewCalls(state: QueueState, because: 'restart' | 'resume', ahead: number): QueueEvent[] {
  return callsInOrder(state).map((call, index) => ({
    type: 'call-renewed',
    window: call.window,
    number: call.number,
    call: callId(state, ahead + index),
    because,
  }))
}
