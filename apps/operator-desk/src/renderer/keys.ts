import type { DeskAction } from './actions.ts'
import type { DeskCommands } from './commands.ts'
import type { Screen } from './screen.ts'
import { shortcutOf } from './shortcuts.ts'

/**
 * Listens to the keyboard of the whole page. A click gives the keys back to the page at once: otherwise the next
 * Space would press the clicked button again.
 * @param current what is on the screen at the moment of the key
 * @returns stops listening
 */
export function listenToKeys(current: () => Screen | null): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const screen = current()
    if (screen === null) return
    const action = shortcutOf(
      {
        code: event.code,
        repeat: event.repeat,
        modified: event.ctrlKey || event.altKey || event.metaKey,
        onControl:
          event.target instanceof Element && event.target.closest('button, input, a, select, textarea') !== null,
      },
      screen.can,
      screen.dialog !== null,
    )
    const press = action === null ? undefined : commandOf(action, screen.commands)
    if (press === undefined) return
    event.preventDefault()
    press()
  }
  const onClick = (event: MouseEvent): void => {
    const pressed = document.activeElement
    // a click made by Enter or Space has no detail: then the focus stays where it is
    if (event.detail > 0 && pressed instanceof HTMLButtonElement && pressed.closest('dialog') === null) pressed.blur()
  }
  document.addEventListener('keydown', onKey)
  document.addEventListener('click', onClick)
  return () => {
    document.removeEventListener('keydown', onKey)
    document.removeEventListener('click', onClick)
  }
}

function commandOf(action: DeskAction, commands: DeskCommands): (() => void) | undefined {
  if (action === 'call-next') return commands.callNext
  if (action === 'start-service') return commands.start
  if (action === 'recall') return commands.recall
  if (action === 'ask-help') return commands.askHelp
  return undefined
}
