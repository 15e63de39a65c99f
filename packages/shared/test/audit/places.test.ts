import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { createAuditor } from '../../src/audit/index.ts'
import { atTime, clockOf, expectOk, office, Scenario, ticketOf, today } from '../queue/scenario.ts'
import { audit, brokenRules, changed, logOf, moved, sealed, verdict, withEvent, without } from './bend.ts'

const tomorrow = addDays(today, 1)

/** Every current place of passports is sold; window 3 is open and has nobody to call. */
function soldOut(): Scenario {
  const s = new Scenario(office, atTime('08:30')).openWindow('olena', '3')
  for (let n = 0; ; n += 1) {
    const decision = s.register(`людина ${n}`, 'passport')
    if (!decision.ok) break
    s.serve('olena', '3')
    expectOk(s.desk('olena', { type: 'finish-service', window: '3' }))
  }
  return s.passTo('10:05')
}

describe('places of a plan', () => {
  const log = logOf(new Scenario())
  const plan = log.map(({ event }) => event).find((event) => event.type === 'plan-published')
  if (plan === undefined) throw new Error('no plan')
  const [first, ...others] = plan.services
  if (first === undefined) throw new Error('no service')
  const withPlaces = (places: typeof first.places) =>
    changed(log, 'plan-published', { services: [{ ...first, places }, ...others] }, 0)

  it('C18 is clean for the plan the configuration gives, and for the rest of a day that has begun', () => {
    expect(audit(log)).toEqual([])
    expect(audit(withPlaces(first.places.slice(6)))).toEqual([])
  })

  it('N1 names a letter that is not allowed', () => {
    const bent = changed(log, 'plan-published', { services: [{ ...first, letter: 'З' }, ...others] }, 0)
    expect(brokenRules(bent)).toContain('N1')
  })

  it('N2 names places out of order, and more of them than there are numbers', () => {
    const [one, two, ...rest] = first.places
    if (one === undefined || two === undefined) throw new Error('no places')
    expect(verdict(withPlaces([two, one, ...rest]))).toMatch(/^N2 at /)
    const many = Array.from({ length: 800 }, (_, index) => ({ ...one, lane: index + 1 }))
    expect(verdict(withPlaces(many))).toMatch(/^N2 at .*800 places, more than 799/)
  })

  it('C3 names a place outside the opening intervals', () => {
    const late = { time: '18:00', at: atTime('18:00'), lane: 1, channel: 'current' } as const
    expect(verdict(withPlaces([...first.places, late]))).toMatch(/^C3 at /)
  })

  it('C8 names a place that was given to another channel, C18 one the configuration does not have', () => {
    const channels = first.places.map((place) => ({ ...place, channel: 'current' as const }))
    expect(verdict(withPlaces(channels))).toMatch(/^C8 at /)
    expect(verdict(withPlaces(first.places.toSpliced(3, 1)))).toMatch(/^C18 at /)
    const wrongTime = first.places.map((place, index) => (index === 0 ? { ...place, time: '09:05' } : place))
    expect(verdict(withPlaces(wrongTime))).toMatch(/^C18 at /)
  })

  it('C18 names a clock that is not the one of the office’s time zone', () => {
    const auditor = createAuditor({ clockOf: (date) => ({ ...clockOf(date), midnight: clockOf(date).midnight + 1 }) })
    const found = log.flatMap((recorded) => auditor.see(recorded))
    expect(found[0]).toMatchObject({ rule: 'C18' })
  })

  it('C23 names a second plan of a date, and a place withdrawn although it was sold', () => {
    expect(verdict(withEvent(log, 'after', 'plan-published', plan))).toMatch(/^C23 at .*second time/)
    const s = new Scenario()
    const sold = ticketOf(s.register('перша'))
    s.tell({ type: 'withdraw-place', date: today, number: 'А-024' })
    expect(audit(logOf(s))).toEqual([])
    expect(verdict(changed(logOf(s), 'place-withdrawn', { number: sold }))).toMatch(/^C23 at /)
  })
})

