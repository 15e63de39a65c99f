import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBrowserHost } from '../src/index.ts'
import { startFakeHub } from './fake-hub.ts'
import { type HostFixture, rawRequest, startHost } from './host-fixture.ts'

let fixture: HostFixture
let cookie: string
beforeEach(async () => {
  fixture = await startHost({ hubAnswerMs: 2_000 })
  cookie = await fixture.pair()
})
afterEach(() => fixture.close())

describe('what a host relays to the hub', () => {
  it('is nothing without the cookie', async () => {
    for (const address of ['/health', '/api/board', '/socket.io/?EIO=4&transport=polling']) {
      const answer = await fixture.ask(address)
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'not-paired' } })
    }
    expect(fixture.hub.arrived).toEqual([])
  })

  it('carries the device token the page never sees', async () => {
    const answer = await fixture.ask('/api/board?now=1', { cookie })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ ok: true, url: '/api/board?now=1' })
    expect(fixture.hub.arrived[0]?.headers.authorization).toBe('Bearer device-token')
    expect(JSON.stringify([...answer.headers])).not.toContain('device-token')
  })

  it('keeps the bearer of a staff session', async () => {
    await fixture.ask('/api/desk', { cookie, headers: { authorization: 'Bearer session-token' } })
    expect(fixture.hub.arrived[0]?.headers.authorization).toBe('Bearer session-token')
  })

  it("leaves out the cookie and the origin, and hides the hub's own cookie and its CORS", async () => {
    const answer = await fixture.ask('/api/board', {
      cookie,
      headers: { 'x-forwarded-for': '1.2.3.4', 'x-code': 'ABCD1234' },
    })
    const { headers } = fixture.hub.arrived[0] ?? { headers: {} }
    expect(headers).toMatchObject({ host: `127.0.0.1:${fixture.hub.port}`, 'x-code': 'ABCD1234' })
    for (const name of ['cookie', 'origin', 'x-forwarded-for']) expect(headers).not.toHaveProperty(name)
    expect(answer.headers.get('x-hub')).toBe('yes')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  it("passes a body and the hub's answer on as they are", async () => {
    const answer = await fixture.ask('/api/commands', {
      method: 'POST',
      cookie,
      body: '{"type":"recall" }',
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(409)
    expect(fixture.hub.arrived[0]).toMatchObject({ method: 'POST', url: '/api/commands', bytes: 18 })
  })

  it('lets the hub itself refuse a body that is too large', async () => {
    const answer = await fixture.ask('/api/commands', {
      method: 'POST',
      cookie,
      body: 'x'.repeat(65 * 1024),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ error: { code: 'too-large', message: 'at most 64 KiB' } })
  })

  it('ends at a quarter of a mebibyte, which never reaches the hub', async () => {
    const answer = await fixture.ask('/api/commands', { method: 'POST', cookie, body: 'x'.repeat(257 * 1024) })
    expect(answer.status).toBe(413)
    expect(fixture.hub.arrived).toEqual([])
  })

  it.each([
    '/test/clock',
    '/metrics',
    '/socket.io/extra',
    '/healthy',
    '/api',
    '/api/../test/clock',
    '/api/..%2ftest/clock',
    '/api/%2e%2e/test/clock',
    '/api//test',
    '/api/x%5c..%5ctest',
    '/api/\\..\\test',
    '/api/./board',
    '/host/../test/clock',
  ])('is never %s', async (address) => {
    const answer = await rawRequest(fixture.host, address, { host: new URL(fixture.host.url).host, cookie })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(fixture.hub.arrived).toEqual([])
  })

  it('includes a ticket number in Cyrillic', async () => {
    const answer = await fixture.ask(`/api/tickets/2026-03-02/${encodeURIComponent('А-015')}`, { cookie })
    expect(answer.status).toBe(200)
    expect(fixture.hub.arrived[0]?.url).toBe('/api/tickets/2026-03-02/%D0%90-015')
  })

  it('includes signing out', async () => {
    await fixture.ask('/api/sessions', { method: 'DELETE', cookie, headers: { origin: fixture.host.url } })
    expect(fixture.hub.arrived[0]).toMatchObject({ method: 'DELETE', url: '/api/sessions' })
  })

  it.each([
    ['PUT', '/api/commands', 'GET, POST, DELETE'],
    ['HEAD', '/api/board', 'GET, POST, DELETE'],
    ['OPTIONS', '/api/commands', 'GET, POST, DELETE'],
    ['DELETE', '/health', 'GET'],
    ['POST', '/health', 'GET'],
    ['PATCH', '/socket.io/', 'GET, POST'],
  ])('is not a %s of %s', async (method, address, allowed) => {
    const answer = await fixture.ask(address, { method, cookie })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe(allowed)
    expect(fixture.hub.arrived).toEqual([])
  })

  it('fails as 502 while the hub is down and works again when it is back', async () => {
    const { port } = fixture.hub
    await fixture.hub.close()
    const down = await fixture.ask('/api/board', { cookie })
    expect(down.status).toBe(502)
    expect(await down.json()).toMatchObject({ ok: false, error: { code: 'hub-unreachable' } })
    const back = await startFakeHub(port)
    try {
      expect((await fixture.ask('/api/board', { cookie })).status).toBe(200)
    } finally {
      await back.close()
    }
  })

  it('fails as 502 when the hub accepts the connection and stays silent', async () => {
    const silent = createServer()
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const host = await startBrowserHost({ ...fixture.settings, hubUrl: `http://127.0.0.1:${port}`, hubAnswerMs: 50 })
    try {
      const code = host.pairCode()
      const headers = { origin: host.url, 'content-type': 'application/json' }
      const paired = await fetch(`${host.url}/host/pair`, { method: 'POST', body: JSON.stringify({ code }), headers })
      const answer = await fetch(`${host.url}/health`, {
        headers: { cookie: (paired.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' },
      })
      expect(answer.status).toBe(502)
    } finally {
      await host.close()
      silent.close()
    }
  })
})
