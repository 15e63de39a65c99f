import { describe, expect, it } from 'vitest'
import { anSms, httpOf, smppOf, until, withSms } from './support.ts'

const { of } = withSms()
const ways = [
  ['SMPP', smppOf],
  ['HTTP', httpOf],
] as const

describe.each(ways)('a message over %s', (_name, gatewayOf) => {
  it('B29 arrives with its text once, and is told of when it was handed over', async () => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator) })
    await until(() => outbox.state === 'up')
    const sms = anSms({ text: 'ДМС, вул. Прикладна, 5. Номер у черзі А-015. 05.03.2026 о 09:30' })
    await outbox.enqueue(null, [sms])
    await until(() => of.settled.length === 1)
    expect(of.settled).toEqual([{ id: sms.id, kind: 'code', sent: true }])
    expect(of.simulator.messages()).toMatchObject([
      { phone: sms.phone, text: sms.text, sender: 'Cherha', parts: 1, by: gatewayOf === httpOf ? 'http' : 'smpp' },
    ])
    expect(await outbox.counts()).toEqual({ waiting: 0, retrying: 0 })
    expect([...(await outbox.sentOf([sms.id, 'nobody’s']))]).toEqual([sms.id])
  })

  it('B29 is one message, however often its id is given', async () => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator) })
    const sms = anSms()
    await Promise.all([outbox.enqueue(null, [sms]), outbox.enqueue(null, [{ ...sms, text: 'інший' }])])
    await until(() => of.settled.length === 1)
    await outbox.enqueue(null, [sms])
    await outbox.enqueue(null, [anSms({ phone: '+380501111111' })])
    await until(() => of.settled.length === 2)
    expect(of.simulator.messages(sms.phone)).toHaveLength(1)
  })

  it('B29 is one message when two commands of one transaction write it: neither fails', async () => {
    const outbox = await of.open()
    const [twice, other] = [anSms(), anSms()]
    await of.database.db.transaction().execute((trx) => outbox.enqueue(trx, [twice, other, twice]))
    await until(() => of.settled.length === 2)
    expect(
      of.simulator
        .messages()
        .map(({ text }) => text)
        .sort(),
    ).toEqual([twice.text, other.text].sort())
  })

  it('B12 the state is away while the gateway is, and up when it is back; what waited arrives', async () => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator) })
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault: 'dead' })
    const sms = anSms()
    await outbox.enqueue(null, [sms])
    await until(() => outbox.state === 'away')
    expect(await outbox.counts()).toMatchObject({ waiting: 1 })
    expect((await outbox.sentOf([sms.id])).size).toBe(0)
    await of.simulator.order({ fault: 'none' })
    await until(() => of.settled.length === 1)
    expect(outbox.state).toBe('up')
    expect(of.simulator.messages().map(({ text }) => text)).toEqual([sms.text])
  })

  it('B12 a gateway that answers but takes no message stays away', async () => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator) })
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault: 'refuse' })
    // to different numbers: one says nothing of the others (B47)
    const phones = ['+380671234561', '+380671234562', '+380671234563', '+380671234564']
    await outbox.enqueue(
      null,
      phones.map((phone) => anSms({ phone })),
    )
    await until(() => outbox.state === 'away')
    const states = new Set<string>()
    for (let looks = 0; looks < 100; looks += 1) {
      states.add(outbox.state)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect([...states]).toEqual(['away'])
    await of.simulator.order({ fault: 'none' })
    await until(() => of.settled.length === 4)
    expect(of.simulator.messages()).toHaveLength(4)
  })

  it('B12 a login that is refused keeps the state away', async () => {
    await of.simulator.order({ fault: 'refuse-bind' })
    const outbox = await of.open({ gateway: gatewayOf(of.simulator) })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(outbox.state).toBe('away')
    await of.simulator.order({ fault: 'none' })
    await until(() => outbox.state === 'up')
  })

  it('B29 an answer that was lost makes it arrive again, never not at all', async () => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator) })
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault: 'drop', count: 1 })
    const sms = anSms()
    await outbox.enqueue(null, [sms])
    await until(() => of.settled.length === 1)
    const texts = of.simulator.messages().map(({ text }) => text)
    // the HTTP gateway knows the id
    expect(texts).toEqual(gatewayOf === httpOf ? [sms.text] : [sms.text, sms.text])
    expect(of.settled).toEqual([{ id: sms.id, kind: 'code', sent: true }])
  })

  it('one that the gateway does not take is given up, and keeps nobody waiting', async () => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator) })
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault: 'reject', count: 1 })
    const [wrong, right] = [anSms(), anSms()]
    await outbox.enqueue(null, [wrong])
    await until(() => of.settled.length === 1)
    await outbox.enqueue(null, [right])
    await until(() => of.settled.length === 2)
    expect(of.settled.map(({ id, sent }) => [id, sent])).toEqual([
      [wrong.id, false],
      [right.id, true],
    ])
    expect(outbox.state).toBe('up')
  })

  it.each(['throttle', 'slow', 'swallow'] as const)('arrives in spite of the fault “%s”', async (fault) => {
    const outbox = await of.open({ gateway: gatewayOf(of.simulator) })
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault, ms: 300, count: 2 })
    await outbox.enqueue(null, [anSms(), anSms(), anSms()])
    await until(() => of.settled.filter(({ sent }) => sent).length === 3)
    expect(new Set(of.simulator.messages().map(({ text }) => text)).size).toBe(3)
  })
})
