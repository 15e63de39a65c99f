import {
  applicantKeyTexts,
  type ApplicantKeys,
  decisionsOf,
  type EarlierDecision,
  reapplicationOf,
  refusalText,
  tooSoon,
} from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { martialLaw } from '../case/case-run.ts'
import { FolderRun } from './folder-run.ts'
import { applicant } from './people.ts'
import { intakeAnswers, writeForm } from './story.ts'

const keys = applicantKeyTexts(applicant)
const refusedOn = (on: string, of: ApplicantKeys = keys): EarlierDecision => ({ kind: 'issue', on, applicant: of })

function found(earlier: readonly EarlierDecision[], day = '2026-03-11', card = '002') {
  return reapplicationOf(new FolderRun(card).card, keys, earlier, day, martialLaw)
}

describe('002, a year after the refusal', () => {
  test('W82 a day before the year is over is too soon, and the first day is told; on it one may apply', () => {
    const run = new FolderRun('002').start()
    const early = found([refusedOn('2025-03-12')])
    const refusal = tooSoon(run.state, early)
    expect(refusal).toEqual({ code: 'applied-too-soon', what: '2026-03-12' })
    if (refusal === null) return
    expect(refusalText(run.card, refusal).en).toBe(
      'Too little time has passed since the earlier refusal: it is too soon to apply again (from 12 March 2026).',
    )
    expect(tooSoon(run.state, found([refusedOn('2025-03-11')]))).toBeNull()
  })

  test('W82 an intake that came to no application is handed over all the same', () => {
    const run = new FolderRun('002').start()
    run.must(run.clerk, { action: 'abandon' })
    expect(tooSoon(run.state, found([refusedOn('2026-01-12')]))).toBeNull()
  })

  test('W82 whoever decides sees it above the case with the ground it can be; the case goes on', () => {
    const run = writeForm(new FolderRun('002').start())
    const view = run.view(run.clerk, { reapplication: found([refusedOn('2025-03-12')]) })
    expect(view.alerts.map(({ text }) => text.uk)).toEqual([
      'Цій особі вже відмовляли: подати знову можна з 12 березня.',
    ])
    expect(view.offers[0]?.outcomes.map(({ key, blocked }) => [key, blocked])).toEqual([
      ['accepted', null],
      ['refused', null],
    ])
    run.complete('intake', 'intake-check', 'accepted')
    run.complete('intake', 'application', 'formed', { fields: { 'biometrics-taken': true } })
    run.complete('intake', 'print', 'correct').complete('intake', 'applicant-signature', 'cannot-sign')
    const fields = { 'signature-date': run.today, 'signature-name': 'П.' }
    run.complete('intake', 'employee-signature', 'signed', { fields }).complete('intake', 'scans', 'scanned')
    run.complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
    run.complete('officer', 'identification', 'identified')
    const head = run.view(run.person('decision-maker'), { reapplication: found([refusedOn('2025-03-12')]) })
    expect(head.offers[0]?.outcomes.map(({ suggestedGrounds }) => suggestedGrounds)).toEqual([[], ['by-law']])
  })
})

test('W82 003 may be applied for again at once: the condition is told, nothing is too soon', () => {
  const run = new FolderRun('003').start()
  const again = found([refusedOn('2026-03-10')], '2026-03-11', '003')
  expect(tooSoon(run.state, again)).toBeNull()
  expect(run.view(run.clerk, { reapplication: again }).alerts.map(({ text }) => text.en)).toEqual([
    'This person was refused this service before.',
  ])
})

describe('the same person', () => {
  const spelt = {
    ...applicant,
    surname: 'ВИГАДАНА',
    givenName: ' особа ',
    document: { kind: 'passport', number: 'c-01234567' },
  } as const

  test('W82 is the same however the form spells case, spaces and hyphens', () => {
    expect(applicantKeyTexts(spelt)).toEqual(keys)
    expect(applicantKeyTexts({ ...applicant, surname: 'О’Вигадана' }).name).toBe(
      applicantKeyTexts({ ...applicant, surname: "О'Вигадана" }).name,
    )
  })

  test('W82 has a new passport, or another name: both are still found; another birth date alone is not', () => {
    const passport = { ...keys, 'document-number': 'X9' }
    const name = { ...keys, name: 'ІНША|ОСОБА|' }
    const stranger = { ...passport, 'birth-date': '1991-01-01' }
    expect(found([refusedOn('2026-01-12', passport)]).allowed).toBe(false)
    expect(found([refusedOn('2026-01-12', name)]).allowed).toBe(false)
    expect(found([refusedOn('2026-01-12', stranger)]).allowed).toBe(true)
  })
})

test('W82 a case leaves behind what later applications are measured by: its refusals and a withdrawn card', () => {
  const refused = new FolderRun('004')
    .start()
    .complete('intake', 'intake-check', 'refused', { grounds: ['incomplete'] })
  expect(decisionsOf(refused.folder, keys)).toEqual([
    { case: '8036-004-000127', kind: 'acceptance', on: '2026-03-11', applicant: keys, annulled: false },
  ])
  const withdrawn = new FolderRun('003').start().complete('intake', 'intake-check', 'card-invalid', {
    fields: intakeAnswers,
  })
  withdrawn.complete('intake', 'withdrawal', 'withdrawn', { fields: { 'withdrawal-act': '12' } })
  expect(decisionsOf(withdrawn.folder, keys).map(({ kind }) => kind)).toEqual(['cancellation'])
})
