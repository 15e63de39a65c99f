import { describe, expect, it } from 'vitest'
import { boardView, displayView, localDate, nextWake } from '../../src/queue/index.ts'
import { addDays } from '../../src/calendar/index.ts'
import { commandSenders } from '../../src/protocol/index.ts'
import { atTime, expectOk, office, refusalOf, Scenario, ticketOf, today } from './scenario.ts'

const seconds = 1_000
const tomorrow = addDays(today, 1)
const alert = { type: 'suspend-office', reason: 'alert' } as const

describe('alert and power cut', () => {
  it('Q40 suspending freezes calls, clocks and registrations; any of the staff may do it', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    s.pass(100 * seconds)
    expectOk(s.desk('taras', alert))
    expect(refusalOf(s.desk('taras', alert))).toBe('already-suspended')
    s.minutes(60)
    expect(s.status(ticket)).toBe('called')
    expect(boardView(s.state, s.now)).toMatchObject({
      suspended: { reason: 'alert', until: null },
      called: [{ remainingSeconds: null }],
    })
    expect(refusalOf(s.register('Інша'))).toBe('suspended')
    expect(refusalOf(s.book('Інша', tomorrow, '11:00'))).toBe('suspended')
    expect(refusalOf(s.checkIn(ticket))).toBe('suspended')
    for (const type of ['recall', 'start-service', 'confirm-voice-call'] as const) {
      expect(refusalOf(s.desk('olena', { type, window: '1' })), type).toBe('suspended')
    }
    s.openWindow('taras', '2')
    expect(refusalOf(s.desk('taras', { type: 'call-next', window: '2' }))).toBe('suspended')
  })

  it('Q40 what is being served during an alert can be finished', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.serve('olena', '1')
    s.desk('olena', alert)
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    expect(s.status(ticket)).toBe('finished')
  })

  it('Q41 only a lead resumes; in the return time nobody is called, but visitors may register', () => {
    expect(commandSenders['resume-office']).toEqual(['lead'])
    const s = new Scenario().openWindow('olena', '1')
    expect(refusalOf(s.desk('iryna', { type: 'resume-office' }))).toBe('not-suspended')
    s.desk('olena', alert)
    s.minutes(20)
    expectOk(s.desk('iryna', { type: 'resume-office' }))
    expect(refusalOf(s.desk('iryna', { type: 'resume-office' }))).toBe('not-suspended')
    ticketOf(s.register('Хтось'))
    expect(refusalOf(s.desk('olena', { type: 'call-next', window: '1' }))).toBe('suspended')
    s.pass(599_999)
    expect(boardView(s.state, s.now).suspended?.until).toBe('2026-03-05T07:30:00Z')
    s.pass(1)
    expect(s.state.suspension).toBeNull()
    expectOk(s.desk('olena', { type: 'call-next', window: '1' }))
  })

  it('Q42 A7 after the return time called tickets are announced again under a new id with the full time', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    const before = displayView(s.state, s.now, []).calls[0]?.call
    s.pass(100 * seconds)
    s.desk('olena', alert)
    s.desk('iryna', { type: 'resume-office' })
    s.minutes(10)
    const call = displayView(s.state, s.now, []).calls[0]
    expect(call?.call).not.toBe(before)
    expect(call).toMatchObject({ ticket, announced: false, remainingSeconds: null, recalls: 0 })
    s.desk('olena', { type: 'confirm-voice-call', window: '1' })
    expect(displayView(s.state, s.now, []).calls[0]?.remainingSeconds).toBe(120)
    s.pass(124_999)
    expect(s.status(ticket)).toBe('called')
    s.pass(1)
    expect(s.status(ticket)).toBe('no-show')
  })

  it('Q40 a new alert in the return time suspends again', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.desk('olena', alert)
    s.desk('iryna', { type: 'resume-office' })
    expectOk(s.desk('olena', alert))
    s.minutes(15)
    expect(s.state.suspension?.until).toBeNull()
  })
})

