import type { Decision, QueueCommand } from './commands.ts'
import { accept, refuse } from './decision.ts'
import type { EventTime } from './events.ts'
import type { Call, QueueState } from './state.ts'

type Announcing = Extract<QueueCommand, { type: 'call-shown' | 'call-announced' }> & { readonly now: EventTime }

/** A1: how long the display has to show a call before the desk may call by voice. */
export const showWithinMs = 3_000
/** A3: the clock starts by itself this long after a call was shown whose sound was never confirmed. */
export const announceWithinMs = 90_000

export function decideAnnouncement(state: QueueState, command: Announcing): Decision {
  const call = state.calls[command.call]
  if (call === undefined) return refuse('unknown-call', 'call')
  if (state.suspension !== null) return refuse('suspended')
  const device = command.actor.kind === 'device' ? command.actor.device : ''
  const configured = state.config?.devices.find(({ id }) => id === device)?.windows
  const windows = state.devices[device]?.windows ?? configured ?? []
  if (windows.length > 0 && !windows.includes(call.window)) return refuse('not-this-display', 'call')
  return command.type === 'call-shown'
    ? accept([{ type: 'call-shown', call: call.id, device }])
    : accept([
        {
          type: 'call-announced',
          call: call.id,
          by: 'display',
          silent: command.silent,
          device,
          ...(command.reason === undefined ? {} : { reason: command.reason }),
        },
      ])
}

/** A2: whether the desk may confirm that the clerk called by voice. */
export function voiceAllowed(state: QueueState, call: Call, mono: number): boolean {
  if (call.announcedBy !== null || state.suspension !== null) return false
  return displaysOf(state, call.window).length === 0 || (call.shownAt === null && mono - call.calledAt >= showWithinMs)
}

/** The connected displays that show the calls of a window, by id. */
export function displaysOf(state: QueueState, window: string): string[] {
  return Object.entries(state.devices).flatMap(([id, { role, windows }]) =>
    role === 'display' && (windows.length === 0 || windows.includes(window)) ? [id] : [],
  )
}
