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
import { scenes } from './scenes.ts'
import { scrolling, stage } from './stage.ts'

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
  size: readonly [number, number],
): Promise<number> {
  const name = size[0] === 1366 ? scene.name : `${scene.name}-${size[0]}`
  const { context, page, hub, missed } = await stage(browser, pages, scene, size, (complaint) =>
    console.log(`${name}: ${complaint}`),
  )
  await page.screenshot({ path: path.join(out, `${name}.png`), fullPage: scene.scrolls === 'whole' })
  const found = [...(missed === null ? [] : [missed]), ...(await problems(page, scene.scrolls !== undefined))]
  for (const line of found) console.log(`${name}: ${line}`)
  await context.close()
  await hub.close()
  return found.length
}

/** What axe finds, and whether anything is cut off or needs scrolling. */
async function problems(page: Page, scrolls: boolean): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return [
    ...violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    ),
    ...(await page.evaluate(scrolling, scrolls)),
  ]
}
