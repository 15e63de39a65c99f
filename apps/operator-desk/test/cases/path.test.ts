import { builtInCards, findCard } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { drawnPath, stopsPerRow } from '../../src/renderer/cases/model/path.ts'
import { withWordBreaks } from '../../src/renderer/cases/model/word-breaks.ts'
import { aDecisionDueToday, anIntake, anIntakeAt } from './stories.ts'

const card = (id: string) => findCard(builtInCards, id) ?? null

describe('the path of a case as it is drawn', () => {
  test('is that of the drawn case page: one stop for the visit, then the stages with their dates', () => {
    const { office, id } = aDecisionDueToday()
    const { stops, entityOnly } = drawnPath(office.view('iryna', id), card('004'))
    expect(stops.map(({ number, look, date }) => `${number} ${look} ${date}`)).toEqual([
      '1–6 done 2026-02-23',
      '8 done 2026-02-23',
      '10 done 2026-03-03',
      '11 done 2026-03-04',
      '12 here 2026-03-05',
      '13 ahead 2026-03-06',
      '14 ahead 2026-03-13',
      '15 ahead 2026-03-16',
      '16 ahead 2026-03-16',
      '18 ahead 2026-03-16',
    ])
    expect(entityOnly).toEqual(['7', '9', '17'])
    expect(stops[0]?.title).toBeNull()
  })

  test('during intake the visit is where the case is, and what is done only in some cases is drawn as such', () => {
    const { office, id } = anIntake('003', ['expired'])
    const { stops } = drawnPath(office.view('olena', id), card('003'))
    expect(stops[0]).toMatchObject({ number: '1–6', look: 'here' })
    expect(stops.filter(({ look }) => look === 'maybe').map(({ number }) => number)).toEqual(['11', '12'])
    expect(stops.map(({ key }) => key)).not.toContain('withdrawal')
  })

  test('a visit that waits for the register only is not open any more', () => {
    const { office, id } = anIntakeAt('over')
    expect(drawnPath(office.view('olena', id), card('004')).stops[0]?.look).toBe('awaiting')
  })

  test('a refusal at the window stops the case there', () => {
    const { office, id } = anIntake()
    office.does('olena', id, 'complete', {
      stage: 'intake-check',
      outcome: 'refused',
      data: { grounds: [findCard(builtInCards, '004')?.grounds['acceptance']?.[0]?.key] },
    })
    const [visit, next] = drawnPath(office.view('olena', id), card('004')).stops
    expect(visit).toMatchObject({ look: 'stopped', date: '2026-03-05' })
    expect(next?.look).toBe('unreached')
  })

  test('without its card nothing is guessed to be an authorised entity’s', () => {
    const { office, id } = anIntake()
    expect(drawnPath(office.view('olena', id), null).entityOnly).toEqual([])
  })

  test('up to twelve stops stand in one row, more in rows of about the same length', () => {
    expect([1, 10, 12, 13, 14, 25].map(stopsPerRow)).toEqual([1, 10, 12, 7, 7, 9])
  })
})

test('only long words of a stop may break, and never near their ends', () => {
  expect(withWordBreaks('Персоналізація карток').replaceAll('\u00ad', '|')).toBe('Персо|на|лі|зація карток')
  expect(withWordBreaks('Рішення про оформлення')).toBe('Рішення про оформлення')
})
