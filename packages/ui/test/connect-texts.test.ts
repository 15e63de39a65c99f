import { connectProblems } from '@cherha/device-shell'
import { expect, test } from 'vitest'
import { en } from '../src/connect/texts-en.ts'
import { uk } from '../src/connect/texts-uk.ts'

test.each(Object.keys(connectProblems))('the page has words for: %s', (problem) => {
  for (const texts of [uk, en]) expect(Object.keys(texts)).toContain(`problem.${problem}`)
})

test('Ukrainian and English say the same with the same values', () => {
  expect(Object.keys(en)).toEqual(Object.keys(uk))
  const values = (text: string) => text.match(/\{\{\w+\}\}/g) ?? []
  for (const [key, text] of Object.entries(uk)) {
    expect(values(Reflect.get(en, key) as string), key).toEqual(values(text))
  }
})

test('no sentence has more than twelve words', () => {
  for (const [key, text] of Object.entries(uk)) {
    for (const sentence of text.split(/[.;:] /)) expect(sentence.split(/\s+/).length, key).toBeLessThanOrEqual(12)
  }
})
