import { expect, test } from 'vitest'
import type { DeskAction } from '../src/renderer/actions.ts'
import { type KeyPress, shortcutOf } from '../src/renderer/shortcuts.ts'

const key = (code: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  code,
  repeat: false,
  modified: false,
  onControl: false,
  ...rest,
})
const can = new Set<DeskAction>(['call-next', 'start-service', 'recall'])

test('Space calls, Enter starts, F4 announces again', () => {
  expect(['Space', 'Enter', 'NumpadEnter', 'F4', 'KeyA'].map((code) => shortcutOf(key(code), can, false))).toEqual([
    'call-next',
    'start-service',
    'start-service',
    'recall',
    null,
  ])
})

test('a key does nothing when its action is not possible', () => {
  expect(shortcutOf(key('Space'), new Set(['start-service']), false)).toBeNull()
})

test('a key does nothing while a dialog is open', () => {
  expect(shortcutOf(key('Enter'), can, true)).toBeNull()
})

test('a key held down acts once', () => {
  expect(shortcutOf(key('Space', { repeat: true }), can, false)).toBeNull()
})

test('Space and Enter on a button or a field belong to it; F4 works from everywhere', () => {
  expect(['Space', 'Enter', 'F4'].map((code) => shortcutOf(key(code, { onControl: true }), can, false))).toEqual([
    null,
    null,
    'recall',
  ])
})

test('Alt+F4 and the like belong to the system', () => {
  expect(shortcutOf(key('F4', { modified: true }), can, false)).toBeNull()
})
