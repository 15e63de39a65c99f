import { caseRefusalCodes, caseRefusalText, evolveCase, initialCase } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
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

test('W43 a case goes on with the version of the card it began with, when a newer one is there', () => {
  const run = walk({ card: '003', steps: ownIntake })
  expect(run.running.card).toEqual({ id: '003', version: 1 })
  const newer = new CaseRun({ ...run.card, version: 2 })
  newer.state = run.events.reduce(evolveCase, initialCase)
  expect(newer.refused(newer.completing('distribution', 'assigned')).code).toBe('wrong-card')
  expect(newer.refused({ type: 'tick', today: newer.today }).code).toBe('wrong-card')
  run.complete('distribution', 'assigned')
})

test('W49 a stage is done once, and the same command again is refused as stale', () => {
  const run = walk({ card: '003', steps: ownIntake })
  const assign = run.completing('distribution', 'assigned')
  run.does(assign)
  expect(run.refused(assign).code).toBe('version-changed')
  expect(run.refused({ ...assign, version: run.running.version }).code).toBe('stage-done')
})

test('W47 what an entity took it also issues, and the office’s own intake does not', () => {
  const run = new CaseRun('003').startAtEntity()
  expect(run.refused(run.completing('intake-check', 'accepted', { actor: run.person('intake') })).code).toBe(
    'wrong-role',
  )
  const elsewhere = { ...run.person('authorised-entity'), office: 'dp-02' }
  expect(run.refused(run.completing('intake-check', 'accepted', { actor: elsewhere })).code).toBe('wrong-office')
  run.complete('intake-check', 'accepted')
})
