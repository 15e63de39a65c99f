import { type AdminRight, AdminRole, Me } from '@cherha/shared/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Sessions } from '../src/accounts/sessions.ts'
import { access } from '../src/http/access.ts'
import { createApp } from '../src/http/app.ts'
import { guardAdminRoutes } from '../src/http/guard.ts'
import { openLogger } from '../src/http/logging.ts'
import { routesOf } from '../src/http/rights.ts'
import { Metrics } from '../src/http/metrics.ts'
import { type Browser, HttpUnderTest } from './http-under-test.ts'

let http: HttpUnderTest
const browsers = new Map<AdminRole, Browser>()

/** Who may ask what, written down a second time, by hand: A administrator, L office lead, U auditor, O operator. */
const expected = `
POST /api/admin/logout ALUO
GET /api/admin/me ALUO
GET /api/admin/offices ALUO
POST /api/admin/offices A
GET /api/admin/offices/:code ALUO
PUT /api/admin/offices/:code/config AL
POST /api/admin/offices/:code/preview AL
POST /api/admin/offices/:code/days/:date/cancel A
GET /api/admin/offices/:code/staff ALU
POST /api/admin/offices/:code/staff AL
POST /api/admin/offices/:code/staff/:login/pin AL
POST /api/admin/offices/:code/staff/:login/post AL
POST /api/admin/offices/:code/staff/:login/disable AL
POST /api/admin/offices/:code/staff/:login/enable AL
GET /api/admin/offices/:code/devices ALO
POST /api/admin/offices/:code/devices/pairing-code ALO
POST /api/admin/offices/:code/devices/:id/revoke ALO
GET /api/admin/offices/:code/hubs ALO
POST /api/admin/offices/:code/hubs/enrolment-code A
POST /api/admin/offices/:code/hubs/:id/revoke A
POST /api/admin/offices/:code/hubs/:id/clear-divergence A
GET /api/admin/offices/:code/live ALU
GET /api/admin/offices/:code/report ALU
GET /api/admin/offices/:code/statistics ALU
GET /api/admin/offices/:code/statistics.csv ALU
GET /api/admin/case-reports ALU
GET /api/admin/case-reports.csv ALU
GET /api/admin/outside AO
GET /api/admin/booking AO
GET /api/admin/portals AO
POST /api/admin/portals/:name/revoke A
GET /api/admin/journal ALU
GET /api/admin/calendar ALUO
PUT /api/admin/calendar A
GET /api/admin/accounts A
POST /api/admin/accounts A
POST /api/admin/accounts/:login/disable A
POST /api/admin/accounts/:login/reset A
`
const letters: Record<AdminRole, string> = {
  administrator: 'A',
  'office-lead': 'L',
  auditor: 'U',
  'service-operator': 'O',
}
const table = expected
  .trim()
  .split('\n')
  .map((line) => {
    const [method = '', url = '', roles = ''] = line.split(' ')
    return { method: method as 'GET' | 'POST' | 'PUT', url, roles }
  })

/** Addresses that lead nowhere: whoever is let in is told so, or that the body is missing. */
function address(url: string, office: string): string {
  return url
    .replace(':code', office)
    .replace(':date', '2026-03-09')
    .replace(':login', 'nobody-here')
    .replace(':id', '00000000-0000-4000-8000-000000000000')
}

beforeAll(async () => {
  http = await HttpUnderTest.start()
  await http.office('6801')
  await http.office('6802')
  for (const role of AdminRole.options) {
    browsers.set(role, await http.browser(`a-${role}`, role, role === 'office-lead' ? '6801' : null))
  }
})
afterAll(() => http.close())

test('S54 the table of this test names every route', () => {
  const named = table.map(({ method, url }) => `${method} ${url}`)
  expect([...named, 'POST /api/admin/login'].sort()).toEqual(Object.keys(access).sort())
})

