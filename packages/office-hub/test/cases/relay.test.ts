import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '../hub-under-test.ts'
import { HubAndServer } from './hub-and-server.ts'
import { aScan } from './intake-under-test.ts'

const known = '6801-004-000777'
const page = {
  tasks: [
    {
      case: known,
      kind: 'stage',
      applicant: 'Алієв Ельчин',
      card: '004',
      cardTitle: { uk: 'Посвідка', en: 'Permit' },
      stage: 'identification',
      number: '9',
      title: { uk: 'Ідентифікація', en: 'Identification' },
      since: '2026-11-20',
      target: '2026-11-24',
      limit: '2026-11-24',
      daysLeft: 1,
      warned: false,
      overdue: false,
      officer: null,
      inquiries: 0,
    },
  ],
  total: 41,
  overdue: 3,
  dueToday: 2,
  next: 'cursor',
  server: true,
}

test('W103 what is no draft of this hub is asked of the server as whoever is signed in, and never kept', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  const path = `/api/cases/${known}`
  both.cases.answers = {
    [`GET ${path}`]: { the: 'case' },
    [`POST ${path}/actions`]: { ok: true, version: 8 },
    [`GET ${path}/papers/decision`]: { a: 'paper' },
    'GET /api/distribution': { waiting: [], officers: [] },
    'POST /api/distribution': { assigned: [known], refused: [] },
    'POST /api/cases/signing-key': { publicKey: 'AAAA', made: true },
  }
  const action = { commandId: randomUUID(), version: 7, action: 'add-note', data: { text: 'так' } }
  const assignments = [{ case: known, version: 1, stage: 'distribution', outcome: 'assigned', officer: 'second' }]
  const asked: [string, string, unknown?][] = [
    ['GET', path],
    ['GET', path],
    ['POST', `${path}/actions`, action],
    ['GET', `${path}/papers/decision?stage=decision`],
    ['GET', '/api/distribution'],
    ['POST', '/api/distribution', { commandId: randomUUID(), assignments }],
    ['POST', '/api/cases/signing-key', { password: 'a long password' }],
  ]
  for (const [method, url, body] of asked) {
    const reply = await both.office.request(method, url, { token: clerk.token, body })
    expect([method, url, reply.status]).toEqual([method, url, 200])
    expect(reply.body).toEqual(both.cases.answers[`${method} ${url.split('?')[0]}`])
    expect(both.cases.asked.at(-1)).toMatchObject({ method, url, login: 'clerk', token: 'token-of-this-connection' })
    if (body !== undefined) expect(JSON.parse(both.cases.asked.at(-1)?.body.toString() ?? '')).toEqual(body)
  }
  expect(both.cases.lines).toHaveLength(asked.length)
})

test('refusals, unknown cases and limits of the server arrive as it says them', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  const refusal = { ok: false, refusal: { code: 'wrong-role', message: { uk: 'ні', en: 'no' } } }
  for (const status of [409, 404, 403, 429]) {
    both.cases.script = ({ url }) => (url.includes(known) ? { status, body: refusal } : null)
    const reply = await both.office.get(`/api/cases/${known}`, clerk.token)
    expect([reply.status, reply.body]).toEqual([status, refusal])
  }
  both.cases.script = ({ url }) => (url.includes(known) ? { status: 503, body: { ok: false } } : null)
  const away = await both.office.get(`/api/cases/${known}`, clerk.token)
  expect([away.status, at(away.body, 'error', 'code'), away.headers.get('retry-after')]).toEqual([
    503,
    'server-away',
    '5',
  ])
})

test('without the server what it has is asked for in vain, in words; drafts and their list go on', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  both.reach(false)
  await expect.poll(async () => at(await both.health(), 'server', 'state')).toBe('away')
  const before = both.cases.asked.length
  const away = await both.office.get(`/api/cases/${known}`, clerk.token)
  expect(away).toMatchObject({
    status: 503,
    body: { ok: false, error: { code: 'server-away', text: { uk: expect.any(String), en: expect.any(String) } } },
  })
  await clerk.done(id, { action: 'add-note', data: { text: 'далі' } })
  const tasks = await both.office.get('/api/tasks?scope=mine', clerk.token)
  expect(tasks).toMatchObject({ status: 200, body: { server: false, total: 1, tasks: [{ case: id, kind: 'draft' }] } })
  expect(both.cases.asked.length).toBe(before)
})

test('tasks: one’s own drafts first, then the server’s page; a later page is the server’s alone', async () => {
  const both = await HubAndServer.open()
  both.cases.answers = { 'GET /api/tasks': page }
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  const first = await both.office.get('/api/tasks', clerk.token)
  expect(first).toMatchObject({
    status: 200,
    body: { total: 42, overdue: 3, dueToday: 3, next: 'cursor', server: true },
  })
  expect(at(first.body, 'tasks', 0, 'case')).toBe(id)
  expect(at(first.body, 'tasks', 1, 'case')).toBe(known)
  const later = await both.office.get('/api/tasks?after=cursor&scope=mine&limit=5', clerk.token)
  expect(later.body).toEqual(page)
  expect(both.cases.asked.at(-1)?.url).toBe('/api/tasks?after=cursor&scope=mine&limit=5')
  const second = await both.clerk('second', 'w2', 1)
  expect(at((await both.office.get('/api/tasks', second.token)).body, 'tasks', 0, 'case')).toBe(known)
  expect(at((await both.office.get('/api/tasks?scope=unit', second.token)).body, 'tasks', 0, 'case')).toBe(id)
  // without a part in applications nobody is asked
  const without = await both.office.signIn('queue-only', 1)
  const asked = both.cases.asked.length
  expect((await both.office.get('/api/tasks', without)).body).toMatchObject({ tasks: [], total: 0 })
  expect(both.cases.asked.length).toBe(asked)
})

