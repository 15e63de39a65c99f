import type { CompleteStage, StartCase } from '@cherha/shared/workflow'
import { CaseRun } from './case-run.ts'
import { theEntity } from './people.ts'

/** A step: `11 distribution.assigned` (day of March 2026, stage and outcome), or something else that happens. */
type Step = string | ((run: CaseRun) => void)

export interface Walk {
  readonly card: string
  readonly name: string
  readonly start?: Partial<StartCase>
  readonly steps: readonly Step[]
  /** What completing the steps takes beyond the usual, by `stage.outcome`. */
  readonly with?: Readonly<Record<string, Partial<CompleteStage>>>
  readonly ends: string | null
  /** The stages in the order they were done, where it is not the steps' own. */
  readonly open?: readonly string[]
}

export const ownIntake = [
  '11 intake-check.accepted',
  '11 application.formed',
  '11 print.correct',
  '11 applicant-signature.signed',
  '11 employee-signature.signed',
  '11 scans.scanned',
]
const entityIntake = [...ownIntake.slice(0, 5), '11 scans.scanned-for-transfer']
const transfer: Step[] = [
  (run) => record(run, '11', 'transfer', 'electronic-transferred', 'authorised-entity'),
  '12 transfer.transferred',
  '12 distribution.assigned',
]
const byEntity = { entity: theEntity }
const visited: Step[] = [
  (run) => plan(run, '12', '17'),
  (run) => record(run, '13', 'residence-check', 'visit-notified', 'residence-checker', 'phone'),
  (run) => record(run, '13', 'residence-check', 'visit-notified', 'residence-checker', 'email'),
]
const made = ['19 data-transfer.sent', '24 delivery.delivered', '24 arrival.recorded', '25 comparison.matches']

