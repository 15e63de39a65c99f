import { describe, expect, it } from 'vitest'
import { type Gateway, GatewayFailure } from '../../src/sms/gateways/gateway.ts'
import type { NewSms } from '../../src/sms/port.ts'
import { anSms, httpOf, smppOf, until, withSms } from './support.ts'
import { fastTimes } from './times.ts'

const { of } = withSms()
const hour = 3_600_000
const never = { ...fastTimes, doubt: { tries: 1_000, ms: hour } }
const soon = { ...fastTimes, doubt: { tries: 3, ms: 0 } }
const bad = '+380670000666'
const numbers = ['+380670000661', '+380670000662', '+380670000663']
const ways = [
  ['SMPP', smppOf],
  ['HTTP', httpOf],
] as const

/** One that has time, to a number that the gateway does not take. */
const aBadOne = (change: Partial<NewSms> = {}) =>
  anSms({ kind: 'booked', phone: bad, until: Date.now() + 24 * hour, ...change })

async function triesOf({ id }: NewSms): Promise<number> {
  const { rows } = await of.database.pool.query<{ tries: number }>('SELECT tries FROM sms WHERE id = $1', [id])
  return rows[0]?.tries ?? 0
}

async function stateOf({ id }: NewSms): Promise<string | undefined> {
  const { rows } = await of.database.pool.query<{ state: string }>('SELECT state FROM sms WHERE id = $1', [id])
  return rows[0]?.state
}

describe.each(ways)('a number that the gateway does not take, over %s', (_name, gatewayOf) => {
  it.each(['refuse', 'swallow'] as const)(
    'B47 closes booking for nobody, however often it is tried: %s',
    async (fault) => {
      const outbox = await of.open({ gateway: gatewayOf(of.simulator), times: never })
      await until(() => outbox.state === 'up')
      await of.simulator.order({ fault, phone: bad })
      const poison = [aBadOne(), aBadOne(), aBadOne()]
      await outbox.enqueue(null, poison)
      const states = new Set<string>()
      await until(async () => {
        states.add(outbox.state)
        return (await Promise.all(poison.map(triesOf))).every((tries) => tries >= 4)
      })
      const other = anSms({ kind: 'reminder' })
      await outbox.enqueue(null, [other])
      await until(() => {
        states.add(outbox.state)
        return of.settled.length === 1
      })
      expect(of.settled).toEqual([{ id: other.id, kind: 'reminder', sent: true }])
      expect([...states]).toEqual(['up'])
      expect(await outbox.counts()).toEqual({ waiting: 3, retrying: 3 })
    },
  )

  it('B47 is not what a gateway that comes back is judged by', async () => {
    await of.simulator.order({ fault: 'dead' })
    const outbox = await of.open({ gateway: gatewayOf(of.simulator), times: never })
    // three of them, older and more urgent than the one that may go
    const poison = [aBadOne({ kind: 'code' }), aBadOne({ kind: 'code' }), aBadOne({ kind: 'code' })]
    await outbox.enqueue(null, poison)
    const other = anSms({ kind: 'reminder' })
    await outbox.enqueue(null, [other])
    await of.simulator.order({ fault: 'refuse', phone: bad })
    await until(() => outbox.state === 'up')
    await until(() => of.settled.length === 1)
    expect(of.settled).toEqual([{ id: other.id, kind: 'reminder', sent: true }])
    const tried = await Promise.all(poison.map(triesOf))
    const states = new Set<string>()
    await until(async () => {
      states.add(outbox.state)
      const now = await Promise.all(poison.map(triesOf))
      return now.every((tries, n) => tries >= (tried[n] ?? 0) + 2)
    })
    expect([...states]).toEqual(['up'])
  })

  it('B47 does not keep a gateway away that comes back, when no other message waits', async () => {
    await of.simulator.order({ fault: 'dead' })
    const outbox = await of.open({ gateway: gatewayOf(of.simulator), times: never })
    await outbox.enqueue(null, [aBadOne()])
    await of.simulator.order({ fault: 'refuse', phone: bad })
    await until(() => outbox.state === 'up')
    expect(of.settled).toEqual([])
  })

  it('B47 is given up when it came to nothing often enough, and is told of as not sent', async () => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator), times: soon })
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault: 'refuse', phone: bad })
    const poison = aBadOne()
    await outbox.enqueue(null, [poison])
    await until(() => of.settled.length === 1)
    expect(of.settled).toEqual([{ id: poison.id, kind: 'booked', sent: false }])
    expect(await stateOf(poison)).toBe('refused')
    expect(await outbox.counts()).toEqual({ waiting: 0, retrying: 0 })
    expect(outbox.state).toBe('up')
  })

  it('B47 three numbers alone close booking until their messages are given up, and no longer', async () => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator), times: soon })
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault: 'refuse' })
    await outbox.enqueue(
      null,
      numbers.map((phone) => aBadOne({ phone })),
    )
    await until(() => outbox.state === 'away')
    await until(() => of.settled.length === 3 && outbox.state === 'up')
    expect(of.settled.map(({ sent }) => sent)).toEqual([false, false, false])
  })
})

describe('a gateway that lives and takes no message, or none to some numbers', () => {
  function aGateway(takes: (phone: string) => boolean): { gateway: Gateway; sent: string[] } {
    const sent: string[] = []
    const gateway: Gateway = {
      async send({ id, phone }) {
        sent.push(id)
        if (!takes(phone)) throw new GatewayFailure('away', 'not now')
        return null
      },
      async probe() {},
      async close() {},
    }
    return { gateway, sent }
  }

  it('B47 is tried with the message tried least, never twice in a row with the same while another waits', async () => {
    let isBack = false
    const { gateway, sent } = aGateway(() => isBack)
    const outbox = await of.open({ gateway, times: never })
    await until(() => outbox.state === 'up')
    // codes go first, as long as they come to something
    const all = [...numbers.map((phone) => anSms({ phone, until: Date.now() + hour })), anSms({ kind: 'reminder' })]
    await outbox.enqueue(null, all)
    await until(() => sent.length >= 20)
    expect(outbox.state).toBe('away')
    const trials = sent.slice(all.length)
    expect(trials.filter((id, n) => id === trials[n - 1])).toEqual([])
    const times = all.map(({ id }) => sent.filter((one) => one === id).length)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2)
    isBack = true
    await until(() => of.settled.length === all.length)
    expect(outbox.state).toBe('up')
  })

  it('B47 is up as soon as it takes one message, and stays up when those others fail again', async () => {
    const { gateway } = aGateway((phone) => !numbers.includes(phone))
    const outbox = await of.open({ gateway, times: never })
    await until(() => outbox.state === 'up')
    const poison = numbers.map((phone) => aBadOne({ kind: 'code', phone }))
    await outbox.enqueue(null, poison)
    await until(() => outbox.state === 'away')
    // nothing else could go before: it waits behind them
    const other = anSms({ kind: 'reminder' })
    await outbox.enqueue(null, [other])
    await until(() => of.settled.length === 1 && outbox.state === 'up')
    expect(of.settled).toEqual([{ id: other.id, kind: 'reminder', sent: true }])
    const tried = await Promise.all(poison.map(triesOf))
    const states = new Set<string>()
    await until(async () => {
      states.add(outbox.state)
      const now = await Promise.all(poison.map(triesOf))
      return now.every((tries, n) => tries >= (tried[n] ?? 0) + 3)
    })
    expect([...states]).toEqual(['up'])
  })
})
