import { cardSchema, checkCard, planCard } from '@cherha/shared/workflow'
import { describe, expect, it } from 'vitest'
import { beside, dates, martialLaw, peacetime, plan, row } from './planned.ts'
import { smallCard } from './small-card.ts'

const atWindow = (from: string) => ['1', '2', '3', '4', '5', '6'].map((number) => `${number} ${from} ${from}`)

describe('card 003, taken on Monday 2 March 2026', () => {
  it('W30 W31 W32 without inquiries the chain is 12 working days, the card is due in 15', () => {
    const planned = plan('003', '2026-03-02')
    expect(dates(planned)).toEqual([
      ...atWindow('2026-03-02'),
      '7 2026-03-03 2026-03-03',
      '8 2026-03-02 2026-03-03',
      '9 2026-03-04 2026-03-04',
      '10 2026-03-11 2026-03-11',
      '11 2026-03-03 2026-03-03',
      '12 2026-03-03 2026-03-03',
      '13 2026-03-11 2026-03-11',
      '14 2026-03-12 2026-03-12',
      '15 2026-03-17 2026-03-17',
      '16 2026-03-18 2026-03-18',
      '17 2026-03-18 2026-03-18',
      '18 2026-03-18 2026-03-18',
      '19 2026-03-23 2026-03-23',
    ])
    expect(planned.cap).toBe('2026-03-23')
    expect(planned.warnings).toEqual([])
  })

  it('W32 with inquiries the decision has 10 working days, the chain is 15: no day to spare', () => {
    const planned = plan('003', '2026-03-02', { inquiries: true })
    expect(dates(planned).slice(9)).toEqual([
      '10 2026-03-11 2026-03-11',
      '11 2026-03-03 2026-03-03',
      '12 2026-03-03 2026-03-03',
      '13 2026-03-16 2026-03-16',
      '14 2026-03-17 2026-03-17',
      '15 2026-03-20 2026-03-20',
      '16 2026-03-23 2026-03-23',
      '17 2026-03-23 2026-03-23',
      '18 2026-03-23 2026-03-23',
      '19 2026-03-23 2026-03-23',
    ])
    expect(planned.warnings).toEqual([])
  })

  it('W33 the fast chain is 2 working days, the card is due in 3', () => {
    const planned = plan('003', '2026-03-02', { track: 'fast' })
    expect(dates(planned).slice(6)).toEqual([
      '7 2026-03-03 2026-03-03',
      '8 2026-03-02 2026-03-03',
      '9 2026-03-04 2026-03-04',
      '10 2026-03-03 2026-03-03',
      '11 2026-03-02 2026-03-02',
      '12 2026-03-02 2026-03-02',
      '13 2026-03-03 2026-03-03',
      '14 2026-03-03 2026-03-03',
      '15 2026-03-04 2026-03-04',
      '16 2026-03-04 2026-03-04',
      '17 2026-03-04 2026-03-04',
      '18 2026-03-04 2026-03-05',
      '19 2026-03-05 2026-03-05',
    ])
    expect(planned.cap).toBe('2026-03-05')
    // the fast track has one decision term: inquiries do not lengthen it
    expect(dates(plan('003', '2026-03-02', { track: 'fast', inquiries: true }))).toEqual(dates(planned))
  })

  it('W36 the copy of a refusal, a notice and the answers of other bodies stand beside the stage', () => {
    const planned = plan('003', '2026-03-02')
    expect(beside(planned, '9')).toEqual(['refusal-notified 2026-03-04 2026-03-04'])
    expect(beside(planned, '11')).toEqual(['inquiry-answered null null'])
    expect(beside(planned, '19')).toEqual(['stage-completed 2026-03-18 2026-03-18'])
    expect(beside(plan('004', '2026-03-02'), '11')).toEqual(['visit-notified 2026-03-11 2026-03-13'])
    expect(beside(plan('004', '2026-03-02'), '18')).toEqual(['stage-completed 2026-03-19 2026-03-23'])
    expect(beside(plan('002', '2026-03-02'), '18')).toEqual(['stage-completed 2027-03-05 2027-03-05'])
  })

  it('W31 through an authorised entity consideration begins with the re-check', () => {
    const planned = plan('003', '2026-03-02', { entity: true })
    expect(row(planned, '9')).toEqual(['2026-03-04', '2026-03-04'])
    expect(row(planned, '12')).toEqual(['2026-03-05', '2026-03-05'])
    expect(row(planned, '13')).toEqual(['2026-03-11', '2026-03-11'])
  })
})

