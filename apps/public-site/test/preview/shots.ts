/**
 * Pictures of the public pages against a stand-in server, each checked with axe, for what the page's own policy
 * forbids, for targets under 44 px and for what jumps. Usage: node apps/public-site/test/preview/shots.ts OUT_DIR
 * [name…] — with CHROMIUM_PATH, default /usr/bin/chromium.
 */
import path from 'node:path'
import type { Page } from 'playwright-core'
import { axeLines, played, type Shooting, takeShots } from '../../../../tools/shots.ts'
import { now } from '../booking-answers.ts'
import { startFakeSite } from './fake-site.ts'
import { type Scene, scenes } from './scenes.ts'

await takeShots('public-site', scenes, process.argv.slice(2), shoot)

async function shoot(scene: Scene, { browser, pages, out, say }: Shooting): Promise<void> {
  const site = await startFakeSite(pages, scene.answer, scene.booking)
  const [width, height] = scene.size ?? [390, 844]
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.on('pageerror', (error) => say(error.message))
  page.on('console', (message) => {
    const { type, text } = { type: message.type(), text: message.text() }
    if ((type === 'error' || type === 'warning') && !/status of [45]\d\d|ERR_/.test(text)) say(text)
  })
  await page.clock.setFixedTime(now)
  await page.addInitScript(watchJumps)
  await page.goto(`${site.url}${scene.at}`)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle')
  await played(() => scene.then?.(page), say)
  await page.evaluate(() => document.fonts.ready)
  if (scene.print === true) {
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 794, height: 1123 })
  } else {
    // what is docked at the lower edge is at the lower edge of the picture
    const whole = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width, height: Math.max(height, whole) })
  }
  await page.screenshot({ path: path.join(out, `${scene.name}.png`), fullPage: true })
  if (scene.print !== true) for (const line of await problems(page)) say(line)
  await context.close()
  await site.close()
}

declare global {
  interface Window {
    jumps: { sum: number }
  }
}

/** Sums up what moved without being asked to. */
function watchJumps(): void {
  const jumps = { sum: 0 }
  window.jumps = jumps
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
      if (!hadRecentInput) jumps.sum += value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

async function problems(page: Page): Promise<string[]> {
  const measured = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const small = [
      ...document.querySelectorAll(
        'a:not(.skip), button, input:not([type=radio], [type=checkbox]), label:has(> input)',
      ),
    ].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      return width < 44 || height < 44 ? [`${element.textContent || element.id} is ${width} × ${height}`] : []
    })
    const { jumps } = window
    return [
      ...(scrollWidth > clientWidth ? [`is ${scrollWidth} wide in ${clientWidth}`] : []),
      ...small,
      // a word that moves inside its button is no jump
      ...(jumps.sum > 0.001 ? [`jumps by ${jumps.sum}`] : []),
    ]
  })
  return [...(await axeLines(page)), ...measured]
}
