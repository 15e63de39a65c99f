import { describe, expect, it } from 'vitest'
import type { OfficeConfig } from '../../src/protocol/index.ts'
import { atTime, display, expectOk, office, Scenario, ticketOf } from '../queue/scenario.ts'
import { audit, brokenRules, changed, logOf, moved, seqOf, verdict, withEvent, without } from './bend.ts'

/** А-001 is called in its time and announced by voice; nobody comes. */
function nobodyComes(config: OfficeConfig = office): Scenario {
  const s = new Scenario(config).openWindow('olena', '1')
  s.register('перша')
  s.call('olena', '1')
  return s
}

describe('no-shows', () => {
  it('Q14 names a no-show before its time: 120 s of the clock and 5 s of grace, not a millisecond less', () => {
    const s = nobodyComes()
    s.pass(125_000)
    const log = logOf(s)
    expect(log.at(-1)?.event.type).toBe('no-show')
    expect(audit(log)).toEqual([])
    expect(verdict(moved(log, 'no-show', -1))).toBe(
      `Q14 at ${seqOf(log, 'no-show')}: the call of А-001 ran out after 124.999 s of its clock; 120.000 s and 5 s of grace are due`,
    )
    expect(audit(moved(log, 'no-show', 60_000))).toEqual([])
  })

  it('Q16 names a no-show after 120 s where the office set a longer time', () => {
    const long = nobodyComes({ ...office, rules: { ...office.rules, noShowSeconds: 180 } })
    long.pass(185_000)
    const log = logOf(long)
    expect(audit(log)).toEqual([])
    expect(verdict(moved(log, 'no-show', -60_000))).toMatch(/^Q14 at .*180\.000 s/)
  })

  it('Q13 counts only the time the desk was there, and leaves 15 s after its return', () => {
    const s = nobodyComes()
    s.pass(100_000)
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.pass(60_000)
    s.tell({ type: 'connect-desk', session: 's-olena' })
    s.pass(25_000)
    const log = logOf(s)
    expect(log.at(-1)?.event.type).toBe('no-show')
    expect(audit(log)).toEqual([])
    expect(verdict(moved(log, 'no-show', -1_000))).toMatch(/^Q14 at .* 124\.000 s/)
    // as if the desk had never been away: the clock of the wall says 185 s
    expect(verdict(without(without(log, 'desk-connected'), 'desk-disconnected'))).toBe('clean')
    expect(verdict(without(log, 'desk-connected'))).toMatch(/^Q13 at .*desk of window 1 was away/)
  })

  it('Q13 gives a desk that comes back at the last moment 15 s', () => {
    const s = nobodyComes()
    s.pass(124_000)
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.pass(1_000)
    s.tell({ type: 'connect-desk', session: 's-olena' })
    s.pass(20_000)
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(moved(log, 'no-show', -5_000))).toMatch(/^Q14 at .* 120\.000 s/)
  })

  it('Q12 names a no-show of a call that was never announced', () => {
    const s = nobodyComes()
    s.pass(125_000)
    expect(verdict(without(logOf(s), 'call-announced'))).toMatch(/^Q12 at .*never announced/)
  })

  it('Q15 names a no-show of a call made before its time', () => {
    const s = new Scenario(office, atTime('08:50')).openWindow('olena', '1')
    const early = ticketOf(s.register('перша'))
    s.call('olena', '1')
    s.pass(125_000)
    const log = logOf(s)
    const call = log.map(({ event }) => event).find((event) => event.type === 'ticket-called')?.call ?? ''
    const bent = log.map((recorded) =>
      recorded.event.type === 'call-returned'
        ? { ...recorded, event: { type: 'no-show', window: '1', number: early, call } as const }
        : recorded,
    )
    expect(verdict(bent)).toMatch(/^Q15 at /)
    expect(verdict(moved(log, 'call-returned', -1))).toMatch(/^Q14 at /)
  })

  it('Q50 names a second end of a registration, and one that comes back after it', () => {
    const s = nobodyComes()
    s.pass(125_000)
    const log = logOf(s)
    const end = log.at(-1)?.event
    if (end?.type !== 'no-show') throw new Error('nobody was to come')
    expect(verdict(withEvent(log, 'after', 'no-show', end))).toMatch(/^Q50 at /)
    expect(
      verdict(withEvent(log, 'after', 'no-show', { type: 'service-started', window: '1', number: end.number })),
    ).toMatch(/^Q50 at .*it had ended as no-show/)
  })

  it('Q14 names a no-show of another window, or of a call that is not the ticket’s', () => {
    const s = nobodyComes()
    s.pass(125_000)
    const log = logOf(s)
    expect(verdict(changed(log, 'no-show', { window: '2' }))).toMatch(/^Q14 at .*had not called it/)
    expect(verdict(changed(log, 'no-show', { call: 'call-0-1' }))).toMatch(/^Q14 at .*not its own/)
  })

  it('Q38 names a call taken back before the desk was silent for 3 minutes, and a window that stays open', () => {
    const s = nobodyComes()
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.pass(180_000)
    const log = logOf(s)
    expect(log.at(-1)?.event).toMatchObject({ type: 'window-closed', because: 'desk-silent' })
    expect(audit(log)).toEqual([])
    expect(verdict(moved(log, 'call-returned', -1))).toMatch(/^Q38 at /)
    expect(verdict(without(log, 'window-closed'))).toMatch(/^Q38 at .*the log ends here/)
    expect(verdict(changed(log, 'call-returned', { because: 'early' }))).toMatch(/^Q15 at /)
  })

  it('Q40 names a no-show while the office is suspended, and Q43 one of a call not yet announced again', () => {
    const s = nobodyComes()
    s.pass(20_000)
    const log = logOf(s)
    const call = log.map(({ event }) => event).find((event) => event.type === 'ticket-called')?.call ?? ''
    const noShow = { type: 'no-show', window: '1', number: 'А-001', call } as const
    const suspended = withEvent(log, 'after', 'call-announced', {
      type: 'office-suspended',
      reason: 'alert',
      staff: 'olena',
    })
    const bent = withEvent(suspended, 'after', 'office-suspended', noShow)
    expect(verdict(bent)).toMatch(/^Q40 at /)
  })
})

