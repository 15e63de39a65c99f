import type { Actor, Decision } from './commands.ts'
import { accept, refuse } from './decision.ts'
import type { QueueEvent } from './events.ts'
import type { QueueState, WindowState } from './state.ts'

type Desk = Extract<Actor, { kind: 'desk' }>

/** Q30: one session per window and one window per session; a clerk whose desk died gets the own window back. */
export function openWindow(
  state: QueueState,
  command: { readonly window: string },
  actor: Desk,
  window: WindowState,
): Decision {
  if (state.today === null) return refuse('day-not-open')
  if (Object.values(state.windows).some((other) => other.session === actor.session))
    return refuse('session-has-window', 'window')
  if (window.session !== null) {
    const abandoned = window.staff === actor.staff && state.desks[window.session]?.connected !== true
    if (!abandoned) return refuse('window-in-use', 'window')
  }
  return accept([{ type: 'window-opened', window: command.window, session: actor.session, staff: actor.staff }], {
    window: command.window,
  })
}

/** Q37: nobody is left standing at a closed window; a held ticket is present again with its old time. */
export function closeWindow(id: string, window: WindowState): Decision {
  if (window.doing === 'called' || window.doing === 'serving') return refuse('window-busy')
  return accept(closing(id, window, 'clerk'), { window: id })
}

export function closing(id: string, window: WindowState, because: 'clerk' | 'desk-silent'): QueueEvent[] {
  return [
    ...(window.doing === 'outside-queue' ? [{ type: 'outside-queue-finished', window: id } as const] : []),
    ...(window.held === null ? [] : [{ type: 'held-returned', window: id, number: window.held } as const]),
    { type: 'window-closed', window: id, because },
  ]
}
