import { expect, test } from 'vitest'
import { at, aVisitor, registerCurrent, startedHub } from './hub-under-test.ts'

test('a command with an unknown field is malformed and the field is named', async () => {
  const office = await startedHub()
  const reply = await office.request('POST', '/api/commands', {
    token: office.token('terminal'),
    body: { commandId: crypto.randomUUID(), ...registerCurrent(), ticket: 'А-001' },
  })
  expect(reply.status).toBe(400)
  expect(reply.body).toEqual({
    ok: false,
    error: { code: 'malformed', message: 'unknown field ticket', field: 'ticket' },
  })
})

test('a field of the wrong kind is named with its path', async () => {
  const office = await startedHub()
  const token = office.token('terminal')
  const base = { commandId: crypto.randomUUID(), ...registerCurrent() }
  const cases: [string, unknown][] = [
    ['person.surname', { ...base, person: { ...aVisitor(), surname: 7 } }],
    ['commandId', { ...base, commandId: 'not-a-uuid' }],
    ['language', { ...base, language: 'ru' }],
    ['time', { ...base, time: '25:00' }],
    ['type', { ...base, type: 'call-ticket' }],
    ['type', []],
    ['person.nickname', { ...base, person: { ...aVisitor(), nickname: 'Їжак' } }],
  ]
  for (const [field, body] of cases) {
    const reply = await office.request('POST', '/api/commands', { token, body })
    expect([reply.status, at(reply.body, 'error', 'field')]).toEqual([400, field])
  }
})

test('what is not JSON is malformed', async () => {
  const office = await startedHub()
  const reply = await office.request('POST', '/api/commands', {
    token: office.token('terminal'),
    body: '{"commandId":',
  })
  expect([reply.status, at(reply.body, 'error', 'code')]).toEqual([400, 'malformed'])
})

test('a body over 64 KiB is too large, and nothing of it is read', async () => {
  const office = await startedHub()
  const before = await office.get('/health')
  const reply = await office.request('POST', '/api/commands', {
    token: office.token('terminal'),
    body: { ...registerCurrent(), padding: 'х'.repeat(64 * 1024) },
  })
  expect([reply.status, at(reply.body, 'error', 'code')]).toEqual([413, 'too-large'])
  expect(at((await office.get('/health')).body, 'seq')).toBe(at(before.body, 'seq'))
})

test('a large command over a socket is too large as well', async () => {
  const office = await startedHub()
  const { socket } = await office.connect(office.token('terminal'))
  const answer: unknown = await socket.emitWithAck('command', { ...registerCurrent(), padding: 'a'.repeat(70_000) })
  expect(at(answer, 'error', 'code')).toBe('too-large')
})

test('names are refused at their field with a reason a visitor understands', async () => {
  const office = await startedHub()
  const cases: [Partial<ReturnType<typeof aVisitor>>, string, string][] = [
    [{ surname: '  ' }, 'name-empty', 'person.surname'],
    [{ givenName: 'R2D2' }, 'name-characters', 'person.givenName'],
    [{ patronymic: 'І'.repeat(61) }, 'name-too-long', 'person.patronymic'],
  ]
  for (const [wrong, code, field] of cases) {
    const reply = await office.command(office.token('terminal'), registerCurrent({ ...aVisitor(), ...wrong }))
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ ok: false, refusal: { code, field, message: { uk: expect.any(String) } } })
  }
})

test('an empty patronymic is no patronymic', async () => {
  const office = await startedHub()
  const reply = await office.command(office.token('terminal'), registerCurrent({ ...aVisitor(), patronymic: ' ' }))
  expect(reply.status).toBe(200)
})

test('a guardian’s phone that is no phone is refused at its field', async () => {
  const office = await startedHub()
  const reply = await office.command(office.token('terminal'), {
    type: 'register-current',
    service: 'service-1',
    language: 'uk',
    person: aVisitor(),
    guardian: { phone: '12345' },
  })
  expect(reply.body).toMatchObject({ refusal: { code: 'guardian-phone', field: 'guardian.phone' } })
})

test('reads name the parameter that is missing, wrong or unknown', async () => {
  const office = await startedHub()
  const cases: [string, number, string][] = [
    ['/api/days', 400, 'service'],
    ['/api/days?service=service-9', 404, 'service'],
    ['/api/places?service=service-1&date=tomorrow', 400, 'date'],
    ['/api/places?service=service-1&date=2026-11-24&lane=2', 400, 'lane'],
    ['/api/board?window=w1', 400, 'window'],
  ]
  for (const [path, status, field] of cases) {
    const reply = await office.get(path)
    expect([path, reply.status, at(reply.body, 'error', 'field')]).toEqual([path, status, field])
  }
})

test('an unknown route is a JSON 404 with the security headers', async () => {
  const office = await startedHub()
  const reply = await office.get('/nothing/here')
  expect([reply.status, at(reply.body, 'error', 'code')]).toEqual([404, 'not-found'])
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
  expect(reply.headers.get('x-frame-options')).toBe('DENY')
  expect(reply.headers.get('access-control-allow-origin')).toBeNull()
})

test('the real hub has no test clock', async () => {
  const office = await startedHub()
  const reply = await office.request('POST', '/test/clock', { token: office.token('desk'), body: { advanceMs: 1000 } })
  expect(reply.status).toBe(404)
})

test('the reads tell places, days and the board by numbers', async () => {
  const office = await startedHub()
  const days = await office.get('/api/days?service=service-1')
  expect(at(days.body, 'days', 0)).toEqual({ date: '2026-11-24', free: 8 })
  const places = await office.get('/api/places?service=service-1&date=2026-11-24')
  expect(at(places.body, 'date')).toBe('2026-11-24')
  expect(at(places.body, 'places', 0)).toEqual({ time: '09:20', free: 1 })
  const health = await office.get('/health')
  expect(health.body).toMatchObject({ ok: true, epoch: 0, day: '2026-11-23', printer: 'none' })
})