export const walks: readonly Walk[] = [
  {
    card: '002',
    name: 'granted without inquiries, sent to the applicant',
    steps: [
      ...ownIntake,
      '11 distribution.assigned',
      '20 identification.identified',
      '23 decision.granted',
      '24 copy.sent-to-applicant',
    ],
    ends: 'granted',
  },
  {
    card: '002',
    name: 'corrected, signed for, granted after inquiries, sent through the ministry',
    steps: [
      '11 intake-check.accepted',
      '11 application.formed',
      '11 print.errors',
      '11 print.correct',
      '11 applicant-signature.cannot-sign',
      '11 employee-signature.signed',
      '11 scans.scanned',
      '12 distribution.assigned',
      '13 identification.inquiry-needed',
      '13 inquiries.sent',
      (run) => ask(run, '13', 'inquiries', 'state-body'),
      '20 inquiries.answered',
      '23 identification.identified',
      '24 decision.granted',
      '25 copy.sent-through-ministry',
    ],
    ends: 'granted',
  },
  {
    card: '002',
    name: 'refused, the applicant told',
    steps: [
      ...ownIntake,
      '11 distribution.assigned',
      '20 identification.identified',
      '23 decision.refused',
      '24 copy.refusal-sent-to-applicant',
    ],
    ends: 'refused',
  },
  {
    card: '002',
    name: 'taken by an entity, refused, sent through the ministry',
    start: byEntity,
    steps: [
      ...entityIntake,
      ...transfer,
      '13 recheck.accepted',
      '20 identification.identified',
      '23 decision.refused',
      '24 copy.refusal-sent-through-ministry',
    ],
    ends: 'refused',
  },
  { card: '002', name: 'not accepted', steps: ['11 intake-check.refused'], ends: 'refused-to-accept' },
  {
    card: '002',
    name: 'not considered',
    start: byEntity,
    steps: [...entityIntake, ...transfer, '13 recheck.refused'],
    ends: 'refused-to-consider',
  },
  {
    card: '003',
    name: 'exchanged without inquiries',
    steps: [
      ...ownIntake,
      '11 distribution.assigned',
      '12 identification.identified',
      '18 decision.issue',
      ...made,
      '26 issue.issued',
    ],
    ends: 'issued',
  },
  {
    card: '003',
    name: 'lost, issued by another body, both inquiries, a defective card',
    start: { grounds: ['lost'] },
    with: { 'intake-check.accepted': { fields: intakeFields({ 'issued-by-another-body': true }) } },
    steps: [
      ...ownIntake,
      '11 distribution.assigned',
      '12 identification.inquiry-needed',
      '12 inquiries.sent',
      (run) => ask(run, '12', 'inquiries', 'state-body'),
      '12 issuer-inquiry.sent',
      (run) => ask(run, '12', 'issuer-inquiry', 'issuing-body'),
      '16 issuer-inquiry.answered',
      '16 inquiries.answered',
      '17 identification.identified',
      '18 decision.issue',
      '19 data-transfer.sent',
      '24 delivery.delivered',
      '24 arrival.recorded',
      '25 comparison.defect',
      '26 defect-review.not-confirmed',
      '26 comparison.defect',
      '27 defect-review.confirmed',
      '27 data-transfer.sent',
      '30 delivery.delivered',
      '30 arrival.recorded',
      '30 comparison.matches',
      '31 issue.not-handed-over',
      '31 issue.issued',
    ],
    ends: 'issued',
  },
  {
    card: '003',
    name: 'taken on a visit, corrected, refused, the copy delivered',
    with: {
      'intake-check.accepted-on-visit': {
        fields: intakeFields({ 'home-visit': true, 'in-hospital': true, 'identity-act': 'b'.repeat(64) }),
        parties: ['applicant', 'doctor'],
      },
    },
    steps: [
      '11 intake-check.accepted-on-visit',
      '11 application.formed',
      '11 print.errors',
      '11 print.correct',
      '11 applicant-signature.cannot-sign',
      '11 employee-signature.signed',
      '11 scans.scanned',
      '12 distribution.assigned',
      '13 identification.identified',
      '16 decision.refused',
      '18 issue.refusal-delivered',
    ],
    ends: 'refused',
  },
  {
    card: '003',
    name: 'taken and issued by an entity',
    start: byEntity,
    steps: [
      ...entityIntake,
      ...transfer,
      '13 recheck.accepted',
      '16 identification.identified',
      '18 decision.issue',
      ...made,
      (run) => countersign(run, '25'),
      '25 handover.handed-over',
      '26 issue.issued',
    ],
    ends: 'issued',
  },
  {
    card: '003',
    name: 'not considered',
    start: byEntity,
    steps: [...entityIntake, ...transfer, '13 recheck.refused'],
    ends: 'refused-to-consider',
  },
  { card: '003', name: 'not accepted', steps: ['11 intake-check.refused'], ends: 'refused-to-accept' },
  {
    card: '003',
    name: 'an invalid card withdrawn with an act',
    steps: ['11 intake-check.card-invalid', '11 withdrawal.withdrawn'],
    ends: 'card-withdrawn',
  },
  ...(['confirmed', 'absent', 'not-confirmed'] as const).map(
    (outcome): Walk => ({
      card: '004',
      name: `visited: ${outcome}`,
      steps: [
        ...ownIntake,
        '11 distribution.assigned',
        ...visited,
        (run) => secondChecker(run, '17', outcome),
        `17 residence-check.${outcome}`,
        '18 identification.identified',
        '18 decision.issue',
        ...made,
        '26 issue.issued',
      ],
      ends: 'issued',
    }),
  ),
  ...(['home-owned', 'home-leased'] as const).map(
    (outcome): Walk => ({
      card: '004',
      name: `no visit: ${outcome}`,
      with: {
        'print.correct': {
          fields: { warned: true, 'home-owned': outcome === 'home-owned', 'home-leased': outcome === 'home-leased' },
        },
      },
      steps: [
        ...ownIntake,
        '11 distribution.assigned',
        `12 residence-check.${outcome}`,
        '13 identification.inquiries',
        (run) => ask(run, '13', 'identification', 'border-service'),
        '18 identification.identified',
        '19 decision.refused',
        '23 issue.refusal-delivered',
      ],
      ends: 'refused',
    }),
  ),
  ...(['left-ukraine', 'same-address'] as const).map(
    (outcome): Walk => ({
      card: '004',
      name: `no visit: ${outcome}, taken by an entity`,
      start: byEntity,
      steps: [
        ...entityIntake,
        ...transfer,
        '13 recheck.accepted',
        '13 identification.identified',
        `16 residence-check.${outcome}`,
        '18 decision.issue',
        '19 data-transfer.sent',
        '24 delivery.delivered',
        '24 arrival.recorded',
        '24 comparison.defect',
        '25 defect-review.not-confirmed',
        '25 comparison.defect',
        '25 defect-review.confirmed',
        '26 data-transfer.sent',
        '30 delivery.delivered',
        '30 arrival.recorded',
        '30 comparison.matches',
        (run) => countersign(run, '30'),
        '30 handover.handed-over',
        '31 issue.not-handed-over',
        '31 issue.issued',
      ],
      ends: 'issued',
    }),
  ),
  {
    card: '004',
    name: 'corrected and signed for',
    steps: [
      '11 intake-check.accepted',
      '11 application.formed',
      '11 print.errors',
      '11 print.correct',
      '11 applicant-signature.cannot-sign',
    ],
    ends: null,
    open: ['employee-signature'],
  },
  { card: '004', name: 'not accepted', steps: ['11 intake-check.refused'], ends: 'refused-to-accept' },
  {
    card: '004',
    name: 'not considered',
    start: byEntity,
    steps: [...entityIntake, ...transfer, '13 recheck.refused'],
    ends: 'refused-to-consider',
  },
]

