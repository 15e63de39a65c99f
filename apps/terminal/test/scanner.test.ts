import { expect, test } from 'vitest'
import { readScan, type ScannedKey } from '../src/renderer/scan/typed-by-scanner.ts'

const text = 'CHERHA1|0001|2026-03-05|A-015|1|K7QF2M9D'
const ticket = { office: '0001', date: '2026-03-05', number: 'А-015', code: 'K7QF2M9D' }

/** An American keyboard: the places of its keys, and what a computer with that layout makes of them. */
function american(sign: string): ScannedKey {
  const shift = /[A-Z|]/.test(sign)
  if (/[a-z]/i.test(sign)) return { key: sign, code: `Key${sign.toUpperCase()}`, shift }
  if (/\d/.test(sign)) return { key: sign, code: `Digit${sign}`, shift }
  return { key: sign, code: sign === '|' ? 'Backslash' : 'Minus', shift }
}
const latin = 'QWERTYUIOPASDFGHJKLZXCVBNM'
const cyrillic = 'ЙЦУКЕНГШЩЗФІВАПРОЛДЯЧСМИТЬ'
/** The same keys where the computer has a Ukrainian layout. */
function underUkrainian(key: ScannedKey): ScannedKey {
  if (key.key === '|') return { ...key, key: '/' }
  return { ...key, key: cyrillic[latin.indexOf(key.key)] ?? key.key }
}

test('E14 a ticket is read from an American keyboard', () => {
  expect(readScan([...text].map(american))).toEqual(ticket)
})

test('E14 a ticket is read when the computer has a Ukrainian layout, with and without the places of the keys', () => {
  const keys = [...text].map(american).map(underUkrainian)
  expect(keys.map(({ key }) => key).join('')).toBe('СРУКРФ1/0001/2026-03-05/Ф-015/1/Л7ЙА2Ь9В')
  expect(readScan(keys)).toEqual(ticket)
  const latinTwin = { ...ticket, number: 'А-015' }
  expect(readScan(keys.map((key) => ({ ...key, code: '' })))).toEqual(latinTwin)
})

test('E14 a scanner that types Cyrillic is read as it types', () => {
  const keys = [...text.replace('A-015', 'Ф-015')].map((sign) => ({ key: sign, code: '', shift: false }))
  expect(readScan(keys)).toEqual({ ...ticket, number: 'Ф-015' })
})

test('E14 a letter that does not come through is left open, and the rest is kept', () => {
  const keys = [...text.replace('A-015', '?-015')].map((sign) => ({ key: sign, code: '', shift: false }))
  expect(readScan(keys)).toEqual({ ...ticket, number: null })
})

test('E14 another code is no ticket', () => {
  for (const other of ['https://example.org/ticket?n=1', 'CHERHA1|0001|2026-03-05', `${text}|more`, '5901234123457']) {
    expect(readScan([...other].map(american)), other).toBe(null)
  }
})
