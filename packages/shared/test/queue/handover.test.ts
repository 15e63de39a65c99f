import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { boardView, initialState, evolve, planView, terminalView } from '../../src/queue/index.ts'
import { atTime, canonicalJson, expectOk, office, refusalOf, ticketOf, today } from './scenario.ts'
import { inboxHash, LinkedScenario, onlineOffice, publishedPlan, request } from './server-side.ts'

const tomorrow = addDays(today, 1)
const monday = addDays(today, 4)
const later = addDays(today, 6)

/** The scenario’s office the evening before. */
const evening = () => new LinkedScenario(onlineOffice, atTime('20:00', addDays(today, -1)))

describe('the inbox', () => {
  it('R2 an item is learnt once, in order, and what follows from it comes with it', () => {
    const s = new LinkedScenario()
    const first = s.hear(publishedPlan(later))
    expect(first.ok && first.events.map(({ type }) => type)).toEqual(['plan-published', 'inbox-advanced'])
    expect(s.state.inbox).toEqual({ seq: 1, hash: inboxHash(1) })
    const learn = (seq: number) =>
      s.tell({ type: 'learn', inbox: { seq, hash: inboxHash(seq) }, item: publishedPlan(later), digits: null })
    expect(learn(1)).toEqual({ ok: true, events: [], result: {} })
    expect(refusalOf(learn(3))).toBe('inbox-gap')
    expect(s.state.inbox.seq).toBe(1)
    expect(s.brought(learn(2))).toEqual([])
    expect(s.state.inbox.seq).toBe(2)
  })

  it('R2 C23 the plan, the configuration and the places of the server come in; a published plan never changes', () => {
    const s = new LinkedScenario()
    s.hear({ type: 'office-configured', config: { ...onlineOffice, phones: ['(0382) 11-11-11'] } })
    expect(s.state.config?.phones).toEqual(['(0382) 11-11-11'])
    expect(s.brought(s.hear(publishedPlan(tomorrow)))).toEqual([])
    s.hear(publishedPlan(later))
    const service = { service: 'permanent', minutes: 20, time: '17:40', at: atTime('17:40', later), lane: 1 }
    const added = { type: 'place-added', date: later, number: 'А-060', channel: 'terminal', ...service } as const
    expect(s.brought(s.hear(added))).toEqual([{ ...added, because: 'server' }])
    expect(s.brought(s.hear(added))).toEqual([])
    expect(s.place('А-060', later)).toMatchObject({ channel: 'terminal', state: 'free', because: 'server' })
    expect(s.brought(s.hear({ ...added, date: addDays(today, 30) }))).toEqual([])
  })

  it('N4 a place the server added leaves the hub’s own block as it was', () => {
    const s = new LinkedScenario()
    const place = { service: 'permanent', minutes: 20, time: '17:40', at: atTime('17:40'), lane: 1 }
    s.hear({ type: 'place-added', date: today, number: 'А-900', channel: 'online', ...place })
    expect(s.place('А-900')).toMatchObject({ channel: 'online' })
    s.withdraw(ticketOf(s.register('Хтось')))
    expect(s.place('А-1001')).toMatchObject({ because: 'freed' })
  })

  it('R10 what is learnt about a closed day brings nothing', () => {
    const s = new LinkedScenario().passTo('09:00', tomorrow)
    const [place] = s.placesOf('online', 'permanent', tomorrow)
    expect(s.state.closed).toContain(today)
    for (const item of [
      publishedPlan(today),
      { type: 'booking-cancelled', date: today, number: place?.number ?? '', by: 'visitor' },
      { type: 'online-closed', date: today, sold: 1, inboxSeq: 1 },
      { type: 'day-cancelled', date: today, reason: 'emergency' },
    ] as const) {
      expect(s.brought(s.hear(item))).toEqual([])
    }
    expect(s.brought(s.booked(place?.number ?? '', '1234', { date: today }))).toEqual([])
    expect(s.brought(s.hear({ type: 'cancel-requested', request, date: today, number: 'А-003' }))).toEqual([
      { type: 'request-answered', request, granted: false, code: 'ticket-ended' },
    ])
  })

  it('R3 whoever has the log has the office, the server’s part of it too', () => {
    const s = evening()
    const [one, two] = s.placesOf('online')
    s.booked(one?.number ?? '', '1111')
    s.passTo('09:10')
    expectOk(s.claim(two?.number ?? '', two?.time ?? '', '2222'))
    s.booked(two?.number ?? '', '3333', { compared: 'other' })
    s.closeOnline(today, 2)
    s.tell({ type: 'begin-epoch', because: 'restored' })
    s.hear({ type: 'day-cancelled', date: tomorrow, reason: 'moved' })
    s.tell({ type: 'follow-server-time', stepMs: -3_000 })
    const replayed = s.log.reduce((state, recorded) => evolve(state, structuredClone(recorded)), initialState())
    expect(canonicalJson(replayed)).toBe(canonicalJson(s.state))
  })
})

