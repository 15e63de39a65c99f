import { describe, expect, it } from 'vitest'
import { atTime, expectOk, office, Scenario, ticketOf, today } from '../queue/scenario.ts'
import { audit, brokenRules, changed, logOf, seqOf, verdict, withEvent } from './bend.ts'

/** 09:00, window 1 is open and А-001 of 09:00 waits; the service has two lanes, so А-002 is of 09:00 too. */
function aMorning(): Scenario {
  const s = new Scenario().openWindow('olena', '1')
  s.register('перша')
  return s
}

describe('who is called', () => {
  it('is clean when every call is the policy’s choice', () => {
    const s = aMorning()
    s.register('друга')
    s.register('третя', 'permanent', { priority: 'disability' })
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    s.serve('olena', '1')
    expect(audit(logOf(s))).toEqual([])
  })

  it('Q1 names a call that passed over a ticket with priority', () => {
    const s = aMorning()
    const first = ticketOf(s.register('друга', 'permanent', { priority: 'disability' }))
    expect(s.call('olena', '1')).toBe(first)
    const log = changed(logOf(s), 'ticket-called', { number: 'А-001' })
    expect(verdict(log)).toBe(
      `Q1 at ${seqOf(log, 'ticket-called')}: А-001 of 09:00 was called at window 1, and П-001 of 09:00 was next`,
    )
  })

  it('Q2 names a call that passed over a ticket whose time had come', () => {
    const s = aMorning()
    const later = ticketOf(s.register('друга'))
    s.call('olena', '1')
    expect(verdict(changed(logOf(s), 'ticket-called', { number: later }))).toMatch(/^Q2 at .*А-001 of 09:00 was next/)
  })

  it('Q3 names a call that passed over a visitor present before the time', () => {
    const s = aMorning()
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    s.register('друга')
    expect(s.call('olena', '1')).toBe('А-002')
    expectOk(s.desk('olena', { type: 'start-service', window: '1' }))
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    const [nearer, later] = [ticketOf(s.register('третя')), ticketOf(s.register('четверта'))]
    expect(s.call('olena', '1')).toBe(nearer)
    expect(verdict(changed(logOf(s), 'ticket-called', { number: later }))).toMatch(/^Q3 at /)
  })

  it('Q4 names a call of an absent visitor before the printed time', () => {
    const s = aMorning()
    const absent = ticketOf(s.register('друга', 'permanent', { time: '11:00' }))
    s.call('olena', '1')
    expect(verdict(changed(logOf(s), 'ticket-called', { number: absent, early: true }))).toMatch(
      /^Q4 at .* before its time, and its visitor was not there; А-001 of 09:00 was next/,
    )
  })

  it('Q5 names a call of a service the window does not have', () => {
    const s = aMorning()
    const passport = ticketOf(s.register('друга', 'passport'))
    s.call('olena', '1')
    expect(verdict(changed(logOf(s), 'ticket-called', { number: passport }))).toMatch(
      /^Q5 at .*does not serve passport/,
    )
  })

  it('Q6 names a call of a number nobody has', () => {
    const s = aMorning()
    s.call('olena', '1')
    expect(verdict(changed(logOf(s), 'ticket-called', { number: 'А-099' }))).toMatch(/^Q6 at .*nobody has that ticket/)
  })

  it('N8 names a call of a number that has ended', () => {
    const s = aMorning()
    const ended = s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    s.register('друга')
    s.call('olena', '1')
    expect(verdict(changed(logOf(s), 'ticket-called', { number: ended }))).toMatch(/^N8 at .*ended as finished/)
  })

  it('Q31 names a call at a window that has a ticket, and a ticket called at two windows', () => {
    const s = aMorning().openWindow('taras', '2')
    s.register('друга')
    s.call('olena', '1')
    s.call('taras', '2')
    const log = logOf(s)
    expect(brokenRules(changed(log, 'ticket-called', { window: '1' }))).toContain('Q31')
    expect(verdict(changed(log, 'ticket-called', { number: 'А-001' }))).toMatch(/^Q31 at .* while it was called/)
  })

  it('Q32 names a call at another window of a ticket that was transferred to one', () => {
    const s = aMorning().openWindow('taras', '2')
    const first = s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'transfer', window: '1', reason: 'specialist', toWindow: '2' }))
    s.register('друга')
    s.call('olena', '1')
    expect(verdict(changed(logOf(s), 'ticket-called', { number: first, early: false }))).toMatch(/^Q32 at /)
  })

  it('Q39 names a call at a closed window', () => {
    const s = aMorning()
    s.call('olena', '1')
    expect(verdict(changed(logOf(s), 'ticket-called', { window: '2' }))).toMatch(/^Q39 at .*window 2, which is closed/)
  })

  it('Q8 names a visitor kept as present who took a later place, and one kept as absent who took the nearest', () => {
    const s = aMorning()
    s.register('друга', 'permanent', { time: '11:00' })
    const log = logOf(s)
    expect(verdict(changed(log, 'registered', { present: true }))).toMatch(/^Q8 at .*took a later place/)
    expect(verdict(changed(log, 'registered', { present: false }, 0))).toMatch(/^Q8 at .*took the nearest place/)
  })

  it('Q9 names a second call of a visitor whose early call nobody answered', () => {
    const s = new Scenario(office, atTime('08:50')).openWindow('olena', '1')
    const early = ticketOf(s.register('перша'))
    s.call('olena', '1')
    s.pass(130_000)
    expect(s.status(early)).toBe('waiting')
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    const again = withEvent(log, 'after', 'call-returned', {
      type: 'ticket-called',
      window: '1',
      number: early,
      call: 'call-0-999',
      early: true,
    })
    expect(verdict(again)).toMatch(/^Q4 at /)
  })

  it('Q15 names a call before the printed time that is kept as one in its time', () => {
    const s = new Scenario(office, atTime('08:50')).openWindow('olena', '1')
    s.register('перша')
    s.call('olena', '1')
    expect(verdict(changed(logOf(s), 'ticket-called', { early: false }))).toMatch(/^Q15 at /)
  })

  it('A7 names a call id that was used before', () => {
    const s = aMorning()
    s.register('друга')
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    s.call('olena', '1')
    const log = logOf(s)
    const first = log.map(({ event }) => event).find((event) => event.type === 'ticket-called')
    expect(verdict(changed(log, 'ticket-called', { call: first?.call ?? '' }))).toMatch(/^A7 at /)
  })

  it('Q7 takes a recall as no new start of the clock, and A5 names the fourth and the hasty one', () => {
    const s = aMorning()
    s.call('olena', '1')
    s.pass(20_000)
    expectOk(s.desk('olena', { type: 'recall', window: '1' }))
    s.pass(110_000)
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    const call = log.map(({ event }) => event).find((event) => event.type === 'call-recalled')?.call ?? ''
    expect(verdict(withEvent(log, 'after', 'call-recalled', { type: 'call-recalled', call }))).toMatch(/^A5 at .*15 s/)
  })

  it('Q2 counts numbers of one letter, time and lane as numbers, like the queue: А-101 before А-1001', () => {
    const services = office.services.map((service) => (service.letter === 'А' ? { ...service, lanes: 20 } : service))
    const s = new Scenario({ ...office, services }, atTime('10:40')).openWindow('olena', '1')
    const place = s.state.days[today]?.places['А-101']
    if (place === undefined) throw new Error('too few places')
    const { service, minutes, time, at, lane } = place
    s.tell({ type: 'add-places', date: today, places: [{ service, minutes, time, at, lane }] })
    for (const number of ['А-1001', 'А-101']) {
      const fingerprint = `${number}|${service}|${today}`
      s.happen({
        type: 'registered',
        date: today,
        number,
        service,
        sold: 1,
        channel: 'current',
        present: true,
        priority: null,
        language: 'uk',
        session: null,
        device: 'terminal-1',
        sealed: { box: 'sealed', fingerprint },
      })
    }
    expect(s.call('olena', '1')).toBe('А-101')
    expect(audit(logOf(s))).toEqual([])
    expect(verdict(changed(logOf(s), 'ticket-called', { number: 'А-1001' }))).toMatch(/^Q2 at /)
  })
})
