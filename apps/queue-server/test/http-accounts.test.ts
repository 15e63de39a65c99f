import { afterAll, beforeAll, expect, test } from 'vitest'
import { idleMs, longestMs } from '../src/accounts/sessions.ts'
import { HttpUnderTest } from './http-under-test.ts'

let http: HttpUnderTest
beforeAll(async () => {
  http = await HttpUnderTest.start()
})
afterAll(() => http.close())

const minutes = 60_000
const login = (body: object) => http.ask('POST', '/api/admin/login', { body })

test('S50 an administrator signs in with password and code, and is told who he is', async () => {
  const admin = await http.browser('root', 'administrator')
  expect(await http.ask('GET', '/api/admin/me', { as: admin })).toMatchObject({
    status: 200,
    body: { login: 'root', role: 'administrator', office: null, csrf: admin.csrf },
  })
  expect((await http.ask('GET', '/api/admin/me')).body.error?.code).toBe('unauthorised')
})

test('the cookie is out of reach of scripts and of other sites', async () => {
  const { password } = await http.browser('cookie', 'auditor')
  const { headers } = await login({ login: 'cookie', password })
  expect(String(headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/i)
})

test('S50 a code is good once, and one step early or late', async () => {
  const { password, totpSecret } = await http.browser('once', 'administrator')
  const secret = totpSecret ?? ''
  expect((await login({ login: 'once', password, totp: await http.code(secret) })).body.error?.code).toBe('wrong-login')
  http.clock.at += 30_000
  const late = await http.code(secret)
  http.clock.at += 30_000
  expect((await login({ login: 'once', password, totp: late })).status).toBe(200)
  expect((await login({ login: 'once', password, totp: late })).body.error?.code).toBe('wrong-login')
  const old = await http.code(secret)
  http.clock.at += 90_000
  expect((await login({ login: 'once', password, totp: old })).body.error?.code).toBe('wrong-login')
})

test('S50 an administrator without a code is asked for it, and the password alone opens nothing', async () => {
  const { password } = await http.browser('bare', 'administrator')
  for (let i = 0; i < 7; i += 1) {
    expect(await login({ login: 'bare', password })).toMatchObject({
      status: 401,
      body: { error: { code: 'totp-required', field: 'totp' } },
    })
  }
})

test('S51 five wrong tries lock the account for 15 minutes, for the right password too', async () => {
  const { password } = await http.browser('forgetful', 'auditor')
  for (let i = 0; i < 5; i += 1) {
    expect((await login({ login: 'forgetful', password: 'no' })).body.error?.code).toBe('wrong-login')
  }
  const locked = await login({ login: 'forgetful', password })
  expect(locked).toMatchObject({ status: 423, body: { error: { code: 'account-locked' } } })
  expect(locked.headers['retry-after']).toBe('900')
  http.clock.at += 15 * minutes
  expect((await login({ login: 'forgetful', password })).status).toBe(200)
})

test('S51 tries made at the same time count as well', async () => {
  const { password } = await http.browser('parallel', 'auditor')
  const tries = await Promise.all(Array.from({ length: 8 }, () => login({ login: 'parallel', password: 'no' })))
  expect(tries.filter(({ body }) => body.error?.code === 'wrong-login')).toHaveLength(5)
  expect((await login({ login: 'parallel', password })).body.error?.code).toBe('account-locked')
})

test('S51 a login that does not exist is answered like a wrong password', async () => {
  await http.browser('exists', 'auditor')
  const known = await login({ login: 'exists', password: 'no' })
  const unknown = await login({ login: 'nobody', password: 'no' })
  expect(unknown.text).toBe(known.text)
})

test('S51 a login that does not exist locks like one that does, and only the lock of an account is noted, once', async () => {
  const { password } = await http.browser('guessed', 'auditor')
  const told = async (who: string) => {
    const answers: [number, string][] = []
    for (let i = 0; i < 8; i += 1) {
      const { status, text } = await login({ login: who, password: 'no' })
      answers.push([status, text])
    }
    return answers
  }
  const known = await told('guessed')
  expect(await told('invented')).toEqual(known)
  expect(known.map(([status]) => status)).toEqual([401, 401, 401, 401, 401, 423, 423, 423])
  const locks = (await http.stores.journal.list({ q: 'sign-in-locked', limit: 100 })).map(({ who }) => who)
  expect(locks.filter((who) => who === 'guessed')).toHaveLength(1)
  expect(locks).not.toContain('invented')
  http.clock.at += 15 * minutes
  expect((await login({ login: 'invented', password: 'no' })).text).toBe(known[0]?.[1])
  expect((await login({ login: 'guessed', password })).status).toBe(200)
})

test('behind a proxy with TLS on this computer the cookie is for TLS only', async () => {
  const { password } = await http.browser('proxied', 'auditor')
  const cookieOf = async (from: string, headers: Record<string, string>) => {
    const body = { login: 'proxied', password }
    return String((await http.ask('POST', '/api/admin/login', { body, from, headers })).headers['set-cookie'])
  }
  const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.9' }
  expect(await cookieOf('127.0.0.1', https)).toContain('; Secure')
  expect(await cookieOf('127.0.0.1', {})).not.toContain('; Secure')
})

test('a password may be typed in small letters and without its hyphens', async () => {
  const { password } = await http.browser('typist', 'auditor')
  expect((await login({ login: 'typist', password: password.toLowerCase().replaceAll('-', ' ') })).status).toBe(200)
})

test('S52 a session ends after half an hour of nothing, after 12 hours in any case, and when it is signed out', async () => {
  const idle = await http.browser('idle', 'auditor')
  http.clock.at += idleMs - 1
  expect((await http.ask('GET', '/api/admin/me', { as: idle })).status).toBe(200)
  http.clock.at += idleMs
  expect((await http.ask('GET', '/api/admin/me', { as: idle })).status).toBe(401)

  const busy = await http.browser('busy', 'auditor')
  for (let passed = 0; passed < longestMs; passed += 20 * minutes) {
    expect((await http.ask('GET', '/api/admin/me', { as: busy })).status).toBe(200)
    http.clock.at += 20 * minutes
  }
  expect((await http.ask('GET', '/api/admin/me', { as: busy })).status).toBe(401)

  const leaving = await http.browser('leaving', 'auditor')
  expect((await http.ask('POST', '/api/admin/logout', { as: leaving })).status).toBe(200)
  expect((await http.ask('GET', '/api/admin/me', { as: leaving })).status).toBe(401)
})

test('S53 a write without the token of its session, or with another one’s, is refused', async () => {
  const admin = await http.browser('writer', 'administrator')
  const other = await http.browser('other', 'administrator')
  const body = { login: 'new-one', name: 'New', role: 'auditor' }
  const write = (csrf: string | null) =>
    http.ask('POST', '/api/admin/accounts', {
      body,
      headers: { cookie: admin.cookie, ...(csrf === null ? {} : { 'x-csrf-token': csrf }) },
    })
  expect((await write(null)).body.error?.code).toBe('wrong-csrf')
  expect((await write(other.csrf)).body.error?.code).toBe('wrong-csrf')
  expect(await http.stores.accounts.get('new-one')).toBeNull()
  expect((await write(admin.csrf)).status).toBe(200)
})

test('S52 an account’s secrets are shown once: added, reset, and of no use once it is disabled', async () => {
  const admin = await http.browser('chief', 'administrator')
  const body = { login: 'helper', name: 'Helper', role: 'administrator' }
  const added = await http.ask('POST', '/api/admin/accounts', { as: admin, body })
  const { password, totpSecret, otpauth } = added.body
  expect(String(otpauth)).toContain('otpauth://totp/Cherha:helper')
  const helper = await http.signIn('helper', String(password), String(totpSecret))
  expect((await http.ask('POST', '/api/admin/accounts', { as: admin, body })).body.error).toMatchObject({
    code: 'already-exists',
    field: 'login',
  })

  const reset = await http.ask('POST', '/api/admin/accounts/helper/reset', { as: admin })
  expect((await http.ask('GET', '/api/admin/me', { as: helper })).status).toBe(401)
  expect((await login({ login: 'helper', password, totp: await http.code(String(totpSecret)) })).status).toBe(401)
  const again = await http.signIn('helper', String(reset.body['password']), String(reset.body['totpSecret']))

  expect((await http.ask('POST', '/api/admin/accounts/helper/disable', { as: admin })).status).toBe(200)
  expect((await http.ask('GET', '/api/admin/me', { as: again })).status).toBe(401)
  expect((await http.ask('POST', '/api/admin/accounts/chief/disable', { as: admin })).body.error?.code).toBe('refused')
  const list = await http.ask('GET', '/api/admin/accounts', { as: admin })
  expect(list.body['accounts']).toContainEqual(expect.objectContaining({ login: 'helper', disabled: true, totp: true }))
  expect(list.text).not.toContain(String(reset.body['password']))
  expect(list.text).not.toContain(String(reset.body['totpSecret']))
})
