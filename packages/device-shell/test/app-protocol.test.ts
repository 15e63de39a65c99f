import { describe, expect, it } from 'vitest'
import { answerAppRequest, type AppPages } from '../src/app-protocol.ts'
import { contentSecurityPolicy } from '../src/csp.ts'

const pages: AppPages = {
  app: 'terminal',
  files: new Set([
    'index.html',
    'maintenance.html',
    'assets/main-1a2b.js',
    'assets/chime-9f.ogg',
    'strange.exe',
    'їжак.css',
  ]),
  made: new Map([['one-moment.html', '<p>moment']]),
  connect: ['http://127.0.0.1:4711', 'ws://127.0.0.1:4711'],
}
const get = (url: string, method = 'GET') => answerAppRequest({ method, url }, pages)

describe('the app:// protocol', () => {
  it.each([
    ['app://terminal/', 'index.html', 'text/html; charset=utf-8'],
    ['app://terminal', 'index.html', 'text/html; charset=utf-8'],
    ['app://terminal/index.html?x=1#y', 'index.html', 'text/html; charset=utf-8'],
    ['app://terminal/maintenance.html', 'maintenance.html', 'text/html; charset=utf-8'],
    ['app://terminal/assets/main-1a2b.js', 'assets/main-1a2b.js', 'text/javascript; charset=utf-8'],
    ['app://terminal/assets/chime-9f.ogg', 'assets/chime-9f.ogg', 'audio/ogg'],
    ['app://terminal/%D1%97%D0%B6%D0%B0%D0%BA.css', 'їжак.css', 'text/css; charset=utf-8'],
  ])('serves %s', (url, file, type) => {
    const answer = get(url)
    expect(answer).toMatchObject({ status: 200, file })
    expect(answer.headers['content-type']).toBe(type)
  })

  it('serves pages made at the start, and nothing for HEAD but the headers', () => {
    expect(get('app://terminal/one-moment.html')).toMatchObject({ status: 200, text: '<p>moment' })
    const head = get('app://terminal/index.html', 'HEAD')
    expect(head).toMatchObject({ status: 200, text: '' })
    expect(head.headers['content-type']).toContain('text/html')
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'get', 'PROPFIND', ''])(
    'takes no %j',
    (method) => {
      const answer = get('app://terminal/', method)
      expect(answer.status).toBe(405)
      expect(answer.headers['allow']).toBe('GET, HEAD')
    },
  )

  it.each([
    'app://display/index.html',
    'app://terminal.evil/index.html',
    'app://terminal:80/index.html',
    'app://user@terminal/index.html',
    'app://TERMINAL/index.html',
    'app:///index.html',
    'app:index.html',
    'file:///etc/passwd',
    'https://terminal/index.html',
    '',
  ])('answers for its own host only, not %j', (url) => {
    expect(get(url).status).toBe(403)
  })

  it.each([
    '/../package.json',
    '/assets/../../main/index.js',
    '/%2e%2e/package.json',
    '/%2E%2E%2Fpackage.json',
    '/..%2fpackage.json',
    '/..%5cpackage.json',
    '/%252e%252e%252fpackage.json',
    '/..%252fpackage.json',
    '/assets\\..\\..\\main\\index.js',
    '\\..\\package.json',
    '//etc/passwd',
    '/assets//main-1a2b.js',
    '/index.html%00.js',
    '/index.html\u0000',
    '/%',
    '/%zz',
    '/%c0%ae%c0%ae/package.json',
    '/.sources',
    '/./index.html',
    '/%0d%0aset-cookie:x',
    '/%7f',
  ])('does not climb out of its folder: %j', (path) => {
    const answer = get(`app://terminal${path}`)
    expect(answer.status).toBe(400)
    expect(answer).not.toHaveProperty('file')
  })

  it('has only what was built: no other file, no folder, no type it does not know', () => {
    for (const path of ['/package.json', '/assets', '/assets/', '/strange.exe', '/INDEX.HTML', '/index.html/x']) {
      expect(get(`app://terminal${path}`).status, path).toBe(404)
    }
  })

  it('answers whole, whatever range is asked for, and keeps only hashed names', () => {
    expect(get('app://terminal/assets/chime-9f.ogg').headers).toMatchObject({
      'accept-ranges': 'none',
      'cache-control': 'max-age=31536000, immutable',
    })
    expect(get('app://terminal/').headers['cache-control']).toBe('no-cache')
  })

  it('puts policy and nosniff on every answer, refusals too', () => {
    for (const url of ['app://terminal/', 'app://terminal/nothing', 'app://terminal/..', 'app://display/']) {
      const { headers } = get(url)
      expect(headers['content-security-policy'], url).toMatch(/^default-src 'none';/)
      expect(headers['x-content-type-options'], url).toBe('nosniff')
    }
  })
})

describe('the policy of a page', () => {
  it('begins with nothing and lets it talk to its hub connection only', () => {
    const policy = contentSecurityPolicy(pages.connect)
    expect(policy).toMatch(/^default-src 'none';/)
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:4711 ws://127.0.0.1:4711;")
    expect(policy).not.toMatch(/unsafe|\*|https:(?!\/)/)
    for (const closed of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(closed)
    }
  })

  it.each(['https://a.example; script-src *', "'unsafe-inline'", 'https://*', '*', 'http://a.example/path', 'app://x'])(
    'cannot be widened by an origin like %j',
    (origin) => {
      expect(() => contentSecurityPolicy([origin])).toThrow(RangeError)
    },
  )
})
