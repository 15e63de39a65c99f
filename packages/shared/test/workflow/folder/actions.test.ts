import { actorOf, feeCommands, loginOf } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { FolderRun } from './folder-run.ts'
import { intakeOf004 } from './story.ts'

const fee = { id: '33333333-3333-4333-8333-333333333333', code: '1234-5678' }

describe('an action of a desk', () => {
  test('W92 without what it needs is refused, and says what is missing', () => {
    const run = new FolderRun('004').start()
    expect(run.acts(run.clerk, { action: 'complete', outcome: 'accepted' })?.code).toBe('unknown-stage')
    expect(run.acts(run.clerk, { action: 'complete', stage: 'intake-check' })?.code).toBe('unknown-outcome')
    expect(run.acts(run.clerk, { action: 'send-inquiry', data: { inquiry: 'x', id: fee.id } })?.code).toBe(
      'unknown-stage',
    )
    expect(run.acts(run.clerk, { action: 'write-applicant', data: {} })).toEqual({
      code: 'data-invalid',
      what: 'applicant',
    })
    expect(run.acts(run.clerk, { action: 'check-fee', data: { code: '1' } })).toEqual({
      code: 'data-invalid',
      what: 'fee',
    })
    const grounds = { grounds: 'incomplete' }
    expect(run.acts(run.clerk, { action: 'complete', stage: 'a', outcome: 'b', data: grounds })?.what).toBe('grounds')
  })

  test('W92 an officer nobody knows is refused before the rules are asked', () => {
    const run = intakeOf004()
    const answer = run.acts(run.person('distributor'), {
      action: 'complete',
      stage: 'distribution',
      outcome: 'assigned',
      data: {},
    })
    expect(answer?.code).toBe('officer-missing')
  })

  test('W92 on an old version of the case is refused, and told what has changed since', () => {
    const run = new FolderRun('004').start()
    const seen = run.state.version
    run.complete('intake', 'intake-check', 'accepted')
    const refusal = run.acts(run.clerk, { action: 'abandon', version: seen })
    expect(refusal).toMatchObject({ code: 'version-changed', version: run.state.version })
    expect(refusal?.changes?.map(({ type }) => type)).toContain('outcome-recorded')
  })
})

describe('a payment check', () => {
  test.each([
    ['not-confirmed', ['fee-not-confirmed']],
    ['confirmed', []],
    ['unreachable', []],
  ] as const)('W93 that says %s offers these grounds to refuse: %s', (result, grounds) => {
    const run = new FolderRun('003').start()
    const given = { actor: run.clerk, today: run.today, at: 1, context: run.context }
    run.does(...feeCommands(run.card, run.folder, { ...fee, result }, given))
    expect(run.view(run.clerk).fees).toEqual([{ ...fee, result }])
    const refused = run.view(run.clerk).offers[0]?.outcomes.find(({ key }) => key === 'refused')
    expect(refused?.grounds?.map(({ key }) => key).filter((key) => key.startsWith('fee-'))).toEqual(grounds)
  })

  test('W93 asked again, the newest answer counts; one whose card looks nothing up is only kept', () => {
    const run = new FolderRun('003').start()
    const given = { actor: run.clerk, today: run.today, at: 1, context: run.context }
    run.does(...feeCommands(run.card, run.folder, { ...fee, result: 'not-confirmed' }, given))
    const second = { ...fee, id: '44444444-4444-4444-8444-444444444444', result: 'confirmed' } as const
    run.does(...feeCommands(run.card, run.folder, second, given))
    const refused = { action: 'complete', stage: 'intake-check', outcome: 'refused' } as const
    expect(run.acts(run.clerk, { ...refused, data: { grounds: ['fee-not-confirmed'] } })?.code).toBe('ground-not-shown')
    const other = new FolderRun('004').start()
    expect(feeCommands(other.card, other.folder, second, given).map(({ type }) => type)).toEqual(['keep-fee-check'])
  })
})

describe('who acts', () => {
  const config = {
    code: '8036',
    staff: [{ login: 'olena', post: { unit: 'sector', roles: ['intake' as const] } }, { login: 'petro' }],
  }

  test('W88 is a member of staff with a post; the queue’s own people have no part in cases', () => {
    expect(actorOf(config, 'olena', '8036')).toEqual({ id: 'olena', office: '8036', unit: 'sector', roles: ['intake'] })
    expect(actorOf(config, 'petro', '8036')).toBeNull()
    expect(actorOf(config, 'nobody', '8036')).toBeNull()
  })

  test('W88 in a case of another office carries the own one, so that two people of one login stay two', () => {
    const guest = actorOf(config, 'olena', '8001')
    expect(guest?.id).toBe('olena@8036')
    expect(loginOf('olena@8036', '8001')).toEqual({ login: 'olena', office: '8036' })
    expect(loginOf('olena', '8001')).toEqual({ login: 'olena', office: '8001' })
  })
})
