import { describe, expect, it } from 'vitest'
import { words } from '../src/texts.ts'

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('the words of a Ukrainian ticket', () => {
  it('name the day', () => {
    const { day, weekday, year } = words.uk.date('2026-03-05')
    expect([day, weekday, year].map(spaced)).toEqual(['5 березня', 'четвер,', '2026 р.'])
  })

  it('never break a number from its word', () => {
    expect(words.uk.date('2026-03-05').day).toContain('\u00a0')
    expect(words.uk.noShow(2)).toContain('2\u00a0хвилин ')
  })

  it.each([
    [1, '1 хвилини'],
    [2, '2 хвилин'],
    [5, '5 хвилин'],
    [11, '11 хвилин'],
    [21, '21 хвилини'],
  ])('put the minutes of the no-show rule in the genitive: %i', (minutes, phrase) => {
    expect(spaced(words.uk.noShow(minutes))).toBe(
      `Підійдіть протягом ${phrase} після запрошення, інакше талон скасується назавжди.`,
    )
  })

  it('say when the ticket was issued', () => {
    expect(spaced(words.uk.issued('2026-03-05', '09:28'))).toBe('Видано 05.03.2026 о 09:28')
  })
})

describe('the words of an English ticket', () => {
  it('say the same', () => {
    const { day, weekday, year } = words.en.date('2026-11-29')
    expect([day, weekday, year].map(spaced)).toEqual(['29 November', 'Sunday,', '2026'])
    expect(spaced(words.en.noShow(1))).toContain('within 1 minute of')
    expect(spaced(words.en.noShow(2))).toContain('within 2 minutes of')
    expect(spaced(words.en.issued('2026-03-05', '09:28'))).toBe('Issued 05.03.2026 at 09:28')
  })
})

it.each(['2026-02-30', '5 березня', '', '2026-3-5', '2026-13-01'])('«%s» is not taken for a date', (text) => {
  expect(() => words.uk.date(text)).toThrow(RangeError)
})
