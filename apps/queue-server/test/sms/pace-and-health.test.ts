import { describe, expect, it } from 'vitest'
import { EarlyReceipts } from '../../src/sms/early-receipts.ts'
import { GatewayHealth } from '../../src/sms/health.ts'
import { Pacer } from '../../src/sms/pacer.ts'

describe('the pace of messages', () => {
  it('is so many a second and no more, also after a pause; a rest that is asked for is kept', async () => {
    let now = 0
    const signal = new AbortController().signal
    const pacer = new Pacer(10, { now: () => now, sleep: async (ms) => void (now += ms) })
    const times: number[] = []
    const pass = async (count: number) => {
      for (let n = 0; n < count; n += 1) {
        await pacer.turn(signal)
        times.push(now)
      }
    }
    await pass(4)
    expect(times.splice(0)).toEqual([0, 0, 100, 200])
    now = 10_000
    await pass(3)
    expect(times.splice(0)).toEqual([10_000, 10_000, 10_100])
    pacer.rest(1_000)
    await pass(2)
    expect(times).toEqual([11_100, 11_200])
  })

  it('ends its wait when the server stops', async () => {
    const stopping = new AbortController()
    const pacer = new Pacer(1)
    await pacer.turn(stopping.signal)
    pacer.rest(60_000)
    const waiting = pacer.turn(stopping.signal)
    stopping.abort()
    await expect(waiting).rejects.toThrow(/aborted/)
  })
})

describe('what is known of a gateway', () => {
  const health = () => new GatewayHealth({ firstMs: 100, longestMs: 1_000 }, () => 1)

  it('is away until it has shown that it takes messages', () => {
    const one = health()
    expect(one.phase).toBe('away')
    one.answered()
    expect(one.phase).toBe('trial')
    expect(one.succeeded()).toBe(true)
    expect(one.phase).toBe('up')
  })

  it('three failures in a row make it away, a success between them counts anew', () => {
    const one = health()
    one.succeeded()
    expect([one.failed('message'), one.failed('message')]).toEqual([false, false])
    one.succeeded()
    expect([one.failed('message'), one.failed('message'), one.failed('message')]).toEqual([false, false, true])
    expect(one.phase).toBe('away')
  })

  it('signs of life do not hide that it takes no message', () => {
    const one = health()
    one.succeeded()
    for (let n = 0; n < 3; n += 1) {
      one.failed('message')
      one.answered()
    }
    expect(one.phase).toBe('trial')
    one.failed('message')
    expect(one.phase).toBe('away')
  })

  it('is asked at growing intervals, up to the longest; all is forgotten when it is well', () => {
    const one = health()
    one.succeeded()
    expect(one.waitMs).toBe(0)
    const waits = Array.from({ length: 6 }, () => {
      one.failed('line')
      return one.waitMs
    })
    expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000])
    one.answered()
    one.succeeded()
    expect(one.waitMs).toBe(0)
  })
})

describe('receipts that come early', () => {
  it('are kept for their message, once, and not without end', () => {
    const early = new EarlyReceipts()
    early.keep('one', 'delivered')
    expect([early.take('one'), early.take('one'), early.take(null)]).toEqual(['delivered', null, null])
    early.keep('first', 'delivered')
    for (let n = 0; n < 1_000; n += 1) early.keep(String(n), 'delivered')
    expect([early.take('first'), early.take('999')]).toEqual([null, 'delivered'])
  })
})
