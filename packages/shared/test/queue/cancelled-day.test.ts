import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { boardView, daysView } from '../../src/queue/index.ts'
import { atTime, expectOk, refusalOf, ticketOf, today } from './scenario.ts'
import { LinkedScenario, onlineOffice } from './server-side.ts'

const monday = addDays(today, 4)

describe('a cancelled day', () => {
  it('C24 of later: registrations end as cancelled by the office, nothing more is sold', () => {
    const s = new LinkedScenario()
    const [one, two] = s.placesOf('terminal', 'permanent', monday).map(({ time }) => time)
    const booked = ticketOf(s.book('Хтось', monday, one ?? ''))
    const online = s.placesOf('online', 'permanent', monday)[0]?.number ?? ''
    s.booked(online, '1234', { date: monday })
    const cancelled = { type: 'day-cancelled', date: monday, reason: 'closed-by-order' } as const
    expect(s.brought(s.hear(cancelled))).toEqual([cancelled])
    expect([s.status(booked, monday), s.status(online, monday)]).toEqual(['cancelled-by-office', 'cancelled-by-office'])
    expect(s.placesOf('terminal', 'permanent', monday).every(({ state }) => state !== 'free')).toBe(true)
    expect(refusalOf(s.book('Інша', monday, two ?? ''))).toBe('day-cancelled')
    expect(daysView(s.state, 'permanent', s.at).find(({ date }) => date === monday)?.free).toBe(0)
    expect(s.brought(s.hear(cancelled))).toEqual([])
    expect(s.brought(s.booked('А-009', '5678', { date: monday }))).toEqual([])
    expect(refusalOf(s.withdraw(booked, monday))).toBe('ticket-ended')
  })

  it('C24 of today: who waits is let go, who was called or is served goes on', () => {
    const s = new LinkedScenario(onlineOffice, atTime('20:00', addDays(today, -1))).passTo('09:00')
    const numbers = ['а', 'б', 'в'].map((who) => ticketOf(s.register(who)))
    const [unsold] = s.placesOf('online')
    s.openWindow('olena', '1').openWindow('taras', '2')
    const served = s.serve('olena', '1')
    const called = s.call('taras', '2')
    s.hear({ type: 'day-cancelled', date: today, reason: 'emergency' })
    const third = numbers.find((number) => number !== served && number !== called) ?? ''
    expect([served, called, third].map((number) => s.status(number))).toEqual([
      'serving',
      'called',
      'cancelled-by-office',
    ])
    expect(boardView(s.state, s.now).freePlaces.total).toBe(0)
    expect(refusalOf(s.register('г'))).toBe('day-cancelled')
    expect(refusalOf(s.register('г', 'permanent', { priority: 'disability' }))).toBe('day-cancelled')
    expect(refusalOf(s.claim(unsold?.number ?? '', unsold?.time ?? '', '1234'))).toBe('unknown-ticket')
    expectOk(s.desk('taras', { type: 'start-service', window: '2' }))
    expectOk(s.desk('taras', { type: 'finish-service', window: '2' }))
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'copy' }))
    expectOk(s.desk('olena', { type: 'resume-held', window: '1' }))
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    // an idle window offers nothing either
    expect(refusalOf(s.register('ґ'))).toBe('day-cancelled')
    s.passTo('18:30')
    expect(s.state.closed).toContain(today)
  })

  it('C24 a place the server adds to a cancelled day does not come', () => {
    const s = new LinkedScenario()
    s.hear({ type: 'day-cancelled', date: monday, reason: 'moved' })
    const place = { service: 'permanent', minutes: 20, time: '17:40', at: atTime('17:40', monday), lane: 1 }
    expect(
      s.brought(s.hear({ type: 'place-added', date: monday, number: 'А-900', channel: 'current', ...place })),
    ).toEqual([])
    s.tell({ type: 'add-places', date: monday, places: [place] })
    expect(s.place('А-1001', monday)).toBeUndefined()
  })
})
