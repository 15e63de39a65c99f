import { randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { JournalAnswer, PreviewAnswer } from '@cherha/shared/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, HttpUnderTest } from './http-under-test.ts'

let http: HttpUnderTest
let admin: Browser
beforeAll(async () => {
  http = await HttpUnderTest.start()
  admin = await http.browser('root', 'administrator')
})
afterAll(() => http.close())

const post = (url: string, body?: object) =>
  http.ask('POST', url, { as: admin, ...(body === undefined ? {} : { body }) })
const get = (url: string) => http.ask('GET', url, { as: admin })
const journal = async (office: string) =>
  JournalAnswer.parse((await get(`/api/admin/journal?office=${office}`)).body).entries

/** The hash of a PIN, as the hub computes it. */
async function hashOf(pin: string, salt = ''): Promise<string> {
  const cost = { parallelism: 1, outputLen: 32, memoryCost: 19_456, timeCost: 2 }
  return (await hashRaw(pin, { salt: Buffer.from(salt, 'base64'), ...cost })).toString('base64')
}

test('a new office is checked, published and in the list', async () => {
  const config = await http.office('6801')
  const again = await post('/api/admin/offices', { config })
  expect(again).toMatchObject({ status: 409, body: { error: { code: 'already-exists', field: 'config.code' } } })

  const made = await post('/api/admin/offices', { config: { ...config, code: '6899' } })
  expect(made).toMatchObject({ status: 200, body: { version: 1 } })
  const { body } = await get('/api/admin/offices/6899')
  expect(body['published']).toHaveLength(4)
  expect(body['published']).toMatchObject([{ date: '2026-03-04' }, {}, {}, {}])
  expect(await journal('6899')).toMatchObject([{ who: 'root', action: 'office-created' }])
})

test('a configuration that cannot be is refused with the place and what is allowed there', async () => {
  const config = await http.office('6802')
  const cases: [object, string, RegExp][] = [
    [{ code: '68' }, 'config.code', /four digits/],
    [{ timeZone: 'Europe/Atlantis' }, 'config.timeZone', /not a known time zone/],
    [{ hours: { ...config.hours, fri: [['18:00', '09:00']] } }, 'config.hours.fri', /begin before it ends/],
    [{ windows: [{ id: 'w1', label: '1', services: ['visa'] }] }, 'config.windows.0.services', /one of passport/],
    [{ code: '6803' }, 'config.code', /stays 6802/],
  ]
  for (const [change, field, message] of cases) {
    const url = '/api/admin/offices/6802/config'
    const answer = await http.ask('PUT', url, { as: admin, body: { config: { ...config, ...change }, version: 1 } })
    expect(answer.status, field).toBe(400)
    expect(answer.body.error?.field).toBe(field)
    expect(answer.body.error?.message).toMatch(message)
  }
  expect(http.offices.get('6802')?.version).toBe(1)
})

test('S56 a change is versioned and journaled, and a second one made from the old version is told what changed', async () => {
  const config = await http.office('6804')
  const change = (phones: string[], version: number) =>
    http.ask('PUT', '/api/admin/offices/6804/config', { as: admin, body: { config: { ...config, phones }, version } })
  expect(await change(['(0382) 11-11-11'], 1)).toMatchObject({ status: 200, body: { version: 2 } })
  expect(await change(['(0382) 22-22-22'], 1)).toMatchObject({
    status: 409,
    body: { error: { code: 'version-changed', version: 2, by: 'root', changed: ['phones'] } },
  })
  expect(http.offices.get('6804')?.config?.phones).toEqual(['(0382) 11-11-11'])
  expect(await journal('6804')).toMatchObject([
    { who: 'root', action: 'config-changed', detail: { version: 2, changed: [{ path: 'phones' }] } },
  ])
})

test('S56 of two changes at the same time one is told that it was late', async () => {
  const config = await http.office('6805')
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      http.ask('PUT', '/api/admin/offices/6805/config', {
        as: admin,
        body: { config: { ...config, phones: [`${name} 00-00`] }, version: 1 },
      }),
    ),
  )
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409])
  expect(http.offices.get('6805')?.version).toBe(2)
})

