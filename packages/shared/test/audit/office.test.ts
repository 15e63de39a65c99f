import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { createAuditor } from '../../src/audit/index.ts'
import { atTime, expectOk, office, Scenario, ticketOf, today } from '../queue/scenario.ts'
import { audit, changed, logOf, moved, verdict, withEvent, without } from './bend.ts'

const minute = 60_000

function called(): Scenario {
  const s = new Scenario().openWindow('olena', '1')
  s.register('перша')
  s.call('olena', '1')
  return s
}

/** Suspended with a call under way, resumed, announced again. */
function alert(): Scenario {
  const s = called()
  expectOk(s.desk('olena', { type: 'suspend-office', reason: 'alert' }))
  s.minutes(2)
  expectOk(s.desk('iryna', { type: 'resume-office' }))
  s.minutes(10)
  expectOk(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))
  return s
}

describe('suspensions', () => {
  it('Q40 names calls, registrations and arrivals while the office is suspended', () => {
    const log = logOf(alert())
    expect(audit(log)).toEqual([])
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('перша'))
    s.checkIn(ticket)
    s.call('olena', '1')
    const good = logOf(s)
    const suspended = { type: 'office-suspended', reason: 'alert', staff: 'olena' } as const
    for (const type of ['registered', 'checked-in', 'ticket-called'] as const)
      expect(verdict(withEvent(good, 'before', type, suspended))).toMatch(/^Q40 at /)
  })

  it('Q41 names a resumption by somebody who is no lead, another return time, and calls before it is over', () => {
    const log = logOf(alert())
    expect(verdict(changed(log, 'office-resuming', { staff: 'olena' }))).toMatch(/^Q41 at .*no lead/)
    expect(verdict(changed(log, 'office-resuming', { until: atTime('09:03') }))).toMatch(
      /^Q41 at .*1 minutes instead of 10/,
    )
    expect(verdict(moved(log, 'office-resumed', -1))).toMatch(/^Q41 at .*before the return time was over/)
    expect(verdict(without(log, 'office-resuming'))).toMatch(/^Q41 at .*no lead had resumed/)
  })

  it('Q42 names a call that was not announced again, and one announced under its old id', () => {
    const log = logOf(alert())
    expect(verdict(without(log, 'call-renewed'))).toMatch(/^Q42 at .*was to be announced again/)
    const old = log.map(({ event }) => event).find((event) => event.type === 'ticket-called')?.call ?? ''
    expect(verdict(changed(log, 'call-renewed', { call: old }))).toMatch(/^A7 at /)
  })

  it('Q40 names an announcement of an interrupted call', () => {
    const s = called()
    const log = logOf(s)
    const call = log.map(({ event }) => event).find((event) => event.type === 'ticket-called')?.call ?? ''
    const suspended = withEvent(log, 'after', 'call-announced', {
      type: 'office-suspended',
      reason: 'other',
      staff: 'olena',
    })
    const shown = { type: 'call-shown', call, device: 'display-1' } as const
    expect(verdict(withEvent(suspended, 'after', 'office-suspended', shown))).toMatch(/^Q40 at /)
  })
})

describe('boots and clocks', () => {
  it('Q43 A7 are clean when calls are renewed in their order, and name a restart that does not', () => {
    const s = called().openWindow('taras', '2')
    s.register('друга')
    s.call('taras', '2')
    s.restart(30_000)
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'call-renewed', 0))).toMatch(/^Q43 at .*А-001 at window 1/)
    expect(verdict(without(log, 'call-renewed', 1))).toMatch(/^Q43 at .*А-002 at window 2.*the log ends here/)
    expect(verdict(changed(log, 'call-renewed', { because: 'resume' }, 0))).toMatch(/^Q43 at /)
  })

  it('Q44 names an office that goes on after an outage, and one suspended without one', () => {
    const s = called()
    s.restart(6 * minute)
    const log = logOf(s)
    expect(log.at(-1)?.event).toMatchObject({ type: 'office-suspended', reason: 'outage' })
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'office-suspended'))).toMatch(/^Q44 at .*6 minutes/)
    expect(verdict(changed(log, 'hub-started', { downMs: 1_000 }))).toMatch(/^Q43 at /)
  })

  it('Q44 names a return time that ends an outage', () => {
    const s = called()
    expectOk(s.desk('olena', { type: 'suspend-office', reason: 'alert' }))
    expectOk(s.desk('iryna', { type: 'resume-office' }))
    s.restart(20 * minute)
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'office-suspended', 1))).toMatch(/^Q44 at .*20 minutes/)
  })

  it('Q52 names hub time that leaves the boot clock, and a step nobody had seen or no lead accepted', () => {
    const s = called()
    s.tell({ type: 'see-clock-step', stepMs: 60_000 })
    expectOk(s.desk('iryna', { type: 'accept-clock-step' }))
    s.at += 60_000
    s.pass(20_000)
    expectOk(s.desk('olena', { type: 'recall', window: '1' }))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'clock-step-accepted'))).toMatch(/^Q52 at .*moved by 60 s/)
    expect(verdict(changed(log, 'clock-step-accepted', { stepMs: 61_000 }))).toMatch(/^Q52 at /)
    expect(verdict(changed(log, 'clock-step-accepted', { staff: 'olena' }))).toMatch(/^Q52 at .*no lead/)
  })

  it('Q52 leaves a return time as long as it was when the clock is set back in it', () => {
    const s = called()
    expectOk(s.desk('olena', { type: 'suspend-office', reason: 'alert' }))
    expectOk(s.desk('iryna', { type: 'resume-office' }))
    s.tell({ type: 'see-clock-step', stepMs: -3_600_000 })
    expectOk(s.desk('iryna', { type: 'accept-clock-step' }))
    const early = withEvent(logOf(s), 'after', 'clock-step-accepted', { type: 'office-resumed' })
    expect(verdict(early)).toMatch(/^Q41 at /)
    s.at -= 3_600_000
    s.minutes(10)
    const log = logOf(s)
    expect(log.at(-1)?.event.type).toBe('call-renewed')
    expect(audit(log)).toEqual([])
  })

  it('L5 names clocks that go back, a log without a start, and a start before the last event', () => {
    const s = called()
    s.restart(30_000)
    const log = logOf(s)
    expect(verdict(moved(log, 'call-announced', -500))).toMatch(/^L5 at .*boot clock went back/)
    expect(verdict(log.slice(2).map((recorded, index) => ({ ...recorded, seq: index + 1 })))).toMatch(/^L5 at 1: /)
    expect(verdict(moved(log, 'hub-started', -3_600_000, -1, 0))).toMatch(/^L5 at .*before the last event/)
  })

  it('L1 L6 name a gap in the numbers and a desk that came twice', () => {
    const log = logOf(called())
    const gap = log.filter(({ event }) => event.type !== 'desk-connected')
    expect(verdict(gap)).toMatch(/^L1 at .* follows event /)
    expect(verdict(withEvent(log, 'after', 'desk-connected', { type: 'desk-connected', session: 's-olena' }))).toMatch(
      /^L6 at /,
    )
  })
})

