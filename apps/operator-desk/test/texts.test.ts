import { fileURLToPath } from 'node:url'
import { codeOf, textRules } from '@cherha/testing'
import { describe, expect, test } from 'vitest'
import { en } from '../src/renderer/texts/en.ts'
import { uk } from '../src/renderer/texts/uk.ts'

describe('the texts of the desk', () => {
  test.each(textRules)('$rule', ({ faults }) => {
    expect(Object.keys(uk).length).toBeGreaterThan(100)
    expect(faults(uk, en)).toEqual([])
  })
})

test('no component carries words of its own', () => {
  const code = codeOf(fileURLToPath(new URL('../src/renderer', import.meta.url)))
  expect(code.size).toBeGreaterThan(20)
  const wordy = [...code].filter(([, text]) => /[а-яіїєґ]/i.test(text)).map(([file]) => file)
  expect(wordy).toEqual([])
})