describe('the day handover', () => {
  it('R1 the office neither sells nor frees an online place before the handover', () => {
    const s = evening()
    const online = s.placesOf('online')
    s.passTo('09:00')
    expect(online.length).toBeGreaterThan(5)
    const current = Object.values(s.state.days[today]?.places ?? {}).filter(({ channel }) => channel === 'current')
    const free = boardView(s.state, s.now).freePlaces.byService['permanent']
    expect(free).toBe(current.filter(({ service }) => service === 'permanent').length)
    for (let n = 0; n < 200 && s.register(`людина ${n}`).ok; n += 1) {
      /* until nothing is left */
    }
    expect(refusalOf(s.register('остання'))).toBe('no-places')
    expect(s.placesOf('online').every(({ state }) => state === 'free')).toBe(true)
    const number = online[0]?.number ?? ''
    expect(refusalOf(s.tell({ type: 'withdraw-place', date: today, number }))).toBe('owned-by-server')
    expect(refusalOf(s.checkIn(number, { proof: 'wrong' }))).toBe('wrong-code')
  })

  it('R1 a booking comes and goes by the server’s word alone, its number can be sold again', () => {
    const s = new LinkedScenario()
    const number = s.placesOf('online', 'permanent', monday)[0]?.number ?? ''
    s.booked(number, '1234', { date: monday })
    expect(s.state.days[monday]?.tickets[number]).toMatchObject({ channel: 'online', present: false, claimed: false })
    s.cancelled(number, monday)
    expect(s.place(number, monday)).toMatchObject({ state: 'free', channel: 'online' })
    s.booked(number, '5678', { date: monday, sold: 2 })
    expect(s.status(number, monday)).toBe('waiting')
    s.hear({
      type: 'place-withdrawn',
      date: monday,
      number: s.placesOf('online', 'permanent', monday)[1]?.number ?? '',
    })
    expect(s.placesOf('online', 'permanent', monday)[1]?.state).toBe('withdrawn')
    expect(s.brought(s.hear({ type: 'place-withdrawn', date: monday, number }))).toEqual([])
  })

  it('N3 on the day itself a cancelled booking goes back to the server until the handover, after it to the office', () => {
    const s = evening()
    const [one, two] = s.placesOf('online', 'permanent').slice(-2)
    s.booked(one?.number ?? '', '1111')
    s.booked(two?.number ?? '', '2222')
    s.passTo('09:00')
    expect(s.brought(s.cancelled(one?.number ?? ''))).toHaveLength(1)
    expect(s.place(one?.number ?? '')?.state).toBe('free')
    s.closeOnline()
    const given = s.brought(s.cancelled(two?.number ?? ''))
    expect(given.map(({ type }) => type)).toEqual(['withdrawn', 'place-added'])
    expect(s.place(two?.number ?? '')?.state).toBe('freed')
  })

  it('Q29 an online booking is not withdrawn at the office before the handover, after it like any other', () => {
    const s = evening()
    const number = s.placesOf('online').at(-1)?.number ?? ''
    s.booked(number, '1234')
    expect(refusalOf(s.withdraw(number, today))).toBe('owned-by-server')
    s.passTo('09:00')
    expect(refusalOf(s.withdraw(number))).toBe('owned-by-server')
    s.closeOnline(today, 1)
    expectOk(s.withdraw(number))
  })

  it('R10 the hub opens the day without waiting and calls the bookings it knows at their time', () => {
    const s = evening()
    const [first] = s.placesOf('online')
    s.booked(first?.number ?? '', '1234')
    s.passTo(first?.time ?? '').openWindow('olena', '1')
    expect(s.state.days[today]?.onlineClosed).toBe(false)
    expect(s.call('olena', '1')).toBe(first?.number)
  })

  it('C29 unsold online places become current with the handover, at once on the open day', () => {
    const s = evening().passTo('09:00')
    const before = boardView(s.state, s.now).freePlaces.byService['permanent'] ?? 0
    const online = s.placesOf('online')
    s.booked(online[0]?.number ?? '', '1234')
    expect(s.brought(s.closeOnline(today, 1))).toEqual([{ type: 'online-closed', date: today, sold: 1 }])
    expect(s.placesOf('online').map(({ number }) => number)).toEqual([online[0]?.number])
    expect(boardView(s.state, s.now).freePlaces.byService['permanent']).toBe(before + online.length - 1)
    expect(terminalView(s.state, s.now, 'ok').services[0]?.freeToday).toBe(before + online.length - 1)
    expect(s.brought(s.closeOnline())).toEqual([])
  })

  it('C29 of a day handed over before it opens they become current when it opens', () => {
    const s = new LinkedScenario()
    s.closeOnline(tomorrow)
    const online = s.placesOf('online', 'permanent', tomorrow)
    expect(online.length).toBeGreaterThan(0)
    s.passTo('09:00', tomorrow)
    expect(s.placesOf('online', 'permanent', tomorrow)).toEqual([])
    expect(expectOk(s.register('Хтось', 'permanent', { time: online.at(-1)?.time }))['time']).toBe(online.at(-1)?.time)
  })

  it('R11 an office without a server is what it was: nothing online, every place its own', () => {
    const s = new LinkedScenario(office)
    expect(s.placesOf('online')).toEqual([])
    expect(s.state).toMatchObject({ epoch: 0, inbox: { seq: 0, hash: '0'.repeat(64) } })
  })
})

