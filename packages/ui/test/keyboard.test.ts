import { normaliseName } from '@cherha/shared/text'
import { expect, test } from 'vitest'
import { accents, latin, ukrainian } from '../src/keyboard/layouts.ts'
import { edited, erase, inNameCase, typeKey } from '../src/keyboard/typing.ts'

/** Types the keys one after another at the end of the text, as the name keyboard does. */
function typed(keys: string): string {
  let text = ''
  for (const key of keys) {
    const edit = typeKey({ text, start: text.length, end: text.length }, inNameCase(text, key), 60)
    if (edit) text = edited(text, edit)
  }
  return text
}

test('a name gets its capitals by itself, also after a hyphen and a space', () => {
  expect(typed('ЇЖАКЕВИЧ-ЗАДУНАЙСЬКА')).toBe('Їжакевич-Задунайська')
  expect(typed('ОГЛИ АЛІ')).toBe('Огли Алі')
})

test('after an apostrophe a name goes on with a small letter', () => {
  expect(typed('МАР’ЯНА')).toBe('Мар’яна')
})

test('the Turkish dotted and dotless letters stay one letter each', () => {
  expect(typed('İSTEMİ')).toBe('İstemi')
  expect(typed('ıŞıK')).toBe('Işık')
})

test('a key goes in where the caret stands and replaces what is selected', () => {
  const caret = typeKey({ text: 'Іан', start: 1, end: 1 }, 'в', 60)
  expect(caret && edited('Іан', caret)).toBe('Іван')
  const selection = typeKey({ text: 'Іванна', start: 4, end: 6 }, '’', 60)
  expect(selection && edited('Іванна', selection)).toBe('Іван’')
})

test('a full field takes no more keys, but a selection may still be replaced', () => {
  expect(typeKey({ text: 'абв', start: 3, end: 3 }, 'г', 3)).toBeNull()
  expect(typeKey({ text: 'абв', start: 0, end: 1 }, 'г', 3)).toEqual({ from: 0, to: 1, text: 'г' })
})

test('erase takes the selection, else the letter before the caret, else nothing', () => {
  expect(erase({ text: 'Іван', start: 4, end: 4 })).toEqual({ from: 3, to: 4, text: '' })
  expect(erase({ text: 'Іван', start: 1, end: 3 })).toEqual({ from: 1, to: 3, text: '' })
  expect(erase({ text: 'Іван', start: 0, end: 0 })).toBeNull()
})

test('the keyboard has every letter of the Ukrainian alphabet once', () => {
  const keys = ukrainian.flat().filter((key) => key !== '’')
  expect([...keys].sort((a, b) => a.localeCompare(b, 'uk')).join('')).toBe('АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ')
})

test('every letter key gives a name the office accepts', () => {
  const keys = [...ukrainian.flat(), ...latin.flat(), ...accents.flat(2)].filter((key) => key !== '’')
  const refused = keys.filter(
    (key) => !normaliseName(inNameCase('', key)).ok || !normaliseName(inNameCase('а', key)).ok,
  )
  expect(refused).toEqual([])
  expect(new Set(keys.map((key) => key)).size).toBe(keys.length)
})
