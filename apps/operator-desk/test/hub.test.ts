import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { aDesk, settled } from './desk-in-memory.ts'
import { aServingView, aView } from './views.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A hub's session door that answers as told and remembers what it was asked. */
async function aSessionDoor(status: number, role = 'clerk', code = 'no') {
  const asked: { method: string | undefined; authorization: string | undefined; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    asked.push({ method: request.method, authorization: request.headers.authorization, body })
    response.writeHead(request.method === 'DELETE' ? 200 : status, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(
        status === 200
          ? {
              session: 'a-session',
              staff: { login: 'olena', role, name: 'Олена Ткачук' },
              windows: [],
              expiresAt: '2026-03-05T20:00:00Z',
            }
          : { ok: false, error: { code, message: 'no' } },
      ),
    )
  })
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

describe('signing in', () => {
  test('sends login and PIN once and keeps nothing but the session', async () => {
    const door = await aSessionDoor(200)
    const desk = aDesk({ view: aView(), url: door.url })
    await desk.line.start()
    expect(desk.store.getState().stage).toBe('sign-in')
    await desk.line.signIn(' Olena ', '1234')
    expect(door.asked.map(({ body }) => JSON.parse(body))).toEqual([{ login: 'olena', pin: '1234' }])
    expect(desk.store.getState().stage).toBe('working')
    expect(desk.kept.read()).toBe('a-session')
    expect(desk.connection().token).toBe('a-session')
    expect(JSON.stringify(desk.store.getState())).not.toContain('1234')
  })

  test.each([
    [401, 'wrong-pin', 'wrong-pin'],
    [401, 'unauthorised', 'not-desk-device'],
    [403, 'forbidden', 'not-desk-device'],
    [423, 'pin-locked', 'pin-locked'],
    [429, 'too-many-requests', 'too-many'],
    [400, 'malformed', 'malformed'],
    [502, 'hub-unreachable', 'unreachable'],
    [503, 'stopping', 'unreachable'],
    [500, 'internal', 'failed'],
  ] as const)('answered %i %s says why', async (status, code, problem) => {
    const door = await aSessionDoor(status, 'clerk', code)
    const desk = aDesk({ url: door.url })
    await desk.line.start()
    await desk.line.signIn('olena', '1234')
    expect(desk.store.getState()).toMatchObject({ stage: 'sign-in', problem, signingIn: false })
  })

  test('without an answer says that the hub does not answer', async () => {
    const desk = aDesk({ url: 'http://127.0.0.1:9' })
    await desk.line.start()
    await desk.line.signIn('olena', '1234')
    expect(desk.store.getState().problem).toBe('unreachable')
  })

  test('as an auditor is not for a desk: the session is given back', async () => {
    const door = await aSessionDoor(200, 'auditor')
    const desk = aDesk({ url: door.url })
    await desk.line.start()
    await desk.line.signIn('maria', '1234')
    expect(desk.store.getState()).toMatchObject({ stage: 'sign-in', problem: 'not-desk-staff' })
    expect(door.asked.map(({ method }) => method)).toEqual(['POST', 'DELETE'])
  })
})

describe('a session', () => {
  test('goes on after a reload of the page', async () => {
    const desk = aDesk({ view: aServingView(), session: 'a-session' })
    await desk.line.start()
    expect(desk.store.getState().stage).toBe('working')
    expect(desk.connection().token).toBe('a-session')
  })

  test('refused by the hub leads back to the sign-in, which says so, and is not asked for again', async () => {
    const desk = aDesk({ view: aServingView(), session: 'a-session' })
    await desk.line.start()
    desk.connection().hub.store.setState({ unauthorised: true, connected: false })
    expect(desk.store.getState()).toMatchObject({ stage: 'sign-in', problem: 'ended', hub: null })
    expect(desk.kept.read()).toBeNull()
    expect(desk.connections).toHaveLength(1)
  })

  test('ends at the hub when the clerk signs out, and the name of the visitor leaves the page', async () => {
    const door = await aSessionDoor(200)
    const desk = aDesk({ view: aServingView(), session: 'a-session', url: door.url })
    await desk.line.start()
    expect(JSON.stringify(desk.store.getState())).toContain('Їжакевич')
    desk.line.signOut()
    expect(JSON.stringify(desk.store.getState())).not.toContain('Їжакевич')
    while (door.asked.length === 0) await settled()
    expect(door.asked).toMatchObject([{ method: 'DELETE', authorization: 'Bearer a-session' }])
  })

  test('that has ended here hears its old connection no more', async () => {
    const desk = aDesk({ view: aView(), session: 'a-session', url: 'http://127.0.0.1:9' })
    await desk.line.start()
    desk.line.signOut()
    desk.connection().show(aServingView())
    expect(desk.store.getState().hub).toBeNull()
  })
})

test('a desk that is not paired says so instead of asking for a PIN', async () => {
  const desk = aDesk({ pairing: 'not-paired' })
  await desk.line.start()
  expect(desk.store.getState().stage).toBe('not-paired')
})
