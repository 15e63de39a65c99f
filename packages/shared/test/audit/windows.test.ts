import { describe, expect, it } from 'vitest'
import { expectOk, Scenario, ticketOf } from '../queue/scenario.ts'
import { audit, brokenRules, changed, logOf, verdict, withEvent, without } from './bend.ts'

/** Window 1 serves А-001, window 2 is open. */
function serving(): Scenario {
  const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
  s.register('перша')
  s.serve('olena', '1')
  return s
}

describe('windows', () => {
  it('Q30 names a session with two windows, and a window taken from a desk that was there', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'window-opened', { session: 's-olena' }))).toMatch(/^Q30 at .*had window 1/)
    expect(verdict(changed(log, 'window-opened', { window: '1' }))).toMatch(/^Q30 at .*another session had it/)
  })

  it('Q30 is clean when a clerk takes the own window back from a desk that is gone', () => {
    const s = serving()
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.tell({ type: 'connect-desk', session: 's-other' })
    const actor = { kind: 'desk', session: 's-other', staff: 'olena', role: 'clerk' } as const
    expectOk(s.tell({ type: 'open-window', window: '1', actor }))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'window-opened', { staff: 'taras' }))).toMatch(/^Q30 at /)
  })

  it('Q31 names a service of a ticket that was not called there, and a second ticket in hand', () => {
    const s = serving()
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'service-started', { window: '2' }))).toMatch(/^Q31 at .*had not called it/)
    expect(brokenRules(without(log, 'ticket-called'))).toContain('Q31')
  })

  it('Q31 Q35 name what is done to a ticket that is not in service', () => {
    const s = serving()
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'documents' }))
    expectOk(s.desk('olena', { type: 'resume-held', window: '1' }))
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'service-started'))).toMatch(/^Q35 at .*was held.*it was called/)
    expect(verdict(without(log, 'held-resumed'))).toMatch(/^Q35 at .*was finished.*it was held/)
    expect(verdict(changed(log, 'held-resumed', { window: '2' }))).toMatch(/^Q31 at .*did not hold it/)
    expect(verdict(changed(log, 'finished', { number: 'А-099' }))).toMatch(/^Q35 at /)
  })

  it('Q31 names a second held ticket', () => {
    const s = serving()
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'documents' }))
    s.register('друга')
    s.serve('olena', '1')
    const held = { type: 'ticket-held', window: '1', number: 'А-002', reason: 'photo' } as const
    expect(verdict(withEvent(logOf(s), 'after', 'service-started', held))).toMatch(/^Q31 at .*already held А-001/)
  })

  it('Q32 names a transfer to a closed window, to one without the service, and to itself', () => {
    const s = serving()
    expectOk(s.desk('olena', { type: 'transfer', window: '1', reason: 'specialist', toWindow: '2' }))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'ticket-transferred', { to: { window: '3' } }))).toMatch(/^Q32 at /)
    expect(verdict(changed(log, 'ticket-transferred', { to: { window: '1' } }))).toMatch(/^Q32 at .*came from/)
    const closed = withEvent(log, 'before', 'ticket-transferred', {
      type: 'window-closed',
      window: '2',
      because: 'clerk',
    })
    expect(verdict(closed)).toMatch(/^Q32 at .*is closed/)
  })

  it('Q33 names a transfer to a place that is not the nearest free one', () => {
    const s = serving()
    const { time } = expectOk(
      s.desk('olena', { type: 'transfer', window: '1', reason: 'wrong-service', toService: 'passport' }),
    )
    expect(time).toBe('09:00')
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    const to = (place: string) => changed(log, 'ticket-transferred', { to: { service: 'passport', place } })
    expect(verdict(to('Р-003'))).toMatch(/^Q33 at .*not the nearest/)
    expect(verdict(to('Р-999'))).toMatch(/^Q33 at .*not a free one/)
    expect(verdict(changed(log, 'ticket-transferred', { to: { service: 'permanent', place: 'А-003' } }))).toMatch(
      /^Q33 at /,
    )
  })

  it('Q34 names a mismatch for priority of a ticket that had none', () => {
    const s = serving()
    expectOk(s.desk('olena', { type: 'cancel-mismatch', window: '1', reason: 'name' }))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'mismatch', { reason: 'priority-unproven' }))).toMatch(/^Q34 at /)
  })

  it('Q36 names visitors outside the queue beside a ticket', () => {
    const s = serving()
    const outside = { type: 'outside-queue-started', window: '1' } as const
    expect(verdict(withEvent(logOf(s), 'after', 'service-started', outside))).toMatch(/^Q36 at /)
    expect(
      verdict(withEvent(logOf(s), 'after', 'service-started', { ...outside, type: 'outside-queue-finished' })),
    ).toMatch(/^Q36 at /)
  })

  it('Q45 names a call for help that nobody could have made or ended', () => {
    const s = serving()
    const asked = { type: 'help-asked', window: '1', staff: 'olena' } as const
    const log = withEvent(logOf(s), 'after', 'service-started', asked)
    expect(audit(log)).toEqual([])
    expect(verdict(withEvent(log, 'after', 'help-asked', asked))).toMatch(/^Q45 at .*twice/)
    expect(verdict(withEvent(logOf(s), 'after', 'service-started', { ...asked, type: 'help-ended' }))).toMatch(
      /^Q45 at /,
    )
    expect(verdict(withEvent(logOf(s), 'after', 'service-started', { ...asked, window: '3' }))).toMatch(
      /^Q45 at .*closed/,
    )
  })

  it('Q37 names a window that closes on a ticket, and a held one that does not go back', () => {
    const s = serving()
    const closed = { type: 'window-closed', window: '1', because: 'clerk' } as const
    expect(verdict(withEvent(logOf(s), 'after', 'service-started', closed))).toMatch(/^Q37 at .*serving/)
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'photo' }))
    expectOk(s.desk('olena', { type: 'close-window', window: '1' }))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'held-returned'))).toMatch(/^Q37 at .*held А-001/)
    expect(verdict(without(log, 'window-closed'))).toMatch(/^Q37 at .*did not close/)
  })

  it('Q38 names a window closed as silent while its desk was there, or while it held a ticket', () => {
    const s = serving()
    expectOk(s.desk('taras', { type: 'close-window', window: '2' }))
    expect(verdict(changed(logOf(s), 'window-closed', { because: 'desk-silent' }))).toMatch(/^Q38 at /)
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'photo' }))
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.pass(200_000)
    expectOk(s.desk('olena', { type: 'close-window', window: '1' }))
    expect(verdict(changed(logOf(s), 'window-closed', { because: 'desk-silent' }))).toMatch(/^Q38 at .*called nobody/)
  })

  it('Q39 names a window the office does not have, and one closed twice', () => {
    const s = new Scenario().openWindow('olena', '1')
    expect(verdict(changed(logOf(s), 'window-opened', { window: '9' }))).toMatch(/^Q39 at /)
    expectOk(s.desk('olena', { type: 'close-window', window: '1' }))
    const again = { type: 'window-closed', window: '1', because: 'clerk' } as const
    expect(verdict(withEvent(logOf(s), 'after', 'window-closed', again))).toMatch(/^Q39 at /)
  })

  it('Q24 names a ticket printed again after it had ended', () => {
    const s = serving()
    const ticket = ticketOf(s.register('друга'))
    expectOk(s.tell({ type: 'reprint', ticket, proof: 'code', actor: { kind: 'device', device: 'terminal-1' } }))
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    const reprint = log.map(({ event }) => event).find((event) => event.type === 'reprint-requested')
    if (reprint === undefined) throw new Error('not printed again')
    expect(verdict(withEvent(log, 'after', 'finished', { ...reprint, number: 'А-001' }))).toMatch(/^Q24 at /)
  })
})
