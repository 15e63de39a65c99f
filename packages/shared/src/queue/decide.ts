import { decideAnnouncement } from './announcing.ts'
import { decideAssistance, decideFeedback } from './at-terminal.ts'
import { decideAtDesk } from './at-desk.ts'
import type { Decision, TimedCommand } from './commands.ts'
import { accept } from './decision.ts'
import { decidePlan } from './days.ts'
import { dueEvents } from './due.ts'
import { decideHelp } from './help.ts'
import { beginEpoch } from './epochs.ts'
import { learn } from './inbox.ts'
import { decideOffice, startHub } from './office.ts'
import { decideRegistration } from './registering.ts'
import type { QueueState } from './state.ts'
import { decideTicket } from './tickets.ts'

/**
 * The rules of the live queue: what a command does now, or why it is refused. Pure: time and ids come with the
 * command, and the state is only read. Rules Q, C, N and A of docs/spec.
 */
export function decide(state: QueueState, command: TimedCommand): Decision {
  switch (command.type) {
    case 'register-current':
    case 'register-advance':
      return decideRegistration(state, command)
    case 'check-in':
    case 'withdraw':
    case 'reprint':
    case 'print-report':
      return decideTicket(state, command)
    case 'call-shown':
    case 'call-announced':
      return decideAnnouncement(state, command)
    case 'open-window':
    case 'close-window':
    case 'outside-queue':
    case 'call-next':
    case 'confirm-voice-call':
    case 'recall':
    case 'start-service':
    case 'hold':
    case 'resume-held':
    case 'transfer':
    case 'finish-service':
    case 'cancel-mismatch':
    case 'reprint-serving':
      return decideAtDesk(state, command)
    case 'give-feedback':
      return decideFeedback(state, command)
    case 'begin-assistance':
    case 'end-assistance':
      return decideAssistance(state, command)
    case 'ask-help':
    case 'end-help':
      return decideHelp(state, command)
    case 'suspend-office':
    case 'resume-office':
    case 'accept-clock-step':
    case 'confirm-day':
      return decideOffice(state, command)
    case 'configure-office':
      return accept([{ type: 'office-configured', config: command.config }])
    case 'start-hub':
      return startHub(state, command.downMs, command.now)
    case 'see-clock-step':
      return accept([{ type: 'clock-step-seen', stepMs: command.stepMs }])
    case 'connect-device':
      return accept([
        { type: 'device-connected', device: command.device, role: command.role, windows: command.windows },
      ])
    case 'disconnect-device':
      return accept(state.devices[command.device] ? [{ type: 'device-disconnected', device: command.device }] : [])
    case 'connect-desk':
      return accept(
        state.desks[command.session]?.connected ? [] : [{ type: 'desk-connected', session: command.session }],
      )
    case 'disconnect-desk':
      return accept(
        state.desks[command.session]?.connected ? [{ type: 'desk-disconnected', session: command.session }] : [],
      )
    case 'publish-plan':
    case 'add-places':
    case 'withdraw-place':
      return decidePlan(state, command)
    case 'learn':
      return learn(state, command)
    case 'begin-epoch':
      return beginEpoch(state, command, command.now.at)
    case 'follow-server-time':
      return accept(command.stepMs === 0 ? [] : [{ type: 'server-time-followed', stepMs: command.stepMs }])
    case 'tick':
      return accept(dueEvents(state, command.now))
    default:
      return assertNever(command)
  }
}

function assertNever(value: never): never {
  throw new Error(`a command without a rule: ${JSON.stringify(value)}`)
}
