import { describe, expect, test } from 'vitest'
import { CaseRun } from './case-run.ts'
import { ownIntake, walk } from './story.ts'

const cut = { connected: false }
const offline = { 'application.formed': cut, 'scans.scanned': cut }
const taken = (run: CaseRun, stage: string, reference = 'R-1') =>
  run.does({ type: 'confirm-awaited', today: run.today, stage, taken: true, reference })

describe.each(['002', '003', '004'])('card %s without the network', (card) => {
  const draft = () => walk({ card, steps: ownIntake, with: offline })

  test('W57 stages 1, 3, 4, 5 are done, 2 and 6 await the registry, nothing else is open', () => {
    const { visits, wanted } = draft().running
    expect(visits.map(({ stage, status }) => `${stage} ${status}`)).toEqual([
      'intake-check done',
      'application awaiting',
      'print done',
      'applicant-signature done',
      'employee-signature done',
      'scans awaiting',
    ])
    expect(wanted).toEqual(['distribution'])
  })

  test.each([
    ['application', 'scans'],
    ['scans', 'application'],
  ])('W57 W58 only when both are registered, %s first, does the case go on, with its day 0', (first, second) => {
    const run = draft().on('2026-03-13')
    taken(run, first)
    expect(run.open()).toEqual([])
    expect(run.running.marks['accepted-for-consideration'] === undefined).toBe(first === 'application')
    taken(run, second, 'R-2')
    expect(run.open()).toEqual(['distribution'])
    expect(run.running.marks).toMatchObject({
      'documents-accepted': '2026-03-11',
      'application-created': '2026-03-11',
      'accepted-for-consideration': '2026-03-11',
    })
    expect(run.events.filter(({ type }) => type === 'deadline-overdue')).toEqual([])
    const distribution = run.running.deadlines.find(({ stage }) => stage === 'distribution')
    expect(distribution?.date).toBe(card === '004' ? '2026-03-11' : '2026-03-12')
  })

  test('W57 W59 an application the registry sends back is formed again before anything goes on', () => {
    const run = draft().on('2026-03-12')
    expect(run.refused(run.completing('application', 'formed')).code).toBe('stage-awaiting')
    run.does({ type: 'confirm-awaited', today: run.today, stage: 'application', taken: false, reference: 'name' })
    taken(run, 'scans')
    expect(run.open()).toEqual(['application'])
    run.complete('application', 'formed').complete('print', 'correct').complete('applicant-signature', 'signed')
    run.complete('employee-signature', 'signed')
    expect(run.open()).toEqual(['scans'])
    run.complete('scans', 'scanned')
    expect(run.open()).toEqual(['distribution'])
  })
})

test('W59 printing works that cannot be reached hold up the delivery, and the data count as sent when taken', () => {
  const steps = [...ownIntake, '11 distribution.assigned', '12 identification.identified', '13 decision.issue']
  const run = walk({ card: '003', steps: [...steps, '13 data-transfer.sent'], with: { 'data-transfer.sent': cut } })
  expect(run.open()).toEqual([])
  expect(run.terms()).toContain('data-transfer stage-completed 2026-03-16')
  taken(run.on('2026-03-17'), 'data-transfer')
  expect(run.running.marks['data-sent']).toBe('2026-03-17')
  expect(run.events.filter(({ type }) => type === 'deadline-overdue')).toHaveLength(1)
  expect(run.open()).toEqual(['delivery'])
})

test('W58 an application from an authorised entity is accepted for consideration after the re-check', () => {
  const run = new CaseRun('003').startAtEntity().intake()
  expect(run.running.marks['accepted-for-consideration']).toBeUndefined()
  const entity = run.person('authorised-entity')
  run.does(run.command(entity, { type: 'record-event', stage: 'transfer', event: 'electronic-transferred' }))
  run.on('2026-03-12').complete('transfer', 'transferred').complete('distribution', 'assigned')
  expect(run.open()).toEqual(['recheck'])
  run.on('2026-03-13').complete('recheck', 'accepted')
  expect(run.running.marks['accepted-for-consideration']).toBe('2026-03-13')
})
