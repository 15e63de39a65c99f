import { once } from 'node:events'
import smpp, { type Pdu, type Session } from 'smpp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFault } from '../src/faults.ts'
import { Book } from '../src/book.ts'
import { type SmsSimulator, startSmsSimulator } from '../src/index.ts'

let simulator: SmsSimulator
const sessions: Session[] = []

beforeEach(async () => {
  simulator = await startSmsSimulator({ port: 0, receiptAfterMs: 5 })
})
afterEach(async () => {
  for (const session of sessions.splice(0)) session.destroy()
  await simulator.close()
})

const headers = () => ({ authorization: `Bearer ${simulator.http.token}`, 'content-type': 'application/json' })
const aBody = (change: object = {}) => ({
  id: 'one',
  phone: '+380671234567',
  text: 'Код 123456',
  sender: 'Cherha',
  ...change,
})

async function post(body: unknown, init: RequestInit = {}) {
  const response = await fetch(simulator.http.url, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify(body),
    ...init,
  })
  return { status: response.status, said: await response.json() }
}

/** A client without any wrapping. */
async function connected(): Promise<Session> {
  const { host, port } = simulator.smpp
  const session = smpp.connect({ host, port })
  session.on('error', () => {})
  sessions.push(session)
  await once(session, 'connect')
  return session
}

function ask(session: Session, command: string, fields: Record<string, unknown> = {}): Promise<Pdu> {
  return new Promise((resolve) => session.send(new smpp.PDU(command, fields), resolve))
}

async function bound(): Promise<Session> {
  const session = await connected()
  const { systemId, password } = simulator.smpp
  const answer = await ask(session, 'bind_transceiver', { system_id: systemId, password })
  expect(answer.command_status).toBe(0)
  return session
}

const submission = (change: Record<string, unknown> = {}) => ({
  source_addr: 'Cherha',
  destination_addr: '380671234567',
  data_coding: 8,
  registered_delivery: 1,
  short_message: Buffer.from('Код 123456', 'utf16le').swap16(),
  ...change,
})

