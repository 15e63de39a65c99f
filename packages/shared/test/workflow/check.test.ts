import { checkCard, readCard } from '@cherha/shared/workflow'
import { describe, expect, it } from 'vitest'
import { card } from './planned.ts'
import { gone, mistakes } from './planted-mistakes.ts'
import { smallCard } from './small-card.ts'

/** Puts a value at `stages.0.key`, or takes away what is there. */
function put(data: unknown, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  const owner = steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : null),
    data,
  )
  if (typeof owner !== 'object' || owner === null) throw new Error(`nothing at ${path}`)
  if (value === gone) Reflect.deleteProperty(owner, last)
  else Reflect.set(owner, last, value)
}

function found(data: unknown): string[] {
  return checkCard(data).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

function planted(mistakes: readonly (readonly [path: string, value: unknown])[]): string[] {
  const data: unknown = structuredClone(smallCard())
  for (const [path, value] of mistakes) put(data, path, value)
  return found(data)
}

const text = { uk: 'Текст', en: 'Text' }

describe('a planted mistake', () => {
  it.each(mistakes)('W9 is named: %s', (_what, path, value, expected) => {
    const told = planted([[path, value]])
    expect(told.filter((line) => line.startsWith(expected))).toHaveLength(1)
  })

  it('W9 is not there in the card it was planted in', () => {
    expect(found(smallCard())).toEqual([])
  })
})

describe('the filing terms of an information card', () => {
  it.each([
    [
      'field',
      'fee-code',
      'information.filing.0.field: fee-code is no date field of a stage; one of circumstance-date,',
    ],
    ['ground', 'late', 'information.filing.0.ground: late is no ground; one of incomplete,'],
  ])('W9 a mistake in the %s is named', (key, value, expected) => {
    const data: unknown = structuredClone(card('003'))
    expect(found(data)).toEqual([])
    put(data, `information.filing.0.${key}`, value)
    expect(found(data).filter((line) => line.startsWith(expected))).toHaveLength(1)
  })
})

it('W9 a field of the act of a home visit that no stage writes down is named', () => {
  const data: unknown = structuredClone(card('003'))
  put(data, 'information.homeVisit.actFields.0.field', 'visit-platz')
  expect(found(data).map((line) => line.slice(0, 66))).toEqual([
    'information.homeVisit.actFields.0.field: visit-platz is no field of a stage'.slice(0, 66),
  ])
})

describe('a card with many mistakes', () => {
  it('W9 is told all of them at once, those of form and those of sense', () => {
    const told = planted([
      ['result', 'cards'],
      ['title', { uk: '', en: 'Certificate' }],
      ['roles.officer.unit', 'cellar'],
      ['stages.1.number', '1'],
      ['stages.1.deadlines.0.limit', { unit: 'weeks' }],
      ['stages.2.when', ['nowhere']],
      ['stages.3.outcomes.0.signers', [{ count: 2 }]],
      ['stages.3.outcomes.0.effects', ['dance']],
    ])
    for (const place of [
      'result',
      'title.uk',
      'roles.officer.unit',
      'stages.1.number',
      'stages.1.deadlines.0.limit.unit',
      'stages.2.when.0',
      'stages.3.outcomes.0.signers.0',
      'stages.3.outcomes.0.effects.0',
    ])
      expect(
        told.filter((line) => line.startsWith(`${place}: `)),
        place,
      ).toHaveLength(1)
    expect(told).toHaveLength(8)
  })

  it('W9 is never given on, and the data that were checked stay as they were', () => {
    const data: unknown = structuredClone(smallCard())
    put(data, 'stages.1.titel', text)
    put(data, 'stages.1.roles', ['boss'])
    const before = structuredClone(data)
    expect(readCard(data).ok).toBe(false)
    expect(data).toEqual(before)
  })

  it.each([null, [], 'card', 7, undefined])('W9 what is no card at all is told so: %j', (data) => {
    expect(found(data)).toHaveLength(1)
    expect(found(data)[0]).toContain('a card is a table of id, version, title')
  })

  it('W9 what holds itself, is very long or is named like a part of JavaScript is told so like anything else', () => {
    const data: Record<string, unknown> = structuredClone(smallCard())
    data['approved'] = data
    put(data, 'id', 'Я'.repeat(100_000))
    put(data, 'roles.officer.unit', 'constructor')
    put(data, 'constructor', 1)
    const told = found(data)
    expect(told.map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining(['id', 'approved.uk', 'constructor', 'roles.officer.unit']),
    )
    // the longest list of what is allowed is that of the words of a card
    for (const line of told) expect(line.length).toBeLessThan(400)
  })

  it('W9 more stages than any card has are refused before they are followed', () => {
    const data: unknown = structuredClone(smallCard())
    const [first] = smallCard().stages
    put(
      data,
      'stages',
      Array.from({ length: 20_000 }, (_none, n) => ({ ...first, key: `stage-${n}`, number: `${n}` })),
    )
    expect(found(data)).toEqual(expect.arrayContaining(['stages: a list is not allowed; at most 200 of them']))
  })

  it('W9 an empty table is told everything it lacks', () => {
    expect(found({}).map((line) => line.split(':')[0])).toEqual([
      'id',
      'version',
      'title',
      'approved',
      'result',
      'resultTitle',
      'units',
      'roles',
      'tracks',
      'start',
      'stages',
    ])
  })
})

describe('the cards of the product', () => {
  it.each(['002', '003', '004'])('W9 every stage of card %s is missed when it is taken away', (id) => {
    const whole = card(id)
    for (const [index, stage] of whole.stages.entries()) {
      const without = { ...structuredClone(whole), stages: whole.stages.filter((_one, at) => at !== index) }
      expect(found(without).length, stage.key).toBeGreaterThan(0)
    }
  })
})
