import { anOffice } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breakOuts } from './support/break-outs.ts'
import { launchChromium, sizes } from './support/chromium.ts'
import { Office } from './support/office.ts'
import { Canary, LockedPage } from './support/try-break-out.ts'

let office: Office
let browser: Browser
let canary: Canary

beforeAll(async () => {
  office = await Office.open(anOffice().withService('А').config(), '2026-11-23T08:00:00Z')
  browser = await launchChromium()
  canary = await Canary.listen()
})
afterAll(async () => {
  await browser?.close()
  await canary?.close()
  await office?.close()
})

const surfaces = [
  { role: 'terminal', surface: 'kiosk', ready: 'button' },
  { role: 'display', surface: 'board', ready: 'main, #root *' },
  { role: 'desk', surface: 'desk', ready: 'input' },
] as const

it('the list has at least sixty ways out, each with a name of its own', () => {
  expect(breakOuts.length).toBeGreaterThanOrEqual(60)
  expect(new Set(breakOuts.map(({ name }) => name)).size).toBe(breakOuts.length)
  const kinds = new Set(breakOuts.map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(['key', 'gesture', 'url', 'drag', 'dialog', 'window', 'network', 'inject', 'device']))
})

it('the list works: at least sixty of it get out of an ordinary page', async () => {
  const tried = breakOuts.filter(({ only }) => only === undefined)
  const gotOut: string[] = []
  let page: Page | null = null
  let ordinary: LockedPage | null = null
  for (const breakOut of tried) {
    if (page === null || ordinary === null) {
      const context = await browser.newContext({ viewport: sizes.terminal, hasTouch: true, acceptDownloads: true })
      page = await context.newPage()
      await page.goto(`${canary.url}/ordinary`)
      ordinary = await LockedPage.watch(page, canary)
    }
    const hangs = new Promise<string[]>((resolve) => setTimeout(resolve, 3_000, ['the page hangs']))
    const signs = await Promise.race([ordinary.holds(breakOut).catch(() => ['the page is gone']), hangs])
    if (signs.length > 0) gotOut.push(breakOut.name)
    // a page that only let something through is as good as new
    if (signs.some((sign) => !sign.endsWith('went through'))) {
      await page.context().close()
      page = null
    }
  }
  await page?.context().close()
  expect(gotOut.length).toBeGreaterThanOrEqual(60)
})

describe.each(surfaces)(
  'S44 nobody gets out of the page of the $role in the browser host',
  ({ role, surface, ready }) => {
    let page: Page
    let locked: LockedPage

    beforeAll(async () => {
      const context = await browser.newContext({ viewport: sizes[role], hasTouch: true, acceptDownloads: true })
      page = await context.newPage()
      await page.goto(await office.screen(role))
      await page.waitForSelector(ready)
      await page.waitForURL((url) => url.hash === '')
      // a board says nothing for its first 400 ms
      await page.waitForFunction(() => document.body.innerText.trim() !== '')
      locked = await LockedPage.watch(page, canary)
    })
    afterAll(() => page?.context().close())

    const tried = breakOuts.filter(({ only, notOn }) => only !== 'electron' && notOn?.includes(surface) !== true)
    it.each(tried)('by: $name', async (breakOut) => {
      expect(await locked.holds(breakOut)).toEqual([])
    })
  },
)
