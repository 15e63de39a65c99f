import { expect, test } from 'vitest'
import { at, startedHub, type HubUnderTest } from './hub-under-test.ts'

function signIn(office: HubUnderTest, login: string, pin: string, token = office.token('desk')) {
  return office.request('POST', '/api/sessions', { token, body: { login, pin } })
}

/** A PIN that is not this one. */
function wrong(pin: string): string {
  return pin === '000000' ? '111111' : '000000'
}

test('signing in tells the windows, the role and when it ends', async () => {
  const office = await startedHub()
  const reply = await signIn(office, 'lead', office.pin('lead'))
  expect(reply.status).toBe(200)
  expect(reply.body).toEqual({
    session: expect.stringMatching(/^[\w-]{43}$/),
    staff: { login: 'lead', role: 'lead', name: 'lead' },
    windows: [{ id: 'w1', label: '1', services: ['service-1', 'service-2'] }],
    expiresAt: '2026-11-23T20:00:00.000Z',
  })
})

test('S1 staff sign in at a desk device only', async () => {
  const office = await startedHub()
  expect((await signIn(office, 'clerk', office.pin('clerk'), office.token('terminal'))).status).toBe(403)
  const without = await office.request('POST', '/api/sessions', { body: { login: 'clerk', pin: office.pin('clerk') } })
  expect(without.status).toBe(401)
})

test('a login nobody has answers as a wrong PIN', async () => {
  const office = await startedHub()
  const unknown = await signIn(office, 'stranger', '123456')
  const wrongPin = await signIn(office, 'clerk', wrong(office.pin('clerk')))
  expect(unknown.status).toBe(401)
  expect(unknown.body).toEqual(wrongPin.body)
  expect(at(unknown.body, 'error', 'code')).toBe('wrong-pin')
})

test('S3 five wrong PINs lock the login for 15 minutes, the right one included', async () => {
  const office = await startedHub()
  const pin = office.pin('clerk')
  for (let i = 0; i < 5; i += 1) expect((await signIn(office, 'clerk', wrong(pin))).status).toBe(401)
  const locked = await signIn(office, 'clerk', pin)
  expect([locked.status, at(locked.body, 'error', 'code')]).toEqual([423, 'pin-locked'])
  expect((await signIn(office, 'lead', office.pin('lead'))).status).toBe(200)
  await office.advance(15 * 60_000 - 1)
  expect((await signIn(office, 'clerk', pin)).status).toBe(423)
  await office.advance(1)
  expect((await signIn(office, 'clerk', pin)).status).toBe(200)
})

test('S3 trying many PINs at once is no way round the lock', async () => {
  const office = await startedHub()
  const pin = wrong(office.pin('clerk'))
  const replies = await Promise.all(Array.from({ length: 12 }, () => signIn(office, 'clerk', pin)))
  expect(replies.filter(({ status }) => status === 401)).toHaveLength(5)
  expect(replies.filter(({ status }) => status === 423)).toHaveLength(7)
})

test('S3 a restart forgives no wrong PIN, the right one forgives all', async () => {
  const office = await startedHub()
  const pin = office.pin('clerk')
  for (let i = 0; i < 4; i += 1) await signIn(office, 'clerk', wrong(pin))
  expect((await signIn(office, 'clerk', pin)).status).toBe(200)
  for (let i = 0; i < 5; i += 1) await signIn(office, 'clerk', wrong(pin))
  await office.hub.close()
  const again = await startedHub({ dataDir: office.dataDir, now: office.clock.now().at })
  expect((await signIn(again, 'clerk', pin)).status).toBe(423)
})

test('S4 a session survives a restart and ends after 12 hours', async () => {
  const office = await startedHub()
  const session = await office.signIn('clerk')
  await office.hub.close()
  const again = await startedHub({ dataDir: office.dataDir, now: office.clock.now().at + 60_000 })
  expect((await again.get('/api/desk', session)).status).toBe(200)
  await again.advance(12 * 3_600_000)
  expect((await again.get('/api/desk', session)).status).toBe(401)
})

test('S4 signing out ends the session and closes its socket', async () => {
  const office = await startedHub()
  const session = await office.signIn('clerk')
  const { socket } = await office.connect(session)
  const closed = new Promise((resolve) => socket.on('disconnect', resolve))
  expect((await office.request('DELETE', '/api/sessions', { token: session })).status).toBe(204)
  await closed
  expect((await office.get('/api/desk', session)).status).toBe(401)
  await expect(office.connect(session)).rejects.toThrow('unauthorised')
})

test('S4 revoking a desk ends the sessions opened at it', async () => {
  const office = await startedHub()
  const session = await office.signIn('clerk')
  office.hub.credentials.revokeDevice('desk-1')
  expect((await office.get('/api/desk', session)).status).toBe(401)
})

test('a second session cannot take a window somebody works at', async () => {
  const office = await startedHub()
  const clerk = await office.signIn('clerk')
  const lead = await office.signIn('lead')
  expect((await office.command(clerk, { type: 'open-window', window: 'w1' })).status).toBe(200)
  const second = await office.command(lead, { type: 'open-window', window: 'w1' })
  expect([second.status, at(second.body, 'refusal', 'code')]).toEqual([409, 'window-in-use'])
  const foreign = await office.command(lead, { type: 'call-next', window: 'w1' })
  expect(at(foreign.body, 'refusal', 'code')).toBe('not-your-window')
})
