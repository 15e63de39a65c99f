/**
 * Pictures of the console's pages against a stand-in server, each checked with axe and for what the page's own policy
 * forbids. Usage: node apps/admin-console/test/preview/shots.ts OUT_DIR [name…] — with CHROMIUM_PATH, default
 * /usr/bin/chromium.
 */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { axeLines, played, type Shooting, takeShots } from '../../../../tools/shots.ts'
import { startFakeServer } from './fake-server.ts'
import { type Scene, scenes } from './scenes.ts'

await takeShots('admin-console', scenes, process.argv.slice(2), shoot)

async function shoot(scene: Scene, { browser, pages, out, say }: Shooting): Promise<void> {
  const server = await startFakeServer(pages, scene.role ?? 'administrator', scene.signedOut !== true)
  const [width, height] = scene.size ?? [1280, 800]
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'uk-UA',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
    ...(scene.contrast === true ? { contrast: 'more' as const } : {}),
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => say(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of [45]\d\d|ERR_EMPTY|ERR_CONNECTION/.test(message.text()))
      say(message.text())
  })
  if (scene.english === true) await page.addInitScript(() => localStorage.setItem('cherha.console.language', 'en'))
  scene.before?.(server)
  await page.goto(`${server.url}${scene.hash ?? ''}`)
  await page.locator('h1').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle')
  await played(() => scene.then?.(page, server), say)
  await page.screenshot({ path: path.join(out, `${scene.name}.png`), fullPage: true })
  for (const line of await problems(page)) say(line)
  await context.close()
  await server.close()
}

/** What axe finds, and whether the page has to be pushed sideways. */
async function problems(page: Page): Promise<string[]> {
  const sideways = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`is ${scrollWidth} wide in ${clientWidth}`] : []
  })
  return [...(await axeLines(page)), ...sideways]
}
