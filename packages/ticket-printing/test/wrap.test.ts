import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapBalanced, wrapText, wrapUnits } from '../src/font/wrap.ts'

/** Every letter is one dot wide. */
const width = (text: string): number => text.length

describe('lines of a name', () => {
  it('keep a double name whole while it fits a line', () => {
    expect(wrapUnits(['Їжак', 'Анна-Марія', 'Іллівна'], 13, width)).toEqual(['Їжак', 'Анна-Марія', 'Іллівна'])
  })

  it('share a line where there is room', () => {
    expect(wrapUnits(['Їжак', 'Єва', 'Іллівна'], 13, width)).toEqual(['Їжак Єва', 'Іллівна'])
  })

  it('keep a part of several words whole while it fits a line', () => {
    expect(wrapUnits(['Ян', 'ван дер Берг'], 12, width)).toEqual(['Ян', 'ван дер Берг'])
  })

  it('break a part that is wider than the paper after its hyphen, on a line of its own', () => {
    expect(wrapUnits(['Ян', 'Задунайська-Шевченко', 'Іллівна'], 12, width)).toEqual([
      'Ян',
      'Задунайська-',
      'Шевченко',
      'Іллівна',
    ])
  })

  it('break between letters only when nothing else helps', () => {
    expect(wrapUnits(['Ян', 'Щщщщщщщщ', 'Єва'], 5, width)).toEqual(['Ян', 'Щщщщщ', 'щщщ', 'Єва'])
  })

  it('hold no-break spaces while the text between them fits', () => {
    expect(wrapText('після 2\u00a0хвилин тут', 10, width)).toEqual(['після', '2\u00a0хвилин', 'тут'])
    expect(wrapText('вул.\u00a0Шевченка', 10, width)).toEqual(['вул.', 'Шевченка'])
  })

  it('lose nothing, add nothing and fit, whatever the text', () => {
    const part = fc.string({ unit: fc.constantFrom('а', 'Щ', '-', ' ', '’'), minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.integer({ min: 1, max: 30 }), (units, room) => {
        const lines = wrapUnits(units, room, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(units.join('').replaceAll(' ', ''))
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(room)
      }),
      { seed: 15, numRuns: 500 },
    )
  })
})

describe('balanced lines', () => {
  it('are of about the same length and not more than needed', () => {
    expect(wrapText('аа бб вв гг дд ее є', 17, width)).toEqual(['аа бб вв гг дд ее', 'є'])
    expect(wrapBalanced('аа бб вв гг дд ее є', 17, width)).toEqual(['аа бб вв', 'гг дд ее є'])
  })
})