test('C23 a preview says what Friday’s new hours would do, changes nothing, and applied it is what happens', async () => {
  const config = await http.office('6806')
  const shorter = { ...config, hours: { ...config.hours, fri: [['09:00', '12:00']] } }
  const previewed = PreviewAnswer.parse((await post('/api/admin/offices/6806/preview', { config: shorter })).body)
  expect(previewed.problems).toEqual([])
  const friday = previewed.days.find(({ date }) => date === '2026-03-06')
  expect(friday).toMatchObject({ published: true, add: [] })
  expect(friday?.withdraw.length).toBeGreaterThan(0)
  expect(friday?.withdraw.every(({ time }) => time >= '12:00')).toBe(true)
  expect(new Set(friday?.withdraw.map(({ channel, by }) => `${channel} ${by}`))).toEqual(
    new Set(['online server', 'terminal request', 'current request']),
  )
  expect(http.offices.get('6806')?.version).toBe(1)

  const places = () =>
    http.offices
      .get('6806')
      ?.published()
      .find(({ date }) => date === '2026-03-06')?.places.online ?? 0
  const before = places()
  const answer = await http.ask('PUT', '/api/admin/offices/6806/config', {
    as: admin,
    body: { config: shorter, version: 1, apply: { dates: ['2026-03-06'] } },
  })
  expect(answer.status).toBe(200)
  expect(before - places()).toBe(friday?.withdraw.filter(({ by }) => by === 'server').length)
})

test('a preview of a configuration that cannot be lists every problem', async () => {
  const config = await http.office('6807')
  const wrong = { ...config, timeZone: 'Mars', services: [...config.services, ...config.services] }
  const { body } = await post('/api/admin/offices/6807/preview', { config: wrong })
  expect(body['days']).toEqual([])
  expect(body['problems']).toEqual([
    { path: 'timeZone', message: expect.stringContaining('not a known time zone') },
    { path: 'services.1', message: expect.stringContaining('there twice') },
    { path: 'services', message: expect.stringContaining('rule N1') },
  ])
})

test('R23 a new clerk is in the configuration, and the hub can check the PIN by itself', async () => {
  await http.office('6808')
  const url = '/api/admin/offices/6808/staff'
  const body = { login: 'oksana', name: 'Оксана Коваль', role: 'clerk', pin: '482913' }
  expect((await post(url, body)).status).toBe(200)
  expect((await post(url, body)).body.error).toMatchObject({ code: 'already-exists', field: 'login' })
  const office = http.offices.get('6808')
  expect(office?.config?.staff).toContainEqual({ login: 'oksana', name: 'Оксана Коваль', role: 'clerk' })

  const secret = office?.secrets.staff.find(({ login }) => login === 'oksana')
  expect(secret?.hash).toBe(await hashOf('482913', secret?.salt))
  expect(JSON.stringify(await journal('6808'))).not.toContain('482913')
})

test('R23 who is disabled has no PIN at the hub until enabled again, and a new PIN meanwhile waits too', async () => {
  await http.office('6809')
  const url = '/api/admin/offices/6809/staff'
  await post(url, { login: 'petro', name: 'Петро', role: 'clerk', pin: '1111' })
  const atHub = () => http.offices.get('6809')?.secrets.staff.find(({ login }) => login === 'petro')
  const before = http.offices.get('6809')?.secrets.version ?? 0
  const first = atHub()
  await post(`${url}/petro/disable`)
  expect(atHub()).toBeUndefined()
  expect(http.offices.get('6809')?.secrets.version).toBeGreaterThan(before)
  expect((await get(url)).body['staff']).toContainEqual(
    expect.objectContaining({ login: 'petro', disabled: true, hasPin: false }),
  )
  await post(`${url}/petro/pin`, { pin: '2222' })
  expect(atHub()).toBeUndefined()
  await post(`${url}/petro/enable`)
  expect(first?.hash).toBe(await hashOf('1111', first?.salt))
  expect(atHub()?.hash).toBe(await hashOf('2222', atHub()?.salt))
  expect((await post(`${url}/nobody/disable`)).body.error?.code).toBe('unknown-staff')
})

