import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  longestSmsName,
  oneMessage,
  onePart,
  type SmsContent,
  smsNameProblems,
  smsParts,
  smsText,
  splitSms,
} from '../../src/booking/index.ts'

const visit = { office: 'ДМС, вул. Прикладна, 5', number: 'А-015', date: '2026-03-05', time: '09:30' }
const languages = ['uk', 'en'] as const
const kinds = ['booked', 'reminder', 'unserved', 'alert'] as const

const text = (max: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: max }).filter((one) => one.length <= max && one.trim() === one)
const two = (most: number, least = 0) => fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, '0'))
const someVisit = fc.record({
  office: text(longestSmsName).filter((one) => one !== ''),
  number: fc
    .tuple(fc.constantFrom(...'АКРУМШТФЯЛДГСНХП'), fc.integer({ min: 1, max: 9_999 }))
    .map(([letter, n]) => `${letter}-${String(n).padStart(3, '0')}`),
  date: fc.tuple(fc.integer({ min: 2026, max: 2099 }), two(12, 1), two(31, 1)).map((parts) => parts.join('-')),
  time: fc.tuple(two(23), two(59)).map((parts) => parts.join(':')),
})
const someContent: fc.Arbitrary<SmsContent> = fc.oneof(
  fc.record({
    kind: fc.constant('code' as const),
    code: fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0')),
    minutes: fc.integer({ min: 1, max: 15 }),
    of: fc.constantFrom('booking' as const, 'mine' as const),
  }),
  fc
    .tuple(someVisit, fc.constantFrom('visitor' as const, 'office' as const))
    .map(([one, by]) => ({ kind: 'cancelled' as const, by, ...one })),
  fc.tuple(someVisit, fc.constantFrom(...kinds)).map(([one, kind]) => ({ kind, ...one })),
)

describe('the message after a booking', () => {
  it('B24 tells the office, the number, the date and the time', () => {
    expect(smsText({ kind: 'booked', ...visit }, 'uk')).toBe(
      'ДМС, вул. Прикладна, 5. Номер у черзі А-015. 05.03.2026 о 09:30',
    )
    expect(smsText({ kind: 'booked', ...visit, office: 'DMS, 5 Prykladna St' }, 'en')).toBe(
      'DMS, 5 Prykladna St. Queue number А-015. 05.03.2026 at 09:30',
    )
  })

  it('B24 tells nothing besides these four: the same visit has the same text, whoever comes', () => {
    fc.assert(
      fc.property(someVisit, fc.constantFrom(...languages), (one, language) => {
        const said = smsText({ kind: 'booked', ...one }, language)
        const [year, month, day] = one.date.split('-')
        const frame = said
          .replace(one.office, '')
          .replace(one.number, '')
          .replace(`${day}.${month}.${year}`, '')
          .replace(one.time, '')
        expect(frame).toBe(language === 'uk' ? '. Номер у черзі .  о ' : '. Queue number .  at ')
      }),
    )
  })
})

describe('the length of messages', () => {
  it('B25 every message about every visit of every office fits one of 70 characters', () => {
    fc.assert(
      fc.property(someContent, fc.constantFrom(...languages), (content, language) => {
        expect(smsText(content, language).length).toBeLessThanOrEqual(oneMessage)
        expect(smsParts(smsText(content, language))).toBe(1)
      }),
      { numRuns: 2_000 },
    )
  })

  it('B25 a name of the longest length fills the message, one more is refused in its language', () => {
    const name = 'Ї'.repeat(longestSmsName)
    expect(smsText({ kind: 'booked', ...visit, number: 'А-9999', office: name }, 'uk')).toHaveLength(oneMessage)
    expect(smsNameProblems({ uk: name, en: name })).toEqual([])
    expect(smsNameProblems({ uk: `${name}Ї`, en: 'DMS' })).toEqual([
      { language: 'uk', message: '29 characters are too long for one message; at most 28 (rule B25)' },
    ])
  })

  it('B25 characters written in two halves count twice, as a telephone counts them', () => {
    expect(smsNameProblems({ uk: '🏛'.repeat(15), en: '🏛'.repeat(14) }).map(({ language }) => language)).toEqual(['uk'])
  })

  it('a name that begins or ends with a blank is refused', () => {
    expect(smsNameProblems({ uk: ' ДМС', en: 'DMS ' }).map(({ language }) => language)).toEqual(['uk', 'en'])
  })

  it('B25 a name that breaks the line, turns the writing or hides a character is refused', () => {
    for (const uk of ['ДМС\nА-001', 'ДМС\u2028А', 'ДМС\u202e5', 'ДМ\u200bС', 'ДМС\u0007!'])
      expect(smsNameProblems({ uk, en: 'DMS' })).toMatchObject([{ language: 'uk' }])
    expect(smsNameProblems({ uk: 'ДМС – вул. Січових Стрільців', en: 'DMS No. 5' })).toEqual([])
  })
})

describe('a text that is longer than one message', () => {
  it('is sent in parts that give the whole again, none too long, no character torn', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 60, maxLength: 300 }), (long) => {
        const parts = splitSms(long)
        expect(parts.join('')).toBe(long)
        expect(parts).toHaveLength(smsParts(long))
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(parts.length === 1 ? oneMessage : onePart)
          expect(part.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})
