import { expect, test } from 'vitest'
import { at, startedHub } from './hub-under-test.ts'

test('E10 a terminal that cannot be heard is in /health, and not in the log', async () => {
  const office = await startedHub()
  const tell = (body: unknown, token = office.token('terminal')) =>
    office.request('POST', '/api/terminal-report', { token, body })
  const before = (await office.get('/health')).body
  expect(at(before, 'terminals')).toEqual([])
  expect((await tell({ speech: 'none' })).status).toBe(204)
  const { body } = await office.get('/health')
  expect(at(body, 'terminals')).toEqual([{ id: 'terminal-1', speech: 'none' }])
  expect(at(body, 'seq')).toBe(at(before, 'seq'))
  expect((await tell({ speech: 'ok' })).status).toBe(204)
  expect(at((await office.get('/health')).body, 'terminals')).toEqual([{ id: 'terminal-1', speech: 'ok' }])
})

test('E10 only a terminal reports, and only what a terminal can say', async () => {
  const office = await startedHub()
  const tell = (body: unknown, token: string) => office.request('POST', '/api/terminal-report', { token, body })
  expect((await tell({ speech: 'ok' }, office.token('display'))).status).toBe(403)
  expect((await tell({ speech: 'ok' }, await office.signIn('lead'))).status).toBe(403)
  expect((await tell({ speech: 'loud' }, office.token('terminal'))).status).toBe(400)
  expect(at((await office.get('/health')).body, 'terminals')).toEqual([])
})

test('a desk is told which terminals there are, and which of them is not connected', async () => {
  const office = await startedHub()
  const session = await office.signIn('lead')
  const seen = async () => at((await office.get('/api/desk', session)).body, 'terminals')
  expect(await seen()).toEqual([{ id: 'terminal-1', connected: false }])
  const terminal = await office.connect(office.token('terminal'))
  await expect.poll(seen).toEqual([{ id: 'terminal-1', connected: true }])
  terminal.socket.close()
  await expect.poll(seen).toEqual([{ id: 'terminal-1', connected: false }])
})
