import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseAccess } from '../../src/http/cases/access.ts'
import { guardCaseRoutes } from '../../src/http/cases/guard.ts'
import { createApp } from '../../src/http/app.ts'
import { openLogger } from '../../src/http/logging.ts'
import { Metrics } from '../../src/http/metrics.ts'
import { caseAccessMs } from '../../src/hub-gateway/case-access.ts'
import { HttpUnderTest } from '../http-under-test.ts'
import { CaseCaller, staff } from '../support/case-caller.ts'
import { caseId } from '../support/fake-cases.ts'

/** Who may ask what, written down a second time, by hand: H a hub for itself, S a hub for its staff, * anybody. */
const table = `
PUT /api/cases/:id/intake H
PUT /api/cases/:id/intake/files/:hash H
POST /api/cases/:id/actions S
GET /api/cases/:id S
POST /api/cases/:id/files S
GET /api/cases/:id/files/:hash S
GET /api/cases/:id/papers/:paper S
POST /api/cases/signing-key S
GET /api/tasks S
GET /api/distribution S
POST /api/distribution S
GET /api/cards *
GET /api/cards/:id *
POST /api/connectors/check H
POST /api/status *
`
  .trim()
  .split('\n')
  .map((line) => {
    const [method = '', url = '', who = ''] = line.split(' ')
    return { method: method as 'GET' | 'POST' | 'PUT', url, who }
  })
const address = (url: string) =>
  url
    .replace(':id', url.startsWith('/api/cards') ? '004' : caseId)
    .replace(':hash', 'a'.repeat(64))
    .replace(':paper', 'acceptance-refusal?stage=intake')

describe('who may ask the case interface', () => {
  let http: HttpUnderTest
  beforeAll(async () => {
    http = await HttpUnderTest.start()
    await http.office('6801', { staff })
    await http.office('6802', { staff: staff.slice(1, 2) })
  })
  afterAll(() => http.close())

  it('S59 the table of this test names every route, and each of them is there', async () => {
    const words = { H: 'hub', S: 'staff', '*': 'anybody' } as const
    const named = table.map(({ method, url, who }) => [`${method} ${url}`, words[who as keyof typeof words]])
    expect(Object.fromEntries(named)).toEqual(caseAccess)
    for (const { method, url } of table) expect(http.app.hasRoute({ method, url }), `${method} ${url}`).toBe(true)
  })

  it.each(table.filter(({ who }) => who !== '*'))(
    'S58 $method $url wants a token of a hub that is connected',
    async ({ method, url }) => {
      const strangers = [
        {},
        { authorization: 'Bearer guessed' },
        { authorization: 'Bearer ' },
        { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` },
      ]
      for (const headers of strangers) {
        const answer = await http.ask(method, address(url), { headers: { ...headers, 'x-cherha-staff': 'petrenko' } })
        expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorised' } } })
      }
      const gone = new CaseCaller(http)
      gone.hangUp()
      expect((await gone.ask(method, address(url))).status).toBe(401)
      const old = new CaseCaller(http)
      http.clock.at += caseAccessMs
      expect((await old.ask(method, address(url))).status).toBe(401)
      expect((await new CaseCaller(http).ask(method, address(url))).status).not.toBe(401)
    },
  )

  it.each(table.filter(({ who }) => who === 'S'))(
    'S59 $method $url wants somebody of that office who has a post',
    async ({ method, url }) => {
      const asked = http.cases.cases.asked.length
      const nobody = await new CaseCaller(http, '6801', null).ask(method, address(url))
      expect(nobody).toMatchObject({ status: 400, body: { error: { code: 'malformed', field: 'x-cherha-staff' } } })
      for (const [office, login] of [
        ['6801', 'queue-only'],
        ['6801', 'nobody-here'],
        ['6802', 'petrenko'],
        ['6803', 'head'],
      ] as const) {
        const answer = await new CaseCaller(http, office, login).ask(method, address(url))
        expect(answer, login).toMatchObject({ status: 403, body: { error: { code: 'no-post' } } })
      }
      expect((await new CaseCaller(http, '6801', 'Не логін').ask(method, address(url))).status).toBe(400)
      expect(http.cases.cases.asked).toHaveLength(asked)
    },
  )

  it('S59 who is disabled has no part in applications any more', async () => {
    const caller = new CaseCaller(http, '6801', 'head')
    expect((await caller.ask('GET', '/api/tasks')).status).toBe(200)
    await http.stores.disabledStaff.put('6801', { login: 'head', salt: 'AA==', hash: 'AA==' })
    expect(await caller.ask('GET', '/api/tasks')).toMatchObject({ status: 403, body: { error: { code: 'no-post' } } })
    await http.stores.disabledStaff.remove('6801', 'head')
    expect((await caller.ask('GET', '/api/tasks')).status).toBe(200)
  })

  it('S58 the office is the one of the token, whatever else the request says', async () => {
    await new CaseCaller(http, '6802', 'head').ask('GET', '/api/tasks?scope=unit')
    expect(http.cases.cases.asked.at(-1)?.slice(0, 2)).toEqual(['tasks', { office: '6802', login: 'head' }])
  })

  it('S59 a stranger with a large file is turned away before it is read', async () => {
    const answer = await http.ask('POST', `/api/cases/${caseId}/files`, { body: Buffer.alloc(20 * 1024 * 1024) })
    expect(answer.status).toBe(401)
  })

  it('S59 a route of the case interface that is not in the table does not start', async () => {
    const app = await createApp({
      logger: openLogger('silent'),
      metrics: new Metrics({ offices: () => [] }),
      version: '1',
    })
    guardCaseRoutes(app, http, http.cases.tokens)
    for (const url of ['/api/cases/forgotten', '/api/tasks', '/api/status/more']) {
      expect(() => app.delete(url, async () => 'open')).toThrow(`nobody may ask DELETE ${url}`)
    }
    await app.close()
  })
})
