import { type Applicant, type DocumentCheck, type PaperKey, paperKeys } from '@cherha/shared/workflow'
import { type PaperModel, paperModel } from '../src/index.ts'
import { ACase, applicant, clerk, head, longest } from './a-case.ts'

/** A paper of a case in which it is made. */
export interface Scenario {
  readonly name: string
  readonly model: PaperModel
}

const on = '2026-11-16'
const who = { on, at: 0, by: 'olena' }

function checks(...lines: readonly [string, DocumentCheck['attached'], boolean][]) {
  return lines.map(([document, attached, returned]) => ({
    ...who,
    type: 'document-checked' as const,
    check: { document, shown: true, attached, returned },
  }))
}

const papers = checks(
  ['old-card', 'certified-copy', true],
  ['passport', 'certified-copy', true],
  ['translation', 'original', false],
  ['fee', 'original', false],
  ['insurance', 'certified-copy', true],
)
const fees = [
  { id: '3f0d7c1e-0000-4000-8000-000000000001', code: '0001-2345-ABCD', result: 'confirmed' as const },
  { id: '3f0d7c1e-0000-4000-8000-000000000002', code: '9999-0000-ZZZZ', result: 'unreachable' as const },
].map((fee) => ({ ...who, type: 'fee-checked' as const, fee }))

function permit(person: Applicant): ACase {
  return new ACase('003').writes(person).holds(...papers, ...fees)
}

function decided(
  id: '003' | '004',
  outcome: 'issue' | 'refused',
  person: Applicant,
  entity: string | null = null,
): ACase {
  const run = new ACase(id, { entity }).writes(person).intake()
  if (entity !== null) run.transfer()
  run.complete('distribution.assigned')
  if (entity !== null) run.complete('recheck.accepted')
  run.complete('identification.identified')
  if (id === '004') run.complete('residence-check.same-address')
  run.today = '2026-11-20'
  run.complete(`decision.${outcome}`, outcome === 'refused' ? { grounds: ['by-law', 'threat'] } : {})
  return run.holds({
    ...who,
    type: 'record-signed',
    record: {
      case: `8036-${id}-100001`,
      stage: 'decision',
      visit: 1,
      outcome,
      document: 'c0ffee'.padEnd(64, '0'),
      signer: {
        login: 'decision-maker',
        name: head.name,
        title: head.title.uk,
        role: 'decision-maker',
        office: '8036',
      },
      at: '2026-11-20T14:05:11Z',
      algorithm: 'ed25519',
      publicKey: 'AAAA',
      signature: 'AAAA',
    },
  })
}

