import { expect, test } from 'vitest'
import { leafletModel, makeLeaflet, PaperPress } from '../src/index.ts'
import { joined, readPdf, textsOf } from './read-pdf.ts'

const code = ['1110111', '1010101', '1110111', '0001000', '1110101', '1010010', '1110001']
const office = { name: 'УДМС у Миколаївській області', address: 'м. Миколаїв, вул. Декабристів, 5/А' }
const usual = {
  language: 'uk',
  size: 'a4',
  date: '2026-03-04',
  office,
  phones: ['(0512) 49-81-18', '0 800 505 505'],
  url: 'https://example.gov.ua/booking?office=4801',
  code,
} as const
const notSaid = new Set(['kind', 'language', 'size', 'date', 'title', 'code', 'codeText'])

test.each([
  ['uk', 'a4', 210],
  ['uk', 'a5', 148],
  ['en', 'a4', 210],
  ['en', 'a5', 148],
] as const)('B36 a leaflet (%s, %s) is one page, and all it says can be selected', async (language, size, width) => {
  const model = leafletModel({ ...usual, language, size })
  const bytes = await makeLeaflet(model)
  const { document, pages } = await readPdf(bytes)
  expect(pages).toHaveLength(1)
  expect((pages[0]?.width ?? 0) / (72 / 25.4)).toBeCloseTo(width, 0)
  const said = joined((pages[0]?.texts ?? []).map(({ text }) => text).join(''))
  for (const text of textsOf(model, notSaid)) expect(said).toContain(joined(text))
  const { info } = await document.getMetadata()
  expect(info).toMatchObject({ Title: expect.stringContaining(office.name) })
  expect(Buffer.from(await makeLeaflet(model)).equals(bytes)).toBe(true)
})

test('B36 however long name, address and phones are, they stay in their frame, below the steps', async () => {
  const name = 'Центральний відділ обслуговування громадян з оформлення документів '.repeat(6)
  const phones = Array.from({ length: 8 }, (_, index) => `(0512) 49-81-${10 + index}`)
  const long = leafletModel({ ...usual, office: { name, address: `${office.address}, корпус 2, поверх 3` }, phones })
  const { pages } = await readPdf(await makeLeaflet(long))
  const texts = pages[0]?.texts ?? []
  const lastStep = texts.find(({ text }) => joined(text).includes('черзі.'))
  const firstOfName = texts.find(({ text }) => text.startsWith('Центральний'))
  const foot = texts.find(({ text }) => text.startsWith('Немає'))
  expect(lastStep?.baseline).toBeGreaterThan((firstOfName?.baseline ?? Number.POSITIVE_INFINITY) + 20)
  const phonesAt = texts.findLast(({ text }) => text.includes('49'))?.baseline ?? 0
  expect(phonesAt).toBeGreaterThan((foot?.baseline ?? 0) + 20)
  for (const { x, width } of texts) expect(x + width).toBeLessThan(pages[0]?.width ?? 0)
})

test('B36 the thread of papers makes the same leaflet', async () => {
  const press = new PaperPress()
  try {
    const model = leafletModel(usual)
    expect(Buffer.from(await press.make(model)).equals(await makeLeaflet(model))).toBe(true)
  } finally {
    await press.close()
  }
})
