import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type App, createApp } from '../src/http/app.ts'
import { openLogger } from '../src/http/logging.ts'
import { Metrics } from '../src/http/metrics.ts'
import { pages } from '../src/http/pages.ts'
import { publicSite } from '../src/http/public-site.ts'

const folder = mkdtempSync(join(tmpdir(), 'cherha-site-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const site = join(folder, 'site')
mkdirSync(join(site, 'assets'), { recursive: true })
for (const [file, text] of [
  ['index.html', 'головна'],
  ['index.en.html', 'home'],
  ['status.html', 'заява'],
  ['status.en.html', 'application'],
  ['404.html', 'немає · no such page'],
  ['assets/index-1a2b.js', 'export {}'],
] as const) {
  writeFileSync(join(site, file), text)
}
for (const file of ['booking.html', 'booking.chosen.html', 'booking.chosen.en.html', 'assets/main-3c4d.js']) {
  writeFileSync(join(site, file), file)
  writeFileSync(join(site, `${file}.br`), brotliCompressSync(file))
  writeFileSync(join(site, `${file}.gz`), gzipSync(file))
}

let app: App
beforeEach(async () => {
  app = await serving(site)
})
afterEach(() => app.close())

async function serving(from: string | null): Promise<App> {
  const made = await createApp({
    logger: openLogger('silent'),
    metrics: new Metrics({ offices: () => [] }),
    version: '1',
  })
  await pages(made, null)
  await publicSite(made, from)
  return made
}

const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

test('each public page is served in the language of its address, under the policy that lets nothing in', async () => {
  for (const [url, body] of [
    ['/', 'головна'],
    ['/?lang=en', 'home'],
    ['/status', 'заява'],
    ['/status?lang=en', 'application'],
    ['/status?lang=uk', 'заява'],
    ['/status?lang=en&lang=uk&from=elsewhere', 'заява'],
  ] as const) {
    const answer = await app.inject(url)
    expect([url, answer.statusCode, answer.body]).toEqual([url, 200, body])
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' })
    expect(String(answer.headers['content-security-policy'])).toContain("default-src 'none'")
  }
  const asset = await app.inject('/assets/index-1a2b.js')
  expect([asset.statusCode, asset.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
})

test('a page whose address holds choices has a document for that, in the language there is', async () => {
  for (const [url, body] of [
    ['/booking', 'booking.html'],
    ['/booking?office=8001', 'booking.html'],
    ['/booking?service=passport', 'booking.chosen.html'],
    ['/booking?step=done&lang=en', 'booking.chosen.en.html'],
    ['/booking?lang=en', 'booking.html'],
    ['/status?service=passport', 'заява'],
  ] as const) {
    expect([url, (await app.inject(url)).body]).toEqual([url, body])
  }
  for (const url of ['/booking.chosen', '/booking.html.br']) expect((await app.inject(url)).statusCode).toBe(404)
})

test('what the build has compressed is sent so to whoever understands it, and plain to the others', async () => {
  const asked = async (url: string, accepted?: string) =>
    app.inject({ url, headers: accepted === undefined ? {} : { 'accept-encoding': accepted } })
  for (const url of ['/booking', '/assets/main-3c4d.js']) {
    for (const [accepted, coding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip, deflate', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['identity', undefined],
      [undefined, undefined],
    ] as const) {
      const answer = await asked(url, accepted)
      expect([url, accepted, answer.statusCode, answer.headers['content-encoding']]).toEqual([
        url,
        accepted,
        200,
        coding,
      ])
      expect(String(answer.headers['vary'] ?? '').toLowerCase()).toContain('accept-encoding')
    }
  }
  expect(gunzipSync((await asked('/booking', 'gzip')).rawPayload).toString()).toBe('booking.html')
  // nothing of the build has been compressed here
  expect((await asked('/status', 'gzip, br')).body).toBe('заява')
})

test('at an address nothing is at, a person sees a page in both languages and a program gets its JSON', async () => {
  for (const url of ['/nothing', '/status/deeper', '/404', '/status.html', '/assets/gone.js']) {
    const answer = await app.inject({ url, headers: asBrowser })
    expect([url, answer.statusCode, answer.body]).toEqual([url, 404, 'немає · no such page'])
    expect((await app.inject(url)).json()).toMatchObject({ error: { code: 'not-found' } })
  }
  const posted = await app.inject({ method: 'POST', url: '/nothing', headers: asBrowser })
  expect(posted.json()).toMatchObject({ error: { code: 'not-found' } })
  const api = await app.inject({ url: '/api/nothing', headers: asBrowser })
  expect(api.json()).toMatchObject({ error: { code: 'not-found' } })
})

test('a site that has not been built says how to build it, and its lost addresses stay JSON', async () => {
  const bare = await serving(join(folder, 'nothing'))
  expect(await bare.inject('/')).toMatchObject({
    statusCode: 503,
    body: 'The page has not been built: npm run build\n',
  })
  expect((await bare.inject({ url: '/nothing', headers: asBrowser })).json()).toMatchObject({
    error: { code: 'not-found' },
  })
  await bare.close()
})
