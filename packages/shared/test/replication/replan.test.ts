import { planDay } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { evolve, initialState, type QueueEvent, type QueueState } from '@cherha/shared/queue'
import {
  decideOnline,
  evolveOnline,
  initialOnlineState,
  type OnlineCommand,
  type OnlineState,
  replan,
} from '@cherha/shared/replication'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOffice, aService, clockOf, everyDay } from '../calendar-fixture.ts'

const date = '2026-03-03'
const clock = clockOf(date)
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function office(from: number, to: number, minutes: number, lanes: number): OfficeConfig {
  const text = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  return anOffice({
    hours: everyDay([text(from), text(to)]),
    services: [aService('permit', 'А', { minutes, lanes })],
    quotas: { online: 1, terminal: 1, current: 1 },
  })
}

function planOf(config: OfficeConfig) {
  const plan = planDay(config, clock)
  if (!plan.ok) throw new Error(plan.problem.code)
  return plan.services
}

/** The server's books and the hub's day, kept together as if every request were granted at once. */
class BothSides {
  online: OnlineState = initialOnlineState()
  readonly hub: QueueState = initialState()

  constructor(config: OfficeConfig) {
    this.server({ type: 'configure', config })
    this.event({ type: 'office-configured', config })
    const services = planOf(config)
    this.server({ type: 'publish', date, clock, services })
    this.event({ type: 'plan-published', date, clock, services })
  }

  get day() {
    const day = this.online.days[date]
    if (day === undefined) throw new Error('not published')
    return day
  }

  server(command: OnlineCommand): void {
    const decision = decideOnline(this.online, command)
    if (!decision.ok) throw new Error(decision.refusal.code)
    for (const item of decision.items) {
      this.online = evolveOnline(this.online, { seq: this.online.seq + 1, item })
      if (item.type === 'place-added') this.event({ ...item, because: 'server' })
      if (item.type === 'place-withdrawn' || item.type === 'withdraw-requested') {
        this.event({ type: 'place-withdrawn', date, number: item.number })
      }
    }
  }

  event(event: QueueEvent): void {
    evolve(this.hub, { seq: this.hub.seq + 1, time: { at: clock.midnight, mono: 0 }, event })
  }

  /** Sells a place of the hub. */
  sell(number: string): void {
    const place = this.hub.days[date]?.places[number]
    if (place?.state !== 'free' || place.channel === 'online') return
    this.event({
      type: 'registered',
      date,
      number,
      service: place.service,
      sold: 1,
      channel: place.channel,
      present: false,
      priority: null,
      language: 'uk',
      session: null,
      device: 'terminal-1',
      sealed: { box: '', fingerprint: number },
    })
  }

  replan(config: OfficeConfig, now?: number) {
    return replan(this.day, planOf(config), this.hub.days[date] ?? null, now)
  }

  apply(config: OfficeConfig): void {
    const { add, withdraw } = this.replan(config)
    const requests = withdraw.map((_, i) => uuid(i + 1))
    this.server({ type: 'change-places', date, add, withdraw: withdraw.map(({ number }) => number), requests })
  }

  /** Starts and lanes of the places in force. */
  inForce(): string[] {
    return Object.values(this.hub.days[date]?.places ?? {})
      .filter(({ state }) => state === 'free' || state === 'taken')
      .map(({ at, lane, minutes }) => `${at} ${lane} ${minutes}`)
      .sort()
  }
}

const anyOffice = fc
  .record({
    from: fc.integer({ min: 8, max: 12 }),
    length: fc.integer({ min: 1, max: 6 }),
    minutes: fc.constantFrom(20, 30, 60),
    lanes: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ from, length, minutes, lanes }) => office(from, from + length, minutes, lanes))

describe('C23 a published day follows a change', () => {
  it('C23 by places added and withdrawn alone; sold ones stay; a second look finds nothing more to do', () => {
    fc.assert(
      fc.property(anyOffice, anyOffice, fc.array(fc.nat(60), { maxLength: 6 }), (before, after, sold) => {
        const both = new BothSides(before)
        const numbers = Object.keys(both.day.places)
        for (const one of sold) both.sell(numbers[one % numbers.length] ?? '')
        const { keptSold } = both.replan(after)
        both.apply(after)
        const wanted = planOf(after).flatMap(({ minutes, places }) => places.map((p) => `${p.at} ${p.lane} ${minutes}`))
        const kept = keptSold.map(({ number }) => {
          const { at, lane, minutes } = both.day.places[number] ?? never()
          return `${at} ${lane} ${minutes}`
        })
        expect(both.inForce()).toEqual([...wanted, ...kept].sort())
        expect(both.replan(after)).toMatchObject({ add: [], withdraw: [], keptSold })
      }),
    )
  })

  it('C23 back and forth leaves the day as it was, under new numbers', () => {
    const short = office(9, 11, 30, 1)
    const long = office(9, 12, 30, 1)
    const both = new BothSides(long)
    const first = both.inForce()
    both.apply(short)
    expect(both.inForce()).toEqual(first.slice(0, 4))
    both.apply(long)
    expect(both.inForce()).toEqual(first)
    expect(Object.keys(both.day.places).slice(6)).toEqual(['А-007', 'А-008'])
  })

  it('R1 before the handover the server withdraws its own places itself, afterwards it asks', () => {
    const both = new BothSides(office(9, 12, 30, 1))
    const by = () => both.replan(office(9, 10, 30, 1)).withdraw.map((place) => `${place.channel} ${place.by}`)
    expect(new Set(by())).toEqual(new Set(['online server', 'terminal request', 'current request']))
    both.server({ type: 'close-online', date })
    expect(new Set(by())).toEqual(new Set(['online request', 'terminal request', 'current request']))
  })

  it('R17 places that stand for withheld ones count as places of the plan', () => {
    const config = office(9, 11, 30, 1)
    const both = new BothSides(config)
    both.event({ type: 'epoch-began', epoch: 1, because: 'restored', from: both.hub.seq })
    const withheld = Object.values(both.hub.days[date]?.places ?? {}).filter(({ state }) => state === 'withheld')
    withheld.forEach(({ service, minutes, time, at, lane, channel }, i) => {
      const number = `А-${2001 + i}`
      both.event({ type: 'place-added', date, number, service, minutes, time, at, lane, channel, because: 'epoch' })
    })
    expect(withheld.length).toBeGreaterThan(0)
    expect(both.replan(config)).toEqual({ add: [], withdraw: [], keptSold: [] })
    const shorter = both.replan(office(9, 10, 30, 1)).withdraw
    expect(shorter.some(({ number, by }) => number.startsWith('А-200') && by === 'request')).toBe(true)
  })

  it('what has begun already is left as it is', () => {
    const both = new BothSides(office(9, 12, 30, 1))
    const noon = clock.midnight + 12 * 3_600_000
    expect(both.replan(office(8, 10, 30, 1), noon)).toEqual({ add: [], withdraw: [], keptSold: [] })
    expect(both.replan(office(8, 13, 30, 1), noon - 1).add.map(({ time }) => time)).toEqual(['12:00', '12:30'])
  })
})

function never(): never {
  throw new Error('no such place')
}
