import { evolveFolder, initialFolder, jobsFor, type OutsideJob } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { FolderRun } from './folder-run.ts'
import { intakeOf004, writeForm } from './story.ts'

/** The jobs of everything that has happened to the case, in order. */
function jobs(run: FolderRun): OutsideJob[] {
  let folder = initialFolder
  return run.events.flatMap((event) => {
    const found = jobsFor(run.card, folder, [event])
    folder = evolveFolder(folder, event)
    return found
  })
}

const brief = (run: FolderRun) =>
  jobs(run).map((job) => [
    job.kind,
    ...('about' in job ? [job.about, job.to] : []),
    ...('connector' in job ? [job.connector] : []),
  ])

describe('registers', () => {
  test('W87 what was done without the register is sent to it: the application, then its scans', () => {
    const run = offline()
    expect(jobs(run).map(({ kind, key }) => [kind, key])).toEqual([
      ['register-application', '8036-004-000127/application#1/formed/register-application'],
      ['register-scans', '8036-004-000127/scans#1/scanned/register-scans'],
    ])
  })

  test('W87 what the register sends back is sent anew under another key', () => {
    const run = offline()
    run.system({ type: 'confirm-awaited', stage: 'scans', taken: false, reference: 'Нечитабельно' } as never)
    const again = run.asks(run.clerk, { action: 'complete', stage: 'scans', outcome: 'scanned', data: {} })
    if (!again.ok) throw new Error(again.refusal.code)
    run.does(...again.commands.map((command) => ({ ...command, connected: false })))
    expect(jobs(run).at(-1)?.key).toBe('8036-004-000127/scans#2/scanned/register-scans')
  })
})

describe('the course of 004', () => {
  test('W87 inquiries, the visit’s mail, the order, the defect, the card that is ready, the reminder', () => {
    const run = intakeOf004().complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
    const officer = run.person('officer')
    const inquiry = '33333333-3333-4333-8333-333333333333'
    run.must(officer, {
      action: 'send-inquiry',
      stage: 'identification',
      data: { inquiry: 'border-service', id: inquiry },
    })
    run.system({ type: 'inquiry-answered', id: inquiry, result: 'confirmed' } as never)
    run.complete('officer', 'identification', 'identified')
    const checker = run.person('residence-checker')
    run.must(checker, {
      action: 'plan-event',
      stage: 'residence-check',
      data: { event: 'residence-visited', date: '2026-03-13' },
    })
    const mail = jobs(run).at(-1)
    expect(mail).toMatchObject({
      kind: 'mail',
      to: 'applicant',
      about: 'visit',
      on: '2026-03-13',
      records: { stage: 'residence-check', event: 'visit-notified', means: 'email' },
    })
    run.complete('residence-checker', 'residence-check', 'same-address')
    run.complete('decision-maker', 'decision', 'issue')
    run.complete('print-dispatcher', 'data-transfer', 'sent')
    run.complete('receiver', 'delivery', 'delivered')
    const arrival = { 'arrival-date': run.today, 'card-number': '000', 'card-date': run.today }
    run.complete('receiver', 'arrival', 'recorded', { fields: arrival })
    run.complete('receiver', 'comparison', 'defect')
    run.complete('central', 'defect-review', 'not-confirmed')
    run.complete('receiver', 'comparison', 'matches')
    run.on('2026-09-12').system({ type: 'tick' })
    expect(brief(run)).toEqual([
      ['inquiry', 'state-body'],
      ['mail', 'visit', 'applicant'],
      ['order-card', 'printing-works'],
      ['central-defect'],
      ['mail', 'ready', 'applicant'],
      ['mail', 'uncollected', 'applicant'],
    ])
    run.system({ type: 'tick' })
    expect(brief(run)).toHaveLength(6)
  })

  test('W87 a day agreed anew is mailed anew, also when it is the first one again', () => {
    const run = intakeOf004().complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
    for (const date of ['2026-03-13', '2026-03-16', '2026-03-13'])
      run.must(run.person('residence-checker'), {
        action: 'plan-event',
        stage: 'residence-check',
        data: { event: 'residence-visited', date },
      })
    expect(new Set(jobs(run).map(({ key }) => key)).size).toBe(3)
  })
})

test('W87 the copy of a refusal is prepared as a registered letter to the applicant, in 003 also to the hosting party', () => {
  const outcomes = new FolderRun('003').card.stages.flatMap(({ outcomes: all }) => all)
  const told = outcomes.filter(({ key }) => key === 'refusal-delivered').flatMap(({ notices }) => notices)
  expect(told.map(({ who }) => who)).toContain('hosting-party')
  const run = intakeOf004().complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
  run
    .complete('officer', 'identification', 'identified')
    .complete('residence-checker', 'residence-check', 'left-ukraine')
  run.complete('decision-maker', 'decision', 'refused', { grounds: ['unlawful-stay'] })
  run.complete('intake', 'issue', 'refusal-delivered', { fields: { 'delivery-proof': '0500012345678' } })
  expect(jobs(run).map(({ kind, key }) => [kind, key])).toEqual([
    ['letter', '8036-004-000127/issue#1/refusal-delivered/letter/applicant'],
  ])
})

/** An intake done while nothing outside can be reached. */
function offline(): FolderRun {
  const run = writeForm(new FolderRun('004').start(), { phone: '0671112233', email: 'a@example.org' })
  const done = (stage: string, outcome: string, data: Record<string, unknown> = {}) => {
    const answer = run.asks(run.clerk, { action: 'complete', stage, outcome, data })
    if (!answer.ok) throw new Error(answer.refusal.code)
    run.does(...answer.commands.map((command) => ({ ...command, connected: false })))
  }
  done('intake-check', 'accepted')
  done('application', 'formed', { fields: { 'biometrics-taken': true, 'permit-issued-elsewhere': false } })
  done('print', 'correct', { fields: { warned: true, 'home-owned': false, 'home-leased': false } })
  done('applicant-signature', 'cannot-sign')
  done('employee-signature', 'signed', { fields: { 'signature-date': run.today, 'signature-name': 'П.' } })
  done('scans', 'scanned')
  return run
}