/** Walks a case from its start; answers the case as it stands after the last step. */
export function walk(
  { card, start, steps, with: more = {} }: Omit<Walk, 'name' | 'ends'>,
  until = steps.length,
): CaseRun {
  const run = new CaseRun(card).start(start)
  for (const step of steps.slice(0, until)) {
    if (typeof step === 'string') {
      const [day, stage, outcome] = parts(step)
      run.on(`2026-03-${day}`).complete(stage, outcome, more[`${stage}.${outcome}`])
    } else step(run)
  }
  return run
}

export function parts(step: string): [string, string, string] {
  const found = /^(\d\d) ([a-z-]+)\.([a-z-]+)$/.exec(step)
  if (found === null) throw new Error(`not a step: ${step}`)
  return [found[1] ?? '', found[2] ?? '', found[3] ?? '']
}

export function ask(run: CaseRun, day: string, stage: string, inquiry: string, id = `q-${inquiry}`): void {
  const officer = run.person('officer')
  run.on(`2026-03-${day}`).does(run.command(officer, { type: 'send-inquiry', stage, inquiry, id }))
  run.does({ type: 'inquiry-received', today: run.today, id })
  run.does({ type: 'inquiry-answered', today: run.today, id, result: 'confirmed' })
}

export function record(
  run: CaseRun,
  day: string,
  stage: string,
  event: 'electronic-transferred' | 'visit-notified' | 'refusal-notified',
  role: 'authorised-entity' | 'residence-checker' | 'officer',
  means?: string,
): void {
  const told = means === undefined ? {} : { means }
  run.on(`2026-03-${day}`).does(run.command(run.person(role), { type: 'record-event', stage, event, ...told }))
}

export function plan(run: CaseRun, day: string, date: string): void {
  const checker = run.person('residence-checker')
  const visit = { stage: 'residence-check', event: 'residence-visited', date: `2026-03-${date}` } as const
  run.on(`2026-03-${day}`).does(run.command(checker, { type: 'plan-event', ...visit }))
}

function secondChecker(run: CaseRun, day: string, outcome: string): void {
  const second = run.person('residence-checker', 'second')
  run.on(`2026-03-${day}`).does(run.command(second, { type: 'sign', stage: 'residence-check', outcome }))
}

function countersign(run: CaseRun, day: string): void {
  const entity = run.person('authorised-entity')
  run.on(`2026-03-${day}`).does(run.command(entity, { type: 'sign', stage: 'handover', outcome: 'handed-over' }))
}

export function intakeFields(more: Record<string, boolean | string>): Record<string, boolean | string> {
  const no = ['fee-code-given', 'by-representative', 'fee-exempt', 'expired-passport-allowed', 'issued-by-another-body']
  return { ...Object.fromEntries([...no, 'home-visit'].map((key) => [key, false])), ...more }
}
