import type { Decision, QueueCommand } from './commands.ts'
import { accept, refuse } from './decision.ts'
import type { QueueState } from './state.ts'

type Help = Extract<QueueCommand, { type: 'ask-help' | 'end-help' }>

/** Q45: a clerk asks the other desks for help without a sound; whoever works at a window may end it. */
export function decideHelp(state: QueueState, command: Help): Decision {
  const { actor, window: id } = command
  const window = state.windows[id]
  if (window === undefined || !state.config?.windows.some((known) => known.id === id)) {
    return refuse('unknown-window', 'window')
  }
  if (actor.kind !== 'desk') return refuse('not-your-window', 'window')
  if (window.session === null) return refuse('window-closed', 'window')
  switch (command.type) {
    case 'ask-help':
      if (window.session !== actor.session) return refuse('not-your-window', 'window')
      if (window.helpSince !== null) return refuse('help-asked')
      return accept([{ type: 'help-asked', window: id, staff: actor.staff }])
    case 'end-help':
      if (window.helpSince === null) return refuse('no-help-asked')
      return accept([{ type: 'help-ended', window: id, staff: actor.staff }])
  }
}