describe('sales', () => {
  it('N3 names a number that was sold twice', () => {
    const s = new Scenario()
    const first = ticketOf(s.register('перша'))
    s.register('друга')
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'registered', { number: first }))).toMatch(/^N3 at .*was sold twice/)
  })

  it('N3 lets a number be sold again before its day, and names a wrong count of its sales', () => {
    const s = new Scenario()
    const booked = ticketOf(s.book('перша', tomorrow, '09:00'))
    s.withdraw(booked, tomorrow)
    expect(ticketOf(s.book('друга', tomorrow, '09:00'))).toBe(booked)
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'registered', { sold: 1 }))).toMatch(/^N3 at .*sale 2/)
    expect(verdict(without(log, 'withdrawn'))).toMatch(/^N3 at .*sold twice/)
  })

  it('C20 names a place that is not there, one of another service, and one of another day', () => {
    const s = new Scenario()
    s.register('перша')
    const log = logOf(s)
    expect(verdict(changed(log, 'registered', { number: 'А-999' }))).toMatch(/^C20 at /)
    expect(verdict(changed(log, 'registered', { service: 'passport' }))).toMatch(/^C20 at /)
    expect(verdict(changed(log, 'registered', { date: tomorrow }))).toMatch(/^C20 at /)
  })

  it('C21 names a sale after half the place’s length has passed', () => {
    const s = new Scenario()
    s.register('перша')
    const log = logOf(s)
    expect(audit(moved(log, 'registered', 10 * 60_000 - 1))).toEqual([])
    expect(verdict(moved(log, 'registered', 10 * 60_000))).toMatch(/^C21 at .*А-001 of 09:00/)
  })

  it('C25 names a terminal place sold in the current queue before its day, C28 a current one in advance', () => {
    const s = new Scenario()
    s.book('перша', tomorrow, '09:00')
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    const current = s.state.days[tomorrow]?.places
    const other = Object.values(current ?? {}).find(({ channel }) => channel === 'current')
    expect(verdict(changed(log, 'registered', { number: other?.number ?? '' }))).toMatch(/^C28 at /)
    s.register('друга')
    expect(brokenRules(without(logOf(s), 'day-opened'))).toContain('C20')
  })

  it('C28 names a sale for a date beyond the horizon', () => {
    const far = addDays(today, 5)
    const s = new Scenario()
    expectOk(s.book('перша', far, '09:00'))
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    // at 08:00 reception has not begun, and the newest date is not open yet (C15)
    const hour = 3_600_000
    const early = log.map(({ seq, event, time }) => ({ seq, event, time: { ...time, at: time.at - hour } }))
    expect(verdict(early)).toMatch(/^C28 at .*not open for registration/)
  })

  it('Q20 names a sixth registration of one terminal session', () => {
    const s = new Scenario()
    for (let n = 0; n < 6; n += 1)
      s.register(`людина ${n}`, 'permanent', { session: n < 5 ? 'session-1' : 'session-2' })
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'registered', { session: 'session-1' }))).toMatch(/^Q20 at /)
  })

  it('Q21 names a second registration of the same person, service and day', () => {
    const s = new Scenario()
    s.register('перша')
    s.register('друга')
    const again = sealed({ fingerprint: `перша|permanent|${today}` })
    expect(verdict(changed(logOf(s), 'registered', { sealed: again }))).toMatch(/^Q21 at /)
  })

  it('Q10 names priority by a category that is not enabled, and priority in advance', () => {
    const s = new Scenario()
    s.register('перша', 'permanent', { priority: 'disability' })
    expect(audit(logOf(s))).toEqual([])
    expect(verdict(changed(logOf(s), 'registered', { priority: 'veteran' }))).toMatch(/^Q10 at /)
    s.book('друга', tomorrow, '09:00')
    expect(verdict(changed(logOf(s), 'registered', { priority: 'disability' }))).toMatch(/^Q10 at /)
  })
})

