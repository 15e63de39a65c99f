// Pictures of every moment of the board, to be held against the mockups:
//   node apps/display/test/look.ts FOLDER [moment…]
// in both themes; those of the high-contrast theme are `*-contrast.png`.
// Needs Chromium: CHROMIUM_PATH, or /usr/bin/chromium.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { aCall, anOffice, aView, moments } from './canned-views.ts'
import { startFakeHub } from './fake-hub.ts'
import { overflowing } from './overflow.ts'
import { buildPages } from './page.ts'

const [folder = 'display-pictures', ...only] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const pages = await buildPages()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
  ],
})
const wanted = (name: string): boolean => only.length === 0 || only.includes(name)
const wide = { width: 1920, height: 1080 }
const tall = { width: 1080, height: 1920 }
const boards = {
  '': { viewport: wide },
  '-portrait': { viewport: tall },
  '-contrast': { viewport: wide, contrast: 'more' },
  '-portrait-contrast': { viewport: tall, contrast: 'more' },
} as const

for (const [suffix, board] of Object.entries(boards)) {
  const take = async (
    name: string,
    prepare: (hub: Awaited<ReturnType<typeof startFakeHub>>, page: Page) => Promise<void>,
  ) => {
    if (!wanted(name)) return
    const hub = await startFakeHub(pages)
    const context = await browser.newContext({ ...board, locale: 'uk-UA' })
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(name, error))
    await prepare(hub, page)
    await page.screenshot({ path: join(folder, `${name}${suffix}.png`) })
    const cut = await page.evaluate(overflowing)
    if (cut.length > 0) console.log(`${name}${suffix}: runs over: ${cut.join(' · ')}`)
    await context.close()
    await hub.close()
  }
  for (const [name, view] of Object.entries(moments)) {
    await take(name, async (hub, page) => {
      hub.show(view)
      await page.goto(hub.url)
      await page.waitForSelector('.coming, .takeover, .notice main')
      await page.waitForTimeout(700)
    })
  }
  await take('takeover', async (hub, page) => {
    const others = [aCall('Р-022', 5)]
    hub.show(aView({ calls: others }))
    await page.goto(hub.url)
    await page.waitForTimeout(500)
    hub.show(aView({ calls: [...others, aCall('А-015', 3, { announced: false, remainingSeconds: null })] }))
    await page.waitForTimeout(700)
  })
  await take('takeover-crowd', async (hub, page) => {
    const tickets = [
      'Ф-8888',
      'А-015',
      'Р-022',
      'П-002',
      'Т-018',
      'К-003',
      'Г-006',
      'А-013',
      'Р-8021',
      'Ф-888',
      'Т-8019',
      'М-010',
    ]
    hub.show(
      aView({
        office: anOffice(12),
        calls: tickets.map((t, i) => aCall(t, i + 1, { announced: i > 0 })),
        shortForm: true,
      }),
    )
    await page.goto(hub.url)
    await page.waitForTimeout(900)
  })
  await take('announcing', async (hub, page) => {
    const calls = [aCall('А-015', 3, { announced: false, remainingSeconds: null })]
    hub.show(
      aView({
        calls,
        serving: [
          ['А-013', 1],
          ['Г-006', 2],
        ],
      }),
    )
    await page.goto(hub.url)
    await page.waitForSelector('.takeover')
    await page.waitForSelector('.coming', { timeout: 40_000 })
    await page.waitForTimeout(700)
  })
  await take('announcing-many', async (hub, page) => {
    hub.show(aView({ office: anOffice(7), calls: [aCall('Ф-8888', 3, { announced: false, remainingSeconds: null })] }))
    await page.goto(hub.url)
    await page.waitForSelector('.takeover')
    await page.waitForSelector('.coming', { timeout: 40_000 })
    await page.waitForTimeout(700)
  })
  await take('silent', async (hub, page) => {
    await page.addInitScript(() => {
      Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' })
      AudioContext.prototype.resume = () => new Promise(() => {})
    })
    hub.show(moments.board ?? aView())
    await page.goto(hub.url)
    await page.waitForTimeout(1_800)
  })
  await take('lost', async (hub, page) => {
    hub.show(moments.board ?? aView())
    await page.goto(hub.url)
    await page.waitForTimeout(700)
    await hub.close()
    await page.waitForTimeout(4_500)
  })
  await take('loading', async (hub, page) => {
    await page.goto(hub.url)
    await page.waitForTimeout(900)
  })
  await take('not-paired', async (hub, page) => {
    hub.paired(false)
    await page.goto(hub.url)
    await page.waitForTimeout(700)
  })
}
await browser.close()
