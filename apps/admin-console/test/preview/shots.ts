/**
 * Pictures of the console's pages against a stand-in server, each checked with axe and for what the page's own policy
 * forbids. Usage: node apps/admin-console/test/preview/shots.ts OUT_DIR [name…] — with CHROMIUM_PATH, default
 * /usr/bin/chromium.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { pageConfig } from '../../../../tools/pages.ts'
import { startFakeServer } from './fake-server.ts'
import { type Scene, scenes } from './scenes.ts'

const [out = 'console-shots', ...only] = process.argv.slice(2)
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const pages = mkdtempSync(path.join(tmpdir(), 'cherha-console-'))
mkdirSync(out, { recursive: true })
await build(pageConfig(root, 'admin-console', pages))

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
  let found = 0
  const say = (text: string): void => {
    found++
    console.log(`${scene.name}: ${text}`)
  }
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
  try {
    await scene.then?.(page, server)
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
  }
  await page.screenshot({ path: path.join(out, `${scene.name}.png`), fullPage: true })
  for (const line of await problems(page)) say(line)
  await context.close()
  await server.close()
  return found
}

/** What axe finds, and whether the page has to be pushed sideways. */
async function problems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`is ${scrollWidth} wide in ${clientWidth}`] : []
  })
  return [
    ...violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    ),
    ...sideways,
  ]
}
