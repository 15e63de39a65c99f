/**
 * Pictures of every state of the desk against a stand-in hub, each checked with axe.
 * Usage: node apps/operator-desk/test/preview/shots.ts OUT_DIR [name…] — with CHROMIUM_PATH, default /usr/bin/chromium.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { pageConfig } from '../../../../tools/pages.ts'
import { aServingView } from '../views.ts'
import { type FakeHub, startFakeHub } from './fake-hub.ts'
import { scenes } from './scenes.ts'

const [out = 'desk-shots', ...only] = process.argv.slice(2)
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const pages = mkdtempSync(path.join(tmpdir(), 'cherha-desk-'))
mkdirSync(out, { recursive: true })
await build(pageConfig(root, 'operator-desk', pages))

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
let findings = 0
for (const scene of scenes) {
  if (only.length > 0 && !only.includes(scene.name)) continue
  for (const size of scene.sizes ?? [[1366, 768]]) findings += await shoot(browser, scene, size)
}
await browser.close()
rmSync(pages, { recursive: true })
console.log(`axe: ${findings} findings`)
process.exitCode = findings === 0 ? 0 : 1

async function shoot(
  browser: Browser,
  scene: (typeof scenes)[number],
  [width, height]: readonly [number, number],
): Promise<number> {
  const hub: FakeHub = await startFakeHub(pages, scene.view ?? aServingView())
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'uk-UA',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
    ...(scene.contrast ? { contrast: 'more' as const } : {}),
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.log(`${scene.name}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      console.log(`${scene.name}: ${message.text()}`)
  })
  if (scene.signedOut !== true) {
    await page.addInitScript(() => sessionStorage.setItem('cherha.session', 'a-session'))
  }
  if (scene.english) await page.addInitScript(() => localStorage.setItem('cherha.desk.language', 'en'))
  scene.before?.(hub)
  await page.goto(hub.url)
  await page.locator('h1').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  page.setDefaultTimeout(20_000)
  const failed = await Promise.resolve(scene.then?.(page, hub)).then(
    () => [],
    (error: Error) => [`not reached: ${error.message.split('\n', 3).join(' ')}`],
  )
  const name = width === 1366 ? scene.name : `${scene.name}-${width}`
  await page.screenshot({ path: path.join(out, `${name}.png`), fullPage: scene.scrolls === 'whole' })
  const found = [...failed, ...(await problems(page, scene.scrolls !== undefined))]
  for (const line of found) console.log(`${name}: ${line}`)
  await context.close()
  await hub.close()
  return found.length
}

/** What axe finds, and whether anything is cut off or needs scrolling. */
async function problems(page: Page, scrolls: boolean): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const overflow = await page.evaluate((mayBeLong) => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement
    const long = !mayBeLong && scrollHeight > clientHeight
    return long || scrollWidth > clientWidth ? [`scrolls: ${scrollWidth}×${scrollHeight}`] : []
  }, scrolls)
  return [
    ...violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    ),
    ...overflow,
  ]
}
