import { planDay } from '@cherha/shared/calendar'
import { type InboxItem, InboxItem as InboxItemSchema } from '@cherha/shared/protocol'
import {
  decideOnline,
  evolveOnline,
  freeOnline,
  type HubDay,
  initialOnlineState,
  type OnlineCommand,
  type OnlineState,
} from '@cherha/shared/replication'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOffice, aService, clockOf, everyDay } from '../calendar-fixture.ts'

const today = '2026-03-02'
const date = '2026-03-03'
const config = anOffice({
  hours: everyDay(['09:00', '12:00']),
  services: [aService('permit', 'А', { lanes: 2 })],
  quotas: { online: 1, terminal: 0, current: 1 },
})

/** Inbox items with what they have made. */
class Scenario {
  state: OnlineState = initialOnlineState()
  readonly items: InboxItem[] = []

  given(command: OnlineCommand) {
    const decision = decideOnline(this.state, command)
    if (!decision.ok) throw new Error(decision.refusal.code)
    for (const item of decision.items) this.put(item)
    return decision.result
  }

  put(item: InboxItem): void {
    this.items.push(InboxItemSchema.parse(item))
    this.state = evolveOnline(this.state, { seq: this.state.seq + 1, item })
  }

  refused(command: OnlineCommand): string | null {
    const decision = decideOnline(this.state, command)
    return decision.ok ? null : decision.refusal.code
  }

  hubDay(of = date): HubDay | null {
    return this.state.days[of] ?? null
  }

  book(time: string, fingerprint = ''): OnlineCommand {
    return {
      type: 'book',
      date,
      service: 'permit',
      time,
      language: 'uk',
      sealed: { box: 'x', fingerprint },
      acknowledged: this.state.seq,
      hubDay: this.hubDay(),
      today,
    }
  }
}

function publishCommand(of = date): OnlineCommand {
  const clock = clockOf(of)
  const plan = planDay(config, clock)
  if (!plan.ok) throw new Error(plan.problem.code)
  return { type: 'publish', date: of, clock, services: plan.services }
}

/** An office with one published day: 12 places from 09:00, every other one online. */
function published(): Scenario {
  const scenario = new Scenario()
  scenario.given({ type: 'configure', config })
  scenario.given(publishCommand())
  return scenario
}

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

describe('the server’s own rules', () => {
  it('R1 the online places of a day, and only those, are the server’s to sell', () => {
    const scenario = published()
    const online = Object.values(scenario.state.days[date]?.places ?? {}).filter(({ channel }) => channel === 'online')
    const free = freeOnline(scenario.state, date, scenario.hubDay())
    expect(free.reduce((sum, time) => sum + time.free, 0)).toBe(online.length)
    for (const { time, free: count } of free) {
      for (let i = 0; i < count; i += 1) scenario.given(scenario.book(time))
      expect(scenario.refused(scenario.book(time))).toBe('place-taken')
    }
    const sold = scenario.items.flatMap((item) => (item.type === 'booked' ? [item.number] : []))
    expect(sold.sort()).toEqual(online.map(({ number }) => number).sort())
  })

  it('R1 a place that means something else at the hub is not sold', () => {
    const scenario = published()
    const places = Object.values(scenario.state.days[date]?.places ?? {})
    const moved = Object.fromEntries(places.map((place) => [place.number, { ...place, at: place.at + 60_000 }]))
    expect(freeOnline(scenario.state, date, { places: moved })).toEqual([])
    expect(scenario.refused({ ...scenario.book('09:00'), hubDay: { places: moved } } as OnlineCommand)).toBe(
      'place-taken',
    )
  })

  it('R4 nothing of a day is sold before the hub has learnt its plan', () => {
    const scenario = published()
    const before = { ...scenario.book('09:00'), acknowledged: scenario.state.seq - 1 } as OnlineCommand
    expect(scenario.refused(before)).toBe('not-acknowledged')
    expect(scenario.refused({ ...scenario.book('09:00'), hubDay: null } as OnlineCommand)).toBe('not-acknowledged')
    expect(scenario.refused(scenario.book('09:00'))).toBeNull()
  })

  it('R8 after the handover what the hub owns is asked for: a cancellation and a withdrawal', () => {
    const scenario = published()
    const result = scenario.given(scenario.book('09:00')) as { number: string }
    scenario.given({ type: 'close-online', date })
    scenario.given({ type: 'cancel-booking', date, number: result.number, by: 'visitor', request: uuid(1) })
    expect(scenario.items.at(-1)).toEqual({ type: 'cancel-requested', request: uuid(1), date, number: result.number })
    const free = Object.values(scenario.state.days[date]?.places ?? {}).find(
      (place) => place.channel === 'online' && place.state === 'free',
    )
    scenario.given({ type: 'change-places', date, add: [], withdraw: [free?.number ?? ''], requests: [uuid(2)] })
    expect(scenario.items.at(-1)).toMatchObject({ type: 'withdraw-requested', request: uuid(2) })
  })

  it('R8 a booking whose place the hub was asked to withdraw can still be cancelled', () => {
    const scenario = published()
    const { number } = scenario.given(scenario.book('09:00')) as { number: string }
    scenario.given({ type: 'close-online', date })
    scenario.given({ type: 'change-places', date, add: [], withdraw: [number], requests: [uuid(1)] })
    expect(scenario.state.days[date]?.places[number]?.state).toBe('booked')
    scenario.given({ type: 'cancel-booking', date, number, by: 'visitor', request: uuid(2) })
    expect(scenario.items.at(-1)).toEqual({ type: 'cancel-requested', request: uuid(2), date, number })
  })

  it('R9 a day is closed once, with the number of its live bookings', () => {
    const scenario = published()
    const first = scenario.given(scenario.book('09:00')) as { number: string }
    scenario.given(scenario.book('09:30'))
    scenario.given({ type: 'cancel-booking', date, number: first.number, by: 'office', request: uuid(1) })
    const { seq } = scenario.state
    expect(scenario.given({ type: 'close-online', date })).toEqual({ sold: 1 })
    expect(scenario.items.at(-1)).toEqual({ type: 'online-closed', date, sold: 1, inboxSeq: seq })
    const count = scenario.items.length
    scenario.given({ type: 'close-online', date })
    expect(scenario.items).toHaveLength(count)
    expect(scenario.refused(scenario.book('10:00'))).toBe('online-closed')
  })

  it('C23 a published day is published once, and a closed date never again', () => {
    const scenario = published()
    const count = scenario.items.length
    scenario.given(publishCommand())
    expect(scenario.items).toHaveLength(count)
    scenario.given(publishCommand('2026-03-04'))
    scenario.given({ type: 'close-online', date })
    scenario.given({ type: 'close-online', date: '2026-03-04' })
    expect(scenario.state.days[date]).toBeUndefined()
    expect(scenario.refused(publishCommand())).toBe('date-closed')
  })

  it('C23 a place that is sold is not withdrawn; the hub’s own added places are asked for', () => {
    const scenario = published()
    const { number } = scenario.given(scenario.book('09:00')) as { number: string }
    const change = (withdraw: string[]): OnlineCommand => ({
      type: 'change-places',
      date,
      add: [],
      withdraw,
      requests: withdraw.map((_, i) => uuid(i)),
    })
    expect(scenario.refused(change([number]))).toBe('place-taken')
    expect(scenario.refused(change(['А-500']))).toBe('unknown-place')
    scenario.given(change(['А-1001']))
    expect(scenario.items.at(-1)).toMatchObject({ type: 'withdraw-requested', number: 'А-1001' })
  })
})