describe('days', () => {
  it('C26 names a day opened on another date, twice, without a plan, or after a later one', () => {
    const s = new Scenario()
    const log = logOf(s)
    const opened = { type: 'day-opened', date: today } as const
    expect(verdict(withEvent(log, 'after', 'day-opened', opened))).toMatch(/^C26 at .*was open/)
    expect(verdict(changed(log, 'day-opened', { date: addDays(today, 1) }))).toMatch(/^C26 at .*another date/)
    expect(verdict(changed(log, 'day-opened', { date: '2026-04-01' }))).toMatch(/^C26 at .*without a plan/)
    const theEveningBefore = log.map((one) => ({ ...one, time: { ...one.time, at: one.time.at - 10 * 3_600_000 } }))
    expect(verdict(theEveningBefore)).toMatch(/^C26 at .*another date/)
  })

  it('C27 Q50 name a day that closes before its time, or on a registration without an end', () => {
    const s = called()
    s.passTo('00:01', addDays(today, 1))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    const early = { type: 'day-closed', date: today } as const
    expect(verdict(withEvent(log, 'after', 'day-opened', early, 0))).toMatch(/^C27 at .*before closing time/)
    const s2 = new Scenario()
    s2.register('перша')
    s2.passTo('00:01', addDays(today, 1))
    const unserved = logOf(s2)
    expect(audit(unserved)).toEqual([])
    expect(verdict(without(unserved, 'unserved'))).toMatch(/^Q50 at .*А-001 had no end/)
    expect(verdict(moved(unserved, 'unserved', -60_000))).toMatch(/^C27 at .*before 23:55/)
  })

  it('C27 ends who is served or held with the day, and names a window left open', () => {
    const s = called()
    expectOk(s.desk('olena', { type: 'start-service', window: '1' }))
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'other' }))
    s.passTo('00:01', addDays(today, 1))
    const log = logOf(s)
    expect(log.map(({ event }) => event)).toContainEqual({
      type: 'finished',
      window: '1',
      number: 'А-001',
      because: 'day-closed',
    })
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'window-closed'))).toMatch(/^C27 at .*while window 1 was open/)
    expect(verdict(changed(log, 'finished', { because: 'clerk' }))).toMatch(/^Q35 at /)
  })

  it('C27 C26 end days that never opened, with their registrations', () => {
    const s = new Scenario(office, atTime('09:00', addDays(today, -1)))
    s.book('перша', today, '09:00')
    s.at = atTime('08:00', addDays(today, 1))
    s.restart(1_000)
    const log = logOf(s)
    expect(log.map(({ event }) => event.type).slice(-3)).toEqual(['unserved', 'day-closed', 'day-opened'])
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'unserved'))).toMatch(/^Q50 at /)
    expect(verdict(without(log, 'day-closed'))).toMatch(/^C26 at .*before .* was closed/)
  })

  it('C26 names a confirmation by somebody who is no lead, and one of nothing', () => {
    const confirmed = { type: 'day-confirmed', date: addDays(today, 1), staff: 'iryna' } as const
    const log = logOf(new Scenario())
    expect(verdict(withEvent(log, 'after', 'day-opened', confirmed))).toMatch(/^C26 at .*nothing was to be confirmed/)
    expect(verdict(withEvent(log, 'after', 'day-opened', { ...confirmed, staff: 'olena' }))).toMatch(
      /^C26 at .*no lead/,
    )
  })
})

describe('the auditor', () => {
  it('counts what it has seen and keeps the state of the queue', () => {
    const s = alert()
    const auditor = createAuditor()
    for (const recorded of logOf(s)) auditor.see(recorded)
    expect(auditor.counts).toMatchObject({ events: s.log.length, registrations: 1, calls: 1, suspensions: 1, boots: 1 })
    expect(auditor.state.calls).toEqual(s.state.calls)
    expect(auditor.finish()).toEqual([])
  })
})
