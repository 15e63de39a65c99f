import { channelsOf, effectiveQuotas, planDay } from '@cherha/shared/calendar'
import type { Quotas, ServiceConfig } from '@cherha/shared/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOffice, aService, clockOf } from './calendar-fixture.ts'

const quotas = (online: number, terminal: number, current: number): Quotas => ({ online, terminal, current })
const first12 = (online: number, terminal: number, current: number) =>
  channelsOf(12, quotas(online, terminal, current)).join(' ')
const anyQuotas = fc
  .tuple(fc.nat(100), fc.nat(100), fc.nat(100))
  .filter(([a, b, c]) => a + b + c > 0)
  .map(([online, terminal, current]) => quotas(online, terminal, current))

describe('channels', () => {
  it('C8 C9 share the first twelve places 1 : 1 : 1', () => {
    expect(first12(1, 1, 1)).toBe(
      'current terminal online current terminal online current terminal online current terminal online',
    )
  })

  it('C8 C9 share the first twelve places 0 : 1 : 2', () => {
    expect(first12(0, 1, 2)).toBe(
      'current terminal current current terminal current current terminal current current terminal current',
    )
  })

  it('C8 C9 share the first twelve places 2 : 1 : 1', () => {
    expect(first12(2, 1, 1)).toBe(
      'online current terminal online online current terminal online online current terminal online',
    )
  })

  it('C9 give a tie to current before terminal and to terminal before online', () => {
    expect(channelsOf(1, quotas(5, 5, 5))).toEqual(['current'])
    expect(channelsOf(1, quotas(5, 5, 0))).toEqual(['terminal'])
    expect(channelsOf(2, quotas(1, 0, 1))).toEqual(['current', 'online'])
  })

  it('C12 never differ from their share by a whole place, whatever the weights', () => {
    fc.assert(
      fc.property(anyQuotas, fc.integer({ min: 0, max: 799 }), (weights, count) => {
        const channels = channelsOf(count, weights)
        expect(channels.length).toBe(count)
        const sum = weights.online + weights.terminal + weights.current
        const places = quotas(0, 0, 0)
        for (const [index, channel] of channels.entries()) {
          places[channel] += 1
          for (const one of ['online', 'terminal', 'current'] as const) {
            expect(Math.abs(places[one] * sum - (index + 1) * weights[one])).toBeLessThan(sum)
          }
        }
        expect(places.online + places.terminal + places.current).toBe(count)
        expect(channels.filter((channel) => weights[channel] === 0)).toEqual([])
      }),
    )
  })

  it('C8 share a prefix alike however many places follow', () => {
    fc.assert(
      fc.property(anyQuotas, fc.nat(100), fc.nat(100), (weights, some, more) => {
        expect(channelsOf(some + more, weights).slice(0, some)).toEqual(channelsOf(some, weights))
      }),
    )
  })

  it('refuse to be shared when nothing has a weight', () => {
    expect(() => channelsOf(1, quotas(0, 0, 0))).toThrow(RangeError)
  })
})

describe('quotas', () => {
  const service = (config: ReturnType<typeof anOffice>) => config.services[0] as ServiceConfig

  it('C10 are a third each unless the office or the service says otherwise', () => {
    const plain = anOffice()
    expect(effectiveQuotas(plain, service(plain))).toEqual(quotas(1, 1, 1))
    const office = anOffice({ quotas: quotas(2, 1, 1) })
    expect(effectiveQuotas(office, service(office))).toEqual(quotas(2, 1, 1))
    const own = anOffice({ quotas: quotas(2, 1, 1), services: [aService('permit', 'А', { quotas: quotas(0, 1, 3) })] })
    expect(effectiveQuotas(own, service(own))).toEqual(quotas(0, 1, 3))
  })

  it('C11 give the weight of a channel that cannot sell to the current queue', () => {
    const of = (online: boolean, terminal: boolean) => {
      const config = anOffice({ quotas: quotas(3, 2, 1), channels: { online, terminal } })
      return effectiveQuotas(config, service(config))
    }
    expect(of(false, true)).toEqual(quotas(0, 2, 4))
    expect(of(true, false)).toEqual(quotas(3, 0, 3))
    expect(of(false, false)).toEqual(quotas(0, 0, 6))
  })

  it('C8 C10 C11 are what a plan is made with, service by service', () => {
    const config = anOffice({
      channels: { online: false, terminal: true },
      services: [aService('permit', 'А'), aService('passport', 'К', { quotas: quotas(0, 1, 0) })],
    })
    const plan = planDay(config, clockOf('2026-11-23'))
    const channels = plan.ok ? plan.services.map(({ places }) => places.slice(0, 4).map(({ channel }) => channel)) : []
    expect(channels).toEqual([
      ['current', 'terminal', 'current', 'current'],
      ['terminal', 'terminal', 'terminal', 'terminal'],
    ])
  })
})
