import type { Surface } from '../surface.ts'

/** A key as Electron's `before-input-event` tells it. */
export interface KeyInput {
  readonly type: string
  readonly key: string
  readonly code: string
  readonly control: boolean
  readonly shift: boolean
  readonly alt: boolean
  readonly meta: boolean
  readonly isAutoRepeat: boolean
}

/** `staff-exit`: the chord that asks for a staff PIN. */
export type KeyVerdict = 'allow' | 'block' | 'staff-exit'

const moving = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']
const editing = ['Enter', 'Backspace', 'Delete', 'Tab', 'Escape', ...moving]
/** Keys no browser and no system has a use for: what panels of hardware keys and headset sockets send. */
const panelKey = /^F(1[3-9]|2[0-4])$/
/** What is printed on the desk's buttons. */
const deskKeys = new Set(['F2', 'F3', 'F4', 'F8'])
const modifiers = ['Shift', 'CapsLock', 'NumLock', 'AltGraph', 'Dead', 'Process']
/** By the place of the key: under a Ukrainian layout the letter is another one. */
const deskChords = new Set(['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyZ', 'KeyY'])
const deskMoves = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Backspace', 'Delete'])

/**
 * What happens to a key before the page or Chromium sees it. A closed list allows; everything else is blocked:
 * developer tools, reload, zoom, print, find, save, full screen, new and closed windows, history, the Windows key.
 */
export function judgeKey(surface: Surface, input: KeyInput): KeyVerdict {
  const { control, shift, alt, meta, code, key } = input
  if (control && shift && !alt && !meta && code === 'KeyQ') {
    return input.type === 'keyDown' && !input.isAutoRepeat ? 'staff-exit' : 'block'
  }
  if (alt || meta || key === 'Meta' || key === 'ContextMenu') {
    // the desk is an ordinary window: its owner may close it
    return surface === 'desk' && alt && !control && !meta && (key === 'F4' || key === 'Alt') ? 'allow' : 'block'
  }
  if (control) {
    if (surface !== 'desk') return 'block'
    if (key === 'Control' || deskMoves.has(code)) return 'allow'
    return deskChords.has(code) && !shift ? 'allow' : 'block'
  }
  if (surface === 'desk' && !shift && deskKeys.has(key)) return 'allow'
  // by its place too: Linux takes some of them for keys of a multimedia keyboard, F20 for that of the microphone
  if (surface === 'kiosk' && (panelKey.test(key) || panelKey.test(code))) return 'allow'
  const plain = [...key].length === 1 || editing.includes(key) || modifiers.includes(key)
  return plain ? 'allow' : 'block'
}
