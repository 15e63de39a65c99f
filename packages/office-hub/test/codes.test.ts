import { expect, test } from 'vitest'
import { checkInCode, codeMatches } from '../src/secrets/check-in-code.ts'
import { at, type HubUnderTest, registerCurrent, startedHub } from './hub-under-test.ts'

const key = Buffer.alloc(32, 7)
const ticket = { office: '6801', date: '2026-11-23', number: 'А-015', sold: 1 }

async function registered(office: HubUnderTest): Promise<{ ticket: string; code: string }> {
  const reply = await office.command(office.token('terminal'), registerCurrent())
  return { ticket: String(at(reply.body, 'result', 'ticket')), code: String(at(reply.body, 'result', 'code')) }
}

/** A code of the right shape that is not this one. */
function wrong(code: string): string {
  return code.startsWith('7') ? `8${code.slice(1)}` : `7${code.slice(1)}`
}

test('S10 the code depends on office, date, number, sale and key', () => {
  const code = checkInCode(key, ticket)
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
  expect(checkInCode(key, ticket)).toBe(code)
  const others = [
    checkInCode(key, { ...ticket, office: '6802' }),
    checkInCode(key, { ...ticket, date: '2026-11-24' }),
    checkInCode(key, { ...ticket, number: 'А-016' }),
    checkInCode(key, { ...ticket, sold: 2 }),
    checkInCode(Buffer.alloc(32, 8), ticket),
  ]
  expect(new Set([code, ...others]).size).toBe(6)
})

