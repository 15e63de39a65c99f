import type { Actor, OfficeMapping } from '@cherha/shared/workflow'
import { expect, test } from 'vitest'
import { CaseRun } from './case-run.ts'
import { ownIntake, walk } from './story.ts'

const distributed = [...ownIntake, '11 distribution.assigned']
const atDecision = [...distributed, '12 identification.identified']
const atComparison = [
  ...atDecision,
  '13 decision.issue',
  '13 data-transfer.sent',
  '16 delivery.delivered',
  '16 arrival.recorded',
]

test('W45 of two officers at once the second is refused and told what the first did', () => {
  const run = walk({ card: '003', steps: distributed })
  const second = run.completing('identification', 'inquiry-needed')
  run.complete('identification', 'identified')
  const refusal = run.refused(second)
  expect(refusal).toMatchObject({ code: 'version-changed', version: run.running.version })
  expect(refusal.changes?.find(({ outcome }) => outcome === 'identified')).toMatchObject({
    stage: 'identification',
    by: 'officer-first',
  })
})

test('W45 warnings do not make anybody’s command stale', () => {
  const run = walk({ card: '003', steps: distributed })
  const { version } = run.running
  expect(run.tick('2026-03-18').length).toBeGreaterThan(0)
  expect(run.running.version).toBe(version)
})

test('W46 an office’s own units stand behind the roles where its mapping says so', () => {
  const run = walk({ card: '003', steps: ownIntake })
  const title = { uk: 'Начальник', en: 'Head' }
  const mapping: OfficeMapping = {
    card: '003',
    office: 'mk-01',
    units: {},
    roles: { distributor: { title, unit: 'front' } },
  }
  const head: Actor = { ...run.person('distributor'), unit: 'front' }
  expect(run.refused(run.completing('distribution', 'assigned', { actor: head })).code).toBe('wrong-unit')
  run.context = { ...run.context, mapping }
  run.complete('distribution', 'assigned', { actor: head })
  expect(run.running.officer).toBe('officer-first')
})

test('W48 the head hands the case to another officer, who goes on; a reason is asked for', () => {
  const run = walk({ card: '003', steps: distributed })
  const head = run.person('distributor')
  const other = run.person('officer', 'other')
  const reassign = (officer: Actor, reason: string, actor = head) =>
    run.command(actor, { type: 'reassign', officer, reason })
  expect(run.refused(reassign(other, ' ')).code).toBe('reason-missing')
  expect(run.refused(reassign(run.person('officer'), 'leave')).code).toBe('already-assigned')
  expect(run.refused(reassign(other, 'leave', other)).code).toBe('wrong-role')
  run.does(reassign(other, 'leave'))
  expect(run.refused(run.completing('identification', 'identified')).code).toBe('not-assigned')
  run.complete('identification', 'identified', { actor: other })
})

test('W51 a refusal to hand over leaves the case open; one in writing on request is written down as such', () => {
  const run = walk({ card: '003', steps: [...atComparison, '17 comparison.matches'] })
  run.complete('issue', 'not-handed-over', { written: true })
  expect(run.running).toMatchObject({ status: 'open', refusals: [{ kind: 'handover', written: true }] })
  expect(run.open()).toEqual(['issue'])
  const left = walk({ card: '003', steps: ['11 intake-check.refused'] })
  expect(left.running.refusals).toMatchObject([{ kind: 'acceptance', written: false, grounds: ['incomplete'] }])
})

test.each([
  ['not-confirmed', null],
  ['unreachable', 'ground-not-shown'],
  ['confirmed', 'ground-not-shown'],
] as const)('W52 a check that answers %s', (result, code) => {
  const run = new CaseRun('003').start()
  const clerk = run.person('intake')
  const ask = { type: 'send-inquiry', stage: 'intake-check', inquiry: 'fee', id: 'f' } as const
  run.does(run.command(clerk, ask)).does({ type: 'inquiry-answered', today: run.today, id: 'f', result })
  expect(run.running.facts['inquiries-sent']).toBeUndefined()
  const decision = run.try(run.completing('intake-check', 'refused', { grounds: ['fee-not-confirmed'] }))
  expect(decision.ok ? null : decision.refusal.code).toBe(code)
})

test('W53 a print with errors is corrected as often as it takes', () => {
  const run = walk({
    card: '003',
    steps: [...ownIntake.slice(0, 2), '11 print.errors', '11 print.errors', '11 print.correct'],
  })
  expect(run.way().filter((line) => line.startsWith('print'))).toEqual([
    'print errors',
    'print errors',
    'print correct',
  ])
})

test('W54 W55 inquiries are sent, answered once, and given up only after their term', () => {
  const run = walk({ card: '003', steps: [...distributed, '11 identification.inquiry-needed'] })
  const officer = run.person('officer')
  expect(run.refused(run.completing('inquiries', 'answered'))).toMatchObject({
    code: 'event-missing',
    what: 'inquiry-sent',
  })
  for (const id of ['a', 'b'])
    run.does(run.command(officer, { type: 'send-inquiry', stage: 'inquiries', inquiry: 'state-body', id }))
  expect(
    run.refused(run.command(officer, { type: 'send-inquiry', stage: 'inquiries', inquiry: 'state-body', id: 'a' }))
      .code,
  ).toBe('event-recorded')
  for (const id of ['a', 'b']) run.does({ type: 'inquiry-received', today: run.today, id })
  expect(run.refused({ type: 'inquiry-received', today: run.today, id: 'a' }).code).toBe('event-recorded')
  run.does({ type: 'inquiry-answered', today: run.today, id: 'a', result: 'confirmed' })
  expect(run.refused({ type: 'inquiry-answered', today: run.today, id: 'a', result: 'not-confirmed' }).code).toBe(
    'inquiry-closed',
  )
  expect(run.refused(run.completing('inquiries', 'answered')).code).toBe('inquiries-open')
  const giveUp = () => run.command(officer, { type: 'close-inquiry', id: 'b' })
  expect(run.on('2026-03-16').refused(giveUp()).code).toBe('inquiry-not-overdue')
  run.on('2026-03-17').does(giveUp()).complete('inquiries', 'answered')
})

test('W55 originals are not taken as transferred before the electronic file is', () => {
  const run = new CaseRun('002').startAtEntity().intake()
  expect(run.refused(run.completing('transfer', 'transferred'))).toMatchObject({
    code: 'event-missing',
    what: 'electronic-transferred',
  })
  expect(
    run.refused(
      run.command(run.person('authorised-entity'), { type: 'record-event', stage: 'transfer', event: 'copy-sent' }),
    ).code,
  ).toBe('unknown-event')
})

test('W60 an applicant who leaves during intake leaves no application', () => {
  const run = new CaseRun('003').start().complete('intake-check', 'accepted')
  run.does(run.command(run.person('intake'), { type: 'abandon' }))
  expect(run.running.end?.how).toBe('abandoned')
  expect(run.terms()).toEqual([])
})
