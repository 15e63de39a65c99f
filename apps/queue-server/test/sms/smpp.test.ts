import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSmsSimulator } from '@cherha/sms-simulator'
import type { SmsGateway } from '@cherha/shared/protocol'
import { afterAll, describe, expect, it } from 'vitest'
import { GatewayFailure, type GatewayListener, type Outgoing, type Receipt } from '../../src/sms/gateways/gateway.ts'
import { SmppGateway } from '../../src/sms/gateways/smpp-gateway.ts'
import { kindOfStatus } from '../../src/sms/smpp/packets.ts'
import { anSms, until, withSms } from './support.ts'

const { of } = withSms()

const message = (text: string): Outgoing => ({ id: 'one', phone: '+380671234567', text, validMs: 300_000 })
const settings = (port: number): Extract<SmsGateway, { kind: 'smpp' }> => ({
  kind: 'smpp',
  host: '127.0.0.1',
  port,
  tls: false,
  systemId: 'cherha',
  password: 'demo',
  sender: 'Cherha',
  perSecond: 100,
})

/** Hears what a gateway tells by itself. */
function listening() {
  const heard: { lost: GatewayFailure[]; receipts: Receipt[] } = { lost: [], receipts: [] }
  const listener: GatewayListener = {
    lost: (error) => heard.lost.push(error),
    receipt: async (receipt) => void heard.receipts.push(receipt),
  }
  return { heard, listener }
}

async function failureOf(work: Promise<unknown>): Promise<GatewayFailure> {
  const error = await work.then(
    () => null,
    (one: unknown) => one,
  )
  if (!(error instanceof GatewayFailure)) throw new Error(`no failure of a gateway: ${String(error)}`)
  return error
}

describe('a message centre over SMPP', () => {
  it('puts a text that is longer than one message together again, exactly', async () => {
    const gateway = new SmppGateway(settings(of.simulator.smpp.port), 1_000)
    const text = 'Щоб їжак не ґавив – «черга» 🏛 '.repeat(7)
    await gateway.send(message(text), listening().listener)
    expect(of.simulator.messages()).toMatchObject([{ text, parts: 4, phone: '+380671234567' }])
    await gateway.close()
  })

  it('tells of the delivery under the reference the message was given', async () => {
    const gateway = new SmppGateway(settings(of.simulator.smpp.port), 1_000)
    const { heard, listener } = listening()
    const reference = await gateway.send(message('Код'), listener)
    await until(() => heard.receipts.length === 1)
    expect(heard.receipts).toEqual([{ reference, outcome: 'delivered' }])
    await gateway.close()
  })

  it('writes a receipt down once, whether it comes late, twice or never', async () => {
    const outbox = await of.open()
    await until(() => outbox.state === 'up')
    const receiptOf = async (id: string) => {
      const { rows } = await of.database.pool.query('SELECT state, receipt FROM sms WHERE id = $1', [id])
      return rows[0]
    }
    const [once, twice, never] = [anSms(), anSms(), anSms()]
    await outbox.enqueue(null, [once])
    await until(async () => (await receiptOf(once.id))?.receipt === 'delivered')
    await of.simulator.order({ fault: 'twice', count: 1 })
    await outbox.enqueue(null, [twice])
    await until(async () => (await receiptOf(twice.id))?.receipt === 'delivered')
    await of.simulator.order({ fault: 'no-receipt', count: 1 })
    await outbox.enqueue(null, [never])
    await until(() => of.settled.length === 3)
    expect(await receiptOf(never.id)).toEqual({ state: 'sent', receipt: null })
    expect(outbox.state).toBe('up')
  })

  it('connects anew after the connection broke, and hears of it', async () => {
    const gateway = new SmppGateway(settings(of.simulator.smpp.port), 1_000)
    const { heard, listener } = listening()
    await gateway.probe(listener)
    expect(of.simulator.connections).toBe(1)
    await of.simulator.order({ fault: 'dead' })
    await until(() => heard.lost.length === 1)
    expect((await failureOf(gateway.probe(listener))).kind).toBe('away')
    await of.simulator.order({ fault: 'none' })
    await gateway.send(message('Код'), listener)
    expect(of.simulator.connections).toBe(1)
    await gateway.close()
    await until(() => of.simulator.connections === 0)
  })

  it('makes one connection, however many messages come at once', async () => {
    const gateway = new SmppGateway(settings(of.simulator.smpp.port), 1_000)
    const { listener } = listening()
    await Promise.all(Array.from({ length: 20 }, (_, n) => gateway.send(message(`Код ${n}`), listener)))
    expect(of.simulator.connections).toBe(1)
    expect(of.simulator.total).toBe(20)
    await gateway.close()
  })

  it.each([
    ['closes at once', (socket: Socket) => socket.end()],
    ['sends what is no packet', (socket: Socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['sends a packet of no length', (socket: Socket) => socket.write(Buffer.alloc(64))],
    ['says that a packet is huge', (socket: Socket) => socket.write(Buffer.from('7fffffff80000009', 'hex'))],
    ['cuts a packet short', (socket: Socket) => socket.write(Buffer.from('00000011800000090000000000000001', 'hex'))],
    ['keeps silent', () => {}],
  ])('is away when what answers there %s', async (_what, behave) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => behave(socket))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const address = server.address()
    const gateway = new SmppGateway(settings(typeof address === 'object' && address ? address.port : 0), 300)
    const failure = await failureOf(gateway.send(message('Код'), listening().listener))
    expect(failure.kind).toBe('away')
    expect(failure.message).not.toContain('380671234567')
    await gateway.close()
    server.close()
  })

  it('can be closed while it waits for the answer to its login', async () => {
    const sockets: Socket[] = []
    const server = createServer((socket) => sockets.push(socket.on('error', () => {})))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const address = server.address()
    const gateway = new SmppGateway(settings(typeof address === 'object' && address ? address.port : 0), 600_000)
    const sending = failureOf(gateway.send(message('Код'), listening().listener))
    await until(() => sockets.length === 1)
    await gateway.close()
    expect((await sending).message).toBe('SMPP: closed')
    server.close()
  })

  it('names neither phone nor text when a message is not taken', async () => {
    const gateway = new SmppGateway(settings(of.simulator.smpp.port), 1_000)
    await of.simulator.order({ fault: 'reject', count: 1 })
    const failure = await failureOf(gateway.send(message('Код 4242'), listening().listener))
    expect(failure).toMatchObject({ kind: 'rejected', message: 'SMPP: submit_sm is answered with status 0x0000000b' })
    await gateway.close()
  })

  it('tells a wrong login from a message that is not taken', async () => {
    const gateway = new SmppGateway({ ...settings(of.simulator.smpp.port), password: 'wrong' }, 1_000)
    const failure = await failureOf(gateway.send(message('Код'), listening().listener))
    expect(failure).toMatchObject({ kind: 'away', message: 'SMPP: the login is refused with status 0x0000000e' })
    await gateway.close()
  })

  it('a sender that is refused keeps all messages, an address only its own', () => {
    expect(kindOfStatus(0x0a)).toBe('away')
    expect(kindOfStatus(0x0b)).toBe('rejected')
    expect(kindOfStatus(0x58)).toBe('busy')
  })
})

