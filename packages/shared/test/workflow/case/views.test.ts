import { pathOf, publicStatus, tasksOf } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { CaseRun, martialLaw } from './case-run.ts'
import { ownIntake, plan, walk } from './story.ts'

const distributed = [...ownIntake, '11 distribution.assigned']
const pathFor = (run: CaseRun) => pathOf(run.card, run.running, { calendar: martialLaw })
const step = (run: CaseRun, key: string) => pathFor(run).find((one) => one.key === key)
const statusOf = (run: CaseRun) => publicStatus(run.card, run.running, { today: run.today, calendar: martialLaw })
const tasks = (run: CaseRun, ...who: Parameters<CaseRun['person']>) =>
  tasksOf(run.card, run.running, run.person(...who), { today: run.today, calendar: martialLaw }).map(
    ({ kind, stage, limit, daysLeft }) => `${kind} ${stage} ${limit ?? '-'} ${daysLeft ?? '-'}`,
  )

describe('the path', () => {
  test('W72 has every row of 002, the five that do not apply too, in the printed order', () => {
    const rows = pathFor(new CaseRun('002').start())
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 1)))
    expect(rows.filter(({ status }) => status === 'not-applicable').map(({ number }) => number)).toEqual([
      '13',
      '14',
      '15',
      '16',
      '17',
    ])
  })

  test('W72 shows what was done and by whom, what is open and by when, and what is planned from there', () => {
    const run = walk({ card: '003', steps: [...distributed, '12 identification.identified'] })
    expect(step(run, 'identification')).toMatchObject({
      status: 'done',
      doneOn: '2026-03-12',
      by: 'officer-first',
      outcome: { en: 'Identified, documents checked' },
    })
    expect(step(run, 'recheck')).toMatchObject({ status: 'skipped', openedOn: null, doneOn: null })
    expect(step(run, 'decision')).toMatchObject({ status: 'open', limit: '2026-03-20', overdue: false })
    expect(step(run, 'delivery')).toMatchObject({ status: 'ahead', limit: '2026-03-26' })
    run.on('2026-03-16').complete('decision', 'issue')
    expect(step(run, 'delivery')).toMatchObject({ status: 'ahead', limit: '2026-03-20' })
    run.tick('2026-03-19')
    expect(step(run, 'data-transfer')).toMatchObject({ status: 'open', limit: '2026-03-17', overdue: true })
    expect(step(run, 'decision')?.who[0]?.unit.en).toContain('Mykolaiv')
  })

  test('W72 shows how often a stage was done, that a draft awaits the registry, and what was never reached', () => {
    const cut = { connected: false }
    const draft = walk({ card: '004', steps: ownIntake, with: { 'application.formed': cut, 'scans.scanned': cut } })
    expect([step(draft, 'application'), step(draft, 'scans'), step(draft, 'distribution')]).toMatchObject([
      { status: 'awaiting', doneOn: '2026-03-11' },
      { status: 'awaiting' },
      { status: 'waiting' },
    ])
    const left = walk({ card: '004', steps: [...ownIntake.slice(0, 2), '11 print.errors'] })
    expect(step(left, 'print')).toMatchObject({ times: 2, status: 'open' })
    const refused = walk({ card: '004', steps: ['11 intake-check.refused'] })
    expect(step(refused, 'decision')).toMatchObject({ status: 'not-reached', limit: null })
  })
})

describe('tasks', () => {
  test('W73 are the open stages of one’s role and assignment, the most urgent first, with working days left', () => {
    const run = walk({ card: '003', steps: [...distributed, '11 identification.inquiry-needed'] })
    expect(tasks(run, 'officer')).toEqual(['stage inquiries 2026-03-12 1', 'stage identification 2026-03-20 7'])
    expect(tasks(run, 'officer', 'other')).toEqual([])
    expect(tasks(run, 'decision-maker')).toEqual([])
    run.on('2026-03-16')
    expect(tasks(run, 'officer')[0]).toBe('stage inquiries 2026-03-12 -2')
  })

  test('W73 name what only this person can sign, and what is still to be recorded after the end', () => {
    const run = new CaseRun('003').startAtEntity().intake()
    expect(tasks(run, 'authorised-entity')).toEqual(['stage transfer 2026-03-11 0'])
    run.does(
      run.command(run.person('authorised-entity'), {
        type: 'record-event',
        stage: 'transfer',
        event: 'electronic-transferred',
      }),
    )
    run.on('2026-03-12').complete('transfer', 'transferred').complete('distribution', 'assigned')
    const refused = new CaseRun(run.card)
    refused.state = run.state
    refused.on('2026-03-12').complete('recheck', 'refused')
    expect(tasks(refused, 'officer')).toEqual(['record recheck 2026-03-13 1'])
    run.complete('recheck', 'accepted').complete('identification', 'identified').complete('decision', 'issue')
    run.complete('data-transfer', 'sent').complete('delivery', 'delivered').complete('arrival', 'recorded')
    run.complete('comparison', 'matches')
    expect(tasks(run, 'authorised-entity')).toEqual(['sign handover 2026-03-13 1'])
    run.does(run.command(run.person('authorised-entity'), { type: 'sign', stage: 'handover', outcome: 'handed-over' }))
    expect(tasks(run, 'authorised-entity')).toEqual([])
  })
})

describe('what the applicant is told', () => {
  test('W74 from intake to issue, in both languages, with the legal deadline', () => {
    const told: string[] = []
    const tell = (run: CaseRun) => {
      const { phase, deadline, stage, expected } = statusOf(run)
      expect(stage.uk).toMatch(/[а-яіїє]/)
      expect(expected.en).toMatch(/\.$/)
      told.push(`${phase} ${deadline ?? '-'}`)
    }
    const run = new CaseRun('003').start()
    tell(run)
    tell(run.intake())
    tell(
      run.complete('distribution', 'assigned').complete('identification', 'identified').complete('decision', 'issue'),
    )
    run.complete('data-transfer', 'sent').complete('delivery', 'delivered').complete('arrival', 'recorded')
    tell(run.complete('comparison', 'matches'))
    tell(run.complete('issue', 'issued'))
    expect(told).toEqual([
      'intake 2026-03-11',
      'considered 2026-04-01',
      'being-made 2026-04-01',
      'ready 2026-04-01',
      'issued -',
    ])
  })

  test('W74 002 has a year; a refusal says that it can be appealed and when its copy comes', () => {
    const run = walk({ card: '002', steps: [...distributed, '12 identification.identified'] })
    expect(statusOf(run)).toMatchObject({ phase: 'considered', deadline: '2027-03-11', appeal: null })
    run.on('2026-03-13').complete('decision', 'refused')
    expect(statusOf(run)).toMatchObject({ phase: 'refusal-decided', deadline: '2026-03-18' })
    expect(statusOf(run).appeal?.en).toContain('court')
  })

  test('W74 a visit that was agreed on is announced, a deadline that passed is admitted', () => {
    const run = walk({ card: '004', steps: distributed })
    plan(run, '12', '17')
    expect(statusOf(run)).toMatchObject({ visitOn: '2026-03-17', expected: { en: expect.stringContaining('home') } })
    run.on('2026-04-02')
    expect(statusOf(run)).toMatchObject({ deadline: '2026-04-01', overdue: true })
  })

  test('W74 no names, units, officers or grounds are in it', () => {
    const run = walk({ card: '003', steps: [...distributed, '12 identification.identified', '13 decision.refused'] })
    const said = JSON.stringify(statusOf(run))
    for (const secret of ['officer-first', 'division', 'has-document', 'decision-maker'])
      expect(said).not.toContain(secret)
  })
})
