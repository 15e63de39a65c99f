import { AdminOutside, Me, ServerHealth } from '@cherha/shared/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SystemState } from '../../src/connectors/system-book.ts'
import { HttpUnderTest, wednesday } from '../http-under-test.ts'

let http: HttpUnderTest
let states: SystemState[] = []
beforeAll(async () => {
  http = await HttpUnderTest.start({ outside: async () => states })
})
afterAll(() => http.close())

test('W59 who keeps the server sees which outside system is away, since when, why, and how much work waits', async () => {
  const fine = { state: 'ok', since: null, lastError: null, queue: 0, retrying: 0, failures: 0, rejected: 0, lies: 0 }
  states = [
    { ...fine, system: 'register', state: 'ok' },
    {
      ...fine,
      system: 'border',
      state: 'waiting',
      since: wednesday - 60_000,
      lastError: 'no connection (ECONNREFUSED)',
      queue: 7,
      retrying: 2,
      failures: 9,
      lies: 1,
    },
    { ...fine, system: 'mail', state: 'not-configured' },
  ]
  const operator = await http.browser('oleh', 'service-operator')
  const { status, body } = await http.ask('GET', '/api/admin/outside', { as: operator })
  expect(status).toBe(200)
  const since = '2026-03-04T06:59:00.000Z'
  const quiet = { since: null, lastError: null, queue: 0, retrying: 0, rejected: 0, lies: 0 }
  const away = { since, lastError: 'no connection (ECONNREFUSED)', queue: 7, retrying: 2, rejected: 0, lies: 1 }
  expect(AdminOutside.parse(body).systems).toEqual([
    { system: 'register', state: 'ok', ...quiet },
    { system: 'border', state: 'waiting', ...away },
    { system: 'mail', state: 'not-configured', ...quiet },
  ])
  expect(Me.parse((await http.ask('GET', '/api/admin/me', { as: operator })).body).may).toContain('outside')

  const health = await http.ask('GET', '/health')
  expect(ServerHealth.parse(health.body).outside?.[1]).toEqual({ system: 'border', state: 'waiting', since, queue: 7 })
  expect(health.text).not.toContain('ECONNREFUSED')
})

test('the reason an outside system is away is for those who can mend it', async () => {
  const auditor = await http.browser('ada', 'auditor')
  expect((await http.ask('GET', '/api/admin/outside', { as: auditor })).status).toBe(403)
  expect(Me.parse((await http.ask('GET', '/api/admin/me', { as: auditor })).body).may).not.toContain('outside')
})
