import { evolveAtTerminal } from './at-terminal.ts'
import { evolveCall } from './evolve-call.ts'
import { evolvePlan } from './evolve-plan.ts'
import { evolveServer, followStep } from './evolve-server.ts'
import { evolveTicket } from './evolve-ticket.ts'
import { evolveWindow } from './evolve-window.ts'
import type { RecordedEvent } from './events.ts'
import type { QueueState } from './state.ts'

/**
 * Folds one event into the state, in place, and returns it. Never refuses: what is in the log has happened.
 * @param recorded the event with its seq; seqs come in order
 */
export function evolve(state: QueueState, recorded: RecordedEvent): QueueState {
  const { event, time, seq } = recorded
  state.seq = seq
  state.lastAt = time.at
  switch (event.type) {
    case 'office-configured':
    case 'plan-published':
    case 'place-added':
    case 'place-withdrawn':
    case 'day-confirmed':
    case 'day-opened':
    case 'day-closed':
      evolvePlan(state, event)
      break
    case 'registered':
    case 'checked-in':
    case 'withdrawn':
    case 'unserved':
    case 'claimed':
    case 'claim-matched':
    case 'readmitted':
      evolveTicket(state, event, seq)
      break
    // journaled for the administrator and the auditor; the queue does not change
    case 'print-reported':
    case 'reprint-requested':
    case 'request-answered':
      break
    case 'inbox-advanced':
    case 'online-closed':
    case 'day-cancelled':
    case 'epoch-began':
    case 'server-time-followed':
      evolveServer(state, event, time)
      break
    case 'hub-started':
    case 'ticket-called':
    case 'call-renewed':
    case 'call-shown':
    case 'call-announced':
    case 'call-recalled':
    case 'call-returned':
    case 'no-show':
    case 'desk-connected':
    case 'desk-disconnected':
    case 'office-suspended':
    case 'office-resuming':
    case 'office-resumed':
      evolveCall(state, event, time)
      break
    case 'window-opened':
    case 'window-closed':
    case 'outside-queue-started':
    case 'outside-queue-finished':
    case 'help-asked':
    case 'help-ended':
    case 'service-started':
    case 'ticket-held':
    case 'held-resumed':
    case 'held-returned':
    case 'ticket-transferred':
    case 'finished':
    case 'mismatch':
      evolveWindow(state, event, time)
      break
    case 'feedback-given':
    case 'assistance-began':
    case 'assistance-ended':
      evolveAtTerminal(state, event, time)
      break
    case 'device-connected':
      state.devices[event.device] = { role: event.role, windows: [...event.windows] }
      break
    case 'device-disconnected':
      delete state.devices[event.device]
      break
    case 'clock-step-seen':
      state.clockStepMs = event.stepMs === 0 ? null : event.stepMs
      break
    case 'clock-step-accepted':
      followStep(state, event.stepMs)
      break
    default:
      return assertNever(event)
  }
  return state
}

function assertNever(value: never): never {
  throw new Error(`an event without a rule: ${JSON.stringify(value)}`)
}