test('a post in applications is given, changed and taken away; PIN and name stay, the journal tells what was', async () => {
  await http.office('6819')
  const url = '/api/admin/offices/6819/staff'
  const post1 = { unit: 'division', title: { uk: 'Спеціалістка', en: 'Specialist' }, roles: ['intake'] }
  const person = { login: 'oksana', name: 'Оксана Коваль', role: 'clerk', pin: '482913', post: post1 }
  expect((await post(url, person)).status).toBe(200)
  const configured = () => http.offices.get('6819')?.config?.staff.find(({ login }) => login === 'oksana')
  expect(configured()).toEqual({ login: 'oksana', name: 'Оксана Коваль', role: 'clerk', post: post1 })
  const secret = () => http.offices.get('6819')?.secrets.staff.find(({ login }) => login === 'oksana')
  const before = secret()

  const post2 = { ...post1, unit: 'control', roles: ['residence-checker', 'officer'] }
  expect((await post(`${url}/oksana/post`, { post: post2 })).status).toBe(200)
  expect(configured()?.post).toEqual(post2)
  const rows = (await get(url)).body['staff']
  expect(rows).toContainEqual(expect.objectContaining({ login: 'oksana', post: post2 }))
  expect(rows).toContainEqual(expect.objectContaining({ post: null }))
  const [entry] = await journal('6819')
  expect(entry).toMatchObject({ action: 'staff-post-changed' })
  expect(JSON.stringify(entry)).toContain('residence-checker')

  const version = http.offices.get('6819')?.version
  expect((await post(`${url}/oksana/post`, { post: post2 })).status).toBe(200)
  expect(http.offices.get('6819')?.version).toBe(version)
  expect((await post(`${url}/oksana/post`, { post: null })).status).toBe(200)
  expect(configured()).not.toHaveProperty('post')
  expect(secret()).toEqual(before)

  expect((await post(`${url}/nobody/post`, { post: null })).body.error?.code).toBe('unknown-staff')
  for (const wrong of [
    { ...post1, roles: [] },
    { ...post1, roles: ['king'] },
    { ...post1, unit: 'Not a key' },
  ]) {
    expect((await post(`${url}/oksana/post`, { post: wrong })).body.error).toMatchObject({ code: 'malformed' })
  }
})

test('who leaves the configuration leaves the PIN behind', async () => {
  const config = await http.office('6810')
  await post('/api/admin/offices/6810/staff', { login: 'temp', name: 'T', role: 'clerk', pin: '1111' })
  const body = { config, version: 2 }
  expect((await http.ask('PUT', '/api/admin/offices/6810/config', { as: admin, body })).status).toBe(200)
  expect(http.offices.get('6810')?.secrets.staff).toEqual([])
})

test('C24 a day is cancelled once, with its reason in the journal', async () => {
  await http.office('6811')
  const url = '/api/admin/offices/6811/days/2026-03-06/cancel'
  expect((await post(url, { reason: 'emergency' })).status).toBe(200)
  expect((await post(url, { reason: 'moved' })).status).toBe(200)
  expect((await post('/api/admin/offices/6811/days/2027-01-01/cancel', { reason: 'moved' })).body.error?.code).toBe(
    'unknown-day',
  )
  const { body } = await get('/api/admin/offices/6811')
  expect(body['published']).toContainEqual(expect.objectContaining({ date: '2026-03-06', state: 'cancelled' }))
  expect(await journal('6811')).toMatchObject([
    { action: 'day-cancelled-failed', detail: { date: '2027-01-01' } },
    { action: 'day-cancelled', detail: { date: '2027-01-01' } },
    { action: 'day-cancelled', detail: { date: '2026-03-06', reason: 'emergency' } },
  ])
})

test('S55 nothing changes when the journal cannot be written, and what failed after it is noted', async () => {
  const config = await http.office('6815')
  const { journal: store } = http.stores
  const append = store.append
  store.append = async () => {
    throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  }
  const url = '/api/admin/offices/6815/config'
  const body = { config: { ...config, phones: ['(0382) 99-99-99'] }, version: 1 }
  expect((await http.ask('PUT', url, { as: admin, body })).status).toBe(503)
  store.append = append
  expect(http.offices.get('6815')).toMatchObject({ version: 1, config: { phones: config.phones } })

  const days = '/api/admin/offices/6815/days/2027-01-01/cancel'
  expect((await post(days, { reason: 'moved' })).status).toBe(404)
  expect(await journal('6815')).toMatchObject([
    { action: 'day-cancelled-failed', who: 'root' },
    { action: 'day-cancelled', who: 'root' },
  ])
})

test('S55 the journal is searched and read backwards page by page', async () => {
  await http.office('6812')
  for (const login of ['anna', 'bohdan', 'anton']) {
    await post('/api/admin/offices/6812/staff', { login, name: login, role: 'clerk', pin: '1111' })
  }
  const found = (await get('/api/admin/journal?office=6812&q=ANT')).body['entries']
  expect(found).toHaveLength(1)
  const pages: unknown[] = []
  let before = ''
  for (;;) {
    const entries = (await get(`/api/admin/journal?office=6812&limit=2${before}`)).body['entries'] as { seq: number }[]
    if (entries.length === 0) break
    pages.push(...entries.map(({ seq }) => seq))
    before = `&before=${entries.at(-1)?.seq}`
  }
  expect(pages).toHaveLength(3)
  expect(pages).toEqual([...pages].sort((a, b) => Number(b) - Number(a)))
})

