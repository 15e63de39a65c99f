import { expect, test } from 'vitest'
import { at, startedHub, type HubUnderTest } from './hub-under-test.ts'

const check = (office: HubUnderTest, login: string, pin: string, token = office.token('terminal')) =>
  office.request('POST', '/api/staff-check', { token, body: { login, pin } })
const report = (office: HubUnderTest, body: unknown, token = office.token('display')) =>
  office.request('POST', '/api/device-report', { token, body })
const other = (pin: string): string => (pin === '000000' ? '111111' : '000000')

test('S40 a device of any role learns whose PIN it is, and no session is opened', async () => {
  const office = await startedHub()
  for (const role of ['terminal', 'display', 'desk'] as const) {
    const reply = await check(office, 'lead', office.pin('lead'), office.token(role))
    expect([reply.status, reply.body]).toEqual([200, { role: 'lead' }])
  }
})

test('S40 wrong PINs at a locked screen and at a desk are counted together', async () => {
  const office = await startedHub()
  const pin = office.pin('clerk')
  for (let i = 0; i < 3; i += 1) expect((await check(office, 'clerk', other(pin))).status).toBe(401)
  const desk = { token: office.token('desk'), body: { login: 'clerk', pin: other(pin) } }
  for (let i = 0; i < 2; i += 1) expect((await office.request('POST', '/api/sessions', desk)).status).toBe(401)
  const locked = await check(office, 'clerk', pin)
  expect([locked.status, at(locked.body, 'error', 'code')]).toEqual([423, 'pin-locked'])
})

test('S40 a stranger, a session and a login nobody has learn nothing', async () => {
  const office = await startedHub()
  const body = { login: 'lead', pin: office.pin('lead') }
  expect((await office.request('POST', '/api/staff-check', { body })).status).toBe(401)
  const session = await office.signIn('lead')
  expect((await check(office, 'lead', office.pin('lead'), session)).status).toBe(403)
  expect((await check(office, 'nobody', '123456')).body).toEqual((await check(office, 'clerk', '999999999')).body)
  expect((await check(office, 'lead', '12')).status).toBe(400)
})

test('S41 the last report of a device is there for lead and auditor, also after a restart, and not in the log', async () => {
  const office = await startedHub()
  const seq = at((await office.get('/health')).body, 'seq')
  expect((await report(office, { crashes: 1, hangs: 0, version: '0.1.0' })).status).toBe(204)
  await office.advance(60_000)
  expect((await report(office, { crashes: 2, hangs: 3, version: '0.1.1' })).status).toBe(204)
  expect(at((await office.get('/health')).body, 'seq')).toBe(seq)
  await office.hub.close()
  const again = await startedHub({ dataDir: office.dataDir, now: office.clock.now().at })
  const reply = await again.get('/api/devices', await again.signIn('lead'))
  expect(reply.status).toBe(200)
  const devices = at(reply.body, 'devices') as { role: string; report: unknown }[]
  expect(devices.find(({ role }) => role === 'display')?.report).toEqual({
    at: '2026-11-23T08:01:00.000Z',
    crashes: 2,
    hangs: 3,
    version: '0.1.1',
  })
  expect(devices.find(({ role }) => role === 'terminal')?.report).toBeNull()
})

test('S41 clerks, devices and strangers do not read the reports, and nobody but a device sends one', async () => {
  const office = await startedHub()
  const clerk = await office.signIn('clerk')
  expect((await office.get('/api/devices', clerk)).status).toBe(403)
  expect((await office.get('/api/devices', office.token('desk'))).status).toBe(403)
  expect((await office.get('/api/devices')).status).toBe(401)
  const good = { crashes: 0, hangs: 0, version: '0.1.0' }
  expect((await report(office, good, clerk)).status).toBe(403)
  expect((await office.request('POST', '/api/device-report', { body: good })).status).toBe(401)
})

test.each([
  [{ crashes: -1, hangs: 0, version: '1' }, 'crashes'],
  [{ crashes: 0, hangs: 0.5, version: '1' }, 'hangs'],
  [{ crashes: 0, hangs: 0, version: '<b>' }, 'version'],
  [{ crashes: 0, hangs: 0, version: '1', more: 1 }, 'more'],
  [{ crashes: 0 }, 'hangs'],
])('a report %j is refused by its field', async (body, field) => {
  const office = await startedHub()
  const reply = await report(office, body)
  expect([reply.status, at(reply.body, 'error', 'field')]).toEqual([400, field])
})