describe('restart of the hub', () => {
  it('Q43 A7 called tickets are announced again under a new id and get the full time', () => {
    const s = new Scenario().connectDisplay().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    const first = String(expectOk(s.desk('olena', { type: 'call-next', window: '1' }))['call'])
    s.announced(first)
    s.pass(110 * seconds)
    s.restart(20 * seconds)
    const call = String(displayView(s.state, s.now, []).calls[0]?.call)
    expect(call).not.toBe(first)
    expect(refusalOf(s.announced(first))).toBe('unknown-call')
    s.connectDisplay().tell({ type: 'connect-desk', session: 's-olena' })
    expectOk(s.announced(call))
    s.pass(124_999)
    expect(s.status(ticket)).toBe('called')
    s.pass(1)
    expect(s.status(ticket)).toBe('no-show')
  })

  it('Q44 after more than five minutes in the middle of a day the office starts suspended', () => {
    const s = new Scenario().openWindow('olena', '1')
    ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    s.restart(300 * seconds)
    expect(s.state.suspension).toBeNull()
    s.restart(300 * seconds + 1)
    expect(s.state.suspension).toMatchObject({ reason: 'outage', until: null })
    expect(s.status(String(s.state.windows['1']?.ticket))).toBe('called')
  })

  it('Q44 a return time does not end an outage: whoever was told to come back has met a dark office', () => {
    const s = new Scenario().openWindow('olena', '1')
    ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    s.desk('olena', { type: 'suspend-office', reason: 'alert' })
    s.desk('iryna', { type: 'resume-office' })
    s.restart(300 * seconds)
    expect(s.state.suspension).toMatchObject({ reason: 'alert' })
    expect(s.state.suspension?.until).not.toBeNull()
    s.restart(1_200 * seconds)
    expect(s.state.suspension).toMatchObject({ reason: 'outage', until: null })
    s.tell({ type: 'connect-desk', session: 's-olena' })
    s.desk('iryna', { type: 'resume-office' })
    s.minutes(office.rules.returnMinutes)
    expect(s.state.suspension).toBeNull()
    expect(displayView(s.state, s.now, []).calls).toHaveLength(1)
  })

  it('Q44 a night off is no outage: there was no open day', () => {
    const s = new Scenario().passTo('18:00')
    expect(s.state.today).toBeNull()
    s.restart(14 * 3_600_000)
    expect(s.state.suspension).toBeNull()
    expect(s.state.today).toBe(tomorrow)
  })

  it('Q38 Q43 a desk that never comes back after a restart loses its window after 3 minutes', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    s.restart(10 * seconds)
    s.minutes(3)
    expect(s.status(ticket)).toBe('waiting')
  })
})

describe('days', () => {
  it('C26 a day opens at 00:00', () => {
    const s = new Scenario().passTo('23:59:59')
    expect(s.state.today).toBeNull()
    s.pass(1_000)
    expect(s.state.today).toBe(tomorrow)
  })

  it("C26 a day opens at the hub's next start, and missed days end unserved", () => {
    const s = new Scenario()
    const missed = ticketOf(s.book('Хтось', tomorrow, '11:00'))
    s.passTo('18:00')
    s.restart(atTime('08:00', addDays(today, 4)) - s.at)
    expect(s.state.today).toBe(addDays(today, 4))
    expect(s.log.map(({ event }) => event)).toContainEqual({ type: 'unserved', date: tomorrow, number: missed })
  })

  it('C26 a clock that went back opens nothing until a lead confirms the date', () => {
    const monday = addDays(today, 4)
    const s = new Scenario()
    s.passTo('18:00')
    s.restart(atTime('08:00', monday) - s.at)
    s.passTo('18:00', monday)
    // the year was right, the day was not: it is Tuesday's date that never came
    s.at = atTime('08:00', addDays(today, 1))
    s.mono += 1
    s.settle()
    expect(s.state.today).toBeNull()
    expect(localDate(s.state, s.at)).toBe(tomorrow)
    expect(refusalOf(s.desk('iryna', { type: 'confirm-day', date: monday }))).toBe('nothing-to-confirm')
  })

  it('C26 a confirmed date opens once its plan is there', () => {
    const s = new Scenario()
    const friday = tomorrow
    s.state.lastClosed = addDays(today, 4)
    s.at = atTime('08:00', friday)
    s.settle()
    // today's day is still open and ends first
    expect(s.state.today).toBeNull()
    expectOk(s.desk('iryna', { type: 'confirm-day', date: friday }))
    s.settle()
    expect(s.state.today).toBe(friday)
  })

  it('C27 the day closes when the queue is empty after closing time', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.register('Хтось')
    const ticket = s.serve('olena', '1')
    s.passTo('18:30')
    expect(s.state.today).toBe(today)
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    s.settle()
    expect(s.state.today).toBeNull()
    expect(s.events('finished')).toMatchObject([{ number: ticket, because: 'clerk' }])
    expect(s.state.windows['1']?.session).toBeNull()
  })

  it('C27 Q50 at 23:55 waiting and called end unserved, serving and held end finished', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    for (const name of ['а', 'б', 'в', 'г']) s.register(name)
    const held = s.serve('olena', '1')
    s.desk('olena', { type: 'hold', reason: 'other', window: '1' })
    const called = String(expectOk(s.desk('olena', { type: 'call-next', window: '1' }))['ticket'])
    const serving = s.serve('taras', '2')
    s.passTo('23:54:59')
    expect(s.state.today).toBe(today)
    s.pass(1_000)
    expect(s.state.today).toBeNull()
    const ends = s.log
      .map(({ event }) => event)
      .filter((event) => event.type === 'unserved' || event.type === 'finished')
    expect(
      ends
        .filter((event) => event.type === 'finished')
        .map(({ number }) => number)
        .sort(),
    ).toEqual([held, serving].sort())
    expect(ends).toContainEqual({ type: 'unserved', date: today, number: called })
    expect(ends).toHaveLength(4)
  })
})

