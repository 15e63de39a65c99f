import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolmentCodeMs } from '../src/accounts/enrolment-code.ts'
import { type Browser, HttpUnderTest } from './http-under-test.ts'

let http: HttpUnderTest
let admin: Browser
beforeAll(async () => {
  http = await HttpUnderTest.start()
  admin = await http.browser('root', 'administrator')
})
afterAll(() => http.close())

const key = () => randomBytes(32).toString('base64')
const enrol = (body: object, from?: string) =>
  http.ask('POST', '/api/hubs/enrol', { body, ...(from === undefined ? {} : { from }) })

async function codeFor(office: string, restore = false): Promise<string> {
  const url = `/api/admin/offices/${office}/hubs/enrolment-code`
  const { body } = await http.ask('POST', url, { as: admin, body: { restore } })
  return String(body['code'])
}

const hubs = async (office: string) => {
  const { body } = await http.ask('GET', `/api/admin/offices/${office}/hubs`, { as: admin })
  return body['hubs'] as { id: string; state: string }[]
}

test('R12 a code of ten letters makes one hub, once, however it is typed', async () => {
  const config = await http.office('6801')
  const code = await codeFor('6801')
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  const publicKey = key()
  const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
  const answer = await enrol({ code: typed, publicKey, restore: false })
  expect(answer).toMatchObject({ status: 200, body: { office: '6801', config } })
  expect(await http.stores.hubs.find(String(answer.body['hub']))).toEqual({ office: '6801', publicKey, revoked: false })
  expect((await enrol({ code, publicKey: key(), restore: false })).body.error?.code).toBe('wrong-enrolment-code')
  expect(await hubs('6801')).toMatchObject([{ state: 'never' }])
})

test('R12 a code is good for 15 minutes', async () => {
  await http.office('6802')
  const [late, just] = [await codeFor('6802'), await codeFor('6802')]
  http.clock.at += enrolmentCodeMs - 1
  expect((await enrol({ code: just, publicKey: key(), restore: false })).status).toBe(200)
  http.clock.at += 1
  expect((await enrol({ code: late, publicKey: key(), restore: false })).body.error?.code).toBe('wrong-enrolment-code')
  admin = await http.browser('root-2', 'administrator')
})

test('R12 of many who use one code at the same time one gets in', async () => {
  await http.office('6803')
  const code = await codeFor('6803')
  const answers = await Promise.all(Array.from({ length: 5 }, () => enrol({ code, publicKey: key(), restore: false })))
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401, 401, 401])
  expect(await hubs('6803')).toHaveLength(1)
})

test('an address that guesses five times is refused for 15 minutes, and others are not', async () => {
  await http.office('6804')
  const code = await codeFor('6804')
  const from = '198.51.100.7'
  for (let i = 0; i < 5; i += 1) {
    const { body } = await enrol({ code: '00000-00000', publicKey: key(), restore: false }, from)
    expect(body.error?.code).toBe('wrong-enrolment-code')
  }
  const refused = await enrol({ code, publicKey: key(), restore: false }, from)
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'too-many-requests' } } })
  expect((await enrol({ code, publicKey: key(), restore: false }, '198.51.100.8')).status).toBe(200)
})

test('a replacement says that it is one, and ends the hub before it', async () => {
  await http.office('6805')
  const first = await enrol({ code: await codeFor('6805'), publicKey: key(), restore: false })
  const code = await codeFor('6805', true)
  expect((await enrol({ code, publicKey: key(), restore: false })).body.error).toMatchObject({
    code: 'restore-mismatch',
    field: 'restore',
  })
  const second = await enrol({ code, publicKey: key(), restore: true })
  expect(second.status).toBe(200)
  expect(http.hubs.dropped).toContain(first.body['hub'])
  expect(new Map((await hubs('6805')).map(({ id, state }) => [id, state]))).toEqual(
    new Map([
      [first.body['hub'], 'revoked'],
      [second.body['hub'], 'never'],
    ]),
  )
})

test('a hub that ran alone brings its keys to an office that has had no hub, and to no other', async () => {
  await http.office('6806')
  const keys = { office: key(), days: { '2026-03-04': key(), '2026-03-09': key() } }
  expect((await enrol({ code: await codeFor('6806'), publicKey: key(), restore: false, keys })).status).toBe(200)
  expect(http.offices.get('6806')?.secrets).toMatchObject({ office: keys.office, days: keys.days })
  const again = await enrol({ code: await codeFor('6806'), publicKey: key(), restore: false, keys })
  expect(again.body.error?.code).toBe('keys-exist')
})

