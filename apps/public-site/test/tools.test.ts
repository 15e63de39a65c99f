import { describe, expect, it } from 'vitest'
import { problemOf } from '../src/renderer/tools/stay-page.tsx'
import { stayFacts } from '../src/renderer/tools/stay-result.tsx'
import { wordsOf } from '../src/renderer/texts/texts.ts'

const facts = (stays: readonly (readonly [string, string | null])[], today: string) =>
  stayFacts(
    stays.map(([entry, exit]) => ({ entry, exit })),
    today,
    wordsOf('en'),
  )?.facts.map(([name, value]) => `${name}: ${value}`.replaceAll('\u00a0', ' '))

describe('the page about 90 days of 180', () => {
  it('I12 I13 tells what is left and until when, for somebody who is still here', () => {
    expect(facts([['2026-05-01', null]], '2026-05-20')).toEqual([
      'Left: 70 days',
      'You may stay until: 29 July 2026',
      'In the 180 days from 22 November 2025: 20 days',
    ])
  })

  it('I10 I14 tells from when one may enter again, at the boundary of the window', () => {
    const stays = [['2026-01-01', '2026-03-31']] as const
    expect(facts(stays, '2026-04-01')).toEqual([
      'Left: 0 days',
      'You may enter again from: 30 June 2026',
      'In the 180 days from 4 October 2025: 90 days',
    ])
    expect(facts(stays, '2026-06-29')?.slice(0, 2)).toEqual(['Left: 0 days', 'You may enter again from: 30 June 2026'])
    expect(facts(stays, '2026-06-30')).toEqual([
      'Left: 1 day',
      'Entering today, you may stay until: 27 September 2026',
      'In the 180 days from 2 January 2026: 89 days',
    ])
  })

  it('I14 tells a day for one day and another for all ninety where they differ', () => {
    const stays = [
      ['2026-01-01', '2026-01-30'],
      ['2026-04-01', '2026-05-30'],
    ] as const
    expect(facts(stays, '2026-05-31')?.slice(0, 3)).toEqual([
      'Left: 0 days',
      'You may enter again from: 30 June 2026',
      'For a full 90 days, from: 29 August 2026',
    ])
  })

  it('I13 says of a stay that was too long that it was, and when one may come again', () => {
    const words = wordsOf('uk')
    const found = stayFacts([{ entry: '2026-01-01', exit: null }], '2026-04-05', words)
    expect(found?.isOver).toBe(true)
    expect(found?.facts[0]?.[1]).toBe('0 днів')
    expect(found?.facts[1]?.[0]).toBe('Якщо виїдете сьогодні, знову в’їхати можна з')
    expect(stayFacts([{ entry: '2026-01-01', exit: null }], '2026-03-31', words)?.isOver).toBe(false)
  })

  it.each([
    [['', '2026-03-01'], { field: 'entry', text: 'stay.no-entry' }],
    [['2026-02-30', ''], { field: 'entry', text: 'stay.no-date' }],
    [['2026-03-05', '2026-03-04'], { field: 'exit', text: 'stay.reversed' }],
    [['2026-05-21', ''], { field: 'entry', text: 'stay.future' }],
    [['2026-05-01', '2026-05-21'], { field: 'exit', text: 'stay.future' }],
    [['2026-01-09', '2026-01-12'], { field: 'entry', text: 'stay.overlap', other: 1 }],
    [['2025-12-20', '2026-01-02'], { field: 'entry', text: 'stay.overlap', other: 1 }],
    [['2026-01-10', '2026-01-12'], null],
    [['2026-05-20', ''], null],
  ])('I16 adds no stay that cannot be counted, and says at its field why: %j', ([entry = '', exit = ''], problem) => {
    const stays = [{ entry: '2026-01-01', exit: '2026-01-10' }]
    expect(problemOf(stays, { entry, exit }, '2026-05-20')).toEqual(problem)
  })
})