describe('the message centre over SMPP', () => {
  it('lets in who knows the password, and takes messages of nobody else', async () => {
    const session = await connected()
    expect((await ask(session, 'submit_sm', submission())).command_status).toBe(0x04)
    expect((await ask(session, 'bind_transceiver', { system_id: 'cherha', password: 'no' })).command_status).toBe(0x0e)
    expect((await ask(session, 'submit_sm', submission())).command_status).toBe(0x04)
    expect(simulator.messages()).toEqual([])
  })

  it('shows what it is given and tells of its delivery', async () => {
    const session = await bound()
    const told = once(session, 'deliver_sm')
    const { message_id } = await ask(session, 'submit_sm', submission())
    const [receipt] = await told
    expect(receipt.receipted_message_id).toBe(message_id)
    expect(receipt.short_message.message).toContain('stat:DELIVRD')
    expect(simulator.messages()).toMatchObject([{ phone: '+380671234567', text: 'Код 123456', by: 'smpp' }])
  })

  it('puts parts together in whatever order they come', async () => {
    const session = await bound()
    const part = (index: number, text: string) => ({
      esm_class: 0x40,
      short_message: Buffer.concat([Buffer.from([5, 0, 3, 7, 2, index]), Buffer.from(text, 'utf16le').swap16()]),
    })
    await ask(session, 'submit_sm', submission(part(2, 'світе')))
    expect(simulator.messages()).toEqual([])
    await ask(session, 'submit_sm', submission(part(1, 'Вітаю, ')))
    expect(simulator.messages()).toMatchObject([{ text: 'Вітаю, світе', parts: 2 }])
  })

  it.each([
    ['refuse', 0x08],
    ['reject', 0x0b],
    ['throttle', 0x58],
  ] as const)('fails as ordered, and so often: %s', async (fault, status) => {
    const session = await bound()
    await simulator.order({ fault, count: 1 })
    expect((await ask(session, 'submit_sm', submission())).command_status).toBe(status)
    expect((await ask(session, 'submit_sm', submission())).command_status).toBe(0)
    expect(simulator.total).toBe(1)
  })

  it('fails for one number only, when that is ordered', async () => {
    const session = await bound()
    await simulator.order({ fault: 'refuse', phone: '+380670000666' })
    const other = async () => (await ask(session, 'submit_sm', submission())).command_status
    const meant = submission({ destination_addr: '380670000666' })
    for (let n = 0; n < 2; n += 1) {
      expect((await ask(session, 'submit_sm', meant)).command_status).toBe(0x08)
      expect(await other()).toBe(0)
      expect((await post(aBody({ id: `bad ${n}`, phone: '+380670000666' }))).status).toBe(500)
      expect((await post(aBody({ id: `good ${n}` }))).status).toBe(202)
    }
    expect(simulator.messages('+380670000666')).toEqual([])
    expect(simulator.total).toBe(4)
  })

  it('takes the message and breaks the connection: drop', async () => {
    const session = await bound()
    await simulator.order({ fault: 'drop', count: 1 })
    const closed = once(session, 'close')
    void ask(session, 'submit_sm', submission())
    await closed
    expect(simulator.total).toBe(1)
  })

  it('takes nothing and says nothing: swallow; the next one is taken', async () => {
    const session = await bound()
    await simulator.order({ fault: 'swallow', count: 1 })
    let answered = false
    void ask(session, 'submit_sm', submission({ short_message: 'lost' })).then(() => (answered = true))
    expect((await ask(session, 'submit_sm', submission())).command_status).toBe(0)
    expect(answered).toBe(false)
    expect(simulator.total).toBe(1)
  })

  it('tells of a delivery twice, or never', async () => {
    const session = await bound()
    const receipts: Pdu[] = []
    session.on('deliver_sm', (pdu: Pdu) => receipts.push(pdu))
    await simulator.order({ fault: 'no-receipt', count: 1 })
    await ask(session, 'submit_sm', submission())
    await simulator.order({ fault: 'twice', count: 1 })
    const { message_id } = await ask(session, 'submit_sm', submission())
    await expect.poll(() => receipts.length).toBe(2)
    expect(receipts.map((one) => one.receipted_message_id)).toEqual([message_id, message_id])
  })

  it('hangs up when it refuses logins, is dead with its ports closed, and comes back at the same ones', async () => {
    const session = await bound()
    const closed = once(session, 'close')
    await simulator.order({ fault: 'refuse-bind', count: 1 })
    await closed
    const again = await connected()
    expect((await ask(again, 'bind_transceiver', { system_id: 'cherha', password: 'demo' })).command_status).toBe(0x0e)
    await simulator.order({ fault: 'dead' })
    await expect(fetch(simulator.http.url)).rejects.toThrow('fetch failed')
    await simulator.order({ fault: 'none' })
    await bound()
    expect((await post(aBody())).status).toBe(202)
  })

  it('lives on when it is sent what is no packet', async () => {
    const session = await connected()
    const closed = once(session, 'close')
    session.socket.write('GET / HTTP/1.1\r\n\r\n')
    await closed
    await bound()
  })
})

describe('the HTTP gateway', () => {
  it('takes a message once, however often its id comes', async () => {
    const first = await post(aBody())
    expect(first.status).toBe(202)
    expect(await post(aBody())).toEqual(first)
    expect(simulator.messages()).toMatchObject([{ text: 'Код 123456', by: 'http', reference: 'one' }])
  })

  it.each([
    ['an unknown token', () => ({ headers: { authorization: 'Bearer no' } }), 401],
    ['no JSON', () => ({ body: '{' }), 422],
    ['a phone that is none', () => ({ body: JSON.stringify(aBody({ phone: '112' })) }), 422],
    ['a body without end', () => ({ body: JSON.stringify(aBody({ text: 'x'.repeat(20_000) })) }), 422],
  ])('refuses %s', async (_what, init, status) => {
    expect((await post(aBody(), init())).status).toBe(status)
    expect(simulator.messages()).toEqual([])
  })

  it.each([
    ['refuse', 500],
    ['reject', 422],
    ['throttle', 429],
    ['refuse-bind', 401],
  ] as const)('fails as ordered, and so often: %s', async (fault, status) => {
    await simulator.order({ fault, count: 1 })
    expect((await post(aBody())).status).toBe(status)
    expect((await post(aBody())).status).toBe(202)
  })
})

