import { evolveFolder, feeCommands, initialFolder, jobsFor, type OutsideJob } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { FolderRun } from './folder-run.ts'
import { applicant } from './people.ts'
import { intakeAnswers, intakeOf004, tickAll, writeForm } from './story.ts'

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

describe('what the hand-over brings', () => {
  const whole = (run: FolderRun) => jobsFor(run.card, initialFolder, run.events).map(({ kind }) => kind)

  test('W87 of a whole intake only what is still owed is done: registration and scans', () => {
    expect(whole(offline())).toEqual(['register-application', 'register-scans'])
  })

  test('W87 an application that was abandoned is not registered', () => {
    const run = writeForm(new FolderRun('004').start(), { phone: '0671112233', email: 'a@example.org' })
    run.complete('intake', 'intake-check', 'accepted')
    const fields = { 'biometrics-taken': true, 'permit-issued-elsewhere': false }
    const formed = run.asks(run.clerk, {
      action: 'complete',
      stage: 'application',
      outcome: 'formed',
      data: { fields },
    })
    if (!formed.ok) throw new Error(formed.refusal.code)
    run.does(...formed.commands.map((command) => ({ ...command, connected: false })))
    expect(whole(run)).toEqual(['register-application'])
    run.must(run.clerk, { action: 'abandon' })
    expect(whole(run)).toEqual([])
  })

  test('W87 a payment that was checked at the window is not checked again, a look-up nobody answered is', () => {
    const run = new FolderRun('003').start()
    const given = { actor: run.clerk, today: run.today, at: 1, context: run.context }
    const fee = { id: '33333333-3333-4333-8333-333333333333', code: '1234', result: 'confirmed' } as const
    run.does(...feeCommands(run.card, run.folder, fee, given))
    expect(whole(run)).toEqual([])
    const id = '44444444-4444-4444-8444-444444444444'
    run.must(run.clerk, { action: 'send-inquiry', stage: 'intake-check', data: { inquiry: 'card-validity', id } })
    expect(whole(run)).toEqual(['inquiry'])
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

describe('the copy of a refusal', () => {
  const host = { name: 'ТОВ «Приклад»', address: 'вул. Прикладна, 2, Миколаїв' }

  test.each([
    ['against-signature', false, []],
    ['registered-letter', false, ['applicant']],
    [undefined, false, ['applicant']],
    ['against-signature', true, ['hosting-party']],
    ['registered-letter', true, ['applicant', 'hosting-party']],
  ] as const)('W87 given %s, with a hosting party %s: registered letters to %j', (means, hosted, letters) => {
    const run = tickAll(new FolderRun('003').start())
    run.complete('intake', 'intake-check', 'accepted', { fields: intakeAnswers })
    writeForm(tickAll(run), hosted ? { hostingParty: host } : {})
    run.complete('intake', 'application', 'formed', { fields: { 'biometrics-taken': true } })
    run.complete('intake', 'print', 'correct').complete('intake', 'applicant-signature', 'cannot-sign')
    const fields = { 'signature-date': run.today, 'signature-name': 'П.' }
    run.complete('intake', 'employee-signature', 'signed', { fields }).complete('intake', 'scans', 'scanned')
    run.complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
    run.complete('officer', 'identification', 'identified')
    run.complete('decision-maker', 'decision', 'refused', { grounds: ['by-law'] })
    const proof = { 'delivery-proof': '0500012345678', ...(means === undefined ? {} : { 'delivery-means': means }) }
    run.complete('intake', 'issue', 'refusal-delivered', { fields: proof })
    expect(jobs(run).map((job) => (job.kind === 'letter' ? job.to : job.kind))).toEqual(letters)
  })

  test('W87 an applicant without e-mail is sent none', () => {
    const run = intakeOf004()
    const { email: _email, ...without } = run.folder.dossier.applicant ?? applicant
    const quiet = { ...run.folder, dossier: { ...run.folder.dossier, applicant: without } }
    const ready = {
      type: 'event-marked',
      event: 'card-checked',
      date: run.today,
      on: run.today,
      by: null,
      at: 1,
    } as const
    expect(jobsFor(run.card, run.folder, [ready]).map(({ kind }) => kind)).toEqual(['mail'])
    expect(jobsFor(run.card, quiet, [ready])).toEqual([])
  })
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
