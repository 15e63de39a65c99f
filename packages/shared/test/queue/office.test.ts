import { describe, expect, it } from 'vitest'
import { boardView, displayView, localDate, nextWake } from '../../src/queue/index.ts'
import { addDays } from '../../src/calendar/index.ts'
import { commandSenders } from '../../src/protocol/index.ts'
import { atTime, expectOk, office, refusalOf, Scenario, ticketOf, today } from './scenario.ts'

const seconds = 1_000
const tomorrow = addDays(today, 1)
const alert = { type: 'suspend-office', reason: 'alert' }

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
    for (const type of ['recall', 'start-service', 'confirm-voice-call']) {
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

describe('registrations', () => {
  it('C20 the nearest place is preselected, other times of today can be chosen', () => {
    const s = new Scenario().passTo('09:49')
    const nearest = expectOk(s.register('Ближча'))
    const chosen = expectOk(s.register('Дальша', 'permanent', { time: '15:05' }))
    expect([nearest['time'], chosen['time']]).toEqual(['09:40', '15:05'])
    expect(refusalOf(s.register('Хтось', 'permanent', { time: '13:10' }))).toBe('unknown-place')
  })

  it('C20 a time somebody has just taken is refused as taken', () => {
    const s = new Scenario()
    while (s.register(`${s.state.seq}`, 'immigration', { time: '10:30' }).ok) {
      /* until the lane is full */
    }
    const again = s.register('Хтось', 'immigration', { time: '10:30' })
    expect(refusalOf(again)).toBe('place-taken')
  })

  it('C21 a place is on sale until half its length has passed', () => {
    const s = new Scenario().passTo('10:14:59')
    expect(expectOk(s.register('а', 'immigration', { time: '10:00' }))['time']).toBe('10:00')
    const late = new Scenario().passTo('10:15')
    expect(refusalOf(late.register('а', 'immigration', { time: '10:00' }))).toBe('place-taken')
  })

  it('C22 an idle window offers one added place at the present minute when no current place is free', () => {
    const s = new Scenario().openWindow('olena', '1')
    sellOut(s, 'immigration')
    s.passTo('10:07')
    for (let n = 0; s.desk('olena', { type: 'call-next', window: '1' }).ok; n += 1) {
      s.desk('olena', { type: 'start-service', window: '1' })
      s.desk('olena', { type: 'finish-service', window: '1' })
      if (n > 100) throw new Error('endless queue')
    }
    expect(boardView(s.state, s.now).freePlaces.byService['immigration']).toBe(1)
    const sold = expectOk(s.register('Хтось', 'immigration'))
    expect(sold).toMatchObject({ ticket: 'К-1001', time: '10:07' })
    expect(boardView(s.state, s.now).freePlaces.byService['immigration']).toBe(0)
    expect(refusalOf(s.register('Ще хтось', 'immigration'))).toBe('no-places')
  })

  it('C22 the idle-window place has to end inside its interval', () => {
    const s = new Scenario().openWindow('olena', '1').passTo('12:31')
    expect(boardView(s.state, s.now).freePlaces.byService['immigration']).toBeGreaterThan(0)
    sellOut(s, 'immigration')
    expect(refusalOf(s.register('Хтось', 'immigration'))).toBe('no-places')
  })

  it('C23 publishing a date again changes nothing, and only unsold places can be withdrawn', () => {
    const s = new Scenario()
    const before = s.state.seq
    s.publish(office, tomorrow)
    expect(s.state.seq).toBe(before)
    const sold = ticketOf(s.register('Хтось'))
    expect(refusalOf(s.tell({ type: 'withdraw-place', date: today, number: sold }))).toBe('place-taken')
    expectOk(s.tell({ type: 'withdraw-place', date: tomorrow, number: 'А-002' }))
    expect(refusalOf(s.tell({ type: 'withdraw-place', date: tomorrow, number: 'А-999' }))).toBe('unknown-place')
    expect(s.state.days[tomorrow]?.places['А-002']?.state).toBe('withdrawn')
  })

  it('C25 unsold terminal places become current when the day opens, sold ones keep their visitor', () => {
    const s = new Scenario()
    const places = Object.values(s.state.days[tomorrow]?.places ?? {}).filter((place) => place.channel === 'terminal')
    expect(places.length).toBeGreaterThan(0)
    const booked = ticketOf(s.book('Хтось', tomorrow, places[0]?.time ?? '', places[0]?.service))
    s.passTo('09:00', tomorrow)
    const now = Object.values(s.state.days[tomorrow]?.places ?? {})
    expect(now.filter((place) => place.channel === 'terminal' && place.state === 'free')).toEqual([])
    expect(s.status(booked, tomorrow)).toBe('waiting')
  })

  it('C28 advance registration takes free terminal places inside the horizon, never of today', () => {
    const s = new Scenario()
    const monday = addDays(today, 4)
    expect(expectOk(s.book('а', monday, '09:20'))).toMatchObject({ date: monday, time: '09:20' })
    expect(refusalOf(s.book('б', today, '15:05'))).toBe('date-closed')
    expect(refusalOf(s.book('б', addDays(today, 2), '10:00'))).toBe('date-closed')
    expect(refusalOf(s.book('б', addDays(today, 40), '10:00'))).toBe('date-closed')
    expect(refusalOf(s.book('б', monday, '13:20'))).toBe('unknown-place')
    expect(refusalOf(s.book('а', monday, '10:20'))).toBe('already-registered')
    while (s.book(`${s.state.seq}`, monday, '10:00').ok) {
      /* until the time is full */
    }
    expect(refusalOf(s.book('в', monday, '10:00'))).toBe('place-taken')
  })

  it('C28 the newest day of the horizon opens with the working day', () => {
    const newest = addDays(today, 5)
    const s = new Scenario(office, atTime('08:00'))
    expect(refusalOf(s.book('а', newest, '10:00'))).toBe('date-closed')
    s.passTo('09:00')
    expectOk(s.book('а', newest, '10:00'))
  })

  it('Q20 five registrations in one session, and a command without a session is its own', () => {
    const s = new Scenario()
    const session = '2f0b5a1e-6a7f-4f0e-9b46-6f0f7d4f7a10'
    for (let n = 0; n < 5; n += 1) ticketOf(s.register(`людина ${n}`, 'permanent', { session }))
    expect(refusalOf(s.register('шоста', 'permanent', { session }))).toBe('session-limit')
    ticketOf(s.register('шоста'))
  })

  it('Q21 the same name, service and day twice is refused while the first one lives', () => {
    const s = new Scenario()
    const ticket = ticketOf(s.register('Хтось'))
    expect(refusalOf(s.register('Хтось'))).toBe('already-registered')
    ticketOf(s.register('Хтось', 'immigration'))
    s.withdraw(ticket)
    ticketOf(s.register('Хтось'))
  })

  it('Q22 a wrong or locked code changes nothing', () => {
    const s = new Scenario()
    const ticket = ticketOf(s.register('Хтось', 'permanent', { time: '11:00' }))
    const seq = s.state.seq
    expect(refusalOf(s.checkIn(ticket, { proof: 'wrong' }))).toBe('wrong-code')
    expect(refusalOf(s.checkIn(ticket, { proof: 'locked' }))).toBe('code-locked')
    expect(refusalOf(s.checkIn(ticket, { proof: 'code-required' }))).toBe('code-required')
    expect(refusalOf(s.checkIn('А-777'))).toBe('unknown-ticket')
    expect(s.state.seq).toBe(seq)
  })

  it('Q23 a called ticket cannot be withdrawn, a waiting one can', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    expect(refusalOf(s.withdraw(ticket))).toBe('already-called')
    const other = ticketOf(s.register('Інша'))
    expectOk(s.withdraw(other.toLowerCase().replace('-', '')))
    expect(s.status(other)).toBe('withdrawn')
  })

  it('Q24 a reprint names the same number, time and registration', () => {
    const s = new Scenario()
    const first = expectOk(s.register('Хтось'))
    const again = expectOk(
      s.tell({
        type: 'reprint',
        ticket: String(first['ticket']),
        proof: 'code',
        actor: { kind: 'device', device: 'terminal-1' },
      }),
    )
    expect(again).toMatchObject({ ticket: first['ticket'], time: first['time'], printedSeq: first['printedSeq'] })
    expect(s.log.find(({ seq }) => seq === first['printedSeq'])?.event.type).toBe('registered')
  })

  it('Q25 check-in is for today only', () => {
    const s = new Scenario()
    const ticket = ticketOf(s.book('Хтось', tomorrow, '11:00'))
    expect(refusalOf(s.checkIn(ticket, { date: tomorrow }))).toBe('not-today')
    const closed = new Scenario().passTo('18:00')
    expect(refusalOf(closed.checkIn('А-001'))).toBe('day-not-open')
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

/** Takes every current place of a service. */
function sellOut(s: Scenario, service: string): void {
  const free = Object.values(s.state.days[today]?.places ?? {}).filter(
    (place) => place.service === service && place.channel === 'current' && place.state === 'free',
  )
  for (const place of free) s.register(`${service}-${place.number}`, service, { time: place.time })
}
