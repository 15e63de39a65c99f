import type { DeskAction } from './actions.ts'

/** What matters of a key press. */
export interface KeyPress {
  readonly code: string
  /** Held down: the second and later events of one press. */
  readonly repeat: boolean
  /** Together with Ctrl, Alt or Meta. */
  readonly modified: boolean
  /** The focus is on a control that uses Space and Enter itself. */
  readonly onControl: boolean
}

/** The action a key stands for now; null when it is not possible or a dialog is open. */
export function shortcutOf(press: KeyPress, can: ReadonlySet<DeskAction>, dialogOpen: boolean): DeskAction | null {
  if (dialogOpen || press.repeat || press.modified) return null
  const action = actionOfKey(press)
  return action !== null && can.has(action) ? action : null
}

function actionOfKey({ code, onControl }: KeyPress): DeskAction | null {
  if (code === 'F4') return 'recall'
  if (code === 'F8') return 'ask-help'
  if (onControl) return null
  if (code === 'Space') return 'call-next'
  if (code === 'Enter' || code === 'NumpadEnter') return 'start-service'
  return null
}
