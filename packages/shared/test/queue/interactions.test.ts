import { describe, expect, it } from 'vitest'
import {
  boardView,
  deskView,
  displayView,
  freePlacesNow,
  placesView,
  planView,
  ticketStatus,
} from '../../src/queue/index.ts'
import { addDays } from '../../src/calendar/index.ts'
import { atTime, expectOk, refusalOf, Scenario, ticketOf, today } from './scenario.ts'

const priority = { priority: 'disability' }

/** A ticket of А that window 1 has sent on to the passports of window 3. */
function aTransferred(): { s: Scenario; ticket: string; place: string } {
  const s = new Scenario().openWindow('olena', '1')
  const ticket = ticketOf(s.register('Ганна'))
  s.serve('olena', '1')
  expectOk(s.desk('olena', { type: 'transfer', window: '1', reason: 'next-step', toService: 'passport' }))
  return { s, ticket, place: s.state.days[today]?.tickets[ticket]?.place ?? '' }
}

/** Takes every current place of a service, the last one first: only who takes the nearest is present. */
function sellOut(s: Scenario, service: string): void {
  for (const { time, free } of placesView(s.state, service, today, s.at).toReversed()) {
    for (let n = 0; n < free; n += 1) s.register(`${service} ${time} ${n}`, service, { time })
  }
}

/** Window 3 has nobody to call, and no place of its service is left. */
function anIdleWindow(): Scenario {
  const s = new Scenario().openWindow('iryna', '3')
  sellOut(s, 'passport')
  s.serve('iryna', '3')
  s.desk('iryna', { type: 'finish-service', window: '3' })
  return s
}

describe('transfer and what comes after it', () => {
  it('N3 Q33 a transferred ticket that is withdrawn gives back the place it was transferred to, not its first one', () => {
    const { s, ticket, place } = aTransferred()
    const { time } = s.state.days[today]?.places[place] ?? {}
    const free = freePlacesNow(s.state, 'passport', s.at)
    const before = freePlacesNow(s.state, 'permanent', s.at)
    expectOk(s.withdraw(ticket))
    expect(s.events('place-added')).toMatchObject([{ number: 'Р-1001', service: 'passport', time, because: 'freed' }])
    expect(freePlacesNow(s.state, 'passport', s.at)).toBe(free + 1)
    expect(freePlacesNow(s.state, 'permanent', s.at)).toBe(before)
    const states = planView(s.state, today, s.at).filter(({ number }) => number === place || number === ticket)
    expect(states.map(({ number, state }) => [number, state])).toEqual(
      expect.arrayContaining([
        [place, 'freed'],
        [ticket, 'sold'],
      ]),
    )
  })

  it('Q33 Q8 a transferred ticket is present, checks in under its number, and keeps its priority', () => {
    const { s, ticket } = aTransferred()
    expect(s.state.days[today]?.tickets[ticket]?.present).toBe(true)
    expect(expectOk(s.checkIn(ticket, priority))).toMatchObject({ ticket, service: 'passport' })
    s.register('Інша', 'passport')
    s.openWindow('iryna', '3')
    expect(s.call('iryna', '3')).toBe(ticket)
  })

  it('Q32 Q33 a ticket bound to a window and sent on to a service is bound no more', () => {
    const s = new Scenario().openWindow('taras', '2').openWindow('olena', '1').openWindow('iryna', '3')
    const ticket = ticketOf(s.register('Ганна'))
    expect(s.serve('taras', '2')).toBe(ticket)
    expectOk(s.desk('taras', { type: 'transfer', window: '2', reason: 'specialist', toWindow: '1' }))
    expect(s.serve('olena', '1')).toBe(ticket)
    expectOk(s.desk('olena', { type: 'transfer', window: '1', reason: 'next-step', toService: 'passport' }))
    expect(s.call('iryna', '3')).toBe(ticket)
  })

  it('Q1 Q9 Q15 Q33 priority whose early call at the new window nobody answers waits for its new time', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('iryna', '3')
    const ticket = ticketOf(s.register('Ганна', 'permanent', priority))
    sellOut(s, 'passport')
    s.serve('olena', '1')
    const freed = Object.values(s.state.days[today]?.tickets ?? {}).find(
      (one) => one.time === '10:00' && one.service === 'passport',
    )
    expectOk(s.withdraw(freed?.number ?? ''))
    expectOk(s.desk('olena', { type: 'transfer', window: '1', reason: 'next-step', toService: 'passport' }))
    expect(s.state.days[today]?.tickets[ticket]?.time).toBe('10:00')
    expect(s.call('iryna', '3')).toBe(ticket)
    s.pass(125_000)
    expect(s.status(ticket)).toBe('waiting')
    const other = ticketOf(s.desk('iryna', { type: 'call-next', window: '3' }))
    expect(other).not.toBe(ticket)
    expectOk(s.desk('iryna', { type: 'start-service', window: '3' }))
    s.passTo('10:00').desk('iryna', { type: 'finish-service', window: '3' })
    expect(s.call('iryna', '3')).toBe(ticket)
  })
})

