import type { Decision, HubCommand, QueueCommand } from './commands.ts'
import { accept, refuse } from './decision.ts'
import type { EventTime, QueueEvent } from './events.ts'
import type { QueueState } from './state.ts'

/** I20: time between two marks from one terminal, by the hub's clock. */
const feedbackEveryMs = 20_000

type Feedback = Extract<QueueCommand, { type: 'give-feedback' }>
type Assistance = Extract<HubCommand, { type: 'begin-assistance' | 'end-assistance' }>
type Event = Extract<QueueEvent, { type: 'feedback-given' | 'assistance-began' | 'assistance-ended' }>

/** I18, I20: a mark that belongs to nobody, at most so often from one terminal, and only while people are received. */
export function decideFeedback(
  state: QueueState,
  { actor, rating, comment, now }: Feedback & { now: EventTime },
): Decision {
  const device = actor.kind === 'device' ? actor.device : ''
  if (state.today === null) return refuse('day-not-open')
  const last = state.feedbackAt[device]
  // a clock that was set back makes nobody wait for it
  if (last !== undefined && now.at >= last && now.at - last < feedbackEveryMs) return refuse('feedback-too-soon')
  return accept([{ type: 'feedback-given', date: state.today, rating, comment, device }])
}

/** E15: who helps at a terminal, and until when. It changes nothing else: no rule of the queue looks at it. */
export function decideAssistance(state: QueueState, command: Assistance): Decision {
  const helping = state.assistance[command.device]
  if (command.type === 'end-assistance') {
    return accept(helping === undefined ? [] : [{ type: 'assistance-ended', device: command.device, staff: helping }])
  }
  const { device, staff } = command
  if (helping === staff) return accept([])
  return accept([
    ...(helping === undefined ? [] : [{ type: 'assistance-ended', device, staff: helping } as const]),
    { type: 'assistance-began', device, staff },
  ])
}

export function evolveAtTerminal(state: QueueState, event: Event, time: EventTime): void {
  switch (event.type) {
    case 'feedback-given':
      state.feedbackAt[event.device] = time.at
      return
    case 'assistance-began':
      state.assistance[event.device] = event.staff
      return
    case 'assistance-ended':
      delete state.assistance[event.device]
      return
  }
}
