import { type Actor, caseRefusalCodes, caseRefusalText, type OfficeMapping } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { CaseRun } from './case-run.ts'
import { ownIntake, plan, record, walk } from './walks.ts'

const distributed = [...ownIntake, '11 distribution.assigned']
const atDecision = [...distributed, '12 identification.identified']
const atComparison = [
  ...atDecision,
  '13 decision.issue',
  '13 data-transfer.sent',
  '16 delivery.delivered',
  '16 arrival.recorded',
]

/** Refusals, each with what stands before it. A refused command is decided on the same state it leaves behind. */
const refusals: readonly [string, string, (run: CaseRun) => string, string, (readonly string[])?][] = [
  [
    'W46',
    'the wrong role',
    (run) => run.refused(run.completing('distribution', 'assigned', { actor: run.person('officer') })).code,
    'wrong-role',
    ownIntake,
  ],
  [
    'W46',
    'the wrong unit',
    (run) =>
      run.refused(
        run.completing('distribution', 'assigned', { actor: { ...run.person('distributor'), unit: 'sector' } }),
      ).code,
    'wrong-unit',
    ownIntake,
  ],
  [
    'W46',
    'another office',
    (run) =>
      run.refused(
        run.completing('distribution', 'assigned', { actor: { ...run.person('distributor'), office: 'kv-01' } }),
      ).code,
    'wrong-office',
    ownIntake,
  ],
  [
    'W47',
    'an entity that did not take the application',
    (run) => run.refused(run.completing('intake-check', 'accepted', { actor: run.person('authorised-entity') })).code,
    'wrong-role',
    [],
  ],
  [
    'W48',
    'an officer the case is not assigned to',
    (run) =>
      run.refused(run.completing('identification', 'identified', { actor: run.person('officer', 'other') })).code,
    'not-assigned',
    distributed,
  ],
  [
    'W48',
    'no officer',
    (run) => run.refused({ ...run.completing('distribution', 'assigned'), officer: undefined as never }).code,
    'officer-missing',
    ownIntake,
  ],
  [
    'W48',
    'somebody who is no officer',
    (run) => run.refused(run.completing('distribution', 'assigned', { officer: run.person('intake') })).code,
    'not-an-officer',
    ownIntake,
  ],
  [
    'W49',
    'a stage the case has not come to',
    (run) => run.refused(run.completing('decision', 'issue')).code,
    'stage-not-open',
    distributed,
  ],
  [
    'W49',
    'a stage that is done',
    (run) => run.refused(run.completing('scans', 'scanned')).code,
    'stage-done',
    ownIntake,
  ],
  [
    'W49',
    'a stage the card does not have',
    (run) => run.refused({ ...run.completing('scans', 'scanned'), stage: 'dinner' }).code,
    'unknown-stage',
    ownIntake,
  ],
  [
    'W49',
    'an outcome the stage does not have',
    (run) => run.refused({ ...run.completing('distribution', 'assigned'), outcome: 'lost' }).code,
    'unknown-outcome',
    ownIntake,
  ],
  [
    'W49',
    'an outcome the circumstances exclude',
    (run) => run.refused(run.completing('intake-check', 'accepted-on-visit', { parties: [] })).code,
    'outcome-not-offered',
    [],
  ],
  [
    'W49',
    'a required field left out',
    (run) => run.refused(run.completing('arrival', 'recorded', { fields: { 'card-number': '1' } })).code,
    'field-missing',
    atComparison.slice(0, -1),
  ],
  [
    'W49',
    'a field that is no date',
    (run) => run.refused(run.completing('arrival', 'recorded', { fields: { 'arrival-date': '2026-02-30' } })).code,
    'field-invalid',
    atComparison.slice(0, -1),
  ],
  [
    'W49',
    'a field nobody asked for',
    (run) => run.refused(run.completing('arrival', 'recorded', { fields: { dinner: true } })).code,
    'unknown-field',
    atComparison.slice(0, -1),
  ],
  [
    'W49',
    'a day in the future',
    (run) => run.refused(run.completing('delivery', 'delivered', { on: '2027-01-01' })).code,
    'bad-date',
    atComparison.slice(0, -2),
  ],
  [
    'W49',
    'a day earlier than the case has come to',
    (run) => run.on('2026-03-10').refused(run.completing('distribution', 'assigned')).code,
    'bad-date',
    ownIntake,
  ],
  [
    'W51',
    'a refusal without a ground',
    (run) => run.refused(run.completing('decision', 'refused', { grounds: [] })).code,
    'ground-missing',
    atDecision,
  ],
  [
    'W51',
    'a ground the card does not have',
    (run) => run.refused(run.completing('decision', 'refused', { grounds: ['dinner'] })).code,
    'unknown-ground',
    atDecision,
  ],
  [
    'W52',
    'a fee not checked',
    (run) => run.refused(run.completing('intake-check', 'refused', { grounds: ['fee-not-confirmed'] })).code,
    'ground-not-shown',
    [],
  ],
  [
    'W43',
    'another version of the card',
    (run) => {
      const decision = new CaseRun({ ...run.card, version: 2 })
      decision.state = run.state
      return decision.refused(run.completing('distribution', 'assigned')).code
    },
    'wrong-card',
    ownIntake,
  ],
  ['W49', 'a case begun twice', (run) => run.refused(run.starting()).code, 'case-exists', []],
  [
    'W49',
    'a case that ended',
    (run) => run.refused(run.completing('distribution', 'assigned')).code,
    'case-ended',
    ['11 intake-check.refused'],
  ],
  [
    'W60',
    'leaving after the intake',
    (run) => run.refused(run.command(run.person('intake'), { type: 'abandon' })).code,
    'intake-over',
    ownIntake,
  ],
  [
    'W54',
    'an answer to an inquiry nobody sent',
    (run) => run.refused({ type: 'inquiry-answered', today: run.today, id: 'x', result: 'confirmed' }).code,
    'unknown-inquiry',
    distributed,
  ],
  [
    'W59',
    'a confirmation nobody waits for',
    (run) =>
      run.refused({ type: 'confirm-awaited', today: run.today, stage: 'scans', taken: true, reference: '1' }).code,
    'nothing-awaited',
    ownIntake,
  ],
]

