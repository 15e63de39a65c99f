import { describe, expect, test } from 'vitest'
import type { CaseRun } from './case-run.ts'
import { ownIntake, plan, record, walk } from './story.ts'

const distributed = [...ownIntake, '11 distribution.assigned']

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