test('S10 a code is read as people type it', () => {
  const numbers = Array.from({ length: 200 }, (_, i) => ({ ...ticket, number: `А-${String(i + 1).padStart(3, '0')}` }))
  const zero = numbers.find((one) => checkInCode(key, one).includes('0'))
  const one = numbers.find((each) => checkInCode(key, each).includes('1'))
  if (zero === undefined || one === undefined) throw new Error('no code has a 0 or a 1')
  expect(codeMatches(key, zero, checkInCode(key, zero).replaceAll('0', 'O'))).toBe(true)
  expect(codeMatches(key, one, checkInCode(key, one).replaceAll('1', 'l'))).toBe(true)
  expect(codeMatches(key, one, checkInCode(key, one).replaceAll('1', 'I'))).toBe(true)
  const code = checkInCode(key, ticket)
  expect(codeMatches(key, ticket, `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase())).toBe(true)
  expect(codeMatches(key, ticket, ` ${code.slice(0, 4)} ${code.slice(4)}`)).toBe(true)
  expect(codeMatches(key, ticket, wrong(code))).toBe(false)
  expect(codeMatches(key, ticket, code.slice(1))).toBe(false)
})

test('S11 the number alone tells nobody where a ticket stands; the code does', async () => {
  const office = await startedHub()
  const { ticket: number, code } = await registered(office)
  const path = `/api/tickets/2026-11-23/${encodeURIComponent(number)}`
  const read = (headers: Record<string, string>) => office.request('GET', path, { headers })
  expect((await read({})).status).toBe(401)
  expect((await read({ 'x-ticket-code': wrong(code) })).status).toBe(403)
  const right = await read({ 'x-ticket-code': code.toLowerCase() })
  expect([right.status, right.body]).toEqual([200, { state: 'waiting', time: '10:00', ahead: 0 }])
})

test('S11 time and document digits tell where a booking stands as they check it in, and no more often', async () => {
  const office = await startedHub()
  const taken = await office.command(office.token('terminal'), {
    ...registerCurrent(),
    time: '15:00',
    guardian: { documentDigits: '4321' },
  })
  const path = `/api/tickets/2026-11-23/${encodeURIComponent(String(at(taken.body, 'result', 'ticket')))}`
  const read = (time: string, digits: string) =>
    office.request('GET', path, { headers: { 'x-ticket-time': time, 'x-document-digits': digits } })
  const right = await read('15:00', '4321')
  expect([right.status, right.body]).toMatchObject([200, { state: 'waiting', time: '15:00' }])
  expect((await read('', '4321')).status).toBe(401)
  for (const [time, digits] of [
    ['15:20', '4321'],
    ['15:00', '4322'],
    ['15:00', '4323'],
    ['15:00', '4324'],
    ['15:00', '4325'],
  ] as const)
    expect(at((await read(time, digits)).body, 'error', 'code')).toBe('wrong-code')
  expect(at((await read('15:00', '4321')).body, 'error', 'code')).toBe('code-locked')

  const another = await startedHub()
  const { ticket: withoutDigits } = await registered(another)
  const other = await another.request('GET', `/api/tickets/2026-11-23/${encodeURIComponent(withoutDigits)}`, {
    headers: { 'x-ticket-time': '10:00', 'x-document-digits': '1234' },
  })
  expect(at(other.body, 'error', 'code')).toBe('code-required')
})

test('S11 withdrawing and printing again need the code', async () => {
  const office = await startedHub()
  const { ticket: number, code } = await registered(office)
  const token = office.token('terminal')
  for (const type of ['withdraw', 'reprint'] as const) {
    const refused = await office.command(token, { type, ticket: number, code: wrong(code) })
    expect(at(refused.body, 'refusal', 'code')).toBe('wrong-code')
  }
  const again = await office.command(token, { type: 'reprint', ticket: number, code })
  expect(again.body).toMatchObject({ ok: true, result: { ticket: number, code, date: '2026-11-23', time: '10:00' } })
  expect((await office.command(token, { type: 'withdraw', ticket: number, code })).status).toBe(200)
})

test('S11 a ticket without document digits is not checked in by time and digits', async () => {
  const office = await startedHub()
  const { ticket: number } = await registered(office)
  const reply = await office.command(office.token('terminal'), {
    type: 'check-in',
    ticket: number,
    time: '10:00',
    documentDigits: '1234',
  })
  expect(at(reply.body, 'refusal', 'code')).toBe('code-required')
})

test('the guardian’s document digits and the printed time check a child in', async () => {
  const office = await startedHub()
  const token = office.token('terminal')
  const reply = await office.command(token, {
    ...registerCurrent(),
    time: '15:00',
    guardian: { documentDigits: '4321' },
  })
  const number = String(at(reply.body, 'result', 'ticket'))
  const proof = { type: 'check-in', ticket: number, documentDigits: '4321' } as const
  expect(at((await office.command(token, { ...proof, time: '15:20' })).body, 'refusal', 'code')).toBe('wrong-code')
  expect((await office.command(token, { ...proof, time: '15:00' })).status).toBe(200)
})

test('S12 five wrong codes lock the ticket, for reads and commands, across a restart', async () => {
  const office = await startedHub()
  const { ticket: number, code } = await registered(office)
  const path = `/api/tickets/2026-11-23/${encodeURIComponent(number)}`
  for (let i = 0; i < 3; i += 1) await office.request('GET', path, { headers: { 'x-ticket-code': wrong(code) } })
  for (let i = 0; i < 2; i += 1) {
    const refused = await office.command(office.token('terminal'), {
      type: 'reprint',
      ticket: number,
      code: wrong(code),
    })
    expect(at(refused.body, 'refusal', 'code')).toBe('wrong-code')
  }
  const locked = await office.command(office.token('terminal'), { type: 'reprint', ticket: number, code })
  expect(at(locked.body, 'refusal', 'code')).toBe('code-locked')
  await office.hub.close()
  const again = await startedHub({ dataDir: office.dataDir })
  const read = await again.request('GET', path, { headers: { 'x-ticket-code': code } })
  expect([read.status, at(read.body, 'error', 'code')]).toEqual([423, 'code-locked'])
})

test('S12 the right code forgives the wrong ones before it', async () => {
  const office = await startedHub()
  const { ticket: number, code } = await registered(office)
  const reprint = (given: string) =>
    office.command(office.token('terminal'), { type: 'reprint', ticket: number, code: given })
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 4; i += 1) await reprint(wrong(code))
    expect((await reprint(code)).status).toBe(200)
  }
})
