import type { CaseFile } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { FolderRun } from './folder-run.ts'
import { applicant } from './people.ts'
import { intakeAnswers, intakeOf004, tickAll, writeForm } from './story.ts'

function file(digit: string, more: Partial<CaseFile> = {}): CaseFile {
  const hash = digit.padStart(64, '0')
  return {
    hash,
    name: 'скан.pdf',
    type: 'application/pdf',
    bytes: 10,
    document: null,
    stage: null,
    scan: 'clean',
    ...more,
  }
}

function add(run: FolderRun, role: Parameters<FolderRun['person']>[0], one: CaseFile) {
  return run.tries({ type: 'add-file', actor: run.person(role), today: run.today, at: 1, file: one })
}

describe('during intake', () => {
  test('W75 the same file twice is in the folder once', () => {
    const run = new FolderRun('004').start()
    expect(add(run, 'intake', file('1'))).toBeNull()
    const before = run.events.length
    expect(add(run, 'intake', file('1', { name: 'інше.pdf' }))).toBeNull()
    expect(run.events.length).toBe(before)
    expect(run.folder.dossier.files.map(({ name }) => name)).toEqual(['скан.pdf'])
  })

  test('W75 a case takes a hundred files and not one more; removing one makes room', () => {
    const run = new FolderRun('004').start()
    for (let n = 0; n < 100; n += 1) expect(add(run, 'intake', file(String(n)))).toBeNull()
    expect(add(run, 'intake', file('100'))?.code).toBe('too-many-files')
    run.must(run.clerk, { action: 'remove-file', data: { hash: file('5').hash } })
    expect(add(run, 'intake', file('100'))).toBeNull()
    expect(run.acts(run.clerk, { action: 'remove-file', data: { hash: file('5').hash } })?.code).toBe('unknown-file')
  })

  test('W77 a document the information card does not list is neither ticked nor scanned', () => {
    const run = new FolderRun('003').start()
    const check = { document: 'driving-licence', shown: true, attached: 'none', returned: false }
    expect(run.acts(run.clerk, { action: 'check-document', data: { check } })?.code).toBe('unknown-document')
    expect(add(run, 'intake', file('1', { document: 'driving-licence' }))?.code).toBe('unknown-document')
    expect(add(run, 'intake', file('1', { document: 'passport' }))).toBeNull()
    expect(run.view(run.clerk).checklist.find(({ document }) => document === 'passport')?.files).toHaveLength(1)
  })

  test('W76 only whoever takes the application writes the form', () => {
    const run = new FolderRun('004').start()
    const data = { applicant }
    expect(run.acts(run.person('officer'), { action: 'write-applicant', data })?.code).toBe('wrong-role')
    expect(run.acts(run.person('authorised-entity'), { action: 'write-applicant', data })?.code).toBe('wrong-role')
    const elsewhere = { ...run.clerk, unit: 'another' }
    expect(run.acts(elsewhere, { action: 'write-applicant', data })?.code).toBe('wrong-unit')
    expect(run.acts({ ...run.clerk, office: '8111' }, { action: 'write-applicant', data })?.code).toBe('wrong-office')
    expect(run.acts(run.clerk, { action: 'write-applicant', data })).toBeNull()
  })

  const passport = applicant.document
  test.each([
    ['a birth date to come', { birthDate: '2026-03-12' }, 'bad-date', 'birthDate'],
    ['a birth date that is none', { birthDate: '1990-02-30' }, 'bad-date', 'birthDate'],
    ['a passport issued tomorrow', { document: { ...passport, issuedOn: '2026-03-12' } }, 'bad-date', 'issuedOn'],
    ['a passport issued before birth', { document: { ...passport, issuedOn: '1989-01-01' } }, 'bad-date', 'issuedOn'],
    [
      'a passport that ended before it began',
      { document: { ...passport, issuedOn: '2020-01-02', validUntil: '2020-01-01' } },
      'bad-date',
      'validUntil',
    ],
    ['a phone of two digits', { phone: '12' }, 'field-invalid', 'phone'],
    ['an e-mail without a domain', { email: 'somebody@example' }, 'field-invalid', 'email'],
  ] as const)('W76 a form with %s is refused', (_what, more, code, what) => {
    const run = new FolderRun('004').start()
    const data = { applicant: { ...applicant, ...more } }
    expect(run.acts(run.clerk, { action: 'write-applicant', data })).toEqual({ code, what })
    expect(run.folder.dossier.applicant).toBeNull()
  })

  test('W76 a form with an expired passport and a foreign phone is taken: what follows is for the clerk to judge', () => {
    const run = new FolderRun('004').start()
    const document = { ...passport, issuedOn: '2010-01-02', validUntil: '2020-01-02' }
    const data = { applicant: { ...applicant, phone: '+994 50 123 45 67', document } }
    expect(run.acts(run.clerk, { action: 'write-applicant', data })).toBeNull()
  })
})

test('W76 the form is closed by the applicant’s check of the print, and open again while errors are corrected', () => {
  const run = writeForm(new FolderRun('004').start(), { phone: '0671112233', email: 'a@example.org' })
  const closed = () => {
    const { writeApplicant } = run.view(run.clerk).may
    const refusal = run.acts(run.clerk, {
      action: 'write-applicant',
      data: { applicant: run.folder.dossier.applicant },
    })
    expect(refusal === null).toBe(writeApplicant)
    return refusal?.code
  }
  run.complete('intake', 'intake-check', 'accepted')
  const fields = { 'biometrics-taken': true, 'permit-issued-elsewhere': false }
  run.complete('intake', 'application', 'formed', { fields })
  expect(closed()).toBeUndefined()
  run.complete('intake', 'print', 'errors')
  expect(closed()).toBeUndefined()
  run.complete('intake', 'print', 'correct', { fields: { warned: true, 'home-owned': false, 'home-leased': false } })
  expect(closed()).toBe('form-closed')
  expect(add(run, 'intake', file('1'))).toBeNull()
  run.must(run.clerk, { action: 'remove-file', data: { hash: file('1').hash } })
})

