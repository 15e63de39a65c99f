import { anOffice } from '@cherha/testing'
import { expect, test } from 'vitest'
import { at, type HubUnderTest, registerCurrent, type Reply, startedHub } from './hub-under-test.ts'

const withAssistant = (): Promise<HubUnderTest> =>
  startedHub({ config: anOffice().withStaff('ira', 'assistant').withStaff('olena', 'clerk').config() })

const help = (office: HubUnderTest, login: string, pin: string, token = office.token('terminal')): Promise<Reply> =>
  office.request('POST', '/api/assistance', { token, body: { login, pin } })

test('E15 only a representative’s login and PIN begin the help at a terminal, and the answer is a name and nothing else', async () => {
  const office = await withAssistant()
  expect((await help(office, 'olena', office.pin('olena'))).status).toBe(401)
  expect((await help(office, 'ira', '0000')).status).toBe(401)
  expect((await help(office, 'ira', office.pin('ira'), office.token('desk'))).status).toBe(403)
  const begun = await help(office, 'ira', office.pin('ira'))
  expect(begun).toMatchObject({ status: 200, body: { login: 'ira' } })
  expect(Object.keys(begun.body as object).sort()).toEqual(['login', 'name'])
})

test('E15 a representative has no session at a desk, and a terminal with help may command what it may without', async () => {
  const office = await withAssistant()
  expect((await help(office, 'ira', office.pin('ira'))).status).toBe(200)
  await expect(office.signIn('ira')).rejects.toThrow(/could not sign in/)
  const terminal = office.token('terminal')
  for (const type of ['call-next', 'open-window', 'start-service'] as const) {
    expect((await office.command(terminal, { type, window: 'w1' })).status, type).toBe(403)
  }
  const before = at((await office.get('/api/board')).body, 'next')
  expect((await office.command(terminal, registerCurrent())).status).toBe(200)
  expect(at((await office.get('/api/board')).body, 'next')).not.toEqual(before)
})