describe('announcements', () => {
  const shown = (): { s: Scenario; call: string } => {
    const s = new Scenario().openWindow('olena', '1').connectDisplay()
    s.register('перша')
    const { call } = expectOk(s.desk('olena', { type: 'call-next', window: '1' }))
    return { s, call: String(call) }
  }

  it('A2 names a voice call while a display had its 3 s, and one of a call a display had shown', () => {
    const { s, call } = shown()
    s.pass(3_000)
    expectOk(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(moved(log, 'call-announced', -1))).toMatch(/^A2 at /)
    const seen = withEvent(log, 'before', 'call-announced', { type: 'call-shown', call, device: 'display-1' })
    expect(verdict(seen)).toMatch(/^A2 at /)
  })

  it('A3 names an announcement given up before it had been shown for 90 s', () => {
    const { s, call } = shown()
    s.shown(call)
    s.pass(90_000)
    const log = logOf(s)
    expect(log.at(-1)?.event).toMatchObject({ type: 'call-announced', by: 'timeout' })
    expect(audit(log)).toEqual([])
    expect(verdict(moved(log, 'call-announced', -1))).toMatch(/^A3 at /)
    expect(verdict(without(log, 'call-shown'))).toMatch(/^A3 at /)
  })

  it('A4 lets a display announce again and keeps the first moment; a voice after it is named', () => {
    const { s, call } = shown()
    s.announced(call)
    s.pass(50_000)
    s.announced(call)
    s.pass(75_000)
    const log = logOf(s)
    expect(log.at(-1)?.event.type).toBe('no-show')
    expect(audit(log)).toEqual([])
    expect(brokenRules(changed(log, 'call-announced', { by: 'voice' }))).toContain('A4')
  })

  it('A8 names a display that showed another window’s call', () => {
    const { s, call } = shown()
    s.tell({ type: 'connect-device', device: 'display-1', role: 'display', windows: ['1'] })
    s.tell({ type: 'call-shown', call, actor: display })
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'device-connected', { windows: ['2'] }))).toMatch(/^A8 at /)
  })

  it('A7 names an announcement of a call that is not under way', () => {
    const { s, call } = shown()
    s.shown(call)
    expect(verdict(changed(logOf(s), 'call-shown', { call: 'call-0-1' }))).toMatch(/^A7 at /)
  })
})