describe('SMPP over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cherha-smpp-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('goes to a centre whose certificate is trusted, and to no other', async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const options = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost'
    const named = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert]
    const made = spawnSync('openssl', [...options.split(' '), ...named])
    expect(made.status, String(made.stderr)).toBe(0)
    const files = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    const simulator = await startSmsSimulator({ port: 0, tls: files })
    const { listener } = listening()
    const there = { ...settings(simulator.smpp.port), host: 'localhost', tls: true }
    const trusting = new SmppGateway(there, 2_000, Buffer.from(files.cert))
    await trusting.send(message('Код'), listener)
    expect(simulator.messages()).toHaveLength(1)
    await trusting.close()
    const careful = new SmppGateway(there, 2_000)
    expect((await failureOf(careful.send(message('Код'), listener))).message).toContain('DEPTH_ZERO_SELF_SIGNED_CERT')
    await careful.close()
    const otherName = new SmppGateway({ ...there, host: '127.0.0.1' }, 2_000, Buffer.from(files.cert))
    expect((await failureOf(otherName.send(message('Код'), listener))).kind).toBe('away')
    await otherName.close()
    await simulator.close()
  })
})

describe('many messages', () => {
  it('codes go before what has time', async () => {
    const outbox = await of.open({ gateway: { ...settings(of.simulator.smpp.port), perSecond: 40 } })
    await until(() => outbox.state === 'up')
    await outbox.enqueue(
      null,
      Array.from({ length: 100 }, () => anSms({ kind: 'reminder', text: 'нагадування' })),
    )
    await outbox.enqueue(
      null,
      Array.from({ length: 5 }, () => anSms()),
    )
    await until(() => of.settled.length === 105)
    const last = of.settled.findLastIndex(({ kind }) => kind === 'code')
    // only what was under way when they came is before them
    expect(last).toBeLessThan(80)
  })
})
