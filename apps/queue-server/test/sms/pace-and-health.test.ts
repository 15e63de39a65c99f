import { describe, expect, it } from 'vitest'
import { Doubts } from '../../src/sms/doubts.ts'
import { EarlyReceipts } from '../../src/sms/early-receipts.ts'
import { GatewayHealth } from '../../src/sms/health.ts'
import { Pacer } from '../../src/sms/pacer.ts'
import { kindOfStatus } from '../../src/sms/smpp/packets.ts'

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

  /** A message to each of these numbers comes to nothing, under the same id when it is tried again. */
  const fail = (one: GatewayHealth, ...phones: readonly string[]) => {
    for (const phone of phones) one.messageFailed({ id: `to ${phone}`, phone })
    return one.phase
  }
  const take = (one: GatewayHealth, phone: string) => one.took({ id: `to ${phone}`, phone })

  it('is away until it has shown that it takes messages', () => {
    const one = health()
    expect(one.phase).toBe('away')
    one.answered()
    expect(one.phase).toBe('trial')
    take(one, 'a')
    expect(one.phase).toBe('up')
  })

  it('B47 messages to three different numbers in a row make it away, one that is taken between them counts anew', () => {
    const one = health()
    take(one, 'a')
    expect(fail(one, 'b', 'c')).toBe('up')
    take(one, 'd')
    expect(fail(one, 'e', 'f')).toBe('up')
    expect(fail(one, 'g')).toBe('away')
  })

  it('B47 one number does not make it away, however many of its messages come to nothing, neither do two', () => {
    const one = health()
    take(one, 'a')
    for (let n = 0; n < 100; n += 1) one.messageFailed({ id: String(n), phone: 'bad' })
    expect(one.phase).toBe('up')
    expect(fail(one, ...Array.from({ length: 100 }, () => 'bad'))).toBe('up')
    expect(fail(one, ...Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? 'bad' : 'worse')))).toBe('up')
  })

  it('B47 numbers whose messages came to nothing before another was taken say nothing of it, new ones do', () => {
    const one = health()
    take(one, 'a')
    const bad = ['b', 'c', 'd']
    expect(fail(one, ...bad)).toBe('away')
    one.answered()
    take(one, 'e')
    expect(fail(one, ...bad, ...bad)).toBe('up')
    expect(fail(one, 'f', 'g', 'h')).toBe('away')
  })

  it('B47 in a trial a number whose messages are known to come to nothing leaves it to the next sign of life, a new one does not', () => {
    const one = health()
    take(one, 'a')
    fail(one, 'bad')
    for (let n = 0; n < 3; n += 1) one.lineFailed()
    one.answered()
    expect([one.phase, fail(one, 'new')]).toEqual(['trial', 'away'])
    one.answered()
    expect([one.phase, fail(one, 'bad')]).toEqual(['trial', 'away'])
    one.answered()
    expect(one.phase).toBe('up')
  })

  it('B47 while three come to nothing it stays away, whatever signs of life it gives; without them these do', () => {
    const one = health()
    take(one, 'a')
    const bad = ['b', 'c', 'd']
    expect(fail(one, ...bad)).toBe('away')
    for (const id of [...bad, ...bad]) {
      one.answered()
      expect([one.phase, fail(one, id)]).toEqual(['trial', 'away'])
    }
    one.forget('to b')
    one.answered()
    fail(one, 'c')
    one.answered()
    expect(one.phase).toBe('up')
  })

  it('three signs of life in a row that fail make it away, one that does not counts anew', () => {
    const one = health()
    take(one, 'a')
    one.lineFailed()
    one.lineFailed()
    one.answered()
    one.lineFailed()
    one.lineFailed()
    expect(one.phase).toBe('up')
    one.lineFailed()
    expect(one.phase).toBe('away')
  })

  it('signs of life do not hide that it takes no message', () => {
    const one = health()
    take(one, 'a')
    for (const id of ['b', 'c', 'd']) {
      fail(one, id)
      one.answered()
    }
    expect(one.phase).toBe('trial')
    expect(fail(one, 'e')).toBe('away')
  })

  it('is asked at growing intervals, up to the longest; all is forgotten when it is well', () => {
    const one = health()
    one.untried()
    expect(one.waitMs).toBe(0)
    const waits = Array.from({ length: 6 }, () => {
      one.lineFailed()
      return one.waitMs
    })
    expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000])
    one.answered()
    take(one, 'a')
    expect(one.waitMs).toBe(0)
  })

  it('is asked at once when messages to one number come to nothing, not later and later', () => {
    const one = health()
    take(one, 'a')
    for (let n = 0; n < 10; n += 1) {
      fail(one, 'bad')
      one.lineFailed()
      expect(one.waitMs).toBe(100)
      one.answered()
      expect([one.phase, one.waitMs]).toEqual(['up', 0])
    }
  })
})

describe('a message that comes to nothing', () => {
  it('B47 is given up after so many tries and so long, when there were signs of life between them', () => {
    let now = 0
    const doubts = new Doubts({ tries: 3, ms: 1_000 }, () => now)
    const tries = [
      [0, 1],
      [900, 2],
      // the time is not over
      [999, 3],
      [1_000, 4],
    ].map(([at = 0, signs = 0]) => {
      now = at
      return doubts.failed('one', signs)
    })
    expect(tries.map(({ times }) => times)).toEqual([1, 2, 3, 4])
    expect(tries.map(({ isHopeless }) => isHopeless)).toEqual([false, false, false, true])
    expect(doubts.failed('other', 5)).toEqual({ times: 1, isHopeless: false })
    doubts.forget('one')
    now = 5_000
    expect(doubts.failed('one', 6)).toEqual({ times: 1, isHopeless: false })
  })

  it('B47 is not given up while the gateway gives no sign of life, however long that is', () => {
    let now = 0
    const doubts = new Doubts({ tries: 3, ms: 1_000 }, () => now)
    for (let n = 0; n < 50; n += 1) {
      now += 60_000
      expect(doubts.failed('one', 7).isHopeless).toBe(false)
    }
    expect(doubts.failed('one', 8).isHopeless).toBe(false)
    expect(doubts.failed('one', 9)).toEqual({ times: 52, isHopeless: true })
  })
})

describe('the answer of a message centre', () => {
  it.each([
    ['ESME_RINVNUMDESTS', 0x33, 'rejected'],
    ['ESME_RX_P_APPN', 0x65, 'rejected'],
    ['ESME_RX_R_APPN', 0x66, 'rejected'],
    ['ESME_RINVBNDSTS', 0x04, 'away'],
    ['ESME_RINVSYSID', 0x0f, 'away'],
    // of one message or of all: others show it
    ['ESME_RSYSERR', 0x08, 'away'],
    ['ESME_RX_T_APPN', 0x64, 'away'],
    ['an operator’s own', 0x40c, 'away'],
  ] as const)('B47 the status %s', (_name, status, kind) => {
    expect(kindOfStatus(status)).toBe(kind)
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
