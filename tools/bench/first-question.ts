import { createServer, type Server } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { builtPages } from '../pages.ts'
import type { Figure } from './report.ts'
import { spreadOf } from './rounds.ts'
import type { Setting } from './run.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
/** “Slow 4G” as Chromium's own tools have it: 1.44 Mbit/s down, 0.675 up, each answer 562 ms later. */
const slow4g = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: ((1.6 * 1024 * 1024) / 8) * 0.9,
  uploadThroughput: ((750 * 1024) / 8) * 0.9,
}
/** A phone of the middle beside this computer. */
const slower = 4

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** What the page asks for before it asks. */
const answers: Readonly<Record<string, unknown>> = {
  '/api/booking/rules': {
    state: 'open',
    addresses: 'allowed',
    limits: { open: 5, month: 10, holdSeconds: 300 },
    phones: ['0 800 000 000'],
  },
  '/api/booking/services': {
    services: ['passport', 'id-card', 'residence', 'permit'].map((id) => ({
      id,
      title: { uk: 'Оформлення та видача посвідки на постійне проживання', en: 'Permanent residence permit' },
    })),
  },
}

interface Seen {
  readonly paintMs: number
  readonly scriptBytes: number
}

/**
 * The first question of booking in Chromium, over a slow line and on a slow phone, the cache empty each time: until its
 * largest part is painted, and the bytes of script until its answers can be chosen.
 */
export async function firstQuestion({ rounds }: Setting): Promise<Readonly<Record<'P17' | 'P17b', Figure>>> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  const pages = builtPages(root, 'public-site')
  const missing = !existsSync(executablePath)
    ? 'there is no Chromium; set CHROMIUM_PATH'
    : !existsSync(path.join(pages, 'booking.html.br'))
      ? 'the public pages are not built; run npm run build'
      : null
  if (missing !== null) return { P17: { skipped: missing }, P17b: { skipped: missing } }
  const server = await serve(pages)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const { port } = server.address() as AddressInfo
    const seen: Seen[] = []
    for (let round = 0; round < rounds; round += 1) seen.push(await look(browser, `http://127.0.0.1:${port}/booking`))
    return {
      P17: spreadOf(seen.map(({ scriptBytes }) => scriptBytes / 1_000)),
      P17b: spreadOf(seen.map(({ paintMs }) => paintMs / 1_000)),
    }
  } finally {
    await browser.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

async function look(browser: Browser, url: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', slow4g)
  await line.send('Emulation.setCPUThrottlingRate', { rate: slower })
  let scriptBytes = 0
  let isAnswered = false
  const sizes: Promise<void>[] = []
  page.on('response', (response) => {
    if (isAnswered || !response.url().endsWith('.js')) return
    sizes.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => {
          scriptBytes += responseBodySize
        }),
    )
  })
  await page.addInitScript(watchLargest)
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator('.offer').first().waitFor()
  isAnswered = true
  await Promise.all(sizes)
  // a list that is painted may be the largest part of the page
  await page.waitForTimeout(500)
  const paintMs = await page.evaluate(() => window.largest)
  await context.close()
  return { paintMs, scriptBytes }
}

declare global {
  interface Window {
    /** When the largest part of the page was painted, ms. */
    largest: number
  }
}

/** Notes when the largest part of the page was painted. */
function watchLargest(): void {
  window.largest = 0
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.largest = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}

/** The built pages as the queue server sends them, and the two answers. */
async function serve(pages: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    if (Object.hasOwn(answers, pathname)) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[pathname]))
      return
    }
    const file = path.join(pages, pathname === '/booking' ? 'booking.html' : path.normalize(pathname))
    const isSmall = existsSync(`${file}.br`)
    if (!existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      ...(isSmall ? { 'content-encoding': 'br' } : {}),
    })
    response.end(readFileSync(isSmall ? `${file}.br` : file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
