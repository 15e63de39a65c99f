import { describe, expect, it } from 'vitest'
import { turnsOf } from '../src/renderer/parts/bottom-line.tsx'
import { linesOf, pagesOf } from '../src/renderer/parts/text-lines.ts'

describe('lines of a name on the board', () => {
  it('keep words whole, and break one that is wider than the list', () => {
    expect(linesOf('ID-картка', 12)).toBe(1)
    expect(linesOf('Паспорт для виїзду', 12.4)).toBe(1)
    expect(linesOf('Паспорт громадянина України', 10)).toBe(3)
    expect(linesOf('ШЩЖЮФМ'.repeat(10), 12.4)).toBe(5)
  })
})

describe('pages of the free places', () => {
  const heights = (pages: readonly (readonly number[])[]) =>
    pages.map((page) => page.reduce((sum, each) => sum + each, 0))
  it('A16 show every row once, in order, none higher than its room', () => {
    const rows = [122, 160, 47, 88, 198, 47, 47]
    const pages = pagesOf(rows, (row) => row, 282)
    expect(pages.flat()).toEqual(rows)
    expect(Math.max(...heights(pages))).toBeLessThanOrEqual(282)
    expect(pages).toHaveLength(4)
  })
  it('give a row that is higher than the room a page of its own', () => {
    expect(pagesOf([47, 300, 47], (row) => row, 282)).toEqual([[47], [300], [47]])
  })
})

describe('turns of the messages', () => {
  const short = { uk: 'Каса на другому поверсі', en: 'The cash desk is on the second floor' }
  const long = { uk: 'Документи подайте з перекладом. '.repeat(3), en: 'Documents need a translation. '.repeat(3) }
  it('A16 keep both languages together while they fit, and show them one after the other where they do not', () => {
    expect(turnsOf([short, long], false, true)).toEqual([short, { ...long, en: '' }, { ...long, uk: '' }])
    expect(turnsOf([short, long], true, true)).toEqual([short, { ...long, en: '' }, { ...long, uk: '' }])
  })
  it('leave English out where the line has no room for it', () => {
    expect(turnsOf([short], false, false)).toEqual([{ ...short, en: '' }])
  })
})