describe('any day online', () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ is: fc.constant('book' as const), at: fc.nat(), who: fc.nat(8) }) },
    { weight: 3, arbitrary: fc.record({ is: fc.constant('cancel' as const), at: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('withdraw' as const), at: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('add' as const), at: fc.nat() }) },
    { weight: 1, arbitrary: fc.constant({ is: 'close' as const }) },
    { weight: 1, arbitrary: fc.constant({ is: 'cancel-day' as const }) },
  )

  it('R1 whatever is asked in whatever order: no place sold twice, no number twice, none sold after the handover', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const scenario = published()
        let n = 0
        const pick = (at: number) => {
          const numbers = Object.keys(scenario.state.days[date]?.places ?? {})
          return numbers[at % numbers.length] ?? ''
        }
        for (const one of steps) {
          n += 1
          const command = commandOf(scenario, one, pick, uuid(n))
          const decision = decideOnline(scenario.state, command)
          if (decision.ok) for (const item of decision.items) scenario.put(item)
        }
        expectSound(scenario.items)
        expect(scenario.state).toEqual(
          scenario.items.reduce((state, item, i) => evolveOnline(state, { seq: i + 1, item }), initialOnlineState()),
        )
      }),
      { numRuns: 300 },
    )
  })

  function commandOf(
    scenario: Scenario,
    one: { is: string; at?: number; who?: number },
    pick: (at: number) => string,
    request: string,
  ): OnlineCommand {
    const at = one.at ?? 0
    const times = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']
    switch (one.is) {
      case 'book':
        return scenario.book(times[at % times.length] ?? '', `person ${one.who}`)
      case 'cancel':
        return { type: 'cancel-booking', date, number: pick(at), by: 'visitor', request }
      case 'withdraw':
        return { type: 'change-places', date, add: [], withdraw: [pick(at)], requests: [request] }
      case 'add': {
        const place = { service: 'permit', minutes: 30, time: '11:30', at, lane: 3, channel: 'online' } as const
        return { type: 'change-places', date, add: [place], withdraw: [], requests: [] }
      }
      case 'close':
        return { type: 'close-online', date }
      default:
        return { type: 'cancel-day', date, reason: 'moved' }
    }
  }

  function expectSound(items: readonly InboxItem[]): void {
    const live = new Set<string>()
    const numbers = new Set<string>()
    const withdrawn = new Set<string>()
    let isOver = false
    for (const item of items) {
      if (item.type === 'booked') {
        expect(isOver || live.has(item.number) || withdrawn.has(item.number)).toBe(false)
        live.add(item.number)
      }
      if (item.type === 'booking-cancelled') expect(live.delete(item.number) && !isOver).toBe(true)
      if (item.type === 'place-withdrawn') {
        expect(isOver || live.has(item.number) || withdrawn.has(item.number)).toBe(false)
        withdrawn.add(item.number)
      }
      if (item.type === 'place-added') {
        expect(numbers.has(item.number)).toBe(false)
        numbers.add(item.number)
      }
      if (item.type === 'online-closed') expect(item.sold).toBe(live.size)
      if (item.type === 'online-closed' || item.type === 'day-cancelled') isOver = true
    }
  }
})
