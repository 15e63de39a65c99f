import { describe, expect, test } from 'vitest'
import { makePaper, type PaperModel } from '../src/index.ts'
import { joined, type PrintedText, type ReadPage, readPdf, textsOf } from './read-pdf.ts'
import { scenarios } from './scenarios.ts'

const mm = 72 / 25.4
const all = scenarios()
/** Not words of the paper, or words that stand at its foot. */
const notPrinted = new Set(['kind', 'language', 'style', 'share', 'ticked', 'captions'])

const made = new Map<PaperModel, ReturnType<typeof readPdf>>()
/** Each paper is made and read once. */
function read(model: PaperModel): ReturnType<typeof readPdf> {
  const known = made.get(model) ?? makePaper(model).then(readPdf)
  made.set(model, known)
  return known
}

describe.each(all)('$name', ({ model }) => {
  test('prints every word of its model, nothing cut off', async () => {
    const { pages } = await read(model)
    const printed = pages.map((page) =>
      joined(
        bodyOf(page)
          .map(({ text }) => text)
          .join(''),
      ),
    )
    for (const text of textsOf(model.parts, notPrinted)) {
      // a text that goes over to the next page goes on there
      let rest = joined(text)
      for (const page of printed) rest = rest.slice(longestBeginning(rest, page))
      expect(rest, text).toBe('')
    }
  })

  test('keeps to the margins of A4, and no text lies on another', async () => {
    const { pages } = await read(model)
    for (const page of pages) {
      expect([page.width, page.height].map((side) => Math.round(side / mm))).toEqual([210, 297])
      for (const text of page.texts) {
        expect(text.x, text.text).toBeGreaterThanOrEqual(30 * mm - 0.1)
        expect(text.x + text.width, text.text).toBeLessThanOrEqual(200 * mm + 0.1)
      }
      for (const text of bodyOf(page)) {
        expect(text.baseline - text.size * 0.3, text.text).toBeGreaterThanOrEqual(20 * mm - 0.1)
        expect(text.baseline + text.size * 0.7, text.text).toBeLessThanOrEqual(277 * mm + 0.1)
      }
      expect(overlaps(page.texts)).toEqual([])
    }
  })

  test('numbers its pages, and ends none of them empty', async () => {
    const { pages } = await read(model)
    for (const [index, page] of pages.entries()) {
      const foot = page.texts.filter((text) => !bodyOf(page).includes(text)).map(({ text }) => text)
      expect(joined(foot.join(' '))).toMatch(
        new RegExp(`${model.case}(Сторінка${index + 1}з${pages.length}|Page${index + 1}of${pages.length})$`),
      )
      expect(bodyOf(page).length).toBeGreaterThan(1)
    }
  })
})

test('the same model gives the same bytes, another model others', async () => {
  for (const { model } of all.slice(0, 6)) {
    expect(Buffer.from(await makePaper(structuredClone(model))).equals(Buffer.from(await makePaper(model)))).toBe(true)
    const other = await makePaper({ ...model, date: '2026-11-17' })
    expect(Buffer.from(other).equals(Buffer.from(await makePaper(model)))).toBe(false)
  }
})

test('a paper is tagged, in Ukrainian, with its title, and every font is inside', async () => {
  const model = named('receipt-longest')
  const bytes = await makePaper(model)
  const { document } = await readPdf(bytes)
  const { info } = await document.getMetadata()
  expect(info).toMatchObject({
    Title: model.title,
    Author: model.author,
    Language: 'uk-UA',
    CreationDate: 'D:20261116000000Z',
  })
  const tree = JSON.stringify(await (await document.getPage(1)).getStructTree())
  for (const role of ['Document', 'Part', 'H1', 'Table', 'TR', 'TH', 'TD', 'P'])
    expect(tree).toContain(`"role":"${role}"`)
  const second = JSON.stringify(await (await document.getPage(document.numPages)).getStructTree())
  expect(second).toContain('"lang":"en"')
  const raw = Buffer.from(bytes).toString('latin1')
  expect(raw.match(/\/FontName/g)?.length).toBe(raw.match(/\/FontFile2/g)?.length)
  expect(raw).toContain('/Marked true')
  expect(raw).not.toContain('Helvetica')
})

test('headings, lists and their words stand in the structure in the order they are read', async () => {
  const { document } = await readPdf(await makePaper(named('acceptance-refusal')))
  const roles: string[] = []
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null || !('children' in node) || !Array.isArray(node.children)) return
    if ('role' in node) roles.push(String(node.role))
    for (const child of node.children) walk(child)
  }
  walk(await (await document.getPage(1)).getStructTree())
  const order = roles.filter((role) => ['H1', 'Table', 'L', 'H2'].includes(role))
  expect(order).toEqual(['H1', 'Table', 'L', 'H2'])
})

function named(name: string): PaperModel {
  const found = all.find((scenario) => scenario.name === name)
  if (found === undefined) throw new Error(`no scenario ${name}`)
  return found.model
}

/** Without the foot of the page. */
function bodyOf(page: ReadPage): readonly PrintedText[] {
  return page.texts.filter(({ baseline }) => baseline > 18 * mm)
}

function longestBeginning(text: string, page: string): number {
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (page.includes(text.slice(0, middle))) low = middle
    else high = middle - 1
  }
  return low
}

function overlaps(texts: readonly PrintedText[]): readonly string[] {
  const box = ({ x, width, baseline, size }: PrintedText) => ({
    left: x + 0.2,
    right: x + width - 0.2,
    low: baseline - size * 0.15,
    high: baseline + size * 0.65,
  })
  return texts.flatMap((one, index) =>
    texts.slice(index + 1).flatMap((two) => {
      const [a, b] = [box(one), box(two)]
      const apart = a.right <= b.left || b.right <= a.left || a.high <= b.low || b.high <= a.low
      return apart ? [] : [`${one.text} | ${two.text}`]
    }),
  )
}
