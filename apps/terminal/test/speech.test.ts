import { defaultSpeechKeys } from '@cherha/shared/protocol'
import { createI18n } from '@cherha/ui'
import { describe, expect, it } from 'vitest'
import { afterField, here, kept, moved, onScreen, type Cursor } from '../src/renderer/access/cursor.ts'
import type { Outline, Stop, StopElement } from '../src/renderer/access/outline.ts'
import { spokenScreen, spokenStop, spokenTyped } from '../src/renderer/access/spoken.ts'
import { speechKeyOf } from '../src/renderer/access/use-speech.ts'
import type { T } from '../src/renderer/texts/index.ts'
import { en } from '../src/renderer/texts/en.ts'
import { uk } from '../src/renderer/texts/uk.ts'

const texts = createI18n({ uk, en }, 'uk')
const t: T = (key, values) => texts.t(key, { ...values })
const words = { t, language: 'uk' } as const

/** An element of a page that is not there: only its identity counts. */
function element(className = ''): StopElement {
  return { matches: (selector) => selector === className }
}
const button = (text: string, className = '', on: boolean | null = null): Stop<StopElement> => ({
  is: 'button',
  text,
  language: null,
  on,
  element: element(className),
})
const field = (text: string, value = ''): Stop<StopElement> => ({
  is: 'field',
  text,
  language: null,
  value,
  wrong: false,
  element: element(),
})
const row = (...keys: string[]): Stop<StopElement> => ({
  is: 'row',
  text: `${keys[0]} – ${keys.at(-1)}`,
  language: null,
  element: element(),
  keys: keys.map((key) => button(key)),
})
const none = { text: '', language: null }
const screen = (title: string, ...stops: Stop<StopElement>[]): Outline<StopElement> => ({
  title: { text: title, language: null },
  alerts: [],
  status: none,
  texts: [{ text: 'Безоплатно.', language: null }],
  stops,
})

describe('the four keys', () => {
  const name = screen(
    'На кого талон?',
    field('Прізвище'),
    field('Ім’я'),
    row('А', 'Б'),
    button('Назад'),
    button('Далі', '.go'),
  )

  it('E6 next and previous go round everything a screen offers', () => {
    let cursor: Cursor = onScreen
    const heard: string[] = []
    for (let n = 0; n < 6; n += 1) {
      cursor = moved(cursor, 1, name)
      const at = here(cursor, name)
      heard.push(at.is === 'stop' ? at.stop.text : at.is)
    }
    expect(heard).toEqual(['Прізвище', 'Ім’я', 'А – Б', 'Назад', 'Далі', 'Прізвище'])
    expect(moved({ at: 'stop', stop: 0 }, -1, name)).toEqual({ at: 'stop', stop: 4 })
    expect(moved(onScreen, 1, screen('Зачекайте'))).toEqual(onScreen)
  })

  it('E11 a row of letters is left to the rows or, when the field is done, to the next field or onwards', () => {
    const inRow: Cursor = { at: 'key', row: 2, key: 1 }
    expect(here(moved(inRow, 1, name), name)).toEqual({ is: 'way', way: 'rows' })
    expect(here(moved(moved(inRow, 1, name), 1, name), name)).toEqual({ is: 'way', way: 'done' })
    expect(afterField(name, name.stops[0]?.element ?? null)).toEqual({ at: 'stop', stop: 1 })
    expect(afterField(name, name.stops[1]?.element ?? null)).toEqual({ at: 'stop', stop: 4 })
  })

  it('E6 the place on a screen is kept while something on it changes, and lost with what it stood at', () => {
    const [, given, keys, back, on] = name.stops
    if (!given || !keys || !back || !on) throw new Error('the screen has five stops')
    const without = { ...name, stops: [given, keys, back, on] }
    expect(kept({ at: 'stop', stop: 3 }, name, without)).toEqual({ at: 'stop', stop: 2 })
    expect(kept({ at: 'key', row: 2, key: 1 }, name, without)).toEqual({ at: 'key', row: 1, key: 1 })
    expect(kept({ at: 'stop', stop: 0 }, name, without)).toEqual(onScreen)
  })

  it('E8 keys are known by their codes, whatever the layout of the keyboard', () => {
    expect(speechKeyOf('ArrowDown', defaultSpeechKeys)).toBe('next')
    expect(speechKeyOf('F15', defaultSpeechKeys)).toBe('plugged')
    expect(speechKeyOf('KeyA', defaultSpeechKeys)).toBe(null)
    expect(speechKeyOf('KeyA', { ...defaultSpeechKeys, next: ['KeyA'] })).toBe('next')
  })
})

describe('what is spoken', () => {
  it('E7 a screen: its question, what is on it, how much there is to choose from', () => {
    const parts = spokenScreen(screen('Оберіть', button('Так'), button('Ні')), words)
    expect(parts.map(({ text }) => text)).toEqual(['Оберіть', 'Безоплатно.', 'Можна обрати з 2 пунктів.'])
  })

  it('E7 what is marked with another language is spoken in it', () => {
    const english = { ...button('English'), language: 'en' as const }
    expect(spokenStop(english, words)).toEqual([{ text: 'English', language: 'en' }])
  })

  it('E7 a field says what it holds, a pressed key that it is on', () => {
    const said = (stop: Stop<StopElement>) => spokenStop(stop, words).map(({ text }) => text)
    expect(said(field('Прізвище'))).toEqual(['Прізвище', 'Поле порожнє.'])
    expect(said(field('Прізвище', 'Гай'))).toEqual(['Прізвище', 'Введено: Гай.'])
    expect(said(button('10:20', '', true))).toEqual(['10:20', 'Увімкнено.'])
    expect(said(row('А', 'Б'))).toEqual(['Ряд клавіш: А – Б.'])
  })

  it('E11 a typed letter is answered with the field', () => {
    expect(spokenTyped(button('Й'), 'Гай', words).map(({ text }) => text)).toEqual(['Й', 'Введено: Гай.'])
  })
})
