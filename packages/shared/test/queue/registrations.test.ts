import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { boardView } from '../../src/queue/index.ts'
import { atTime, expectOk, office, refusalOf, Scenario, ticketOf, today } from './scenario.ts'

const tomorrow = addDays(today, 1)

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

/** Takes every current place of a service. */
function sellOut(s: Scenario, service: string): void {
  const free = Object.values(s.state.days[today]?.places ?? {}).filter(
    (place) => place.service === service && place.channel === 'current' && place.state === 'free',
  )
  for (const place of free) s.register(`${service}-${place.number}`, service, { time: place.time })
}
