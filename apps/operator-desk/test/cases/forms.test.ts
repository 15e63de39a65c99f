import type { Field } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { latinSuggestion, readApplicant, sameApplicant, typedOf } from '../../src/renderer/cases/model/applicant.ts'
import { shownDay, typedDay } from '../../src/renderer/cases/model/day-text.ts'
import { problemsOf, valuesOf } from '../../src/renderer/cases/model/fields.ts'
import { timeLeft } from '../../src/renderer/cases/model/left.ts'
import { scanName, scanProblem, scanType } from '../../src/renderer/cases/model/scans.ts'
import { asksTwice, inOrder } from '../../src/renderer/cases/model/stage-tools.ts'
import { aliiev, anIntakeAt } from './stories.ts'

const asks = { today: '2026-03-05', phone: true, email: true }
const typed = typedOf(aliiev)
const problem = (changes: Record<string, string>) => {
  const read = readApplicant({ ...typed, ...changes }, asks)
  return read.ok ? {} : read.problems
}

describe('the applicant’s form', () => {
  test('says what was written, and reads back the same', () => {
    const read = readApplicant(typed, asks)
    expect(read).toEqual({ ok: true, applicant: aliiev })
    expect(sameApplicant(aliiev, read.ok ? read.applicant : { ...aliiev, surname: '' })).toBe(true)
  })

  test('begins with what the ticket says and asks for the rest in plain words', () => {
    const read = readApplicant(typedOf({ surname: 'Алієв', givenName: 'Ельчин' }), asks)
    expect(read.ok ? [] : Object.entries(read.problems)).toEqual([
      ['birthDate', 'missing'],
      ['citizenship', 'missing'],
      ['documentNumber', 'missing'],
      ['address', 'missing'],
      ['phone', 'missing'],
      ['email', 'missing'],
    ])
  })

  test.each([
    ['surname', 'Алі3в', 'letters'],
    ['surname', 'Ё'.repeat(3), 'letters'],
    ['givenName', 'а'.repeat(61), 'long'],
    ['latinSurname', 'Aлієв', 'latin'],
    ['birthDate', '2026-03-06', 'future'],
    ['birthDate', '2025-02-30', 'date'],
    ['documentValidUntil', '2020-01-01', 'order'],
    ['documentNumber', 'C1', 'short'],
    ['documentNumber', 'C#01234567', 'number'],
    ['phone', '12345', 'phone'],
    ['email', 'elchin@', 'email'],
    ['representativeName', 'Алієва Лейла', 'together'],
    ['hostName', 'ТОВ', 'together'],
    ['address', 'вул', null],
    ['citizenship', 'А', 'short'],
  ] as const)('%s «%s»: %s', (field, text, expected) => {
    const [found] = Object.values(problem({ [field]: text }))
    expect(found ?? null).toBe(expected)
  })

  test('keeps a phone as it is dialled from anywhere', () => {
    const read = readApplicant({ ...typed, phone: '067 123 45 67' }, asks)
    expect(read.ok && read.applicant.phone).toBe('+380671234567')
  })

  test('does not ask for phone and e-mail where the card does not', () => {
    const read = readApplicant({ ...typed, phone: '', email: '' }, { ...asks, phone: false, email: false })
    expect(read.ok && 'phone' in read.applicant).toBe(false)
  })

  test('a name of sixty wide letters fits', () => {
    expect(problem({ surname: 'Щ'.repeat(60) })).toEqual({})
  })

  test('Latin letters are suggested by the official table, and not at all for what it does not have', () => {
    expect(latinSuggestion('Їжакевич-Задунайська')).toBe('YIZHAKEVYCH-ZADUNAISKA')
    expect(latinSuggestion('Ыё')).toBeNull()
  })
})

describe('a date', () => {
  test.each([
    ['5.3.2026', '2026-03-05'],
    ['05/03/2026', '2026-03-05'],
    ['05032026', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['05.03.20', '05.03.20'],
    ['', ''],
  ])('%s is kept as %s', (text, kept) => expect(typedDay(text)).toBe(kept))

  test('shows as it is written here', () => {
    expect(shownDay('2026-03-05')).toBe('05.03.2026')
    expect(shownDay('05.0')).toBe('05.0')
  })
})

describe('the fields of a card', () => {
  const field = (key: string, kind: Field['kind']): Field => ({
    key,
    kind,
    label: { uk: key, en: key },
    required: true,
    when: [],
    ...(kind === 'choice' ? { options: [{ key: 'a', label: { uk: 'а', en: 'a' } }] } : {}),
  })
  const fields = [field('tick', 'yes-no'), field('when', 'date'), field('sum', 'number'), field('pick', 'choice')]

  test('a box that is not ticked says no, an empty text says nothing, a comma is a point', () => {
    expect(valuesOf(fields, { when: ' ', sum: '12,5' })).toEqual({ tick: false, sum: 12.5 })
  })

  test('tell what is wrong with each', () => {
    const values = valuesOf(fields, { when: '2026-02-30', sum: 'багато', pick: 'b' })
    expect(problemsOf(fields, [], values)).toEqual({ when: 'date', sum: 'number', pick: 'choice' })
    expect(problemsOf(fields, ['when'], {})).toEqual({ when: 'missing' })
  })
})

test('the time left is overdue, today, or working days', () => {
  expect(timeLeft({ daysLeft: null, overdue: false })).toEqual({ kind: 'none' })
  expect(timeLeft({ daysLeft: 0, overdue: false })).toEqual({ kind: 'today' })
  expect(timeLeft({ daysLeft: 3, overdue: false })).toEqual({ kind: 'left', days: 3 })
  expect(timeLeft({ daysLeft: -2, overdue: true })).toEqual({ kind: 'overdue', days: 2 })
})

describe('a scan', () => {
  test('of a wrong type, empty or too large is not even sent', () => {
    expect(scanProblem({ name: 'a.docx', type: 'application/msword', size: 9 })).toBe('type')
    expect(scanProblem({ name: 'a.pdf', type: 'application/pdf', size: 0 })).toBe('empty')
    expect(scanProblem({ name: 'a.pdf', type: 'application/pdf', size: 10 * 1024 * 1024 + 1 })).toBe('large')
    expect(scanProblem({ name: 'a.pdf', type: 'application/pdf', size: 10 * 1024 * 1024 })).toBeNull()
  })

  test('without a type is told by its ending', () => {
    expect(scanType({ name: 'Паспорт.TIF', type: '' })).toBe('image/tiff')
    expect(scanType({ name: 'Паспорт.exe', type: '' })).toBeNull()
    expect(scanType({ name: 'лист.pdf', type: 'text/html' })).toBeNull()
  })

  test('keeps its ending when its name is cut', () => {
    const name = scanName(`${'Щ'.repeat(200)}.jpeg`)
    expect(name).toHaveLength(120)
    expect(name.endsWith('.jpeg')).toBe(true)
  })
})

describe('outcomes that ask for nothing', () => {
  const asked = (step: Parameters<typeof anIntakeAt>[0]) => {
    const { office, id } = anIntakeAt(step)
    const [offer] = office.view('olena', id).offers
    if (offer === undefined) throw new Error('nothing is offered')
    const ways = inOrder(offer)
    return Object.fromEntries(ways.map((outcome) => [outcome.key, asksTwice(ways, outcome)]))
  }

  test('are confirmed when they are not the way forward, for no step is taken back', () => {
    expect(asked('applicant-signature')).toEqual({ signed: false, 'cannot-sign': true })
  })

  test('are done at once when they only lead back to correct something', () => {
    expect(asked('print')).toEqual({ correct: false, errors: false })
  })
})