describe('after intake', () => {
  test('W76 the form is closed until a register sends the application back', () => {
    const run = intakeOf004()
    expect(run.acts(run.clerk, { action: 'write-applicant', data: { applicant } })?.code).toBe('form-closed')
    const draft = new FolderRun('004').start()
    writeForm(draft, { phone: '0671112233', email: 'a@example.org' })
    draft.complete('intake', 'intake-check', 'accepted')
    const fields = { 'biometrics-taken': true, 'permit-issued-elsewhere': false }
    const answer = draft.asks(draft.clerk, {
      action: 'complete',
      stage: 'application',
      outcome: 'formed',
      data: { fields },
    })
    if (!answer.ok) throw new Error(answer.refusal.code)
    draft.does(...answer.commands.map((command) => ({ ...command, connected: false })))
    expect(
      draft.system({ type: 'confirm-awaited', stage: 'application', taken: false, reference: 'Помилка' } as never),
    ).toBeNull()
    expect(draft.view(draft.clerk).offers.map(({ stage }) => stage)).toContain('application')
    writeForm(draft, { surname: 'Виправлена' })
    expect(draft.folder.dossier.applicant?.surname).toBe('Виправлена')
  })

  test('W77 the officer of the case adds files and ticks documents, nobody else of the office does', () => {
    const run = intakeOf004()
    run.complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
    expect(add(run, 'officer', file('1'))).toBeNull()
    expect(add(run, 'intake', file('2'))?.code).toBe('wrong-role')
    const second = run.person('officer', 'second')
    expect(run.tries({ type: 'add-file', actor: second, today: run.today, at: 1, file: file('3') })?.code).toBe(
      'not-assigned',
    )
    expect(run.acts(run.person('officer'), { action: 'remove-file', data: { hash: file('1').hash } })?.code).toBe(
      'form-closed',
    )
  })

  test('W77 notes are added by everybody with a part in the case, also after its end, by no stranger', () => {
    const run = new FolderRun('004').start()
    run.must(run.clerk, { action: 'abandon' })
    run.must(run.person('distributor'), { action: 'add-note', data: { text: 'Заявник пішов.' } })
    const stranger = { ...run.clerk, office: '8111' }
    expect(run.acts(stranger, { action: 'add-note', data: { text: 'Я чужий.' } })?.code).toBe('wrong-office')
    expect(run.view(run.clerk).notes.map(({ text }) => text)).toEqual(['Заявник пішов.'])
    expect(run.acts(run.clerk, { action: 'add-note', data: { text: ' ' } })).toEqual({
      code: 'data-invalid',
      what: 'text',
    })
  })

  test('W77 documents of a complaint are added after the case is over, of another case they are not', () => {
    const run = new FolderRun('004').start()
    run.complete('intake', 'intake-check', 'refused', { grounds: ['incomplete'] })
    expect(add(run, 'intake', file('1'))).toBeNull()
    const left = new FolderRun('004').start()
    left.must(left.clerk, { action: 'abandon' })
    expect(add(left, 'intake', file('1'))?.code).toBe('case-ended')
  })

  test('W77 a letter is not delivered before it is sent, and not in the future', () => {
    const run = intakeOf004()
    const letter = {
      id: '33333333-3333-4333-8333-333333333333',
      to: 'applicant',
      paper: 'decision-copy',
      tracking: '0500012345678',
      sentOn: '2026-03-12',
      deliveredOn: null,
    }
    run.on('2026-03-13')
    const actor = run.person('officer')
    expect(run.acts(actor, { action: 'write-letter', data: { ...letter, deliveredOn: '2026-03-11' } })?.code).toBe(
      'bad-date',
    )
    expect(run.acts(actor, { action: 'write-letter', data: { ...letter, sentOn: '2026-03-14' } })?.code).toBe(
      'bad-date',
    )
    run.must(actor, { action: 'write-letter', data: letter })
    run.must(actor, { action: 'write-letter', data: { ...letter, deliveredOn: '2026-03-13' } })
    expect(run.folder.dossier.letters.map(({ deliveredOn }) => deliveredOn)).toEqual(['2026-03-13'])
  })
})

test('W80 a field that is a file names one of the folder', () => {
  const run = new FolderRun('003').start()
  tickAll(run)
  const fields = {
    ...intakeAnswers,
    'home-visit': true,
    'in-hospital': false,
    'visit-place': 'Вдома',
    'visit-time': '2026-03-11T09:00',
    'visit-present': 'Особа',
    'visit-reason': 'Медичний висновок',
    'health-confirmed': true,
    'identity-confirmed': true,
    'identity-act': file('7').hash,
  }
  const asked = {
    action: 'complete',
    stage: 'intake-check',
    outcome: 'accepted-on-visit',
    data: { fields, parties: ['applicant'] },
  } as const
  expect(run.acts(run.clerk, asked)).toEqual({ code: 'unknown-file', what: 'identity-act' })
  add(run, 'intake', file('7'))
  expect(run.acts(run.clerk, asked)).toBeNull()
})