describe('places that come and go', () => {
  it('C22 N3 the place of an idle window comes back under a new number when it is withdrawn, the place of a priority ticket does not', () => {
    const s = anIdleWindow()
    expect(placesView(s.state, 'passport', today, s.at)).toEqual([{ time: '09:00', free: 1 }])
    const idle = ticketOf(s.register('Ганна', 'passport'))
    expect(idle).toBe('Р-1001')
    expect(placesView(s.state, 'passport', today, s.at)).toEqual([])
    expectOk(s.withdraw(idle))
    expect(s.state.days[today]?.places['Р-1002']).toMatchObject({ because: 'freed', time: '09:00', state: 'free' })
    expect(placesView(s.state, 'passport', today, s.at)).toEqual([{ time: '09:00', free: 1 }])
    const first = ticketOf(s.register('Марія', 'passport', priority))
    expectOk(s.withdraw(first))
    expect(freePlacesNow(s.state, 'passport', s.at)).toBe(1)
    expect(s.events('place-added')).toHaveLength(3)
  })

  it('C21 N3 a place that can no longer be sold does not come back', () => {
    const s = new Scenario()
    const [late, later] = [
      ticketOf(s.register('Ганна', 'passport')),
      ticketOf(s.register('Марія', 'passport', { time: '09:20' })),
    ]
    s.passTo('09:25')
    expectOk(s.withdraw(late))
    expectOk(s.withdraw(later))
    expect(s.events('place-added')).toEqual([])
  })

  it('N4 N5 with a used-up series a withdrawal still ends the ticket, and priority is refused', () => {
    const s = new Scenario()
    const ticket = ticketOf(s.register('Ганна', 'passport'))
    const day = s.state.days[today]
    if (day === undefined) throw new Error('no day')
    Object.assign(day.added, { Р: 1999, П: 999 })
    expectOk(s.withdraw(ticket))
    expect(s.status(ticket)).toBe('withdrawn')
    expect(s.events('place-added')).toEqual([])
    expect(refusalOf(s.register('Марія', 'passport', priority))).toBe('number-range-full')
  })

  it('C22 an office that is suspended or returning offers no place of an idle window', () => {
    const s = anIdleWindow()
    s.desk('iryna', { type: 'suspend-office', reason: 'alert' })
    expect([
      freePlacesNow(s.state, 'passport', s.at),
      boardView(s.state, s.now).freePlaces.byService['passport'],
    ]).toEqual([0, 0])
    s.desk('iryna', { type: 'resume-office' })
    expect(freePlacesNow(s.state, 'passport', s.at)).toBe(0)
    s.pass(600_000)
    // 09:10 has come meanwhile: only a window with nobody to call is idle
    expect(freePlacesNow(s.state, 'passport', s.at)).toBe(0)
    s.serve('iryna', '3')
    s.desk('iryna', { type: 'finish-service', window: '3' })
    expect(freePlacesNow(s.state, 'passport', s.at)).toBe(1)
  })
})