describe('card 004, taken on Monday 2 March 2026', () => {
  it('W30 W34 limits are 10, 11, 16, 17 and 15 working days, targets 8, 9, 14, 15 and 15', () => {
    const planned = plan('004', '2026-03-02')
    expect(dates(planned)).toEqual([
      ...atWindow('2026-03-02'),
      '7 2026-03-03 2026-03-03',
      '8 2026-03-02 2026-03-02',
      '9 2026-03-04 2026-03-04',
      '10 2026-03-12 2026-03-16',
      '11 2026-03-12 2026-03-16',
      '12 2026-03-12 2026-03-16',
      '13 2026-03-13 2026-03-17',
      '14 2026-03-20 2026-03-24',
      '15 2026-03-23 2026-03-25',
      '16 2026-03-23 2026-03-25',
      '17 2026-03-23 2026-03-25',
      '18 2026-03-23 2026-03-23',
    ])
    expect(planned.cap).toBe('2026-03-23')
    expect(planned.warnings.map(({ en }) => en)).toEqual([
      'The stage limits add up to 17 working days, the whole service may take 15: keep to the target dates.',
    ])
  })

  it('W34 through an authorised entity the decision still prevails over the later start of the checks', () => {
    const planned = plan('004', '2026-03-02', { entity: true })
    expect(row(planned, '9')).toEqual(['2026-03-04', '2026-03-04'])
    expect(row(planned, '10')).toEqual(['2026-03-12', '2026-03-16'])
    expect(row(planned, '12')).toEqual(['2026-03-12', '2026-03-16'])
  })
})

describe('card 002, taken on Monday 2 March 2026', () => {
  it('W31 W35 inquiries have intake + 30 days, the decision a year, the copy three working days more', () => {
    const planned = plan('002', '2026-03-02')
    expect(dates(planned)).toEqual([
      ...atWindow('2026-03-02'),
      '7 2026-03-03 2026-03-03',
      '8 2026-03-02 2026-03-03',
      '9 2026-03-04 2026-03-04',
      '10 2027-03-02 2027-03-02',
      '11 2026-04-01 2026-04-01',
      '12 2027-03-02 2027-03-02',
      '18 2027-03-05 2027-03-05',
    ])
    expect([planned.cap, planned.warnings]).toEqual([null, []])
  })

  it('W35 through an authorised entity identification is still never later than the decision', () => {
    const planned = plan('002', '2026-03-02', { entity: true })
    expect(row(planned, '9')).toEqual(['2026-03-04', '2026-03-04'])
    expect(row(planned, '10')).toEqual(['2027-03-02', '2027-03-02'])
  })

  it('W4 rows 13 to 17 are not applicable, 19 is the appeal, 20 the note', () => {
    const planned = plan('002', '2026-03-02')
    expect(planned.rows.map(({ number, kind }) => `${number} ${kind}`).slice(12)).toEqual([
      '13 not-applicable',
      '14 not-applicable',
      '15 not-applicable',
      '16 not-applicable',
      '17 not-applicable',
      '18 stage',
      '19 appeal',
      '20 note',
    ])
  })
})

// Rows 13, 14, 15, 16 and 19 of card 003, 12 to 15 and 18 of card 004; 10, 11, 12 and 18 of card 002: their limits.
const chains = {
  '002': ['10', '11', '12', '18'],
  '003': ['13', '14', '15', '16', '19'],
  '004': ['12', '13', '14', '15', '18'],
} as const