describe('added places', () => {
  it('C22 N4 is clean for the place of an idle window, and names one while places are free', () => {
    const s = soldOut()
    expect(ticketOf(s.register('вільна', 'passport'))).toBe('Р-1001')
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(
      verdict(
        withEvent(without(log, 'registered'), 'after', 'place-added', { type: 'desk-connected', session: 's-new' }),
      ),
    ).toMatch(/^C22 at .*not sold at once/)
    expect(verdict(changed(log, 'place-added', { at: atTime('10:06'), time: '10:06' }))).toMatch(/^C22 at /)
    expect(verdict(changed(log, 'place-added', { service: 'permanent', number: 'А-1001' }))).toMatch(/^C22 at /)
    const closed = withEvent(log, 'before', 'place-added', { type: 'window-closed', window: '3', because: 'clerk' })
    expect(verdict(closed)).toMatch(/^C22 at .*no open window/)
  })

  it('N4 names a number outside the hub’s block, N3 one that was there', () => {
    const s = soldOut()
    s.register('вільна', 'passport')
    const log = logOf(s)
    const both = (number: string) => changed(changed(log, 'place-added', { number }), 'registered', { number })
    expect(verdict(both('Р-900'))).toMatch(/^N4 at .*1001 to 1999/)
    expect(verdict(both('Р-2000'))).toMatch(/^N4 at /)
    expect(brokenRules(both('Р-001'))).toEqual(expect.arrayContaining(['N4', 'N3']))
  })

  it('N5 names a priority place outside its series or minute, and priority without its place', () => {
    const s = new Scenario()
    s.register('перша', 'permanent', { priority: 'disability' })
    const log = logOf(s)
    const both = (number: string) => changed(changed(log, 'place-added', { number }), 'registered', { number })
    expect(verdict(both('П-1001'))).toMatch(/^N5 at /)
    expect(verdict(both('А-1001'))).toMatch(/^N5 at /)
    expect(verdict(changed(log, 'place-added', { at: atTime('09:30'), time: '09:30' }))).toMatch(/^N5 at /)
    expect(verdict(changed(log, 'registered', { priority: null }))).toMatch(/^N5 at .*has no priority/)
  })

  it('N3 gives a withdrawn place back under a new number at once, and names it when that fails', () => {
    const s = new Scenario()
    s.withdraw(ticketOf(s.register('перша', 'permanent', { time: '11:00' })))
    const log = logOf(s)
    expect(log.at(-1)?.event).toMatchObject({ type: 'place-added', because: 'freed' })
    expect(audit(log)).toEqual([])
    expect(verdict(without(log, 'place-added'))).toMatch(/^N3 at .*did not come back/)
    expect(verdict(changed(log, 'place-added', { lane: 7 }))).toMatch(/^N3 at /)
    expect(verdict(without(log, 'withdrawn'))).toMatch(/^N3 at .*no registration was withdrawn/)
  })

  it('Q23 names a withdrawal of a called ticket, Q25 a check-in of another day', () => {
    const s = new Scenario().openWindow('olena', '1')
    const [first, second] = [
      ticketOf(s.register('перша')),
      ticketOf(s.register('друга', 'permanent', { time: '11:00' })),
    ]
    const booked = ticketOf(s.book('третя', tomorrow, '10:00'))
    s.call('olena', '1')
    s.checkIn(second)
    s.withdraw(second)
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(verdict(changed(log, 'withdrawn', { number: first }))).toMatch(/^Q23 at /)
    expect(verdict(changed(log, 'checked-in', { number: booked, date: tomorrow }))).toMatch(/^Q25 at /)
    expect(verdict(changed(log, 'checked-in', { priority: 'veteran' }))).toMatch(/^Q10 at /)
    expect(verdict(changed(log, 'checked-in', { number: 'А-099' }))).toMatch(/^Q24 at /)
  })
})