describe('requests', () => {
  it('R8 a cancellation is granted while the ticket waits and refused once it is called or has ended', () => {
    const s = evening()
    const [first, second] = s.placesOf('online')
    s.booked(first?.number ?? '', '1111')
    s.booked(second?.number ?? '', '2222')
    s.passTo(first?.time ?? '')
    s.closeOnline(today, 2)
    const ask = (number: string) => s.brought(s.hear({ type: 'cancel-requested', request, date: today, number }))
    expect(ask(second?.number ?? '').map(({ type }) => type)).toEqual(['withdrawn', 'place-added', 'request-answered'])
    expect(ask(second?.number ?? '')).toEqual([answered('ticket-ended')])
    s.openWindow('olena', '1').call('olena', '1')
    expect(ask(first?.number ?? '')).toEqual([answered('already-called')])
    expect(ask('А-999')).toEqual([answered('unknown-ticket')])
    expect(s.status(first?.number ?? '')).toBe('called')
  })

  it('R8 a place is withdrawn for the server while it is free', () => {
    const s = new LinkedScenario()
    const ask = (number: string) => s.brought(s.hear({ type: 'withdraw-requested', request, date: monday, number }))
    const [free, sold] = s.placesOf('terminal', 'permanent', monday)
    ticketOf(s.book('Хтось', monday, sold?.time ?? ''))
    const taken = Object.keys(s.state.days[monday]?.tickets ?? {})[0] ?? ''
    expect(ask(taken)).toEqual([answered('already-sold')])
    const number = free?.number === taken ? (sold?.number ?? '') : (free?.number ?? '')
    expect(ask(number)).toEqual([{ type: 'place-withdrawn', date: monday, number }, answered(null)])
    expect(ask(number)).toEqual([answered(null)])
    expect(ask('А-999')).toEqual([answered('unknown-place')])
    const own = s.placesOf('online', 'permanent', monday)[0]?.number ?? ''
    expect(ask(own)).toEqual([answered('unknown-place')])
    expect(planView(s.state, monday, s.at).find((place) => place.number === number)?.state).toBe('withdrawn')
  })
})

const answered = (code: string | null) => ({ type: 'request-answered', request, granted: code === null, code })