test('bad input is told in one sentence, and an unknown address is a 404 in the same form', async () => {
  const cases: [string, 'GET' | 'POST' | 'PUT', string, object | string | undefined, number, string][] = [
    ['no JSON', 'POST', '/api/admin/login', '{"login":', 400, 'malformed'],
    ['an empty body', 'POST', '/api/admin/login', undefined, 400, 'malformed'],
    ['an unknown member', 'POST', '/api/admin/login', { login: 'a', password: 'b', more: 1 }, 400, 'malformed'],
    ['too much', 'POST', '/api/admin/login', `"${'x'.repeat(600_000)}"`, 413, 'too-large'],
    ['no such page', 'GET', '/api/nothing', undefined, 404, 'not-found'],
    ['no such office', 'GET', '/api/offices/9999/board', undefined, 404, 'unknown-office'],
    ['half a percent', 'GET', '/api/offices/%E0%A4%A', undefined, 400, 'malformed'],
  ]
  for (const [name, method, url, body, status, code] of cases) {
    const answer = await http.ask(method, url, body === undefined ? {} : { body })
    expect([name, answer.status, answer.body.error?.code]).toEqual([name, status, code])
    expect(answer.body.error?.message.length, name).toBeGreaterThan(10)
  }
  const spans: [string, string][] = [
    ['from=2026-03-04&to=2026-03-03', 'to'],
    ['from=2024-01-01&to=2026-03-03', 'to'],
    ['from=yesterday&to=2026-03-03', 'from'],
  ]
  await http.office('6813')
  for (const [span, field] of spans) {
    const { status, body } = await get(`/api/admin/offices/6813/statistics?${span}`)
    expect([status, body.error?.field]).toEqual([400, field])
  }
})

test('R25 the public pages tell offices and boards, and the interface describes itself', async () => {
  await http.office('6814')
  const { body } = await http.ask('GET', '/api/offices')
  expect(body['offices']).toContainEqual(
    expect.objectContaining({
      code: '6814',
      board: { age: null },
      services: [expect.objectContaining({ letter: 'А' })],
    }),
  )
  expect(JSON.stringify(body)).not.toContain('staff')
  expect(await http.ask('GET', '/api/offices/6814/board')).toMatchObject({
    status: 200,
    body: { office: '6814', connected: false, ageSeconds: null, board: null },
  })
  const openapi = await http.ask('GET', '/openapi.json')
  expect(Object.keys(openapi.body['paths'] as object)).toContain('/api/admin/offices/{code}/config')
  expect(await http.ask('GET', '/health')).toMatchObject({
    status: 200,
    body: { ok: true, database: 'ok', clock: 'ok' },
  })
})

test('a text with a control character or half a character is refused by its place, and the journal stays readable', async () => {
  const config = await http.office('6820')
  const named = (uk: string) => ({ config: { ...config, name: { ...config.name, uk } }, version: 1 })
  const put = (body: string) => http.ask('PUT', '/api/admin/offices/6820/config', { as: admin, body })
  for (const odd of ['\\u0000', '\\u0007', '\\ud800']) {
    const answer = await put(JSON.stringify(named('ODD')).replace('ODD', odd))
    expect([odd, answer.status, answer.body.error?.field]).toEqual([odd, 400, 'config.name.uk'])
  }
  expect((await get('/api/admin/journal?q=%00')).status).toBe(400)
  http.hubs.state = 'connected'
  const revoked = await http.ask('POST', '/api/admin/offices/6820/devices/%00/revoke', { as: admin })
  http.hubs.state = 'never'
  expect(revoked.status).toBe(400)
  expect((await put(JSON.stringify(named('Відділ «А»\tі двір')))).status).toBe(200)
  expect((await get('/api/admin/journal?office=6820')).status).toBe(200)
})

test('figures are for this computer only', async () => {
  expect((await http.ask('GET', '/metrics', { from: '127.0.0.1' })).text).toContain('cherha_http_request_seconds')
  expect((await http.ask('GET', '/metrics', { from: '192.0.2.1' })).status).toBe(404)
  // a proxy on this computer asks for somebody else, whoever that says to be
  for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { 'x-forwarded-proto': 'https' }]) {
    expect((await http.ask('GET', '/metrics', { from: '127.0.0.1', headers })).status).toBe(404)
  }
})

test('an address that asks too often is told when to come back', async () => {
  const from = '192.0.2.77'
  // each time another login: five tries of one would lock it
  const guess = () => ({ login: randomBytes(4).toString('hex'), password: 'no' })
  const ask = () => http.ask('POST', '/api/admin/login', { body: guess(), from })
  const statuses: number[] = []
  for (let i = 0; i < 25; i += 1) statuses.push((await ask()).status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(20)
  const late = await ask()
  expect(late.body.error?.code).toBe('too-many-requests')
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0)
})
