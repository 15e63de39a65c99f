/**
 * Pictures of the public pages against a stand-in server, each checked with axe, for what the page's own policy
 * forbids, for targets under 44 px and for what jumps. Usage: node apps/public-site/test/preview/shots.ts OUT_DIR
 * [name…] — with CHROMIUM_PATH, default /usr/bin/chromium.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { pageConfig } from '../../../../tools/pages.ts'
import { now } from '../booking-answers.ts'
import { startFakeSite } from './fake-site.ts'
import { type Scene, scenes } from './scenes.ts'

const [out = 'site-shots', ...only] = process.argv.slice(2)
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const pages = mkdtempSync(path.join(tmpdir(), 'cherha-site-'))
mkdirSync(out, { recursive: true })
await build(pageConfig(root, 'public-site', pages))

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
let findings = 0
for (const scene of scenes) {
  if (only.length > 0 && !only.some((name) => scene.name.startsWith(name))) continue
  findings += await shoot(browser, scene)
}
await browser.close()
rmSync(pages, { recursive: true })
console.log(`findings: ${findings}`)
process.exitCode = findings === 0 ? 0 : 1

async function shoot(browser: Browser, scene: Scene): Promise<number> {
  const site = await startFakeSite(pages, scene.answer, scene.booking)
  const [width, height] = scene.size ?? [390, 844]
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  let found = 0
  const say = (text: string): void => {
    found++
    console.log(`${scene.name}: ${text}`)
  }
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
  try {
    await scene.then?.(page)
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
  }
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
  return found
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
  const { violations } = await new AxeBuilder({ page }).analyze()
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
  return [
    ...violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    ),
    ...measured,
  ]
}
