import { builtInCards, type FileComplaint, findCard, mayApplyAgain } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { type CaseRun, martialLaw } from './case-run.ts'
import { ownIntake, walk } from './story.ts'

const refusedSteps = [...ownIntake, '11 distribution.assigned', '12 identification.identified']
const refused003 = () =>
  walk({ card: '003', steps: [...refusedSteps, '13 decision.refused', '16 issue.refusal-delivered'] })
const refused004 = () =>
  walk({
    card: '004',
    steps: [...refusedSteps, '12 residence-check.same-address', '13 decision.refused', '16 issue.refusal-delivered'],
  })
const refused002 = () =>
  walk({ card: '002', steps: [...refusedSteps, '13 decision.refused', '16 copy.refusal-sent-to-applicant'] })

const filing = (run: CaseRun, more: Partial<FileComplaint> = {}) =>
  run.command(run.person('decision-maker'), {
    type: 'file-complaint',
    to: more.to ?? 'administrative',
    of: more.of ?? 'issue',
    documents: more.documents ?? [],
  })
const deciding = (run: CaseRun, result: 'annulled' | 'dismissed') =>
  run.command(run.person('decision-maker'), { type: 'decide-complaint', result })

describe('appeals', () => {
  test('W69 W70 003 is decided anew on the earlier documents, with fresh terms, and can then be issued', () => {
    const run = refused003().on('2026-04-06')
    run.does(filing(run)).on('2026-04-20').does(deciding(run, 'annulled'))
    expect(run.open()).toEqual(['decision'])
    expect(run.running).toMatchObject({ status: 'open', end: null, round: 1, refusals: [{ annulled: true }] })
    expect(run.events.find(({ type }) => type === 'case-reopened')).toMatchObject({ basis: 'earlier-documents' })
    expect(run.terms()).toEqual(['cap stage-completed 2026-05-11', 'decision stage-completed 2026-04-29'])
    run
      .on('2026-04-21')
      .complete('decision', 'issue')
      .complete('data-transfer', 'sent')
      .complete('delivery', 'delivered')
    run.complete('arrival', 'recorded').complete('comparison', 'matches').complete('issue', 'issued')
    expect(run.running.end?.how).toBe('issued')
    expect(run.events.filter(({ type }) => type === 'deadline-overdue')).toEqual([])
  })

  test('W69 004 is appealed only with documents, and decided on them too', () => {
    const run = refused004()
    expect(run.refused(filing(run)).code).toBe('documents-missing')
    run.does(filing(run, { documents: ['d'] })).does(deciding(run, 'annulled'))
    expect(run.events.find(({ type }) => type === 'case-reopened')).toMatchObject({
      basis: 'earlier-and-complaint-documents',
    })
    expect(run.open()).toEqual(['decision'])
  })

  test('W69 W70 002 is appealed to a court only, and its card names no stage to go back to', () => {
    const run = refused002()
    expect(run.refused(filing(run)).code).toBe('appeal-elsewhere')
    run.does(filing(run, { to: 'court' })).does(deciding(run, 'annulled'))
    expect(run.running).toMatchObject({ status: 'ended', marks: { 'decision-cancelled': run.today } })
  })

  test('W69 one complaint at a time, only against a refusal there is, and a dismissed one changes nothing', () => {
    const run = refused003()
    expect(run.refused(deciding(run, 'annulled')).code).toBe('no-complaint')
    expect(run.refused(filing(run, { of: 'handover' })).code).toBe('no-appeal')
    expect(run.refused(filing(run, { of: 'acceptance' })).code).toBe('no-appeal')
    run.does(filing(run))
    expect(run.refused(filing(run)).code).toBe('complaint-open')
    run.does(deciding(run, 'dismissed'))
    expect(run.running).toMatchObject({ status: 'ended', complaints: [{ status: 'dismissed' }] })
  })

  test('W70 a refusal that has not been delivered yet goes back as well; the copy is no longer owed', () => {
    const run = walk({ card: '003', steps: [...refusedSteps, '13 decision.refused'] })
    run.does(filing(run)).does(deciding(run, 'annulled'))
    expect(run.open()).toEqual(['decision'])
    expect(run.way()).toContain('issue cancelled')
  })

  test('W70 a refusal to hand over that is annulled leaves the card waiting', () => {
    const steps = ['13 decision.issue', '13 data-transfer.sent', '16 delivery.delivered', '16 arrival.recorded']
    const run = walk({
      card: '003',
      steps: [...refusedSteps, ...steps, '16 comparison.matches', '16 issue.not-handed-over'],
    })
    run.does(filing(run, { of: 'handover' })).does(deciding(run, 'annulled'))
    expect(run.open()).toEqual(['issue'])
    run.complete('issue', 'issued')
  })
})

describe('applying again', () => {
  const card = findCard(builtInCards, '002')
  const who = { 'document-number': 'h1', name: 'h2', 'birth-date': 'h3' }
  const check = (today: string, applicant: typeof who, more: object = {}) =>
    card &&
    mayApplyAgain(card, applicant, [{ kind: 'issue', on: '2026-02-27', applicant: who, ...more }], today, martialLaw)

  test.each([
    ['2027-02-26', who, false],
    ['2027-02-27', who, true],
    ['2026-03-01', { ...who, 'document-number': 'new' }, false],
    ['2026-03-01', { ...who, name: 'new', 'birth-date': 'other' }, false],
    ['2026-03-01', { ...who, 'document-number': 'new', name: 'new' }, true],
  ] as const)('W71 on %s %j: %s', (today, applicant, allowed) => {
    expect(check(today, applicant)?.allowed).toBe(allowed)
  })

  test('W71 the first possible day is named; leap days, cancellations and annulled refusals', () => {
    expect(check('2026-05-01', who)).toMatchObject({ allowed: false, from: '2027-02-27' })
    expect(check('2028-05-01', who, { on: '2028-02-29' })).toMatchObject({ from: '2029-02-28' })
    expect(check('2026-05-01', who, { kind: 'cancellation' })?.allowed).toBe(false)
    expect(check('2026-05-01', who, { kind: 'acceptance' })?.allowed).toBe(true)
    expect(check('2026-05-01', who, { annulled: true })?.allowed).toBe(true)
  })

  test('W71 003 may be asked for again at once, and is told on which condition', () => {
    const other = findCard(builtInCards, '003')
    const earlier = [{ kind: 'issue', on: '2026-02-27', applicant: who }] as const
    const answer = other && mayApplyAgain(other, who, earlier, '2026-02-28', martialLaw)
    expect(answer).toMatchObject({ allowed: true, conditions: [{ en: expect.stringContaining('circumstances') }] })
  })
})
