import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { documents } from '../src/renderer/prerender.tsx'
import { hrefOf, paths, readRoute } from '../src/renderer/route.ts'
import { en } from '../src/renderer/texts/en.ts'
import { textOf } from '../src/renderer/texts/texts.ts'
import { type TextKey, uk } from '../src/renderer/texts/uk.ts'

const renderer = fileURLToPath(new URL('../src/renderer', import.meta.url))

test('every page has an address of one level, and every address leads back to its page and language', () => {
  for (const page of Object.keys(paths) as (keyof typeof paths)[]) {
    expect(paths[page]).toMatch(/^\/[a-z-]*$/)
    for (const language of ['uk', 'en'] as const) {
      const { pathname, search } = new URL(hrefOf({ page, language }), 'http://site')
      expect(readRoute({ pathname, search })).toEqual({ page, language })
    }
  }
  expect(readRoute({ pathname: '/status/', search: '' }).page).toBe('status')
  expect(readRoute({ pathname: '/nothing', search: '?lang=en' })).toEqual({ page: 'lost', language: 'en' })
  expect(readRoute({ pathname: '/', search: '?lang=fr' }).language).toBe('uk')
})

test('what is chosen is in the address, and what cannot be a choice is not', () => {
  const choices = { service: 'passport', office: '8001', date: '2026-03-12', time: '10:20', step: 'phone' }
  const href = hrefOf({ page: 'booking', language: 'en', choices })
  expect(href).toBe('/booking?service=passport&office=8001&date=2026-03-12&time=10:20&step=phone&lang=en')
  const { pathname, search } = new URL(href, 'http://site')
  expect(readRoute({ pathname, search })).toEqual({ page: 'booking', language: 'en', choices })
  for (const wrong of ['service=<b>', 'office=80', 'date=2026-13-01', 'time=25:00', 'step=paid', 'phone=0671234567']) {
    expect(readRoute({ pathname: '/booking', search: `?${wrong}` })).toEqual({ page: 'booking', language: 'uk' })
  }
  expect(readRoute({ pathname: '/board', search: '?office=8001&date=2026-03-12' }).choices).toEqual({ office: '8001' })
})

test('a document shows its page before any script: heading, fields, the other language', () => {
  const made = documents()
  expect(made.map(({ file }) => file).sort()).toEqual([
    '404.html',
    ...[
      'board',
      'booking.chosen',
      'booking',
      'fees',
      'index',
      'latin',
      'my',
      'status',
      'stay',
      'tools',
      'unit',
    ].flatMap((name) => [`${name}.en.html`, `${name}.html`]),
  ])
  for (const { file, language, path, search, title, html } of made) {
    expect(file.endsWith('.en.html')).toBe(language === 'en')
    expect(readRoute({ pathname: path, search }).language).toBe(language)
    expect(title).not.toBe('')
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).toContain(language === 'uk' ? 'English' : 'Українська')
  }
  const booking = made.find(({ file }) => file === 'booking.html')?.html ?? ''
  for (const part of ['Оберіть послугу', 'Крок 1 з 5', 'id="first"', '<noscript>']) expect(booking).toContain(part)
  const status = made.find(({ file }) => file === 'status.html')?.html ?? ''
  for (const part of ['Де моя заява', 'Номер справи', 'Останні чотири цифри', '<button type="submit"', '<noscript>']) {
    expect(status).toContain(part)
  }
  const lost = made.find(({ file }) => file === '404.html')?.html ?? ''
  expect(lost).toContain('Такої сторінки немає')
  expect(lost).toContain('There is no such page')
})

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()

test('the texts are there in both languages, fill in the same values, and every one is used', () => {
  const keys = Object.keys(uk) as TextKey[]
  expect(Object.keys(en).sort()).toEqual([...keys].sort())
  for (const key of keys) expect([key, places(en[key])]).toEqual([key, places(uk[key])])
  const code = globSync(`${renderer}/**/*.{ts,tsx}`, { exclude: (file) => file.includes('texts') })
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const built = [
    'status.case',
    'status.digits',
    'problem.',
    'step.',
    'unheard.',
    'document.self',
    'document.child',
    'document.where.',
    'code.help.',
    'my.state.',
    'my.cancel.',
    'where.',
    'stay.entry',
    'stay.exit',
    'fees.documents',
    'fees.fees',
  ]
  for (const key of keys) {
    expect([key, code.includes(`'${key}'`) || built.some((start) => key.startsWith(start))]).toEqual([key, true])
  }
  expect(textOf('uk', 'answer.until', { date: '16 березня' })).toBe('до 16 березня')
})
