import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createI18n } from '@cherha/ui'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { en } from '../src/renderer/texts/en.ts'
import { uk } from '../src/renderer/texts/uk.ts'

const renderer = join(import.meta.dirname, '../src/renderer')
const keyboard = join(import.meta.dirname, '../../../packages/ui/src')

function base(texts: object): string[] {
  return [...new Set(Object.keys(texts).map((key) => key.replace(/_(one|few|many|other)$/, '')))].sort()
}
function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort()
}
function componentFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => join(folder, file))
}

test('both languages have the same keys', () => {
  expect(base(en)).toEqual(base(uk))
})

test('every counted text has the forms of its language', () => {
  const ending = (texts: object, key: string): string[] =>
    Object.keys(texts)
      .filter((one) => one.startsWith(`${key}_`))
      .map((one) => one.slice(key.length + 1))
  for (const key of base(uk).filter((one) => `${one}_one` in uk)) {
    expect(ending(uk, key)).toEqual(['one', 'few', 'many', 'other'])
    expect(ending(en, key)).toEqual(['one', 'other'])
  }
})

test('both languages fill in the same values', () => {
  const english: Readonly<Record<string, string>> = en
  for (const [key, text] of Object.entries(uk)) {
    const counterpart = english[key] ?? english[key.replace(/_(few|many)$/, '_other')] ?? ''
    expect([key, placeholders(counterpart)]).toEqual([key, placeholders(text)])
  }
})

test('every key of the texts is used by the screens', () => {
  const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('texts'))
    .map((file) => readFileSync(join(renderer, file), 'utf8'))
    .join('\n')
  // `info.${topic}.note`: any word of small letters, digits and hyphens in between
  const dynamic = [...sources.matchAll(/`([\w.-]*)\$\{[\w.]+\}([\w.-]*)`/g)]
    .filter(([, before = '']) => before.endsWith('.'))
    .map(([, before = '', after = '']) => new RegExp(`^${escaped(before)}[\\w-]+${escaped(after)}$`))
  const unused = base(uk).filter(
    (key) => !sources.includes(`'${key}'`) && !dynamic.some((pattern) => pattern.test(key)),
  )
  expect(unused).toEqual([])
})

const escaped = (text: string): string => text.replace(/[.-]/g, '\\$&')

/** Attributes whose text somebody reads or hears. */
const spoken = new Set(['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'label', 'note', 'hint'])

/** Texts that stand in the markup itself, in any language. */
function hardCoded(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const isWords = (text: string): boolean => /\p{Ll}{2}/u.test(text)
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isWords(node.text)) found.push(node.text.trim())
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer !== undefined) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
      if (value !== undefined && ts.isStringLiteralLike(value) && isWords(value.text)) found.push(value.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('no screen has a text that is not in the files of its languages', () => {
  const found = [...componentFiles(renderer), ...componentFiles(keyboard)].flatMap((file) =>
    hardCoded(file).map((text) => `${file.slice(renderer.length)}: ${text}`),
  )
  expect(found).toEqual([])
})

test('no component carries words of its own', () => {
  const files = [...componentFiles(renderer), ...componentFiles(keyboard)]
  expect(files.length).toBeGreaterThan(15)
  const cyrillic = files.filter((file) => {
    const code = readFileSync(file, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '')
    return /\p{Script=Cyrillic}/u.test(code)
  })
  expect(cyrillic).toEqual([])
})

test('E19 the minutes a visitor has are those of the office, in the forms of their language', async () => {
  const texts = createI18n({ uk, en }, 'uk')
  const said = (key: string): (string | undefined)[] =>
    [2, 3, 5, 15].map((count) => /\d+\u00a0\p{L}+/u.exec(texts.t(key, { count }))?.[0])
  expect(said('ticket.come')).toEqual(['2\u00a0хвилин', '3\u00a0хвилин', '5\u00a0хвилин', '15\u00a0хвилин'])
  expect(said('where.called')).toEqual(['2\u00a0хвилини', '3\u00a0хвилини', '5\u00a0хвилин', '15\u00a0хвилин'])
  await texts.changeLanguage('en')
  for (const key of ['ticket.come', 'where.called'])
    expect(said(key)).toEqual(['2\u00a0minutes', '3\u00a0minutes', '5\u00a0minutes', '15\u00a0minutes'])
})

test('texts are there at once, in the forms of their language', async () => {
  const texts = createI18n({ uk, en }, 'uk')
  expect(texts.t('none.other-service.note', { count: 5 })).toBe('Сьогодні є місця на 5\u00a0послуг')
  expect([1, 2, 5, 21].map((count) => texts.t('places', { count }))).toEqual([
    '1\u00a0місце',
    '2\u00a0місця',
    '5\u00a0місць',
    '21\u00a0місце',
  ])
  await texts.changeLanguage('en')
  expect([1, 2].map((count) => texts.t('places', { count }))).toEqual(['1\u00a0place', '2\u00a0places'])
})
