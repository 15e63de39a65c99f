import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseScenes } from '../apps/operator-desk/test/preview/case-scenes.ts'
import { type Scene, scenes } from '../apps/operator-desk/test/preview/scenes.ts'
import { scrolling, stage } from '../apps/operator-desk/test/preview/stage.ts'
import { pageConfig } from '../tools/pages.ts'
import { launchChromium } from './support/chromium.ts'

/** Set: pictures of every state are put there. */
const pictures = process.env['DESK_PICTURES']
const root = path.resolve(import.meta.dirname, '..')
/** The size the desk is made for. */
const size = [1366, 768] as const
/** So many desks are looked at side by side. */
const desks = 3

/** Every state once: here it changes its theme and its language itself. */
const states = scenes.filter(({ english, name }) => english !== true && !/(-in)?-(contrast|english)$/.test(name))
const ofApplications = new Set(caseScenes().map(({ name }) => name))
const kinds = {
  'of the queue': states.filter(({ name }) => !ofApplications.has(name) && !name.startsWith('health-')),
  'of the health line': states.filter(({ name }) => name.startsWith('health-')),
  'of applications': states.filter(({ name }) => ofApplications.has(name)),
} as const

let pages: string
let browser: Browser

beforeAll(async () => {
  pages = mkdtempSync(path.join(tmpdir(), 'cherha-desk-looks-'))
  await build({ ...pageConfig(root, 'operator-desk', pages), logLevel: 'error' })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  rmSync(pages, { recursive: true, force: true })
})

async function keep(page: Page, scene: Scene, look: string): Promise<void> {
  if (pictures === undefined) return
  const file = path.join(pictures, `${scene.name}${look}.png`)
  await page.screenshot({ path: file, fullPage: scene.scrolls === 'whole' })
}

async function violations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  if (rules.length > 0) axe.withRules([...rules])
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

/** What is wrong with a state: as it is, with more contrast, in English. */
async function faultsOf(scene: Scene): Promise<string[]> {
  const found: string[] = []
  const { context, page, hub, missed } = await stage(browser, pages, scene, size, (text) => found.push(text))
  if (missed !== null) found.push(missed)
  await keep(page, scene, '')
  found.push(...(await violations(page)))
  const long = scene.scrolls !== undefined
  found.push(...(await page.evaluate(scrolling, long)))
  await page.emulateMedia({ contrast: 'more' })
  await page.locator(':root[data-theme="contrast"]').waitFor()
  await keep(page, scene, '-contrast')
  // the same page in other colours: only they can be wrong, and they keep 7:1
  found.push(
    ...(await violations(page, ['color-contrast', 'color-contrast-enhanced'])).map((text) => `more contrast: ${text}`),
  )
  const language = page.locator('.language')
  if ((await language.count()) > 0) {
    // a dialog keeps the button from being reached, not from being pressed
    await language.evaluate((button: HTMLElement) => button.click())
    await page.locator(':root[lang="en"]').waitFor()
    await page.emulateMedia({ contrast: 'no-preference' })
    await keep(page, scene, '-english')
    found.push(...(await page.evaluate(scrolling, long)).map((text) => `in English: ${text}`))
  }
  await context.close()
  await hub.close()
  return found.map((text) => `${scene.name}: ${text}`)
}

describe('the desk', () => {
  it.each(Object.entries(kinds))(
    'E5 axe finds nothing and nothing is cut off in any state %s: both contrasts, both languages',
    async (_kind, scenesOfKind) => {
      const waiting = [...scenesOfKind]
      const found: string[] = []
      await Promise.all(
        Array.from({ length: desks }, async () => {
          for (let scene = waiting.shift(); scene !== undefined; scene = waiting.shift())
            found.push(...(await faultsOf(scene)))
        }),
      )
      expect(scenesOfKind.length).toBeGreaterThan(20)
      expect(found).toEqual([])
    },
  )
})
