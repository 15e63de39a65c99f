import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCall, anOffice, aView, moments } from '../apps/display/test/canned-views.ts'
import { type FakeHub, startFakeHub } from '../apps/display/test/fake-hub.ts'
import { overflowing } from '../apps/display/test/overflow.ts'
import { buildPages } from '../apps/display/test/page.ts'
import { launchChromium } from './support/chromium.ts'

/** A board of 55 inches, 1,920 px over 1,217 mm; capitals of the type are 0.70 em high (design, 4). */
const mmPerPx = 0.634
const capital = 0.7
/** Minutes of arc of a capital letter seen from a distance. */
const minutesOfArc = (px: number, metres: number): number =>
  (Math.atan((capital * px * mmPerPx) / (metres * 1_000)) * 180 * 60) / Math.PI

let browser: Browser
let hub: FakeHub

beforeAll(async () => {
  const pages = await buildPages()
  browser = await launchChromium()
  hub = await startFakeHub(pages)
})
afterAll(async () => {
  await browser?.close()
  await hub?.close()
})

async function open(size: 'wide' | 'tall', more: { contrast?: 'more'; reducedMotion?: 'reduce' } = {}): Promise<Page> {
  const viewport = size === 'wide' ? { width: 1920, height: 1080 } : { width: 1080, height: 1920 }
  const context = await browser.newContext({ viewport, timezoneId: 'Europe/Kyiv', ...more })
  const page = await context.newPage()
  hub.show(moments['empty'] ?? aView())
  await page.goto(hub.url)
  await page.waitForSelector('.coming')
  return page
}

async function show(page: Page, view: Parameters<FakeHub['show']>[0], selector: string): Promise<void> {
  hub.show(view)
  await page.waitForSelector(selector)
  await page.waitForTimeout(700)
}

/** Smallest type of a selector, px. */
const smallest = (page: Page, selector: string): Promise<number> =>
  page.$$eval(selector, (found) => Math.min(...found.map((each) => Number.parseFloat(getComputedStyle(each).fontSize))))

const five = ['Т-018', 'А-015', 'Р-022', 'П-002', 'Ф-888'].map((ticket, i) => aCall(ticket, i + 1))
const crowd = Array.from({ length: 12 }, (_, i) => aCall(`Ф-88${i % 10}`, i + 1))

describe('the board', () => {
  it('A16 can be read where the design says: a new call at 10 m at once, called numbers at 10 m, whatever the crowd', async () => {
    const page = await open('wide')
    const fresh = aCall('А-015', 3, { announced: false, remainingSeconds: null })
    await show(page, aView({ calls: [fresh] }), '.takeover')
    expect(minutesOfArc(await smallest(page, '.takeover .num'), 10)).toBeGreaterThanOrEqual(50)
    const angles: Record<string, number> = {}
    const measure = async (name: string, selector: string, metres: number) => {
      angles[name] = Number(minutesOfArc(await smallest(page, selector), metres).toFixed(1))
    }
    await show(page, moments['board'] ?? aView(), '.calls.normal .num')
    await measure('two calls', '.call .num', 10)
    await measure('being served', '.serving .num', 9.5)
    await show(page, moments['busy'] ?? aView(), '.calls.dense .num')
    await measure('four calls', '.call .num', 10)
    await show(page, aView({ calls: five }), '.calls.crowded .num')
    await measure('five calls', '.call .num', 10)
    await show(page, aView({ office: anOffice(12), calls: crowd }), '.cell.now .num')
    await measure('twelve calls', '.cell.now .num', 10)
    process.stdout.write(`minutes of arc: ${JSON.stringify(angles)}\n`)
    expect(angles['two calls']).toBeGreaterThanOrEqual(23.5)
    for (const name of ['being served', 'four calls', 'five calls', 'twelve calls'])
      expect(angles[name], name).toBeGreaterThanOrEqual(16)
    await page.context().close()
  })

  it('A16 grows into a new call once, with one flash and no other; with reduced motion nothing moves', async () => {
    const motions = (page: Page) =>
      page.evaluate(() =>
        document.getAnimations().map((animation) => {
          const { iterations, duration } = animation.effect?.getComputedTiming() ?? {}
          return { name: (animation as CSSAnimation).animationName, iterations, duration: Number(duration) }
        }),
      )
    const call = (ticket: string) => aView({ calls: [aCall(ticket, 3, { announced: false, remainingSeconds: null })] })
    const page = await open('wide')
    hub.show(call('А-015'))
    await page.waitForFunction(
      () => document.querySelector('.takeover') !== null && document.getAnimations().length > 0,
    )
    const moving = await motions(page)
    expect(moving.some(({ name }) => name === 'grow')).toBe(true)
    expect(moving.filter(({ name }) => name === 'flash').length).toBeLessThanOrEqual(1)
    for (const each of moving) expect(each).toMatchObject({ iterations: 1 })
    await page.waitForTimeout(1_500)
    expect(await motions(page)).toEqual([])
    await page.context().close()

    const calm = await open('wide', { reducedMotion: 'reduce' })
    hub.show(call('Р-022'))
    await calm.waitForSelector('.takeover')
    expect((await motions(calm)).filter(({ duration }) => duration > 0)).toEqual([])
    await calm.context().close()
  })

  it.each([
    ['wide', 'dark'],
    ['wide', 'contrast'],
    ['tall', 'dark'],
    ['tall', 'contrast'],
  ] as const)(
    'A16 nothing sticks out and axe finds nothing on the %s board, %s, in every state with the longest texts',
    async (size, theme) => {
      const page = await open(size, theme === 'contrast' ? { contrast: 'more' } : {})
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme)
      const found: string[] = []
      for (const [name, view] of Object.entries(moments)) {
        hub.show(view)
        await page.waitForTimeout(500)
        const cut = await page.evaluate(overflowing)
        // the tall board is the same page in another place: it is looked at in one theme
        const violations =
          size === 'tall' && theme === 'contrast' ? [] : (await new AxeBuilder({ page }).analyze()).violations
        found.push(
          ...cut.map((text) => `${name}: ${text}`),
          ...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`),
        )
      }
      expect(found).toEqual([])
      await page.context().close()
    },
    600_000,
  )

  it('A16 shows the office’s own messages in turn, both languages, without anything that runs', async () => {
    const page = await open('wide')
    const ticker = [{ uk: 'Каса переїхала на другий поверх', en: 'The cash desk is on the second floor' }]
    hub.show(aView({ office: { ...anOffice(12), ticker } }))
    await page.getByText('Каса переїхала на другий поверх').waitFor({ timeout: 30_000 })
    await page.getByText('The cash desk is on the second floor').waitFor()
    await page.getByText('Вільні місця сьогодні:').waitFor({ timeout: 30_000 })
    await page.context().close()
  })
})