describe('a plan across', () => {
  it.each([
    [
      'Easter Monday',
      '003',
      '2026-04-06',
      true,
      ['2026-04-15', '2026-04-16', '2026-04-21', '2026-04-22', '2026-04-27'],
    ],
    [
      'Easter Monday',
      '003',
      '2026-04-06',
      false,
      ['2026-04-16', '2026-04-17', '2026-04-22', '2026-04-23', '2026-04-28'],
    ],
    [
      'two holidays in May',
      '004',
      '2026-04-27',
      true,
      ['2026-05-11', '2026-05-12', '2026-05-19', '2026-05-20', '2026-05-18'],
    ],
    [
      'two holidays in May',
      '004',
      '2026-04-27',
      false,
      ['2026-05-13', '2026-05-14', '2026-05-21', '2026-05-22', '2026-05-20'],
    ],
    [
      'the year’s end',
      '003',
      '2026-12-21',
      true,
      ['2026-12-30', '2026-12-31', '2027-01-05', '2027-01-06', '2027-01-11'],
    ],
    [
      'the year’s end',
      '003',
      '2026-12-21',
      false,
      ['2026-12-31', '2027-01-04', '2027-01-07', '2027-01-08', '2027-01-13'],
    ],
    ['a leap day', '002', '2028-02-29', true, ['2029-02-28', '2028-03-30', '2029-02-28', '2029-03-05']],
    ['a leap day', '004', '2028-02-16', true, ['2028-03-01', '2028-03-02', '2028-03-09', '2028-03-10', '2028-03-08']],
    [
      'a change of the clock',
      '003',
      '2026-03-27',
      true,
      ['2026-04-07', '2026-04-08', '2026-04-13', '2026-04-14', '2026-04-17'],
    ],
    [
      'a change of the clock',
      '004',
      '2026-10-23',
      true,
      ['2026-11-06', '2026-11-09', '2026-11-16', '2026-11-17', '2026-11-13'],
    ],
    ['weekends at its ends', '002', '2026-08-28', true, ['2027-08-30', '2026-09-28', '2027-08-30', '2027-09-02']],
    [
      'Independence Day at its end',
      '002',
      '2025-08-24',
      false,
      ['2026-08-25', '2025-09-23', '2026-08-25', '2026-08-28'],
    ],
    [
      'an intake on Saturday',
      '003',
      '2026-03-07',
      true,
      ['2026-03-17', '2026-03-18', '2026-03-23', '2026-03-24', '2026-03-27'],
    ],
    [
      'an intake on Saturday',
      '003',
      '2026-03-07',
      false,
      ['2026-03-18', '2026-03-19', '2026-03-24', '2026-03-25', '2026-03-30'],
    ],
  ] as const)('W22 W24 W30 %s: card %s taken on %s, martial law %s', (_what, id, from, law, limits) => {
    const planned = plan(id, from, { calendar: law ? martialLaw : peacetime })
    expect(chains[id].map((number) => row(planned, number)[1])).toEqual([...limits])
  })
})

describe('a fourth card', () => {
  it('W1 W37 is planned without code: targets from targets, limits from limits, the conditional stage too', () => {
    expect(checkCard(smallCard())).toEqual([])
    const planned = planCard(cardSchema.parse(smallCard()), { from: '2026-03-02', calendar: martialLaw })
    expect(dates(planned)).toEqual([
      '1 2026-03-02 2026-03-02',
      '2 2026-03-04 2026-03-05',
      '3 2026-04-02 2026-04-02',
      '4 2026-03-06 2026-03-09',
    ])
    expect(planned.rows.map(({ conditional }) => conditional)).toEqual([false, false, true, false])
  })

  it('W37 is not planned for a day or a track that does not exist', () => {
    const card = cardSchema.parse(smallCard())
    expect(() => planCard(card, { from: '2026-02-30', calendar: martialLaw })).toThrow('not a date')
    expect(() => planCard(card, { from: '2026-03-02', calendar: martialLaw, track: 'fast' })).toThrow('no fast track')
  })
})
