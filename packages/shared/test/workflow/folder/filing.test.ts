import { describe, expect, test } from 'vitest'
import { peace } from '../case/case-run.ts'
import { FolderRun } from './folder-run.ts'
import { intakeAnswers, tickAll, writeForm } from './story.ts'

function filed(ground: string, field: string, date: string | null, today = '2026-03-11', calendar?: typeof peace) {
  const run = new FolderRun('003', { today, ...(calendar === undefined ? {} : { calendar }) }).start({
    grounds: [ground],
  })
  tickAll(run)
  const fields = { ...intakeAnswers, ...(date === null ? {} : { [field]: date }) }
  run.complete('intake', 'intake-check', 'accepted', { fields })
  const view = run.view(run.clerk)
  return { run, filing: view.filing[0], alerts: view.alerts }
}

describe('within a month of the circumstance', () => {
  test.each([
    // The last day, a Wednesday.
    ['2026-02-11', '2026-03-11', 'in-time'],
    ['2026-02-10', '2026-03-10', 'late'],
    // 31 January has no day a month later; the last one of February is a Saturday and rolls on to Monday.
    ['2026-01-31', '2026-03-02', 'late'],
  ] as const)('W81 arisen on %s: the last day is %s, %s', (arose, lastDay, status) => {
    expect(filed('lost', 'circumstance-date', arose).filing).toMatchObject({ lastDay, status, given: arose })
  })

  test('W81 a desk tells by one date whether it is in time: the first that is', () => {
    expect(filed('lost', 'circumstance-date', null).filing?.inTimeFrom).toBe('2026-02-11')
    // On a Monday also what fell due at the weekend is in time.
    expect(filed('lost', 'circumstance-date', null, '2026-03-16').filing?.inTimeFrom).toBe('2026-02-14')
  })
})

test('W81 a new passport is to be shown within a month of its receipt', () => {
  const { filing } = filed('changed-passport', 'new-passport-date', '2026-02-10')
  expect(filing).toMatchObject({ key: 'new-passport', lastDay: '2026-03-10', status: 'late' })
})

describe('15 working days before the card expires', () => {
  test.each([
    ['2026-04-01', '2026-03-11', 'in-time'],
    ['2026-03-31', '2026-03-10', 'late'],
    // An expiry on a Sunday counts back from there.
    ['2026-04-05', '2026-03-16', 'in-time'],
  ] as const)('W81 expiring on %s: the last day is %s, %s', (expires, lastDay, status) => {
    expect(filed('expired', 'expires-on', expires).filing).toMatchObject({ lastDay, status })
  })

  test('W81 holidays make the last day earlier when they are days off', () => {
    expect(filed('expired', 'expires-on', '2026-01-12', '2025-12-19').filing?.lastDay).toBe('2025-12-22')
    expect(filed('expired', 'expires-on', '2026-01-12', '2025-12-19', peace).filing?.lastDay).toBe('2025-12-18')
  })
})

describe('what follows', () => {
  test('W81 a missed term is said with its last day and offered as a ground of the decision; nothing is refused', () => {
    const { run, alerts } = filed('lost', 'circumstance-date', '2026-02-02')
    expect(alerts.map(({ text, detail }) => [text.uk, detail.uk])).toEqual([
      [
        'Документи подано після строку: останній день – 2 березня.',
        'Протягом одного місяця з дати виникнення обставин (подій). Це може бути підставою 6 для відмови, рішення за вами.',
      ],
    ])
    writeForm(tickAll(run)).complete('intake', 'application', 'formed', { fields: { 'biometrics-taken': true } })
    run.complete('intake', 'print', 'correct').complete('intake', 'applicant-signature', 'cannot-sign')
    const fields = { 'signature-date': run.today, 'signature-name': 'П.' }
    run.complete('intake', 'employee-signature', 'signed', { fields }).complete('intake', 'scans', 'scanned')
    run.complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
    run.complete('officer', 'identification', 'identified')
    const outcomes = run.view(run.person('decision-maker')).offers[0]?.outcomes ?? []
    expect(outcomes.map(({ key, blocked, suggestedGrounds }) => [key, blocked, suggestedGrounds])).toEqual([
      ['issue', null, []],
      ['refused', null, ['incomplete-or-late']],
    ])
  })

  test('W81 a date that was not given is said once the documents are accepted', () => {
    const run = new FolderRun('003').start({ grounds: ['stolen'] })
    expect(run.view(run.clerk).alerts).toEqual([])
    expect(filed('stolen', 'circumstance-date', null).alerts.map(({ text }) => text.en)).toEqual([
      'The date the term to apply counts from is not given.',
    ])
    expect(filed('stolen', 'circumstance-date', '2026-03-02').alerts).toEqual([])
  })
})
