import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { boardView, planView } from '../../src/queue/index.ts'
import { atTime, expectOk, refusalOf, ticketOf, today } from './scenario.ts'
import { LinkedScenario, onlineOffice, publishedPlan } from './server-side.ts'

const tomorrow = addDays(today, 1)

const restored = (s: LinkedScenario) => {
  const decision = s.tell({ type: 'begin-epoch', because: 'restored' })
  s.settle()
  return decision
}

/** An open day at 09:00 before its handover, with one ticket sold. */
function morning() {
  const s = new LinkedScenario(onlineOffice, atTime('20:00', addDays(today, -1))).passTo('09:00')
  return { s, sold: ticketOf(s.register('Хтось')) }
}

/** Everything the office can sell now. */
function soldOut(s: LinkedScenario): Set<string> {
  const sold = new Set<string>()
  for (let n = 0; n < 300; n += 1) {
    const answer = s.register(`людина ${n}`)
    if (!answer.ok) break
    sold.add(ticketOf(answer))
  }
  return sold
}

describe('a new epoch', () => {
  it('R16 rises by one and says where the log stood', () => {
    const { s } = morning()
    const before = s.state.seq
    restored(s)
    expect(s.events('epoch-began')).toEqual([{ type: 'epoch-began', epoch: 1, because: 'restored', from: before }])
    expect(s.state.epoch).toBe(1)
    s.tell({ type: 'begin-epoch', because: 'behind-device' })
    expect(s.state.epoch).toBe(2)
    s.restart(1_000)
    expect(s.state.epoch).toBe(2)
  })

  it('R16 N4 begins above the one another hub has reached, and not twice; what that hub sold comes back by its code', () => {
    const { s } = morning()
    expectOk(s.tell({ type: 'begin-epoch', because: 'behind-device', above: 3 }))
    s.settle()
    expect(s.events('epoch-began')).toMatchObject([{ epoch: 4, because: 'behind-device' }])
    expect(s.state.epoch).toBe(4)
    const { seq } = s.state
    for (const above of [0, 3]) expectOk(s.tell({ type: 'begin-epoch', because: 'behind-device', above }))
    expect(s.state.seq).toBe(seq)
    expect(ticketOf(s.register('Хтось інший'))).toMatch(/^А-5\d{3}$/)
    // blocks 1 to 4 are those of the epochs 0 to 3; nobody has begun the epochs of the others
    for (const block of [1, 2, 3, 4]) expectOk(s.readmit(`А-${block}900`))
    expectOk(s.readmit('П-4001', { service: 'permanent' }))
    for (const block of [6, 9]) expect(refusalOf(s.readmit(`А-${block}900`))).toBe('unknown-ticket')
  })

  it('R17 every unsold place of the hub is withheld and comes back one for one under a number of the new block', () => {
    const { s, sold } = morning()
    const free = boardView(s.state, s.now).freePlaces
    const terminal = s.placesOf('terminal', 'permanent', tomorrow).length
    const online = s.placesOf('online', 'permanent', tomorrow).length
    restored(s)
    expect(boardView(s.state, s.now).freePlaces).toEqual(free)
    expect(s.status(sold)).toBe('waiting')
    const later = s.placesOf('terminal', 'permanent', tomorrow)
    expect(later.filter(({ state }) => state === 'withheld')).toHaveLength(terminal)
    expect(later.filter(({ state }) => state === 'free')).toHaveLength(terminal)
    expect(later.filter(({ state, number }) => state === 'free' && /^А-2\d{3}$/.test(number))).toHaveLength(terminal)
    // R1: what is the server’s is not the hub’s to withhold
    expect(s.placesOf('online', 'permanent', tomorrow).filter(({ state }) => state === 'free')).toHaveLength(online)
    expect(planView(s.state, tomorrow, s.at).some(({ state }) => state === 'withheld')).toBe(true)
  })

  it('R17 a number that was withheld is never sold again', () => {
    const { s } = morning()
    restored(s)
    const withheld = Object.values(s.state.days[today]?.places ?? {}).filter(({ state }) => state === 'withheld')
    const sold = new Set<string>()
    for (let n = 0; n < 300; n += 1) {
      const answer = s.register(`людина ${n}`)
      if (!answer.ok) break
      sold.add(ticketOf(answer))
    }
    expect(sold.size).toBeGreaterThan(5)
    expect(withheld.filter(({ number }) => sold.has(number))).toEqual([])
    expect([...sold].every((number) => number.startsWith('А-2'))).toBe(true)
  })

  it('R17 the lost part may have had the handover: what it may have sold of the online places is not sold again', () => {
    const { s: lost } = morning()
    lost.closeOnline()
    const papers = soldOut(lost)
    const { s } = morning()
    const places = Object.values(s.state.days[today]?.places ?? {})
    const capacity = places.filter((place) => place.channel === 'online').length
    restored(s)
    const brought = s.brought(s.closeOnline())
    expect(brought.slice(1).every((event) => event.type === 'place-added' && event.because === 'epoch')).toBe(true)
    expect(brought).toHaveLength(1 + capacity)
    const sold = soldOut(s)
    expect(sold.size).toBeGreaterThanOrEqual(capacity)
    expect([...papers].filter((number) => sold.has(number))).toEqual([])
    // the paper of the lost part comes back by its code
    const online = [...papers].find((number) => s.place(number)?.state === 'withheld') ?? ''
    expectOk(s.readmit(online))
    expect(s.status(online)).toBe('waiting')
  })

  it('R17 a handover after an epoch of an earlier day brings the online places as they are', () => {
    const { s } = morning()
    restored(s)
    s.passTo('09:00', tomorrow)
    expect(s.brought(s.closeOnline(tomorrow))).toHaveLength(1)
    expect(s.placesOf('online', 'permanent', tomorrow)).toEqual([])
  })

  it('R17 what had expired comes back as nothing, and what the server still owns stays', () => {
    const { s } = morning()
    s.passTo('12:00')
    restored(s)
    const added = Object.values(s.state.days[today]?.places ?? {}).filter(({ because }) => because === 'epoch')
    expect(added.length).toBeGreaterThan(0)
    expect(added.every(({ at, minutes }) => at + (minutes * 60_000) / 2 > s.at)).toBe(true)
  })

  it('N4 a day published afterwards uses the new block too', () => {
    const { s } = morning()
    restored(s)
    s.hear(publishedPlan(addDays(today, 6)))
    expect(s.state.days[addDays(today, 6)]?.block).toBe(2)
  })

  it('N4 goes on behind the numbers of its block when the blocks have gone round', () => {
    const { s } = morning()
    s.withdraw(ticketOf(s.register('Інша')))
    expect(s.place('А-1001')).toMatchObject({ because: 'freed', state: 'free' })
    for (let n = 0; n < 9; n += 1) restored(s)
    expect(s.state.days[today]?.block).toBe(1)
    const numbers = Object.keys(s.state.days[today]?.places ?? {})
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(s.place('А-1001')).toMatchObject({ because: 'freed', state: 'withheld' })
    expect(s.place('А-1002')).toMatchObject({ because: 'epoch' })
  })

  it('N5 the priority series goes on from П-b001 on the day of the epoch and from П-001 on the next', () => {
    const { s } = morning()
    const priority = { priority: 'disability' }
    expect(ticketOf(s.register('Перша', 'permanent', priority))).toBe('П-001')
    restored(s)
    expect(ticketOf(s.register('Друга', 'permanent', priority))).toBe('П-2001')
    s.passTo('09:00', tomorrow)
    expect(ticketOf(s.register('Третя', 'permanent', priority))).toBe('П-001')
  })

  it('Q28 a paper ticket the log has lost is re-admitted by its code', () => {
    const { s } = morning()
    restored(s)
    const lost = Object.values(s.state.days[today]?.places ?? {}).find(({ state }) => state === 'withheld')
    const number = lost?.number ?? ''
    expect(refusalOf(s.checkIn(number, { proof: 'code-required' }))).toBe('code-required')
    expect(refusalOf(s.claim(number, lost?.time ?? '', '1234'))).toBe('unknown-ticket')
    expect(expectOk(s.readmit(number))).toMatchObject({ ticket: number, time: lost?.time, service: lost?.service })
    expect(s.place(number)).toMatchObject({ state: 'taken', sold: 1 })
    expect(s.state.days[today]?.tickets[number]).toMatchObject({
      present: true,
      claimed: false,
      status: { is: 'waiting' },
    })
    s.hear({ type: 'day-cancelled', date: today, reason: 'emergency' })
    const other = Object.values(s.state.days[today]?.places ?? {}).find(({ state }) => state === 'withheld')
    expect(refusalOf(s.readmit(other?.number ?? ''))).toBe('day-cancelled')
  })

  it('Q28 a re-admitted ticket that is withdrawn frees its place like any other', () => {
    const { s } = morning()
    restored(s)
    const lost = Object.values(s.state.days[today]?.places ?? {}).findLast(({ state }) => state === 'withheld')
    expectOk(s.readmit(lost?.number ?? ''))
    const free = boardView(s.state, s.now).freePlaces.total
    expectOk(s.withdraw(lost?.number ?? ''))
    expect(boardView(s.state, s.now).freePlaces.total).toBe(free + 1)
  })

  it('Q28 an added number the log has lost comes back by its code, at the present minute and under its own number', () => {
    const { s } = morning()
    // before an epoch nothing is lost: there is no such ticket
    expect(refusalOf(s.readmit('А-1001'))).toBe('unknown-ticket')
    restored(s)
    const free = boardView(s.state, s.now).freePlaces
    expect(refusalOf(s.checkIn('А-1001', { proof: 'wrong' }))).toBe('wrong-code')
    expect(refusalOf(s.claim('А-1001', '09:00', '1234'))).toBe('unknown-ticket')
    const answer = s.readmit('a1001')
    expect(expectOk(answer)).toEqual({
      ticket: 'А-1001',
      date: today,
      time: '09:00',
      service: 'permanent',
      readmitted: true,
    })
    expect(answer.ok && answer.events.map(({ type }) => type)).toEqual(['place-added', 'readmitted'])
    expect(s.place('А-1001')).toMatchObject({ because: 'readmitted', state: 'taken', sold: 1, channel: 'current' })
    expect(s.state.days[today]?.tickets['А-1001']).toMatchObject({ present: true, priority: null, claimed: false })
    expect(boardView(s.state, s.now).freePlaces).toEqual(free)
    expect(boardView(s.state, s.now).next.map(({ ticket }) => ticket)).toContain('А-1001')
  })

  it('Q28 a lost priority ticket asks for its service and keeps its priority', () => {
    const { s } = morning()
    const priority = { priority: 'disability' }
    expect(ticketOf(s.register('Перша', 'permanent', priority))).toBe('П-001')
    restored(s)
    expect(refusalOf(s.readmit('П-007', { proof: 'wrong' }))).toBe('wrong-code')
    expect(refusalOf(s.readmit('П-007'))).toBe('service-required')
    expect(refusalOf(s.readmit('П-007', { service: 'ghost' }))).toBe('unknown-service')
    expect(expectOk(s.readmit('П-007', { service: 'permanent' }))).toMatchObject({ service: 'permanent' })
    expect(s.state.days[today]?.tickets['П-007']).toMatchObject({ priority: 'disability', present: true })
    // the running series goes on where it was
    expect(ticketOf(s.register('Друга', 'permanent', priority))).toBe('П-2001')
  })

  it('N4 N5 a number of the running block, of one that never was, or of no service is no lost ticket', () => {
    const { s } = morning()
    restored(s)
    for (const number of ['А-2500', 'А-3001', 'А-1000', 'А-799', 'Х-1001', 'П-2001', 'П-1001']) {
      expect([number, refusalOf(s.readmit(number, { service: 'permanent' }))]).toEqual([number, 'unknown-ticket'])
    }
    restored(s)
    expectOk(s.readmit('А-2500'))
    expectOk(s.readmit('П-2009', { service: 'permanent' }))
    expect(refusalOf(s.readmit('А-3500'))).toBe('unknown-ticket')
  })

  it('N4 a new number never follows a lost one that came back', () => {
    const { s, sold } = morning()
    restored(s)
    const before = s.state.days[today]?.added['А'] ?? 0
    expectOk(s.readmit('А-1900'))
    expect(s.state.days[today]?.added['А']).toBe(before)
    expectOk(s.withdraw(sold))
    expect(s.events('place-added').at(-1)).toMatchObject({ because: 'freed', number: `А-${before + 1}` })
  })

  it('N3 N8 a lost ticket that has ended does not come back again, and its place neither', () => {
    const { s } = morning()
    restored(s)
    expectOk(s.readmit('А-1001'))
    expect(refusalOf(s.checkIn('А-1001', { proof: 'wrong' }))).toBe('wrong-code')
    const free = boardView(s.state, s.now).freePlaces.total
    expectOk(s.withdraw('А-1001'))
    expect(boardView(s.state, s.now).freePlaces.total).toBe(free)
    expect(refusalOf(s.readmit('А-1001'))).toBe('ticket-ended')
    restored(s)
    expect(refusalOf(s.readmit('А-1001'))).toBe('ticket-ended')
  })

  it('Q28 a cancelled day and a suspended office re-admit nobody', () => {
    const { s } = morning()
    restored(s)
    s.desk('olena', { type: 'suspend-office', reason: 'alert' })
    expect(refusalOf(s.readmit('А-1001'))).toBe('suspended')
    s.hear({ type: 'day-cancelled', date: today, reason: 'emergency' })
    s.desk('iryna', { type: 'resume-office' })
    expect(refusalOf(s.readmit('А-1001'))).toBe('day-cancelled')
  })
})

describe('server time', () => {
  it('R21 a step is journaled, a return time stays as long as it was', () => {
    const { s } = morning()
    s.desk('olena', { type: 'suspend-office', reason: 'alert' })
    s.tell({ type: 'see-clock-step', stepMs: 9_000 })
    s.desk('iryna', { type: 'resume-office' })
    const until = s.state.suspension?.until ?? 0
    expectOk(s.tell({ type: 'follow-server-time', stepMs: 5_000 }))
    expect(s.events('server-time-followed')).toEqual([{ type: 'server-time-followed', stepMs: 5_000 }])
    expect(s.state.suspension?.until).toBe(until + 5_000)
    expect(s.state.clockStepMs).toBeNull()
    const seq = s.state.seq
    expectOk(s.tell({ type: 'follow-server-time', stepMs: 0 }))
    expect(s.state.seq).toBe(seq)
  })
})
