import { describe, expect, it } from 'vitest'
import { dateOfText, eServices, inSheetPages, stayAnswer } from '../../src/information/index.ts'

describe('information sheets', () => {
  const parts = [
    { heading: '1. Посвідка', lines: ['оригінал – показати; копія – додається'] },
    {
      heading: '2. Паспортний документ іноземця',
      lines: [Array.from({ length: 90 }, (_, n) => `слово${n}`).join(' ')],
    },
    { heading: '3. Переклад', lines: [] },
  ]
  const words = (texts: readonly string[]): string[] => texts.flatMap((text) => text.split(' ')).filter(Boolean)

  it('I22 every word of a sheet is on its pages, in order, however small they are', () => {
    for (const [lines, perLine] of [
      [15, 50],
      [11, 38],
      [6, 20],
    ] as const) {
      const pages = inSheetPages({ parts, notes: ['* Примітка'] }, lines, perLine)
      const shown = pages.flat().flatMap((part) => words([part.heading, ...part.lines]))
      const all = [...parts.flatMap((part) => words([part.heading, ...part.lines])), '*', 'Примітка']
      expect(shown).toEqual(all)
    }
  })

  it('I22 no page needs more lines than there are', () => {
    for (const page of inSheetPages({ parts, notes: [] }, 11, 38)) {
      const needed = page.reduce(
        (sum, { heading, lines }) =>
          sum + lines.reduce((own, text) => own + Math.ceil(text.length / 38), Math.ceil(heading.length / 38)),
        0,
      )
      expect(needed).toBeLessThanOrEqual(11)
    }
  })

  it('I24 every electronic service has a name in both languages and an address of the Migration Service', () => {
    expect(eServices.map(({ key }) => key)).toEqual(expect.arrayContaining(['reception', 'invalid-documents', 'chat']))
    for (const { title, address } of eServices) {
      expect([title.uk, title.en].every((text) => text.length > 0)).toBe(true)
      expect(new URL(address).hostname).toBe('dmsu.gov.ua')
    }
  })
})

describe('the calculator of a screen', () => {
  it('I10 I12 I13 tells the days used, the days left and the last day', () => {
    expect(stayAnswer([{ entry: '2026-05-01', exit: null }], '2026-05-20')).toEqual({
      ok: true,
      used: 20,
      left: 70,
      last: '2026-07-29',
      next: null,
      from: '2025-11-22',
    })
  })

  it('I14 without a day left it tells the first possible one', () => {
    const answer = stayAnswer([{ entry: '2026-01-01', exit: '2026-03-31' }], '2026-04-01')
    expect(answer).toMatchObject({ ok: true, used: 90, left: 0, last: null, next: '2026-06-30' })
  })

  it('I16 a list with something wrong in it is not counted', () => {
    const answer = stayAnswer([{ entry: '2026-02-30', exit: null }], '2026-05-20')
    expect(answer).toEqual({ ok: false, problems: [{ code: 'stay-no-date', stay: 0, field: 'entry' }] })
  })

  it('reads a date as it is typed', () => {
    expect([dateOfText('05.03.2026'), dateOfText('5.3.2026'), dateOfText('')]).toEqual(['2026-03-05', null, null])
  })
})