describe('alert, restart and the end of a day', () => {
  it('Q40 Q43 a held ticket outlives an alert and a restart, and its window goes on with it', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Ганна'))
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'photo' }))
    s.desk('olena', { type: 'suspend-office', reason: 'alert' })
    s.restart(60_000).minutes(30)
    expect(s.status(ticket)).toBe('held')
    expect(refusalOf(s.desk('olena', { type: 'resume-held', window: '1' }))).toBe('suspended')
    s.desk('iryna', { type: 'resume-office' })
    expect(expectOk(s.desk('olena', { type: 'resume-held', window: '1' }))['ticket']).toBe(ticket)
  })

  it('Q15 Q42 Q43 an early call stays early when it is announced again', () => {
    for (const interrupt of [
      (s: Scenario) => s.restart(1_000),
      (s: Scenario) => {
        s.desk('iryna', { type: 'suspend-office', reason: 'alert' })
        s.desk('iryna', { type: 'resume-office' })
        return s.pass(600_000)
      },
    ]) {
      const s = new Scenario().openWindow('olena', '1')
      const ticket = ticketOf(s.register('Ганна', 'permanent', { time: '11:00' }))
      expectOk(s.checkIn(ticket))
      s.call('olena', '1')
      interrupt(s).tell({ type: 'connect-desk', session: 's-olena' })
      expectOk(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))
      s.pass(125_000)
      expect(s.status(ticket)).toBe('waiting')
    }
  })

  it('Q38 Q40 a desk that is silent during an alert keeps its window and its call', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Ганна'))
    s.call('olena', '1')
    s.desk('olena', { type: 'suspend-office', reason: 'alert' })
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.minutes(30)
    expect(s.status(ticket)).toBe('called')
    expect(s.state.windows['1']?.session).toBe('s-olena')
  })

  it('C27 Q40 a day that ends during an alert closes, and the next one opens suspended', () => {
    const s = new Scenario().openWindow('olena', '1')
    const called = ticketOf(s.register('Ганна'))
    s.call('olena', '1')
    const waiting = ticketOf(s.register('Марія'))
    s.desk('olena', { type: 'suspend-office', reason: 'alert' })
    s.passTo('00:01', addDays(today, 1))
    const ends = s.events('unserved').map((event) => ('number' in event ? event.number : ''))
    expect(ends.sort()).toEqual([called, waiting].sort())
    expect(s.state.today).toBe(addDays(today, 1))
    expect(s.state.calls).toEqual({})
    expect(boardView(s.state, s.now).suspended?.reason).toBe('alert')
    expect(refusalOf(s.register('Олена'))).toBe('suspended')
  })

  it('C27 the day stays open for a place that was added behind closing time', () => {
    const s = new Scenario()
    const place = { service: 'passport', minutes: 10, time: '18:30', at: atTime('18:30'), lane: 1 }
    s.tell({ type: 'add-places', date: today, places: [place] })
    s.passTo('18:39')
    expect(s.state.today).toBe(today)
    s.passTo('18:40')
    expect(s.state.today).toBeNull()
  })

  it('Q13 Q30 the same clerk at another desk takes over the call, and its clock runs on', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Ганна'))
    s.call('olena', '1')
    s.pass(60_000).tell({ type: 'disconnect-desk', session: 's-olena' })
    s.pass(30_000)
    const actor = { kind: 'desk', session: 's-new', staff: 'olena', role: 'clerk' } as const
    s.tell({ type: 'connect-desk', session: 's-new' })
    expectOk(s.tell({ type: 'open-window', window: '1', actor }))
    s.pass(64_000)
    expect(s.status(ticket)).toBe('called')
    s.pass(1_000)
    expect(s.status(ticket)).toBe('no-show')
  })
})

describe('order and what is shown', () => {
  it('Q2 the lane goes before the letter', () => {
    const s = new Scenario()
    // 11:00 is sold in both lanes of А and the one of К
    const numbers = ['permanent', 'permanent', 'immigration'].map((service, n) =>
      ticketOf(s.register(`людина ${n}`, service, { time: '11:00' })),
    )
    const lanes = numbers.map((number) => s.state.days[today]?.tickets[number]?.lane)
    expect(lanes).toEqual([1, 2, 1])
    s.openWindow('olena', '1').passTo('11:00')
    const called = numbers.map(() => {
      const number = s.serve('olena', '1')
      s.desk('olena', { type: 'finish-service', window: '1' })
      return number
    })
    expect(called).toEqual([numbers[0], numbers[2], numbers[1]])
  })

  it('Q1 Q10 priority counts from its first declaration, however often the visitor checks in', () => {
    const s = new Scenario()
    const [first, second] = ['а', 'б'].map((name) => ticketOf(s.register(name, 'permanent', { time: '10:00' })))
    for (const ticket of [first, second, first]) expectOk(s.checkIn(ticket ?? '', priority))
    expect(s.openWindow('olena', '1').call('olena', '1')).toBe(first)
  })

  it('N9 a ticket counts as ahead only where a window may call both', () => {
    const s = new Scenario()
    s.register('Паспорт', 'passport')
    s.register('Перша', 'permanent')
    const second = ticketOf(s.register('Друга', 'immigration', { time: '10:00' }))
    expect(ticketStatus(s.state, today, second, s.at)).toEqual({ state: 'waiting', time: '10:00', ahead: 1 })
  })

  it('A2 A8 each of two displays shows the calls of its own windows, and the voice waits for the right one', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    s.tell({ type: 'connect-device', device: 'display-1', role: 'display', windows: ['1'] })
    s.tell({ type: 'connect-device', device: 'display-2', role: 'display', windows: ['3'] })
    s.register('а')
    s.register('б')
    const first = String(expectOk(s.desk('olena', { type: 'call-next', window: '1' }))['ticket'])
    expectOk(s.desk('taras', { type: 'call-next', window: '2' }))
    expect(displayView(s.state, s.now, ['1']).calls.map(({ ticket }) => ticket)).toEqual([first])
    expect(displayView(s.state, s.now, ['3']).calls).toEqual([])
    expect(displayView(s.state, s.now, ['3']).board.called).toHaveLength(2)
    expect(refusalOf(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))).toBe('display-announcing')
    expectOk(s.desk('taras', { type: 'confirm-voice-call', window: '2' }))
    const shownAt = (login: string) => deskView(s.state, s.now, `s-${login}`, login, () => null).windowDisplays
    expect([shownAt('olena'), shownAt('taras')]).toEqual([['display-1'], []])
  })
})
