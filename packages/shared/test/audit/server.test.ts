import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { checkState, createAuditor } from '../../src/audit/index.ts'
import type { QueueState } from '../../src/queue/index.ts'
import { atTime, expectOk, today } from '../queue/scenario.ts'
import { inboxHash, LinkedScenario, onlineOffice, publishedPlan, request, sealedDigits } from '../queue/server-side.ts'
import { audit, brokenRules, changed, logOf, moved, sealed, verdict, withEvent, without } from './bend.ts'

const monday = addDays(today, 4)

/** The office on the morning of its open day, before the handover, with what the server had told it the evening before. */
function morning() {
  const s = new LinkedScenario(onlineOffice, atTime('20:00', addDays(today, -1)))
  s.hear(publishedPlan(addDays(today, 6)))
  const [booked, claimed, displaced, lost] = s.placesOf('online')
  if (!booked || !claimed || !displaced || !lost) throw new Error('no online places')
  s.booked(booked.number, '1111')
  s.passTo('09:00')
  return { s, booked, claimed, displaced, lost }
}

/** A cut day to its end: claims, bookings that arrive late, the handover, requests, a new epoch, a cancelled day. */
function wholeDay() {
  const { s, booked, claimed, displaced, lost } = morning()
  expectOk(s.claim(claimed.number, claimed.time, '2222', { session: '2f0b5a1e-6a7f-4f0e-9b46-6f0f7d4f7a10' }))
  expectOk(s.claim(displaced.number, displaced.time, '6666'))
  expectOk(s.readmit(lost.number, { priority: 'disability' }))
  s.booked(claimed.number, '2222', { compared: 'match' })
  s.booked(displaced.number, '3333', { sold: 2, compared: 'other' })
  s.booked(lost.number, '4444')
  s.cancelled(booked.number)
  s.booked(booked.number, '5555', { sold: 2 })
  s.hear({
    type: 'place-added',
    date: monday,
    number: 'А-900',
    service: 'permanent',
    minutes: 20,
    time: '17:40',
    at: atTime('17:40', monday),
    lane: 1,
    channel: 'online',
  })
  s.closeOnline(today, 4)
  s.hear({ type: 'cancel-requested', request, date: today, number: booked.number })
  s.tell({ type: 'begin-epoch', because: 'restored' })
  const withheld = Object.values(s.state.days[today]?.places ?? {}).find(({ state }) => state === 'withheld')
  expectOk(s.readmit(withheld?.number ?? ''))
  expectOk(s.readmit('А-1900'))
  expectOk(s.readmit('П-900', { service: 'permanent' }))
  expectOk(s.register('Хтось', 'permanent', { priority: 'disability' }))
  s.hear({ type: 'day-cancelled', date: monday, reason: 'moved' })
  s.openWindow('olena', '1')
  s.serve('olena', '1')
  expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
  return s
}