for (const { method, url, roles } of table.filter((route) => !route.url.endsWith('/logout'))) {
  test(`S54 ${method} ${url} is for ${roles} only`, async () => {
    for (const role of AdminRole.options) {
      const { status, body } = await http.ask(method, address(url, '6801'), { as: browsers.get(role) as Browser })
      const letIn = body.error?.code !== 'forbidden'
      expect([role, letIn, status]).toEqual([role, roles.includes(letters[role]), letIn ? status : 403])
      expect(status, role).not.toBe(500)
    }
    const stranger = await http.ask(method, address(url, '6801'))
    expect(stranger).toMatchObject({ status: 401, body: { error: { code: 'unauthorised' } } })
  })
}

for (const { method, url } of table.filter((route) => route.url.includes(':code'))) {
  test(`S54 ${method} ${url} of another office is closed to an office lead`, async () => {
    const as = browsers.get('office-lead') as Browser
    expect((await http.ask(method, address(url, '6802'), { as })).body.error?.code).toBe('forbidden')
  })
}

test('S54 an office lead sees the own office only, and its journal only', async () => {
  const as = browsers.get('office-lead') as Browser
  const { body } = await http.ask('GET', '/api/admin/offices', { as })
  expect(body['offices']).toMatchObject([{ code: '6801' }])
  const admin = browsers.get('administrator') as Browser
  for (const code of ['6801', '6802']) {
    await http.ask('POST', `/api/admin/offices/${code}/hubs/enrolment-code`, { as: admin, body: { restore: false } })
  }
  const journal = await http.ask('GET', '/api/admin/journal', { as })
  expect(journal.body['entries']).toMatchObject([
    { office: '6801', action: 'enrolment-code-made' },
    { office: '6801', action: 'signed-in', who: 'a-office-lead' },
  ])
  expect((await http.ask('GET', '/api/admin/journal?office=6802', { as })).body.error?.code).toBe('forbidden')
})

test('S54 each role is told what it may do, and every route behind that lets it in', async () => {
  for (const role of AdminRole.options) {
    const { body } = await http.ask('GET', '/api/admin/me', { as: browsers.get(role) as Browser })
    const may = Me.parse(body).may
    for (const [right, routes] of Object.entries(routesOf)) {
      const open = routes.every((route) =>
        table.find(({ method, url }) => `${method} ${url}` === route)?.roles.includes(letters[role]),
      )
      expect([role, right, may.includes(right as AdminRight)]).toEqual([role, right, open])
    }
  }
  const { body } = await http.ask('GET', '/api/admin/me', { as: browsers.get('auditor') as Browser })
  expect(body['may']).toEqual(['see-staff', 'reports', 'case-reports', 'journal'])
})

test('S54 what the console offers covers every route but signing in and out and what everybody may see', () => {
  const covered = new Set(Object.values(routesOf).flat())
  const rest = Object.keys(access).filter((route) => !covered.has(route))
  expect(rest.map((route) => [route, access[route] === 'anybody' || access[route]?.length])).toEqual([
    ['POST /api/admin/login', true],
    ['POST /api/admin/logout', 4],
    ['GET /api/admin/me', 4],
    ['GET /api/admin/offices', 4],
    ['GET /api/admin/offices/:code', 4],
    ['GET /api/admin/calendar', 4],
  ])
})

test('S54 who looks after devices sees logins and no names', async () => {
  const as = browsers.get('service-operator') as Browser
  const config = http.offices.get('6801')?.config
  const { body } = await http.ask('GET', '/api/admin/offices/6801', { as })
  expect(body['config']).toEqual({
    ...config,
    staff: config?.staff.map((one) => ({ ...one, name: one.login })),
  })
})

test('S54 a role that is taken away ends what its sessions may do', async () => {
  const as = await http.browser('demoted', 'administrator')
  expect((await http.ask('GET', '/api/admin/accounts', { as })).status).toBe(200)
  await http.stores.accounts.update('demoted', { role: 'auditor' })
  expect((await http.ask('GET', '/api/admin/accounts', { as })).status).toBe(403)
})

test('S54 a route that is not in the table does not start', async () => {
  const app = await createApp({
    logger: openLogger('silent'),
    metrics: new Metrics({ offices: () => [] }),
    version: '1',
  })
  guardAdminRoutes(app, new Sessions(http.stores.sessions, http.stores.accounts), http.clock)
  expect(() => app.get('/api/admin/forgotten', async () => 'open')).toThrow('nobody may ask GET /api/admin/forgotten')
  await app.close()
})
