import { intakeIsOver } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { FolderRun } from './folder-run.ts'
import { intakeAnswers, intakeOf004, offered, tickAll, writeForm } from './story.ts'

describe('documents of 003', () => {
  test('W78 the documents are accepted when those known to be asked for are there; the refusal asks for none', () => {
    const run = new FolderRun('003').start()
    expect(offered(run, 'intake', 'intake-check')).toEqual([
      'accepted: A document of the list is missing: tick it, or refuse to accept (The card to be exchanged).',
      'accepted-on-visit: A document of the list is missing: tick it, or refuse to accept (The card to be exchanged).',
      'refused',
      'card-invalid',
    ])
    tickAll(run)
    expect(offered(run, 'intake', 'intake-check')).toEqual(['accepted', 'accepted-on-visit', 'refused', 'card-invalid'])
  })

  test.each([
    ['not shown', { shown: false, attached: 'certified-copy' }],
    ['without its copy', { shown: true, attached: 'none' }],
    ['with the original kept', { shown: true, attached: 'original' }],
  ] as const)('W78 a passport %s is not there as the card asks', (_what, more) => {
    const run = tickAll(new FolderRun('003').start())
    const check = { document: 'passport', returned: true, ...more }
    run.must(run.clerk, { action: 'check-document', data: { check } })
    expect(run.acts(run.clerk, accepting)).toEqual({ code: 'document-missing', what: 'passport' })
  })

  test('W78 what the clerk says of the applicant brings documents that the application waits for', () => {
    const run = tickAll(new FolderRun('003').start())
    run.complete('intake', 'intake-check', 'accepted', { fields: { ...intakeAnswers, 'by-representative': true } })
    writeForm(run)
    expect(run.view(run.clerk).checklist.map(({ document }) => document)).toContain('representative')
    const forming = { action: 'complete', stage: 'application', outcome: 'formed', data: { fields: taken } } as const
    expect(run.acts(run.clerk, forming)?.what).toBe('representative')
    tickAll(run)
    expect(run.acts(run.clerk, forming)).toBeNull()
  })

  test('W78 no application is formed before its form is written', () => {
    const run = tickAll(new FolderRun('003').start())
    run.complete('intake', 'intake-check', 'accepted', { fields: intakeAnswers })
    tickAll(run)
    expect(offered(run, 'intake', 'application')).toEqual(['formed: Fill in the applicant’s data first.'])
    writeForm(run)
    expect(offered(run, 'intake', 'application')).toEqual(['formed'])
  })
})

test('W94 originals that are still with the office are said once the application is formed, until they are given back', () => {
  const run = tickAll(new FolderRun('003').start())
  const passport = (returned: boolean) => {
    const check = { document: 'passport', shown: true, attached: 'certified-copy', returned }
    run.must(run.clerk, { action: 'check-document', data: { check } })
    return run.view(run.clerk).alerts.map(({ text, detail }) => [text.en, detail.en])
  }
  const kept = ['Originals have not been given back to the applicant yet.', expect.stringMatching(/^Passport document/)]
  expect(passport(false)).toEqual([])
  run.complete('intake', 'intake-check', 'accepted', {
    fields: { ...intakeAnswers, 'expires-on': '2026-06-01' },
  })
  writeForm(tickAll(run)).complete('intake', 'application', 'formed', { fields: taken })
  expect(passport(false)).toEqual([kept])
  expect(passport(true)).toEqual([])
})

const taken = { 'biometrics-taken': true }
const accepting = {
  action: 'complete',
  stage: 'intake-check',
  outcome: 'accepted',
  data: { fields: intakeAnswers },
} as const

describe('phone and e-mail of 004', () => {
  const formed = { 'biometrics-taken': true, 'permit-issued-elsewhere': false }
  const forming = (fields: Record<string, unknown>) =>
    ({
      action: 'complete',
      stage: 'application',
      outcome: 'formed',
      data: { fields: { ...formed, ...fields } },
    }) as const

  test('W79 neither in the form nor given: the application is not formed', () => {
    const run = writeForm(new FolderRun('004').start()).complete('intake', 'intake-check', 'accepted')
    expect(run.acts(run.clerk, forming({}))).toEqual({ code: 'field-missing', what: 'contact-phone' })
    expect(run.acts(run.clerk, forming({ 'contact-phone': '0671112233' }))?.what).toBe('personal-email')
    expect(run.acts(run.clerk, forming({ 'contact-phone': '12', 'personal-email': 'a@example.org' }))?.code).toBe(
      'field-invalid',
    )
  })

  test('W79 what the form says fills the stage, also where the desk leaves it empty', () => {
    const run = writeForm(new FolderRun('004').start(), { phone: '0671112233', email: 'a@example.org' })
    run.complete('intake', 'intake-check', 'accepted')
    expect(run.view(run.clerk).offers[0]?.prefill).toEqual({
      'contact-phone': '0671112233',
      'personal-email': 'a@example.org',
    })
    run.must(run.clerk, forming({ 'contact-phone': '' }))
    expect(run.state.fields['application']).toMatchObject({
      'contact-phone': '0671112233',
      'personal-email': 'a@example.org',
    })
  })

  test('W79 what is given at the stage goes into the form', () => {
    const run = writeForm(new FolderRun('004').start(), { phone: '0671112233' })
    run.complete('intake', 'intake-check', 'accepted')
    run.must(run.clerk, forming({ 'contact-phone': '0509998877', 'personal-email': 'b@example.org' }))
    expect(run.folder.dossier.applicant).toMatchObject({ phone: '0509998877', email: 'b@example.org' })
  })

  test('W79 the clerk’s signature begins with the date of today and the clerk’s surname and initials', () => {
    const run = writeForm(new FolderRun('004').start(), { phone: '0671112233', email: 'a@example.org' })
    run.complete('intake', 'intake-check', 'accepted')
    run.must(run.clerk, forming({}))
    run.complete('intake', 'print', 'correct', { fields: { warned: true, 'home-owned': false, 'home-leased': false } })
    run.complete('intake', 'applicant-signature', 'cannot-sign')
    const names = () => ({ name: 'Лисенко Богдан Іванович', title: { uk: 'Спеціаліст', en: 'Specialist' } })
    expect(run.view(run.clerk, { names }).offers[0]?.prefill).toEqual({
      'signature-date': '2026-03-11',
      'signature-name': 'Лисенко Б. І.',
    })
  })
})

describe('the end of intake', () => {
  test('W89 intake is over when nothing at the window is open, whether the register has answered or not', () => {
    const run = new FolderRun('004').start()
    expect(intakeIsOver(run.card, run.folder)).toBe(false)
    intakeOf004(run)
    expect(intakeIsOver(run.card, run.folder)).toBe(true)
  })

  test('W89 a refusal to accept and an applicant who leaves end it, too', () => {
    const refused = new FolderRun('004')
      .start()
      .complete('intake', 'intake-check', 'refused', { grounds: ['incomplete'] })
    expect(intakeIsOver(refused.card, refused.folder)).toBe(true)
    const left = new FolderRun('004').start()
    left.must(left.clerk, { action: 'abandon' })
    expect(intakeIsOver(left.card, left.folder)).toBe(true)
  })
})
