import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type App, createApp } from '../src/http/app.ts'
import { openLogger } from '../src/http/logging.ts'
import { Metrics } from '../src/http/metrics.ts'
import { pages } from '../src/http/pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'cherha-pages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function serving(from: string | null): Promise<App> {
  const app = await createApp({
    logger: openLogger('silent'),
    metrics: new Metrics({ offices: () => [] }),
    version: '1',
  })
  await pages(app, from)
  return app
}

test('the administrator’s page is served with a policy that lets nothing in from elsewhere', async () => {
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'page', 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'not a page')
  const app = await serving(join(folder, 'page'))
  const page = await app.inject('/admin/')
  expect(page).toMatchObject({ statusCode: 200, body: '<!doctype html><title>page</title>' })
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(page.headers['cache-control']).toBe('no-cache')
  expect((await app.inject('/admin/assets/main-1a2b.js')).headers['cache-control']).toContain('immutable')
  expect((await app.inject('/admin')).headers.location).toBe('/admin/')
  for (const url of [
    '/admin/nothing.js',
    '/admin/..%2fsecret.txt',
    '/admin/../secret.txt',
    '/admin/%2e%2e/secret.txt',
  ]) {
    const answer = await app.inject(url)
    expect([url, answer.statusCode >= 400, answer.body.includes('not a page')]).toEqual([url, true, false])
  }
  await app.close()
})

test('a page that has not been built says how to build it', async () => {
  const app = await serving(join(folder, 'nothing'))
  expect(await app.inject('/admin/')).toMatchObject({
    statusCode: 503,
    body: 'The page has not been built: npm run build\n',
  })
  await app.close()
})

test('figures tell of every office by its code alone, and leave out what is not known', async () => {
  const offices = [
    { code: '6801', connected: true, diverged: false, inboxLag: 2, eventLag: 5, waiting: 3, inboxSeq: 9, copySeq: 40 },
    {
      code: '6802',
      connected: false,
      diverged: true,
      inboxLag: 0,
      eventLag: null,
      waiting: 0,
      inboxSeq: 1,
      copySeq: 0,
    },
  ]
  const metrics = new Metrics({ offices: () => offices })
  metrics.jobFailed('retention')
  const lines = (await metrics.text()).split('\n')
  expect(lines).toContain('cherha_hub_connected{office="6801"} 1')
  expect(lines).toContain('cherha_hub_diverged{office="6802"} 1')
  expect(lines).toContain('cherha_log_lag{office="6801"} 5')
  expect(lines.some((line) => line.startsWith('cherha_log_lag{office="6802"}'))).toBe(false)
  expect(lines).toContain('cherha_tickets_waiting{office="6801"} 3')
  expect(lines).toContain('cherha_job_failures_total{job="retention"} 1')
  offices.pop()
  expect(await metrics.text()).not.toContain('6802')
})
