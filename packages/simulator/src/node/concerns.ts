import type { LogRecord } from '@cherha/event-log'
import type { Caller } from '@cherha/office-hub/core'
import type { QueueState } from '@cherha/shared/queue'

const onTheBoard = new Set([
  'ticket-called',
  'call-renewed',
  'call-recalled',
  'service-started',
  'office-suspended',
  'office-resumed',
])
const atEachDesk = new Set([
  'window-closed',
  'office-suspended',
  'office-resuming',
  'office-resumed',
  'clock-step-seen',
  'clock-step-accepted',
  'day-opened',
  'day-closed',
])
const atTheTerminal = new Set(['day-opened', 'day-closed', 'office-suspended', 'office-resuming', 'hub-started'])

/**
 * Whether somebody who watches has to hear of a commit. The hub makes a view after each commit and sends it when it
 * has changed; the simulator asks first, because most views of a day are looked at by nobody.
 */
export function concerns(records: readonly LogRecord[], state: QueueState, caller: Caller): boolean {
  if (caller.kind === 'device') {
    const types = caller.device.role === 'display' ? onTheBoard : atTheTerminal
    return records.some(({ event }) => types.has(event.type))
  }
  const mine = windowOf(state, caller.session.id)
  return records.some(({ event }) => {
    if (atEachDesk.has(event.type)) return true
    if (mine === null) return false
    if ('window' in event) return event['window'] === mine
    return 'call' in event && typeof event['call'] === 'string' && state.calls[event['call']]?.window === mine
  })
}

function windowOf(state: QueueState, session: string): string | null {
  for (const id in state.windows) if (state.windows[id]?.session === session) return id
  return null
}