describe('the page', () => {
  const text = async (query = '', accept = 'text/html', language = 'uk') =>
    (await fetch(`${simulator.url}${query}`, { headers: { accept, 'accept-language': language } })).text()

  it('shows messages as text, the newest first, in both languages', async () => {
    expect(await text()).toContain('Повідомлень ще немає')
    await post(aBody({ text: '<script>alert(1)</script>' }))
    await post(aBody({ id: 'two', text: 'другий' }))
    const page = await text()
    expect(page).toContain('&#60;script&#62;alert(1)')
    expect(page).not.toContain('<script>alert')
    expect(page.indexOf('другий')).toBeLessThan(page.indexOf('alert(1)'))
    expect(page).toContain('<html lang="uk">')
    expect(await text('', 'text/html', 'en-GB,uk')).toContain('SMS messages')
    expect(await text('?lang=en')).toContain('SMS simulator')
  })

  it('shows those of one number, and does not repeat what was asked for as HTML', async () => {
    await post(aBody())
    await post(aBody({ id: 'two', phone: '+380501111111', text: 'інший' }))
    const page = await text('?phone=067%20123%2045%2067')
    expect(page).toContain('Код 123456')
    expect(page).not.toContain('інший')
    expect(await text(`?phone=${encodeURIComponent('"><img src=x>')}`)).not.toContain('<img')
  })

  it('gives JSON to programs, by its address or by what they accept', async () => {
    await post(aBody())
    const known = { total: 1, messages: [{ phone: '+380671234567', text: 'Код 123456' }] }
    expect(JSON.parse(await text('', 'application/json'))).toMatchObject(known)
    expect(JSON.parse(await text('.json?phone=%2B380671234567'))).toMatchObject(known)
    expect(JSON.parse(await text('.json?phone=%2B380670000000'))).toEqual({ total: 1, messages: [] })
  })

  it('takes orders of faults over HTTP, and refuses what is none', async () => {
    const order = (body: string) =>
      fetch(new URL('/simulator/faults', simulator.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    expect((await order('{"fault":"refuse","count":2}')).status).toBe(200)
    for (const body of [
      '{"fault":"asleep"}',
      '{"fault":"slow","ms":-1}',
      '{"fault":"dead","phone":"+380671234567"}',
      '[]',
    ]) {
      expect((await order(body)).status).toBe(400)
    }
    expect((await post(aBody())).status).toBe(500)
  })

  it('is to be reached from this computer only', () => {
    for (const address of [simulator.url, simulator.http.url]) expect(new URL(address).hostname).toBe('127.0.0.1')
    expect(simulator.smpp.host).toBe('127.0.0.1')
  })
})

describe('the memory of a long run', () => {
  it('keeps the newest messages and no half ones without end', () => {
    const book = new Book()
    const one = { phone: '+380671234567', sender: 'Cherha', parts: 1, by: 'smpp' as const, reference: null }
    for (let n = 0; n < 20_000; n += 1) book.add({ ...one, text: String(n) })
    expect(book.total).toBe(20_000)
    expect(book.messages.length).toBeLessThanOrEqual(6_000)
    expect(book.messages.at(-1)?.text).toBe('19999')
    for (let n = 0; n < 3_000; n += 1) book.part(`key ${n}`, 1, 2, 'half')
    expect(book.part('key 0', 2, 2, 'other')).toBeNull()
    expect(book.part('key 2999', 2, 2, ' whole')).toBe('half whole')
  })
})

describe('a fault on the command line', () => {
  it.each([
    ['refuse', { fault: 'refuse', ms: 2_000 }],
    ['slow:500', { fault: 'slow', ms: 500 }],
    ['drop*3', { fault: 'drop', ms: 2_000, count: 3 }],
    ['refuse@+380671234567*2', { fault: 'refuse', ms: 2_000, count: 2, phone: '+380671234567' }],
    ['dead@+380671234567', null],
    ['refuse@067', null],
    ['asleep', null],
    ['drop*0', null],
    ['drop=1', null],
  ])('%s', (text, read) => {
    expect(readFault(text)).toEqual(read)
  })
})