test('a key that is no Ed25519 key is refused, and the code stays good', async () => {
  await http.office('6807')
  const code = await codeFor('6807')
  const short = await enrol({ code, publicKey: randomBytes(31).toString('base64'), restore: false })
  expect(short.body.error).toMatchObject({ code: 'malformed', field: 'publicKey' })
  expect((await enrol({ code, publicKey: key(), restore: false })).status).toBe(200)
})

test('R14 a revoked hub is dropped at once', async () => {
  await http.office('6808')
  const { body } = await enrol({ code: await codeFor('6808'), publicKey: key(), restore: false })
  const hub = String(body['hub'])
  const url = (id: string) => `/api/admin/offices/6808/hubs/${id}/revoke`
  expect((await http.ask('POST', url(hub), { as: admin })).status).toBe(200)
  expect(http.hubs.dropped).toContain(hub)
  expect((await http.stores.hubs.find(hub))?.revoked).toBe(true)
  const unknown = await http.ask('POST', url('00000000-0000-4000-8000-000000000000'), { as: admin })
  expect(unknown.body.error?.code).toBe('unknown-hub')
})

test('R7 an administrator lets a hub that has diverged try again; it is journaled with what it was', async () => {
  await http.office('6812')
  const { body } = await enrol({ code: await codeFor('6812'), publicKey: key(), restore: false })
  const hub = String(body['hub'])
  const url = (id: string) => `/api/admin/offices/6812/hubs/${id}/clear-divergence`
  expect((await http.ask('POST', url(hub), { as: admin })).status).toBe(200)
  expect(http.hubs.settled).toEqual([])
  await http.stores.hubs.setDivergence(hub, { seq: 7, message: 'two histories', at: http.clock.at })
  expect(await hubs('6812')).toMatchObject([{ state: 'diverged' }])
  expect((await http.ask('POST', url(hub), { as: admin })).status).toBe(200)
  expect(http.hubs.settled).toEqual([hub])
  const { body: journal } = await http.ask('GET', '/api/admin/journal?office=6812&q=divergence', { as: admin })
  expect(journal['entries']).toMatchObject([{ action: 'divergence-cleared', detail: { hub, was: 'two histories' } }])
  const unknown = await http.ask('POST', url('00000000-0000-4000-8000-000000000000'), { as: admin })
  expect(unknown.body.error?.code).toBe('unknown-hub')
})

test('S55 orders for devices go to a hub that is connected, and say so when none is', async () => {
  await http.office('6809')
  const url = '/api/admin/offices/6809/devices/pairing-code'
  const body = { role: 'display', windows: ['w1'] }
  const ask = (what: object) => http.ask('POST', url, { as: admin, body: what })
  expect(await ask(body)).toMatchObject({ status: 409, body: { error: { code: 'hub-away' } } })
  expect(http.hubs.orders).toEqual([])

  http.hubs.state = 'connected'
  http.hubs.answer = { ok: true, code: 'ABCD-EFGH', id: 'display-2', expiresAt: http.clock.at + 600_000 }
  expect(await ask(body)).toMatchObject({ status: 200, body: { code: 'ABCD-EFGH', id: 'display-2' } })
  expect(http.hubs.orders).toEqual([{ type: 'pairing-code', role: 'display', windows: ['w1'] }])
  expect((await ask({ role: 'display', windows: ['w9'] })).body.error).toMatchObject({
    code: 'malformed',
    field: 'windows',
  })
  expect((await ask({ role: 'desk', windows: ['w1'] })).body.error?.field).toBe('windows')

  http.hubs.answer = { ok: false, message: 'there is no such device' }
  const revoke = await http.ask('POST', '/api/admin/offices/6809/devices/display-9/revoke', { as: admin })
  expect(revoke.body.error).toEqual({ code: 'refused', message: 'there is no such device' })
  http.hubs.answer = null
  expect((await ask(body)).body.error?.code).toBe('hub-away')
  http.hubs.state = 'away'
  const { body: journal } = await http.ask('GET', '/api/admin/journal?office=6809', { as: admin })
  expect(journal['entries']).toContainEqual(expect.objectContaining({ action: 'pairing-code-made', who: 'root-2' }))
  expect(JSON.stringify(journal)).not.toContain('ABCD')
})
