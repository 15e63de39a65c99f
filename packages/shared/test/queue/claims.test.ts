import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { boardView, deskView, nextTicket } from '../../src/queue/index.ts'
import { atTime, expectOk, refusalOf, today } from './scenario.ts'
import { LinkedScenario, onlineOffice, request, sealedDigits } from './server-side.ts'

const session = '2f0b5a1e-6a7f-4f0e-9b46-6f0f7d4f7a10'

/** An open day whose handover has not arrived, at 09:00; every third place is the server’s. */
function cutOff() {
  const s = new LinkedScenario(onlineOffice, atTime('20:00', addDays(today, -1))).passTo('09:00')
  const [one, two] = s.placesOf('online')
  if (one === undefined || two === undefined) throw new Error('no online places')
  return { s, one, two }
}

describe('a visitor the hub does not know', () => {
  it('Q26 checks in by number, time and digits and is called at the printed time like anybody', () => {
    const { s, one } = cutOff()
    const answer = expectOk(s.claim(one.number, one.time, '1234', { session, language: 'en' }))
    expect(answer).toEqual({ ticket: one.number, date: today, time: one.time, service: 'permanent' })
    expect(s.state.days[today]?.tickets[one.number]).toMatchObject({
      channel: 'online',
      claimed: true,
      present: true,
      language: 'en',
      session,
      sealed: sealedDigits('1234'),
    })
    expect(s.state.sessions[session]).toBe(1)
    expect(boardView(s.state, s.now).next).toEqual([{ ticket: one.number, time: one.time }])
    s.passTo(one.time).openWindow('olena', '1')
    expect(s.call('olena', '1')).toBe(one.number)
  })

  it('Q26 names a free online place of today with exactly its time, before the handover', () => {
    const { s, one, two } = cutOff()
    const current = s.placesOf('current')[0]
    expect(refusalOf(s.claim(one.number, '23:45', '1234'))).toBe('wrong-code')
    expect(refusalOf(s.claim(current?.number ?? '', current?.time ?? '', '1234'))).toBe('unknown-ticket')
    expect(refusalOf(s.claim('А-799', '09:00', '1234'))).toBe('unknown-ticket')
    expect(refusalOf(s.claim(one.number, one.time, '1234', { date: addDays(today, 1) }))).toBe('not-today')
    expect(refusalOf(s.checkIn(one.number, { proof: 'wrong' }))).toBe('wrong-code')
    expect(refusalOf(s.checkIn(one.number, { proof: 'locked' }))).toBe('code-locked')
    expect(refusalOf(s.claim(one.number, one.time, '1234', { priority: 'veteran' }))).toBe('unknown-priority')
    s.desk('olena', { type: 'suspend-office', reason: 'alert' })
    expect(refusalOf(s.claim(one.number, one.time, '1234'))).toBe('suspended')
    expect(Object.keys(s.state.days[today]?.tickets ?? {})).toEqual([])
    const other = cutOff()
    other.s.booked(other.one.number, '1111')
    expectOk(other.s.claim(two.number, two.time, '2222'))
    other.s.closeOnline(today, 1)
    const third = other.s.placesOf('current').find(({ number }) => number > two.number)
    expect(refusalOf(other.s.claim(third?.number ?? '', third?.time ?? '', '3333'))).toBe('unknown-ticket')
    expect(other.s.status(two.number)).toBe('waiting')
  })

  it('Q26 one document claims one place of a service, one terminal session five', () => {
    const { s, one, two } = cutOff()
    expectOk(s.claim(one.number, one.time, '1234'))
    expect(refusalOf(s.claim(two.number, two.time, '1234'))).toBe('already-registered')
    const places = s.placesOf('online').slice(1)
    const answers = places.slice(0, 6).map((place, n) => s.claim(place.number, place.time, `500${n}`, { session }))
    expect(answers.slice(0, 5).every(({ ok }) => ok)).toBe(true)
    const last = answers[5]
    expect(last && refusalOf(last)).toBe('session-limit')
  })

  it('Q26 Q1 declares priority with the claim', () => {
    const { s, one, two } = cutOff()
    expectOk(s.claim(one.number, one.time, '1111'))
    expectOk(s.claim(two.number, two.time, '2222', { priority: 'disability' }))
    s.openWindow('olena', '1')
    expect(nextTicket(s.state, '1', s.at)?.number).toBe(two.number)
  })

  it('Q27 the booking arrives with the same digits: the claim becomes the booking', () => {
    const { s, one } = cutOff()
    expectOk(s.claim(one.number, one.time, '1234'))
    const sealed = sealedDigits('1234')
    expect(s.brought(s.booked(one.number, '1234', { sold: 3, compared: 'match' }))).toEqual([
      { type: 'claim-matched', date: today, number: one.number, sealed, sold: 3, language: 'uk' },
    ])
    expect(s.state.days[today]?.tickets[one.number]).toMatchObject({ claimed: false, sold: 3, sealed })
    expect(s.place(one.number)?.sold).toBe(3)
    expect(s.brought(s.cancelled(one.number)).map(({ type }) => type)).toEqual(['withdrawn'])
  })

  it('Q27 a claim that was served before its booking arrived stays as it ended', () => {
    const { s, one } = cutOff()
    expectOk(s.claim(one.number, one.time, '1234'))
    s.passTo(one.time).openWindow('olena', '1').serve('olena', '1')
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    s.booked(one.number, '1234', { compared: 'match' })
    expect(s.status(one.number)).toBe('finished')
    expect(s.brought(s.cancelled(one.number))).toEqual([])
  })

  it.each(['other', undefined] as const)(
    'Q27 whoever booked a place another had claimed gets one at the same time (%s)',
    (compared) => {
      const { s, one } = cutOff()
      expectOk(s.claim(one.number, one.time, '6666'))
      const events = s.brought(s.booked(one.number, '1234', { sold: 2, ...(compared ? { compared } : {}) }))
      expect(events).toMatchObject([
        { type: 'place-added', number: 'А-1001', time: one.time, at: one.at, lane: one.lane, because: 'claim' },
        { type: 'registered', number: 'А-1001', channel: 'online', sold: 2, displaced: one.number, present: false },
      ])
      expect(s.status(one.number)).toBe('waiting')
      expect(s.state.days[today]?.displaced).toEqual({ [one.number]: 'А-1001' })
      // the server only knows the number it sold
      expect(s.brought(s.cancelled(one.number)).map((event) => 'number' in event && event.number)).toEqual(['А-1001'])
      expect(s.status(one.number)).toBe('waiting')
      expect(s.status('А-1001')).toBe('withdrawn')
    },
  )

  it('R1 Q27 the place of a displaced booking that is cancelled is sold again by the server alone', () => {
    const { s, one } = cutOff()
    expectOk(s.claim(one.number, one.time, '6666'))
    s.booked(one.number, '1234')
    const onSale = s.placesOf('current').filter(({ state }) => state === 'free').length
    s.cancelled(one.number)
    expect(s.placesOf('current').filter(({ state }) => state === 'free')).toHaveLength(onSale)
    expect(s.place('А-1001')?.state).toBe('freed')
    // sold again at the server under the number it knows: three sales, two visitors who come
    expect(s.brought(s.booked(one.number, '5678', { sold: 2 })).map(({ type }) => type)).toEqual([
      'place-added',
      'registered',
    ])
    expect(s.state.days[today]?.displaced).toEqual({ [one.number]: 'А-1002' })
    const live = Object.values(s.state.days[today]?.tickets ?? {}).filter(({ status }) => status.is === 'waiting')
    expect(live.map(({ number }) => number).sort()).toEqual(['А-1002', one.number].sort())
  })

  it('N3 Q27 from the handover on nobody else sells it: the place of a displaced booking comes back', () => {
    const { s, one } = cutOff()
    expectOk(s.claim(one.number, one.time, '6666'))
    s.booked(one.number, '1234')
    s.closeOnline(today, 1)
    expect(s.brought(s.hear({ type: 'cancel-requested', request, date: today, number: one.number }))).toMatchObject([
      { type: 'withdrawn', number: 'А-1001' },
      { type: 'place-added', number: 'А-1002', because: 'freed', at: one.at },
      { type: 'request-answered', request, granted: true },
    ])
  })

  it('Q28 one whose code is right is re-admitted, and the booking that arrives is that one’s whatever the digits', () => {
    const { s, one } = cutOff()
    expectOk(s.readmit(one.number, { priority: 'disability' }))
    expect(s.events('readmitted')).toEqual([
      { type: 'readmitted', date: today, number: one.number, sold: 1, device: 'terminal-1' },
    ])
    expect(s.state.days[today]?.tickets[one.number]).toMatchObject({
      claimed: true,
      present: true,
      channel: 'online',
      priority: 'disability',
      sealed: { box: '', fingerprint: '' },
    })
    expect(s.brought(s.booked(one.number, '1234', { compared: 'other' })).map(({ type }) => type)).toEqual([
      'claim-matched',
    ])
    expect(s.state.days[today]?.tickets[one.number]).toMatchObject({ claimed: false, sealed: sealedDigits('1234') })
  })

  it('Q28 a code of an earlier sale than the booking that arrives was somebody else’s', () => {
    const { s, one } = cutOff()
    expectOk(s.readmit(one.number))
    const events = s.brought(s.booked(one.number, '1234', { sold: 2, compared: 'other' }))
    expect(events.map(({ type }) => type)).toEqual(['place-added', 'registered'])
  })

  it('Q26 the desk sees the document digits of whoever gave no name, and only while serving', () => {
    const { s, one } = cutOff()
    expectOk(s.claim(one.number, one.time, '1234'))
    const look = () => deskView(s.state, s.now, 's-olena', 'olena', () => ({ digits: '1234', guardian: null })).ticket
    s.passTo(one.time).openWindow('olena', '1').call('olena', '1')
    expect(look()).not.toHaveProperty('document')
    s.desk('olena', { type: 'start-service', window: '1' })
    expect(look()).toMatchObject({ document: { digits: '1234', guardian: null } })
    expect(look()).not.toHaveProperty('person')
  })
})