test('W105 a draft nobody has finished for a week is listed to a lead, without its applicant, and stays', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  const listed = async () => (await both.office.get('/api/tasks?scope=unit', await both.office.signIn('lead', 1))).body
  expect(at(await listed(), 'total')).toBe(0)
  await both.office.advance(7 * 86_400_000)
  expect(at(await listed(), 'total')).toBe(0)
  await both.office.advance(86_400_000)
  expect(await listed()).toMatchObject({ total: 1, tasks: [{ case: id, applicant: '', officer: { login: 'clerk' } }] })
  const mine = await both.office.get('/api/tasks?q=зозулинець', await both.office.signIn('clerk'))
  expect(mine.body).toMatchObject({ total: 1, tasks: [{ applicant: 'Зозулинець-Канаркова Оксамита' }] })
  const nobody = await both.office.get('/api/tasks?q=петренко', await both.office.signIn('clerk'))
  expect(at(nobody.body, 'total')).toBe(0)
})

test('a scan of a case at the server flows through the hub, with what is said of it', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  const path = `/api/cases/${known}/files`
  both.cases.answers = { [`POST ${path}`]: { ok: true, version: 9 } }
  const scan = aScan('for the server')
  const response = await clerk.addScan(known, scan, { 'x-cherha-stage': 'residence-check' })
  expect([response.status, await response.json()]).toEqual([200, { ok: true, version: 9 }])
  const asked = both.cases.asked.at(-1)
  expect(asked?.body.equals(scan)).toBe(true)
  expect(asked?.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-cherha-name': encodeURIComponent('паспорт.pdf'),
    'x-cherha-command': expect.any(String),
    'x-cherha-stage': 'residence-check',
    'x-cherha-staff': 'clerk',
  })
})

test('W104 a fee check is asked of the server, and its answer answers the look-up', async () => {
  const both = await HubAndServer.open()
  both.cases.answers = { 'POST /api/connectors/check': { result: 'not-confirmed' } }
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  const reply = await clerk.act(id, { action: 'check-fee', data: { code: '0001' } })
  expect(reply.body).toMatchObject({ ok: true, fee: 'not-confirmed' })
  expect((await clerk.view(id)).fees).toMatchObject([{ code: '0001', result: 'not-confirmed' }])
})

test('only what is listed is asked of the server, and only by staff at a desk', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  const before = both.cases.asked.length
  for (const path of [
    '/api/status',
    '/api/admin/case-reports',
    `/api/cases/${known}/intake`,
    '/api/connectors/check',
  ]) {
    expect((await both.office.get(path, clerk.token)).status).toBe(404)
  }
  for (const odd of ['/api/cases/..%2f..%2fadmin', '/api/cases/1', `/api/cases/${known}/papers/salary?stage=a`]) {
    expect((await both.office.get(odd, clerk.token)).status).toBe(400)
  }
  for (const path of [
    `/api/cases/${known}`,
    '/api/tasks',
    '/api/distribution',
    '/api/cards',
    `/api/cases/${known}/files/${'a'.repeat(64)}`,
  ]) {
    expect((await both.office.get(path)).status).toBe(401)
    expect((await both.office.get(path, both.office.token('terminal'))).status).toBe(403)
  }
  expect(both.cases.asked.length).toBe(before)
})

test('technology cards: those of the program and those the server has anew, also after a restart without it', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  const { body } = await both.office.get('/api/cards/004', clerk.token)
  const fourth = { ...(body as object), id: 'certificate', version: 2 }
  both.cases.script = ({ url }) => {
    if (url === '/api/cards') {
      const { title, result, resultTitle } = body as Record<string, unknown>
      return { status: 200, body: { cards: [{ id: 'certificate', version: 2, title, result, resultTitle }] } }
    }
    return url.startsWith('/api/cards/certificate') ? { status: 200, body: fourth } : null
  }
  both.reach(false)
  await expect.poll(async () => at(await both.health(), 'server', 'state')).toBe('away')
  both.reach(true)
  const known_ = async () => (await both.office.get('/api/cards/certificate?version=2', clerk.token)).status
  await expect.poll(known_).toBe(200)
  both.reach(false)
  await both.office.hub.close()
  await both.start()
  const after = await both.office.get('/api/cards', await both.office.signIn('clerk'))
  expect((at(after.body, 'cards') as { id: string }[]).map(({ id }) => id).toSorted()).toEqual([
    '002',
    '003',
    '004',
    'certificate',
  ])
})

test('a scan for the server that is too large is refused by the hub, and is no question of the line', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  const response = await clerk.addScan(known, Buffer.alloc(10 * 1024 * 1024 + 2_000, 'x'))
  expect([response.status, at(await response.json(), 'error', 'code')]).toEqual([413, 'too-large'])
})