describe('what is refused', () => {
  test.each(refusals)('%s %s is refused and changes nothing', (_rule, _what, attempt, code, steps) => {
    const run = walk({ card: '003', steps: steps ?? [] })
    const before = structuredClone(run.state)
    expect(attempt(run)).toBe(code)
    expect(run.state).toEqual(before)
  })

  test('W44 every reason is a sentence in both languages', () => {
    expect(caseRefusalCodes.length).toBeGreaterThan(40)
    for (const code of caseRefusalCodes) {
      expect(caseRefusalText(code).uk).toMatch(/[а-яіїєґ].*\.$/i)
      expect(caseRefusalText(code).en).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('W46 what is refused for the role is refused before a case is begun, too', () => {
    const run = new CaseRun('003')
    expect(run.refused(run.starting({ actor: run.person('officer') })).code).toBe('wrong-role')
    expect(run.refused(run.starting({ grounds: [] })).code).toBe('ground-missing')
    expect(new CaseRun('004').refused(new CaseRun('004').starting({ track: 'fast' })).code).toBe('unknown-track')
    expect(run.refused(run.completing('intake-check', 'accepted')).code).toBe('case-not-started')
  })
})

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

describe('two signers', () => {
  const ready = () => {
    const run = walk({ card: '004', steps: distributed })
    plan(run, '12', '17')
    record(run, '12', 'residence-check', 'visit-notified', 'residence-checker', 'phone')
    record(run, '12', 'residence-check', 'visit-notified', 'residence-checker', 'email')
    return run.on('2026-03-17')
  }
  const sign = (run: CaseRun, name: string, document?: string) =>
    run.command(run.person('residence-checker', name), {
      type: 'sign',
      stage: 'residence-check',
      outcome: 'confirmed',
      ...(document === undefined ? {} : { document }),
    })

  test('W50 one of two cannot complete the act alone, nor sign twice', () => {
    const run = ready()
    expect(run.refused(run.completing('residence-check', 'confirmed'))).toMatchObject({
      code: 'signature-missing',
      what: 'residence-checker',
    })
    run.does(sign(run, 'first'))
    expect(run.refused(sign(run, 'first')).code).toBe('already-signed')
    expect(run.refused(run.completing('residence-check', 'confirmed')).code).toBe('signature-missing')
    run.does(sign(run, 'second'))
    expect(run.refused(sign(run, 'third')).code).toBe('not-a-signer')
    run.complete('residence-check', 'confirmed')
  })

  test('W50 another unit’s person does not sign, and the applicant’s signature is asked for', () => {
    const run = ready().does(sign(ready(), 'first'))
    const officer = run.person('officer')
    expect(
      run.refused(run.command(officer, { type: 'sign', stage: 'residence-check', outcome: 'confirmed' })).code,
    ).toBe('wrong-role')
    const second = { actor: run.person('residence-checker', 'second') }
    expect(run.refused(run.completing('residence-check', 'confirmed', { ...second, parties: [] }))).toMatchObject({
      what: 'applicant',
    })
    expect(run.refused(run.completing('residence-check', 'confirmed', { ...second, parties: ['doctor'] })).code).toBe(
      'not-a-signer',
    )
  })

  test('W50 signatures under different documents do not make one act', () => {
    const run = ready()
    run.does(sign(run, 'first', 'aa'))
    const second = run.person('residence-checker', 'second')
    expect(run.refused(run.completing('residence-check', 'confirmed', { actor: second, document: 'bb' })).code).toBe(
      'document-changed',
    )
    run.complete('residence-check', 'confirmed', { actor: second, document: 'aa' })
  })

  test('W56 a visit without notice, or with one that would come too late, is refused', () => {
    const run = walk({ card: '004', steps: distributed }).does(
      sign(walk({ card: '004', steps: distributed }), 'second'),
    )
    expect(run.refused(run.completing('residence-check', 'confirmed'))).toMatchObject({
      code: 'event-missing',
      what: 'visit-notified',
    })
    const checker = run.person('residence-checker')
    const visit = { type: 'plan-event', stage: 'residence-check', event: 'residence-visited' } as const
    expect(run.refused(run.command(checker, { ...visit, date: '2026-03-11' })).code).toBe('notice-too-late')
    const tell = (means: string) =>
      run.command(checker, { type: 'record-event', stage: 'residence-check', event: 'visit-notified', means })
    expect(run.refused(tell('phone'))).toMatchObject({ code: 'event-missing', what: 'residence-visited' })
    run.does(run.command(checker, { ...visit, date: '2026-03-12' })).does(tell('phone'))
    expect(run.refused(tell('phone')).code).toBe('event-recorded')
    expect(run.refused(tell('pigeon')).code).toBe('field-missing')
    expect(run.refused(run.completing('residence-check', 'confirmed')).code).toBe('event-missing')
    run.does(tell('email')).on('2026-03-12').complete('residence-check', 'confirmed')
  })
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
  expect(run.refused(run.command(clerk, ask)).code).toBe('unknown-inquiry')
  run.state = { ...run.running, facts: { ...run.running.facts, 'fee-code-given': true } }
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