describe('always', () => {
  it('Q51 a refused command has no event, and deciding never changes the state', () => {
    const s = new Scenario().openWindow('olena', '1')
    const seq = s.state.seq
    expect(refusalOf(s.desk('olena', { type: 'call-next', window: '1' }))).toBe('nobody-waiting')
    expect(refusalOf(s.desk('olena', { type: 'recall', window: '1' }))).toBe('nothing-called')
    expect(s.state.seq).toBe(seq)
  })

  it('Q52 a step of the clock waits for a lead', () => {
    expect(commandSenders['accept-clock-step']).toEqual(['lead'])
    const s = new Scenario()
    expect(refusalOf(s.desk('iryna', { type: 'accept-clock-step' }))).toBe('no-clock-step')
    s.tell({ type: 'see-clock-step', stepMs: 3_600_000 })
    expect(expectOk(s.desk('iryna', { type: 'accept-clock-step' }))['stepMs']).toBe(3_600_000)
    expect(s.state.clockStepMs).toBeNull()
  })

  it('Q52 a step nobody has accepted is forgotten at a restart, which takes the time anew', () => {
    const s = new Scenario()
    s.tell({ type: 'see-clock-step', stepMs: 3_600_000 })
    s.restart(1_000)
    expect(s.state.clockStepMs).toBeNull()
    expect(refusalOf(s.desk('iryna', { type: 'accept-clock-step' }))).toBe('no-clock-step')
  })

  it('Q52 after an accepted step back the hub may start at the new time, and before it not', () => {
    const s = new Scenario()
    s.tell({ type: 'see-clock-step', stepMs: -3_600_000 })
    expectOk(s.desk('iryna', { type: 'accept-clock-step' }))
    expect(s.state.lastAt).toBe(s.at - 3_600_000)
    s.at -= 3_600_000
    s.pass(60_000).register('Ганна')
    expect(s.state.lastAt).toBe(s.at)
  })

  it('Q41 Q52 an accepted step makes the return time neither longer nor shorter', () => {
    const s = new Scenario()
    s.desk('iryna', { type: 'suspend-office', reason: 'alert' })
    s.desk('iryna', { type: 'resume-office' })
    s.tell({ type: 'see-clock-step', stepMs: -3_600_000 })
    expectOk(s.desk('iryna', { type: 'accept-clock-step' }))
    s.at -= 3_600_000
    s.pass(599_000)
    expect(s.state.suspension).not.toBeNull()
    s.pass(1_000)
    expect(s.state.suspension).toBeNull()
  })

  it('C26 the queue always knows when it has to wake next', () => {
    const s = new Scenario()
    expect(nextWake(s.state, s.now)).toBe(atTime('18:00') - s.at)
  })
})
