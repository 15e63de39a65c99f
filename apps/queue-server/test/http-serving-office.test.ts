import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, HttpUnderTest } from './http-under-test.ts'

const token = 'shown-at-the-console'
let http: HttpUnderTest
let admin: Browser
beforeAll(async () => {
  http = await HttpUnderTest.start({ consoleToken: token })
  admin = await http.browser('root', 'administrator')
  await http.office('6800', { kind: 'body' })
})
afterAll(() => http.close())

const entity = (servingOffice: string) => ({ kind: 'authorised-entity' as const, servingOffice })

test('an authorised entity is added with its serving office, and the list names what each office is', async () => {
  const config = await http.office('6801')
  const added = { ...config, code: '6850', ...entity('6800') }
  expect(await http.ask('POST', '/api/admin/offices', { as: admin, body: { config: added } })).toMatchObject({
    status: 200,
  })
  const { body } = await http.ask('GET', '/api/admin/offices', { as: admin })
  expect(body['offices']).toMatchObject([
    { code: '6800', kind: 'body' },
    { code: '6801', kind: 'unit' },
    { code: '6850', kind: 'authorised-entity' },
  ])
})

test('a serving office that is not there, or is an authorised entity itself, is refused at its field everywhere', async () => {
  const config = await http.office('6802')
  await http.office('6851', entity('6800'))
  const cases: [object, string, RegExp][] = [
    [entity('6899'), 'servingOffice', /^there is no office 6899; add the serving office first$/],
    [entity('6851'), 'servingOffice', /^6851 is an authorised entity itself/],
    [entity('6802'), 'servingOffice', /cannot serve itself/],
    [{ kind: 'authorised-entity' }, 'servingOffice', /needs its serving office/],
    [{ servingOffice: '6800' }, 'servingOffice', /only an authorised entity/],
  ]
  for (const [change, field, message] of cases) {
    const wrong = { ...config, ...change }
    const asked = { as: admin, body: { config: wrong } }
    const preview = await http.ask('POST', '/api/admin/offices/6802/preview', asked)
    expect(preview.body['problems']).toEqual([{ path: field, message: expect.stringMatching(message) }])
    const saved = await http.ask('PUT', '/api/admin/offices/6802/config', {
      as: admin,
      body: { config: wrong, version: 1 },
    })
    const imported = await http.ask('POST', '/api/console/import', {
      from: '127.0.0.1',
      headers: { 'x-console-token': token, host: '127.0.0.1' },
      body: { config: wrong },
    })
    for (const { status, body } of [saved, imported]) {
      expect(status).toBe(400)
      expect(body.error).toMatchObject({ code: 'invalid-config', field: `config.${field}` })
      expect(body.error?.message).toMatch(new RegExp(message.source.replace('^', '')))
    }
  }
  expect(http.offices.get('6802')?.version).toBe(1)
})

test('an office that others work for does not become an authorised entity', async () => {
  const config = await http.office('6803', { kind: 'unit' })
  await http.office('6852', entity('6803'))
  const answer = await http.ask('PUT', '/api/admin/offices/6803/config', {
    as: admin,
    body: { config: { ...config, ...entity('6800') }, version: 1 },
  })
  expect(answer).toMatchObject({
    status: 400,
    body: { error: { field: 'config.kind', message: expect.stringContaining('6852 has this office') } },
  })
})