describe('a log with a queue server', () => {
  const s = wholeDay()
  const log = logOf(s)

  it('R3 is clean, and the live queue with it', () => {
    expect(audit(log)).toEqual([])
    expect(checkState(s.state, s.now)).toEqual([])
  })

  it('R2 names an item left out or learnt twice, and one that did not come whole', () => {
    expect(brokenRules(without(log, 'inbox-advanced', 2))).toContain('R2')
    expect(verdict(changed(log, 'inbox-advanced', { seq: 2, hash: inboxHash(2) }, 0))).toMatch(
      /^R2 at .*item 2.*item 0/,
    )
    const cut = log.slice(0, log.findIndex(({ event }) => event.type === 'online-closed') + 1)
    expect(brokenRules(cut)).toEqual(['R2'])
    const twice = withEvent(log, 'after', 'inbox-advanced', { type: 'inbox-advanced', seq: 1, hash: inboxHash(1) }, 0)
    expect(verdict(twice)).toMatch(/^R2 at .*item 1 .*after item 1/)
  })

  it('R1 names a booking of a place that is not the server’s, C29 one after the handover', () => {
    const terminal = s.placesOf('terminal', 'permanent', addDays(today, 1))[0] ?? s.placesOf('current')[0]
    const booking = { ...bookingOf(log), date: addDays(today, 1), number: terminal?.number ?? '', sold: 1 }
    expect(brokenRules(withEvent(log, 'before', 'inbox-advanced', booking, 1))).toContain('R1')
    const late = withEvent(log, 'after', 'online-closed', { ...bookingOf(log), number: lastOnline() })
    expect(brokenRules(late)).toContain('C29')
    expect(verdict(changed(log, 'online-closed', { sold: 40 }))).toMatch(/^C29 at .*40 bookings/)
    const again = withEvent(log, 'after', 'online-closed', { type: 'online-closed', date: today, sold: 0 })
    expect(brokenRules(again)).toContain('C29')
  })

  it('Q26 names a claim of the office’s own place, on another day and after the handover', () => {
    const claim = claimOf(log)
    const current = Object.values(s.state.days[today]?.places ?? {}).find(
      (place) => place.channel === 'current' && place.state === 'withheld',
    )
    const own = { ...claim, number: current?.number ?? '', sealed: sealed(sealedDigits('9999')) }
    expect(verdict(withEvent(log, 'after', 'claimed', own, 0))).toMatch(/^Q26 at /)
    const tomorrow = s.placesOf('online', 'permanent', addDays(today, 1))[0]
    const other = { ...own, date: addDays(today, 1), number: tomorrow?.number ?? '' }
    expect(verdict(withEvent(log, 'after', 'claimed', other, 0))).toMatch(/^Q26 at .*not open/)
    const same = { ...claim, number: lastOnline() }
    expect(verdict(withEvent(log, 'after', 'claimed', same, 0))).toMatch(/^Q21 at /)
    expect(brokenRules(withEvent(log, 'after', 'inbox-advanced', { ...own, number: lastOnline() }))).toContain('Q26')
  })

  it('Q27 names a booking matched with no claim, and a place given to another', () => {
    expect(brokenRules(changed(log, 'claim-matched', { number: lastOnline() }, 0))).toContain('Q27')
    expect(verdict(changed(log, 'registered', { displaced: lastOnline() }, displacedAt()))).toMatch(/^Q27 at /)
    expect(brokenRules(without(log, 'registered', displacedAt()))).toContain('Q27')
  })

  it('Q27 names a place that comes back before the handover although it was added beside a claim', () => {
    const { s: other, displaced } = morning()
    expectOk(other.claim(displaced.number, displaced.time, '6666'))
    other.booked(displaced.number, '3333', { compared: 'other' })
    other.cancelled(displaced.number)
    const right = logOf(other)
    expect(audit(right)).toEqual([])
    const { service, minutes, time, at, lane } = displaced
    const back = { date: today, number: 'А-1002', service, minutes, time, at, lane, because: 'freed' } as const
    expect(verdict(withEvent(right, 'after', 'withdrawn', { type: 'place-added', ...back }))).toMatch(/^Q27 at /)
  })

  it('Q28 names a re-admission of a place that was never lost, and one with the wrong sale', () => {
    expect(verdict(changed(log, 'readmitted', { sold: 2 }, 0))).toMatch(/^Q28 at .*sale 2/)
    const sold = Object.values(s.state.days[today]?.tickets ?? {}).find(({ channel }) => channel === 'online')
    expect(verdict(changed(log, 'readmitted', { number: sold?.number ?? '' }, 1))).toMatch(/^Q28 at .*was freed/)
  })

  it('R16 names an epoch that does not rise by one or begins elsewhere', () => {
    expect(verdict(changed(log, 'epoch-began', { epoch: 2 }))).toMatch(/^R16 at .*epoch 2 began after epoch 0/)
    expect(verdict(changed(log, 'epoch-began', { from: 3 }))).toMatch(/^R16 at /)
  })

  it('R16 takes an epoch above those of another hub, which a device has seen, and no lower one', () => {
    const { s: other } = morning()
    other.tell({ type: 'begin-epoch', because: 'behind-device', above: 2 })
    other.settle()
    expectOk(other.readmit('А-2900'))
    expectOk(other.readmit('П-3001', { service: 'permanent' }))
    const seen = logOf(other)
    expect(audit(seen)).toEqual([])
    expect(checkState(other.state, other.now)).toEqual([])
    expect(verdict(changed(seen, 'epoch-began', { because: 'restored' }))).toMatch(/^R16 at .*epoch 3 began after/)
    expect(verdict(changed(seen, 'epoch-began', { epoch: 0 }))).toMatch(/^R16 at .*epoch 0 began after/)
    expect(verdict(changed(seen, 'place-added', { number: 'А-5900' }, numberIndex(seen, 'А-2900')))).toMatch(/^Q28 at /)
  })

  it('R17 names a withheld place that does not come back, comes back twice or otherwise, or is sold', () => {
    expect(verdict(without(log, 'place-added', firstOfEpoch()))).toMatch(/^R17 at /)
    expect(brokenRules(changed(log, 'place-added', { lane: 2 }, firstOfEpoch()))).toContain('R17')
    const withheld = Object.values(s.state.days[today]?.places ?? {}).filter(({ state }) => state === 'withheld')[2]
    const sale = {
      ...bookingOf(log),
      number: withheld?.number ?? '',
      channel: 'current',
      present: true,
      sold: 1,
      device: 'terminal-1',
      sealed: sealed(sealedDigits('8888')),
    } as const
    expect(brokenRules(withEvent(log, 'after', 'day-cancelled', sale))).toContain('N3')
  })

  it('N4 names a number of an older block in a new epoch, and one of the server outside its own', () => {
    expect(brokenRules(changed(log, 'place-added', { number: 'А-1900' }, firstOfEpoch()))).toContain('N4')
    expect(brokenRules(changed(log, 'place-added', { number: 'А-1900' }, serverPlace()))).toContain('N4')
    expect(brokenRules(changed(log, 'place-added', { number: 'А-002' }, serverPlace()))).toContain('N4')
  })

  it('N5 names a priority number of the series before the epoch', () => {
    const index = log
      .filter(({ event }) => event.type === 'place-added')
      .findIndex(({ event }) => event.type === 'place-added' && event.because === 'priority')
    expect(brokenRules(changed(log, 'place-added', { number: 'П-001' }, index))).toContain('N5')
  })

  it('R8 names a request answered twice, or granted with a reason', () => {
    const answer = { type: 'request-answered', request, granted: true, code: null } as const
    expect(brokenRules(withEvent(log, 'after', 'request-answered', answer))).toContain('R8')
    expect(brokenRules(changed(log, 'request-answered', { code: 'already-called' }))).toEqual(['R8'])
  })

  it('C24 names a sale on a cancelled day, and a day cancelled twice', () => {
    const place = s.placesOf('online', 'permanent', monday)[0]
    const sale = { ...bookingOf(log), date: monday, number: place?.number ?? '', sold: 1 }
    expect(brokenRules(withEvent(log, 'after', 'day-cancelled', sale))).toContain('C24')
    const again = { type: 'day-cancelled', date: monday, reason: 'moved' } as const
    expect(brokenRules(withEvent(log, 'after', 'day-cancelled', again))).toContain('C24')
  })

  it('Q29 names an online booking that the office withdrew before the handover', () => {
    const { s: other, booked } = morning()
    other.happen({ type: 'withdrawn', date: today, number: booked.number })
    other.happen({ type: 'clock-step-seen', stepMs: 0 })
    expect(brokenRules(logOf(other))).toEqual(['R2'])
  })

  it('R21 follows the server’s time, and names hub time that moves without it', () => {
    const { s: other } = morning()
    other.tell({ type: 'follow-server-time', stepMs: -60_000 })
    other.at -= 60_000
    other.pass(1_000).openWindow('olena', '1')
    expect(audit(logOf(other))).toEqual([])
    expect(brokenRules(without(logOf(other), 'server-time-followed'))).toContain('Q52')
    expect(verdict(changed(logOf(other), 'server-time-followed', { stepMs: 900 }))).toMatch(/^R21 at /)
    expect(brokenRules(moved(logOf(other), 'window-opened', 60_000, -1, 0))).not.toEqual([])
  })

  it('Q28 names a lost ticket that was none: its series, its minute, its place, and nobody in it', () => {
    const { s: other } = morning()
    const added = (edit: object) => verdict(changed(logOf(other), 'place-added', edit))
    other.tell({ type: 'begin-epoch', because: 'restored' })
    expectOk(other.readmit('А-1900'))
    expect(audit(logOf(other))).toEqual([])
    expect(checkState(other.state, other.now)).toEqual([])
    expect(added({ number: 'А-2900' })).toMatch(/^Q28 at .*no earlier epoch/)
    expect(added({ number: 'А-3001' })).toMatch(/^Q28 at .*no earlier epoch/)
    expect(added({ number: 'П-1001' })).toMatch(/^Q28 at .*no earlier epoch/)
    expect(added({ number: 'К-1001' })).toMatch(/^N1 at /)
    expect(added({ at: atTime('09:01'), time: '09:01' })).toMatch(/^Q28 at .*present minute/)
    expect(added({ lane: 1 })).toMatch(/^Q28 at .*lane/)
    expect(added({ date: addDays(today, 1), at: atTime('09:00', addDays(today, 1)) })).toMatch(/^Q28 at .*not open/)
    expect(brokenRules(without(logOf(other), 'readmitted'))).toEqual(['Q28'])
    expect(brokenRules(without(logOf(other), 'epoch-began'))).toContain('Q28')
    const twice = other.events('place-added').at(-1)
    if (twice === undefined) throw new Error('no place')
    expect(brokenRules(withEvent(logOf(other), 'after', 'readmitted', twice))).toEqual(['N3', 'Q28'])
    const state = structuredClone(other.state)
    const day = state.days[today] ?? expect.fail('no day')
    day.block = 1
    delete day.tickets['А-1900']
    expect(checkState(state, other.now).filter(({ rule }) => rule === 'Q28')).toHaveLength(2)
  })

  it('C24 counts who was let go with the day', () => {
    const { s: other } = morning()
    const auditor = createAuditor()
    other.hear({ type: 'day-cancelled', date: today, reason: 'emergency' })
    for (const recorded of logOf(other)) auditor.see(recorded)
    expect(auditor.counts.ends['cancelled-by-office']).toBe(1)
    expect(auditor.counts.registrations).toBe(1)
  })

  it('C24 C25 Q26 finds a live queue that cannot be', () => {
    const broken = (bend: (state: QueueState) => void) => {
      const state = structuredClone(s.state)
      bend(state)
      return [...new Set(checkState(state, s.now).map(({ rule }) => rule))]
    }
    const day = (state: QueueState, date = today) => state.days[date] ?? expect.fail('no day')
    expect(broken((state) => Object.assign(day(state, monday).places['А-001'] ?? {}, { state: 'free' }))).toEqual([
      'C24',
    ])
    const free = Object.values(s.state.days[today]?.places ?? {}).find(({ state }) => state === 'free')?.number ?? ''
    expect(broken((state) => Object.assign(day(state).places[free] ?? {}, { channel: 'terminal' }))).toEqual(['C25'])
    const offline = Object.values(s.state.days[today]?.tickets ?? {}).find(
      ({ channel, status }) => channel !== 'online' && status.is !== 'ended',
    )
    expect(
      broken((state) => Object.assign(day(state).tickets[offline?.number ?? ''] ?? {}, { claimed: true })),
    ).toEqual(['Q26'])
  })

  const lastOnline = () => {
    const { s: fresh } = morning()
    return fresh.placesOf('online').at(-1)?.number ?? ''
  }
  const nth = (matches: (event: (typeof log)[number]['event']) => boolean, type: string) =>
    log.filter(({ event }) => event.type === type).findIndex(({ event }) => matches(event))
  const displacedAt = () => nth((event) => event.type === 'registered' && event.displaced !== undefined, 'registered')
  const firstOfEpoch = () => nth((event) => event.type === 'place-added' && event.because === 'epoch', 'place-added')
  const serverPlace = () => nth((event) => event.type === 'place-added' && event.because === 'server', 'place-added')
})

type Log = ReturnType<typeof logOf>

/** Which of the added places of a log has that number. */
function numberIndex(log: Log, number: string): number {
  const added = log.flatMap(({ event }) => (event.type === 'place-added' ? [event.number] : []))
  return added.indexOf(number)
}

function bookingOf(log: Log) {
  const event = log
    .map((recorded) => recorded.event)
    .find((one) => one.type === 'registered' && one.channel === 'online')
  if (event?.type !== 'registered') throw new Error('no booking')
  return event
}

function claimOf(log: Log) {
  const event = log.map((recorded) => recorded.event).find((one) => one.type === 'claimed')
  if (event?.type !== 'claimed') throw new Error('no claim')
  return event
}