const makers: Readonly<Record<PaperKey, (person: Applicant) => PaperModel>> = {
  'application-form': (person) => {
    const run = permit(person).complete('intake-check.accepted').complete('application.formed')
    return paperModel(run.card, run.folder, 'application-form', run.context('print'))
  },
  receipt: (person) => {
    const run = permit(person).intake()
    return paperModel(run.card, run.folder, 'receipt', run.context('scans'))
  },
  'fee-receipt': (person) => {
    const run = permit(person)
    return paperModel(run.card, run.folder, 'fee-receipt', run.context('intake-check'))
  },
  'acceptance-refusal': (person) => {
    const run = permit(person)
    const outcome = { key: 'refused', grounds: ['incomplete', 'fee-not-confirmed'], written: true }
    return paperModel(run.card, run.folder, 'acceptance-refusal', run.context('intake-check', { outcome }))
  },
  'consideration-refusal': (person) => {
    const run = new ACase('003', { entity: '9001' }).writes(person).intake()
    run.transfer().complete('distribution.assigned')
    const outcome = { key: 'refused', grounds: ['not-in-due-form'] }
    return paperModel(run.card, run.folder, 'consideration-refusal', run.context('recheck', { outcome }))
  },
  inquiry: (person) => {
    const run = permit(person).intake().complete('distribution.assigned')
    const inquiry = { key: 'state-body', text: 'Просимо також повідомити, чи чинний паспортний документ.' }
    return paperModel(run.card, run.folder, 'inquiry', run.context('inquiries', { inquiry }))
  },
  decision: (person) => {
    const run = permit(person).intake().complete('distribution.assigned').complete('identification.identified')
    const outcome = { key: 'refused', grounds: ['false-data', 'by-law'] }
    return paperModel(run.card, run.folder, 'decision', run.context('decision', { outcome, author: head }))
  },
  'decision-copy': (person) => {
    const run = decided('003', 'refused', person)
    return paperModel(run.card, run.folder, 'decision-copy', run.context('issue'))
  },
  'entity-notice': (person) => {
    const run = decided('003', 'refused', person, '9001')
    return paperModel(run.card, run.folder, 'entity-notice', run.context('issue'))
  },
  'residence-act': (person) => {
    const run = new ACase('004').writes(person).intake().complete('distribution.assigned')
    const outcome = { key: 'absent', fields: { 'visit-time': '2026-11-20T10:30' } }
    return paperModel(run.card, run.folder, 'residence-act', run.context('residence-check', { outcome }))
  },
  'identity-act': (person) => {
    const run = permit(person)
    const outcome = { key: 'accepted-on-visit', fields: { 'home-visit': true, 'in-hospital': true } }
    return paperModel(run.card, run.folder, 'identity-act', run.context('intake-check', { outcome }))
  },
  'handover-act': (person) => {
    const run = decided('003', 'issue', person, '9001').complete('data-transfer.sent')
    run.complete('delivery.delivered').complete('arrival.recorded').complete('comparison.matches')
    return paperModel(run.card, run.folder, 'handover-act', run.context('handover'))
  },
  'withdrawal-act': (person) => {
    const run = permit(person).complete('intake-check.card-invalid')
    const outcome = { key: 'withdrawn', fields: { 'withdrawal-act': '14-В/2026' } }
    return paperModel(run.card, run.folder, 'withdrawal-act', run.context('withdrawal', { outcome }))
  },
}

/** Every paper, for an ordinary applicant and for the one with the longest names, who is written to in English. */
export function scenarios(): readonly Scenario[] {
  return [
    ...paperKeys.flatMap((paper) => [
      { name: paper, model: makers[paper](applicant) },
      { name: `${paper}-longest`, model: makers[paper](longest) },
    ]),
    ...others(),
  ]
}

/** Papers as they come out in other circumstances. */
function others(): readonly Scenario[] {
  const form = new ACase('004').writes({ ...applicant, sex: 'male' })
  for (const step of [
    'intake-check.accepted',
    'application.formed',
    'print.correct',
    'applicant-signature.cannot-sign',
  ])
    form.complete(step)
  const bare = new ACase('003')
  const granted = decided('004', 'issue', applicant)
  const withdrawn = new ACase('003').writes(applicant).complete('intake-check.card-invalid')
  return [
    {
      name: 'application-form-cannot-sign',
      model: paperModel(form.card, form.folder, 'application-form', form.context('employee-signature')),
    },
    {
      name: 'application-form-empty',
      model: paperModel(bare.card, bare.folder, 'application-form', bare.context('print', { author: null })),
    },
    {
      name: 'residence-act-before-visit',
      model: paperModel(
        granted.card,
        new ACase('004').folder,
        'residence-act',
        granted.context('residence-check', { author: null }),
      ),
    },
    {
      name: 'decision-copy-granted',
      model: paperModel(granted.card, granted.folder, 'decision-copy', granted.context('issue', { author: clerk })),
    },
    {
      name: 'handover-act-withdrawn',
      model: paperModel(
        withdrawn.card,
        withdrawn.folder,
        'handover-act',
        withdrawn.context('withdrawal', { outcome: { key: 'withdrawn', fields: { 'withdrawal-act': '14-В/2026' } } }),
      ),
    },
    {
      name: 'receipt-english',
      model: makers.receipt({ ...applicant, language: 'en' }),
    },
  ]
}
