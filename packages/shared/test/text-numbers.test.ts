import { commandSchemas, ServiceConfig } from '@cherha/shared/protocol'
import {
  formatNumber,
  isTicketNumber,
  letterProblem,
  parseNumber,
  priorityLetter,
  serviceLetters,
  ticketIdentityText,
} from '@cherha/shared/text'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aService } from './calendar-fixture.ts'

const allLetters = [...serviceLetters, priorityLetter]
const aLetter = fc.constantFrom(...allLetters)
const aNumber = fc.integer({ min: 1, max: 9999 })

describe('service letters', () => {
  it('N1 are the fifteen of the rule, and the configuration takes no other', () => {
    expect(serviceLetters.join(' ')).toBe('А К Р У М Ш Т Ф Я Л Д Г С Н Х')
    for (const letter of serviceLetters)
      expect(ServiceConfig.safeParse(aService('permit', letter)).success, letter).toBe(true)
    for (const letter of ['З', 'О', 'І', 'Ч', 'Б', 'В', 'П', 'A', 'K', 'а', 'АА', '']) {
      expect(ServiceConfig.safeParse(aService('permit', letter)).success, letter).toBe(false)
      expect(letterProblem([{ id: 'permit', letter }]), letter).toEqual({
        service: 'permit',
        letter,
        problem: 'not-allowed',
      })
    }
  })

  it('N1 are unique in an office', () => {
    expect(
      letterProblem([
        { id: 'a', letter: 'А' },
        { id: 'k', letter: 'К' },
      ]),
    ).toBeNull()
    expect(
      letterProblem([
        { id: 'a', letter: 'А' },
        { id: 'k', letter: 'К' },
        { id: 'other', letter: 'А' },
      ]),
    ).toEqual({ service: 'other', letter: 'А', problem: 'repeated' })
  })
})

describe('ticket numbers', () => {
  it('N6 are a Cyrillic capital, a hyphen and at least three digits', () => {
    expect(formatNumber('А', 15)).toBe('А-015')
    expect(formatNumber('А', 1)).toBe('А-001')
    expect(formatNumber('А', 1001)).toBe('А-1001')
    expect(formatNumber('П', 9999)).toBe('П-9999')
    for (const letter of ['A', 'а', 'З', '', 'АК']) expect(() => formatNumber(letter, 1), letter).toThrow(RangeError)
    for (const n of [0, -1, 1.5, 10_000, Number.NaN]) expect(() => formatNumber('А', n)).toThrow(RangeError)
  })

  it('N6 are recognised as they are written, and only so', () => {
    fc.assert(
      fc.property(aLetter, aNumber, (letter, n) => {
        expect(isTicketNumber(formatNumber(letter, n))).toBe(true)
      }),
    )
    const others = [
      '',
      'А',
      'А-15',
      'А-000',
      'А-0015',
      'А-0999',
      'А-10000',
      'а-015',
      'A-015',
      'З-015',
      'А015',
      'А-015 ',
    ]
    for (const text of [...others, 'А–015', 'А-015\n', ' А-015', 'АА-015', 'А-01a'])
      expect(isTicketNumber(text), text).toBe(false)
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('А', 'A', 'а', 'П', '-', '–', ' ', '0', '1', '9') }), (text) => {
        expect(isTicketNumber(text)).toBe(parseNumber(text)?.number === text)
      }),
    )
  })

  it('N6 come back from what is printed', () => {
    fc.assert(
      fc.property(aLetter, aNumber, (letter, n) => {
        const number = formatNumber(letter, n)
        expect(parseNumber(number)).toEqual({ letter, n, number })
      }),
    )
  })

  it('N6 are read from every careless way of typing them', () => {
    const dash = fc.constantFrom('', '-', '‐', '‑', '‒', '–', '—', '―', '−', '－')
    const space = fc.constantFrom('', ' ', '  ', '\u00A0', '\t')
    const latin: Record<string, string> = { А: 'A', К: 'K', Р: 'P', У: 'Y', М: 'M', Т: 'T', С: 'C', Н: 'H', Х: 'X' }
    fc.assert(
      fc.property(
        aLetter,
        aNumber,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        dash,
        space,
        space,
        (letter, n, asLatin, lower, zeros, hyphen, before, between) => {
          const twin = asLatin ? (latin[letter] ?? letter) : letter
          const digits = zeros ? String(n).padStart(3, '0') : String(n)
          const typed = `${before}${lower ? twin.toLowerCase() : twin}${between}${hyphen}${between}${digits}${before}`
          expect(parseNumber(typed)?.number, JSON.stringify(typed)).toBe(formatNumber(letter, n))
        },
      ),
    )
  })

  it('N6 read Latin look-alikes as the Cyrillic letter of the same shape', () => {
    const read = ['A-015', 'k15', 'P 15', 'y-15', 'M015', 't–15', 'C-015', 'h-15', 'X-1001'].map(
      (text) => parseNumber(text)?.number,
    )
    expect(read).toEqual(['А-015', 'К-015', 'Р-015', 'У-015', 'М-015', 'Т-015', 'С-015', 'Н-015', 'Х-1001'])
  })

  it('N6 guess nothing: what cannot be a number is none', () => {
    for (const text of [
      '',
      '-',
      'А',
      'А-',
      '015',
      '-015',
      'А-000',
      'А-0',
      'З-015',
      'В-015',
      'Б-015',
      'W-015',
      'B-015',
      'Q-1',
      'АК-015',
      'А-15б',
      'А-10000',
      'А--015',
      'А-١٥',
      'А-1.5',
      'А_015',
      '015-А',
      '№А-015',
    ]) {
      expect(parseNumber(text), text).toBeNull()
    }
  })

  it('N7 name one ticket together with the office and the date', () => {
    const ticket = fc.record({
      office: fc.stringMatching(/^\d{4}$/),
      date: fc.constantFrom('2026-11-23', '2026-11-24'),
      number: fc.tuple(aLetter, aNumber).map(([letter, n]) => formatNumber(letter, n)),
    })
    expect(ticketIdentityText({ office: '4801', date: '2026-11-23', number: 'А-015' })).toBe('4801|2026-11-23|А-015')
    fc.assert(
      fc.property(ticket, ticket, fc.constantFrom('office', 'date', 'number', 'none'), (one, other, same) => {
        const changed = same === 'none' ? other : { ...one, [same]: other[same] }
        const equal = one.office === changed.office && one.date === changed.date && one.number === changed.number
        expect(ticketIdentityText(one) === ticketIdentityText(changed)).toBe(equal)
      }),
    )
  })

  it('N7 prove nothing: no command acts on a ticket by its number alone', () => {
    const base = { commandId: '018f3c1e-2b7a-7c4d-9e5f-0123456789ab', ticket: 'А-015', date: '2026-11-23' }
    for (const type of ['check-in', 'withdraw', 'reprint'] as const) {
      expect(commandSchemas[type].safeParse({ ...base, type }).success, type).toBe(false)
      expect(commandSchemas[type].safeParse({ ...base, type, code: '7Q2M9XKD' }).success, type).toBe(true)
    }
  })
})
