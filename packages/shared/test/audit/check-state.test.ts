import { describe, expect, it } from 'vitest'
import { checkState } from '../../src/audit/index.ts'
import type { QueueState } from '../../src/queue/index.ts'
import { expectOk, Scenario, today } from '../queue/scenario.ts'

/** Window 1 has called А-001 and its clock runs; А-002 waits; window 2 is open. */
function inTheMorning(): Scenario {
  const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
  s.register('перша')
  s.register('друга')
  s.call('olena', '1')
  return s
}

/** The rules a bent copy of the state breaks. */
function broken(s: Scenario, bend: (state: QueueState) => void): string[] {
  const state = structuredClone(s.state)
  bend(state)
  return [...new Set(checkState(state, s.now).map(({ rule }) => rule))]
}

const ticketsOf = (state: QueueState) => state.days[today]?.tickets ?? {}
const placesOf = (state: QueueState) => state.days[today]?.places ?? {}

describe('the live queue', () => {
  it('is clean at every step of an ordinary morning', () => {
    const s = inTheMorning()
    expect(checkState(s.state, s.now)).toEqual([])
    s.pass(20_000)
    expectOk(s.desk('olena', { type: 'start-service', window: '1' }))
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'photo' }))
    expect(checkState(s.state, s.now)).toEqual([])
    s.call('taras', '2')
    s.tell({ type: 'disconnect-desk', session: 's-taras' })
    expect(checkState(s.state, s.now)).toEqual([])
    s.restart(1_000)
    expect(checkState(s.state, s.now)).toEqual([])
  })

  it('N3 finds two registrations on one place, and one on a place that is not taken or not there', () => {
    const s = inTheMorning()
    const edit = (change: (state: QueueState) => void) => broken(s, change)
    expect(edit((state) => Object.assign(ticketsOf(state)['А-002'] ?? {}, { place: 'А-001' }))).toContain('N3')
    expect(edit((state) => Object.assign(placesOf(state)['А-002'] ?? {}, { state: 'free' }))).toEqual(['N3'])
    expect(edit((state) => Object.assign(ticketsOf(state)['А-002'] ?? {}, { place: 'А-999' }))).toEqual(['N3'])
  })

  it('C25 finds a registration on another owner’s place', () => {
    const found = broken(inTheMorning(), (state) =>
      Object.assign(placesOf(state)['А-002'] ?? {}, { channel: 'online' }),
    )
    expect(found).toEqual(['C25'])
  })

  it('Q31 finds a ticket at two windows, a window without its ticket, and a call without its window', () => {
    const s = inTheMorning()
    const twice = broken(s, (state) => Object.assign(state.windows['2'] ?? {}, { doing: 'called', ticket: 'А-001' }))
    expect(twice).toEqual(['Q31'])
    expect(broken(s, (state) => Object.assign(state.windows['1'] ?? {}, { ticket: null }))).toEqual(['Q31'])
    expect(broken(s, (state) => void (state.calls = {}))).toEqual(['Q31'])
    expect(broken(s, (state) => Object.assign(state.windows['2'] ?? {}, { held: 'А-002' }))).toEqual(['Q31'])
    expect(broken(s, (state) => Object.assign(state.windows['1'] ?? {}, { session: null }))).toContain('Q31')
  })

  it('Q30 finds a session with two windows', () => {
    expect(broken(inTheMorning(), (state) => Object.assign(state.windows['2'] ?? {}, { session: 's-olena' }))).toEqual([
      'Q30',
    ])
  })

  it('Q12 Q13 Q40 find a clock that runs when it must not', () => {
    const s = inTheMorning()
    expect(broken(s, (state) => Object.assign(state.desks['s-olena'] ?? {}, { connected: false }))).toEqual(['Q13'])
    const suspension = { reason: 'alert', since: s.at, until: null } as const
    expect(broken(s, (state) => void (state.suspension = suspension))).toEqual(['Q40'])
    const unannounced = broken(s, (state) => {
      for (const call of Object.values(state.calls)) call.announcedBy = null
    })
    expect(unannounced).toEqual(['Q12'])
  })

  it('C26 finds an open day that was closed before', () => {
    expect(broken(inTheMorning(), (state) => void state.closed.push(today))).toEqual(['C26'])
  })
})
