import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { en } from '../src/renderer/texts/en.ts'
import { uk } from '../src/renderer/texts/uk.ts'

const renderer = fileURLToPath(new URL('../src/renderer', import.meta.url))
const base = (key: string) => key.replace(/_(one|few|many|other)$/, '')
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort()

describe('the texts of the console', () => {
  test('exist in both languages under the same keys', () => {
    expect([...new Set(Object.keys(en).map(base))].sort()).toEqual([...new Set(Object.keys(uk).map(base))].sort())
  })

  test('fill in the same values in both languages', () => {
    const english: Record<string, string> = en
    for (const [key, text] of Object.entries(uk)) {
      const other = english[key] ?? english[`${base(key)}_other`]
      expect(placeholders(other ?? ''), key).toEqual(placeholders(text))
    }
  })

  test('of a counted thing have all four Ukrainian forms', () => {
    const counted = Object.keys(uk)
      .filter((key) => key !== base(key))
      .map(base)
    for (const key of counted) {
      for (const form of ['one', 'few', 'many', 'other']) expect(uk, key).toHaveProperty([`${key}_${form}`])
    }
  })

  test('use the Ukrainian apostrophe, quotes and dash', () => {
    for (const [key, text] of Object.entries(uk)) expect(text, key).not.toMatch(/['"`—]|\.\.\./)
  })

  test('have no Latin letter inside a Ukrainian word, and no Ukrainian word in English but the other language', () => {
    for (const [key, text] of Object.entries(uk)) {
      expect(text.replaceAll(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[a-z][а-яіїєґ]|[а-яіїєґ][a-z]/i)
    }
    for (const [key, text] of Object.entries(en)) {
      if (key !== 'otherLanguage') expect(text, key).not.toMatch(/[а-яіїєґ]/i)
    }
  })
})

test('no component carries words of its own', () => {
  const files = globSync('**/*.{ts,tsx,html,css}', { cwd: renderer }).filter(
    (file) => !/texts[/\\](uk|en)[/\\.]/.test(file),
  )
  expect(files.length).toBeGreaterThan(20)
  for (const file of files) {
    const code = readFileSync(`${renderer}/${file}`, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/^\s*\/\/.*$/gm, '')
    expect(code, file).not.toMatch(/[а-яіїєґ]/i)
  }
})
