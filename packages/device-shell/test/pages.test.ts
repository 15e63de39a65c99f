import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HostFixture, postPair, rawRequest, startHost } from './host-fixture.ts'

let fixture: HostFixture
beforeEach(async () => {
  fixture = await startHost()
})
afterEach(() => fixture.close())

const own = (): Record<string, string> => ({ host: new URL(fixture.host.url).host })

describe('the pages a host serves', () => {
  it('come with a policy that allows no inline script, no eval and nothing from elsewhere', async () => {
    const answer = await fixture.ask('/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('<title>page</title>')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('permissions-policy')).toContain('camera=()')
  })

  it('carry the same headers when nothing is found and when a request is refused', async () => {
    for (const answer of [await fixture.ask('/nothing-here'), await fixture.ask('/api/board')]) {
      expect(answer.ok).toBe(false)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  it('may be kept for ever when their name carries a hash, and never otherwise', async () => {
    expect((await fixture.ask('/assets/main-1a2b.js')).headers.get('cache-control')).toContain('immutable')
    expect((await fixture.ask('/')).headers.get('cache-control')).toBe('no-cache')
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/..%252fsecret.txt',
    '/.sources',
    '/%00',
    '/%',
  ])('stay inside their folder: %s', async (address) => {
    const answer = await rawRequest(fixture.host, address, own())
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.body).not.toContain('secret')
    expect(answer.body).not.toContain('hidden')
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })
})

describe('who may ask a host', () => {
  it('is nobody under another host name: a name pointed at 127.0.0.1 gets no page and no relay', async () => {
    const cookie = await fixture.pair()
    for (const host of ['evil.example', `evil.example:${new URL(fixture.host.url).port}`, '127.0.0.1:1']) {
      for (const address of ['/', '/host/device', '/api/board']) {
        expect((await rawRequest(fixture.host, address, { host, cookie })).status, `${host} ${address}`).toBe(403)
      }
    }
    expect(fixture.hub.arrived).toEqual([])
  })

  it('may call the host localhost', async () => {
    const port = new URL(fixture.host.url).port
    expect((await rawRequest(fixture.host, '/', { host: `localhost:${port}` })).status).toBe(200)
  })

  it('is not another origin, even on another port of this computer with the cookie', async () => {
    const cookie = await fixture.pair()
    for (const origin of [
      'https://evil.example',
      'http://127.0.0.1:1',
      'null',
      fixture.host.url.replace('http:', 'https:'),
    ]) {
      expect((await fixture.ask('/api/board', { cookie, headers: { origin } })).status).toBe(403)
      expect((await postPair(fixture.ask, fixture.host.pairCode(), { origin })).status).toBe(403)
    }
    expect((await fixture.ask('/api/board', { cookie, headers: { 'sec-fetch-site': 'same-site' } })).status).toBe(403)
    expect(fixture.hub.arrived).toEqual([])
  })

  it('must name its origin to change anything', async () => {
    const cookie = await fixture.pair()
    const answer = await fetch(`${fixture.host.url}/api/commands`, { method: 'POST', body: '{}', headers: { cookie } })
    expect(answer.status).toBe(403)
    expect(fixture.hub.arrived).toEqual([])
  })

  it('may follow a link to the page', async () => {
    const answer = await rawRequest(fixture.host, '/', {
      ...own(),
      'sec-fetch-site': 'same-site',
      'sec-fetch-mode': 'navigate',
    })
    expect(answer.status).toBe(200)
  })
})
