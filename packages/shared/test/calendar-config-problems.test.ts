import { describe, expect, test } from 'vitest'
import { checkConfig } from '../src/calendar/index.ts'
import { anOffice } from './calendar-fixture.ts'

const problemsOf = (change: object) => {
  const checked = checkConfig({ ...anOffice(), code: '6801', ...change }, () => true)
  return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the kind of an office', () => {
  test('may be left out, a body, a unit, or an authorised entity with its serving office', () => {
    expect(problemsOf({})).toEqual([])
    expect(problemsOf({ kind: 'body' })).toEqual([])
    expect(problemsOf({ kind: 'unit' })).toEqual([])
    expect(problemsOf({ kind: 'authorised-entity', servingOffice: '6800' })).toEqual([])
  })

  test('decides whether there is a serving office', () => {
    expect(problemsOf({ kind: 'authorised-entity' })).toEqual([
      'servingOffice: an authorised entity needs its serving office, the four digits of its code',
    ])
    const extra = 'servingOffice: only an authorised entity has a serving office; leave it out'
    expect(problemsOf({ kind: 'body', servingOffice: '6800' })).toEqual([extra])
    expect(problemsOf({ servingOffice: '6800' })).toEqual([extra])
    expect(problemsOf({ kind: 'authorised-entity', servingOffice: '6801' })).toEqual([
      'servingOffice: an authorised entity cannot serve itself; name the body or unit it works for',
    ])
    expect(problemsOf({ kind: 'authorised-entity', servingOffice: '68' })).toEqual(['servingOffice: four digits'])
    expect(problemsOf({ kind: 'branch' })).toHaveLength(1)
  })
})

describe('the short name of an office for messages', () => {
  test('B25 one that makes a message too long is refused when the office is configured', () => {
    expect(problemsOf({ smsName: { uk: 'ДМС, вул. Прикладна, 5', en: 'DMS, 5 Prykladna St' } })).toEqual([])
    const long = 'Відділ міграційної служби у Вознесенську'
    expect(problemsOf({ smsName: { uk: long, en: 'DMS Voznesensk' } })).toEqual([
      'smsName.uk: 40 characters are too long for one message; at most 28 (rule B25)',
    ])
  })
})
