import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCall, anOffice, aView, moments } from '../apps/display/test/canned-views.ts'
import { type FakeHub, startFakeHub } from '../apps/display/test/fake-hub.ts'
import { overflowing } from '../apps/display/test/overflow.ts'
import { buildPages } from '../apps/display/test/page.ts'
import { messageHoldMs } from '../apps/display/src/renderer/parts/bottom-line.tsx'
import { launchChromium } from './support/chromium.ts'

/** A board of 55 inches, 1,920 px over 1,217 mm; capitals of the type are 0.70 em high (design, 4). */
const mmPerPx = 0.634
const capital = 0.7
/** Minutes of arc of a capital letter seen from a distance. */
const minutesOfArc = (px: number, metres: number): number =>
  (Math.atan((capital * px * mmPerPx) / (metres * 1_000)) * 180 * 60) / Math.PI

let browser: Browser
let pages: string
let hub: FakeHub

beforeAll(async () => {
  pages = await buildPages()
  browser = await launchChromium()
  hub = await startFakeHub(pages)
})
afterAll(async () => {
  await browser?.close()
  await hub?.close()
})

interface Wishes {
  readonly contrast?: 'more'
  readonly reducedMotion?: 'reduce'
}

const boards = { wide: { width: 1920, height: 1080 }, tall: { width: 1080, height: 1920 } } as const

/** @param turns messages and pages change every 1.5 s */
async function open(size: 'wide' | 'tall', more: Wishes = {}, turns = false): Promise<Page> {
  const context = await browser.newContext({ viewport: boards[size], timezoneId: 'Europe/Kyiv', ...more })
  const page = await context.newPage()
  // a clock that is turned would end the connection to the hub: only the turns of the board come sooner
  if (turns)
    await page.addInitScript((hold) => {
      const every = window.setInterval.bind(window)
      Object.assign(window, { setInterval: (run: () => void, ms: number) => every(run, ms === hold ? 1_500 : ms) })
    }, messageHoldMs)
  hub.show(moments['empty'] ?? aView())
  await page.goto(hub.url)
  await page.waitForSelector('.coming')
  return page
}

/** Waits until a page has painted the view it was sent and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )
  await page.waitForTimeout(150)
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}

declare global {
  interface Window {
    /** Every animation that has begun, where `noteMotions` has run. */
    moved?: { name: string; iterations: string }[]
  }
}

/** Notes what begins to move from now on: on a busy computer a motion of half a second is over before anybody looks. */
async function noteMotions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const moved: NonNullable<Window['moved']> = []
    window.moved = moved
    document.addEventListener('animationstart', ({ target, animationName, pseudoElement }) => {
      if (!(target instanceof Element)) return
      const style = getComputedStyle(target, pseudoElement === '' ? null : pseudoElement)
      const at = style.animationName.split(', ').indexOf(animationName)
      moved.push({ name: animationName, iterations: style.animationIterationCount.split(', ')[at] ?? '?' })
    })
  })
}

async function show(page: Page, view: Parameters<FakeHub['show']>[0], selector: string): Promise<void> {
  hub.show(view)
  await page.waitForSelector(selector)
  await settled(page)
}

/** Smallest type of a selector, px. */
const smallest = (page: Page, selector: string): Promise<number> =>
  // looked up and measured in one go: a list that turns its page takes its elements with it
  page.evaluate(
    (of) =>
      Math.min(...[...document.querySelectorAll(of)].map((each) => Number.parseFloat(getComputedStyle(each).fontSize))),
    selector,
  )

const five = ['Т-018', 'А-015', 'Р-022', 'П-002', 'Ф-888'].map((ticket, i) => aCall(ticket, i + 1))
const crowd = Array.from({ length: 12 }, (_, i) => aCall(`Ф-88${i % 10}`, i + 1))

describe('a board that comes up slowly', () => {
  it('shows its frame after a moment and is never blank again, however late its computer and its hub answer', async () => {
    const own = await startFakeHub(pages)
    const page = await browser.newPage({ viewport: boards.wide })
    const late = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    await page.route('**/host/device', async (route) => late(900).then(() => route.continue()))
    await page.addInitScript(() => {
      const blank: boolean[] = []
      Object.assign(window, { blank })
      // looked at before every frame: what the hall would see
      const look = () => {
        const now = document.body === null || document.body.innerText.trim() === ''
        if (blank.at(-1) !== now) blank.push(now)
        requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
    const linked = page.waitForEvent('websocket')
    await page.goto(own.url)
    await page.waitForSelector('.dash')
    await linked
    await late(600)
    own.show(aView())
    await page.waitForSelector('.coming')
    expect(await page.evaluate('blank')).toEqual([true, false])
    await page.close()
    await own.close()
  })
})

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
    const tall = await open('tall')
    const measureTall = async (name: string, view: Parameters<FakeHub['show']>[0], selector: string) => {
      await show(tall, view, selector)
      angles[name] = Number(minutesOfArc(await smallest(tall, selector), 10).toFixed(1))
    }
    await measureTall('tall, two calls', moments['board'] ?? aView(), '.calls.normal .num')
    await measureTall('tall, four calls', moments['busy'] ?? aView(), '.calls.dense .num')
    await measureTall('tall, six calls', moments['six'] ?? aView(), '.calls.crowded .num')
    await measureTall('tall, five calls, longest', moments['longest-five'] ?? aView(), '.calls.crowded .num')
    await measureTall('tall, twelve calls', aView({ office: anOffice(12), calls: crowd }), '.cell.now .num:not(.long)')
    // what no layout of this width can do better: four-digit numbers of a crowd are for 7.5 m
    await measureTall('tall, twelve, longest', moments['longest-many'] ?? aView(), '.cell.now .num.long')
    await measureTall('tall, a new call', aView({ calls: [fresh] }), '.takeover .num')
    await measureTall('tall, a new call, longest', moments['longest-takeover'] ?? aView(), '.takeover .num')
    await show(page, moments['longest-takeover'] ?? aView(), '.takeover')
    await measure('a new call, longest', '.takeover .num', 10)
    await show(page, moments['longest-many'] ?? aView(), '.cell.now .num.long')
    await measure('twelve, longest', '.cell.now .num.long', 10)
    await show(page, moments['many'] ?? aView(), '.cell .num.long')
    await measure('twelve, four digits', '.cell .num.long', 10)
    await show(page, moments['longest-five'] ?? aView(), '.calls.crowded .num')
    await measure('five calls, longest', '.call .num', 10)
    process.stdout.write(`minutes of arc: ${JSON.stringify(angles)}\n`)
    const less: Readonly<Record<string, number>> = {
      'five calls, longest': 12,
      'twelve, longest': 14.5,
      'tall, twelve, longest': 12,
    }
    for (const [name, angle] of Object.entries(angles)) expect(angle, name).toBeGreaterThanOrEqual(less[name] ?? 16)
    expect(angles['tall, a new call']).toBeGreaterThanOrEqual(45)
    for (const name of ['a new call, longest', 'tall, a new call, longest'])
      expect(angles[name], name).toBeGreaterThanOrEqual(36)
    await tall.context().close()
    expect(angles['two calls']).toBeGreaterThanOrEqual(23.5)
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
    await noteMotions(page)
    hub.show(call('А-015'))
    await page.waitForFunction(() => (window.moved ?? []).some(({ name }) => name === 'grow'))
    const moving = await page.evaluate(() => window.moved ?? [])
    expect(moving.filter(({ name }) => name === 'flash').length).toBeLessThanOrEqual(1)
    for (const each of moving) expect(each).toMatchObject({ iterations: '1' })
    await page.waitForTimeout(1_500)
    expect(await motions(page)).toEqual([])
    // nothing began anew meanwhile
    expect((await page.evaluate(() => window.moved ?? [])).filter(({ name }) => name === 'flash').length).toBe(1)
    await page.context().close()

    const calm = await open('wide', { reducedMotion: 'reduce' })
    hub.show(call('Р-022'))
    await calm.waitForSelector('.takeover')
    expect((await motions(calm)).filter(({ duration }) => duration > 0)).toEqual([])
    await calm.context().close()
  })

  it('A16 nothing sticks out and axe finds nothing in any state with the longest texts: wide, tall, both themes', async () => {
    const pages = new Map<string, Page>()
    for (const size of ['wide', 'tall'] as const)
      for (const theme of ['dark', 'contrast'] as const) {
        const page = await open(size, theme === 'contrast' ? { contrast: 'more' } : {})
        expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme)
        pages.set(`${size} ${theme}`, page)
      }
    const found: string[] = []
    for (const [name, view] of Object.entries(moments)) {
      // one hub shows all four boards the same
      hub.show(view)
      await Promise.all(
        [...pages].map(async ([board, page]) => {
          await settled(page)
          const cut = await page.evaluate(overflowing)
          const axe = new AxeBuilder({ page }).setLegacyMode(true)
          // the other theme is the same page in other colours, whatever its size, and they keep 7:1
          if (board === 'wide contrast') axe.withRules(['color-contrast', 'color-contrast-enhanced'])
          const violations = board === 'tall contrast' ? [] : (await axe.analyze()).violations
          found.push(
            ...cut.map((text) => `${board}, ${name}: ${text}`),
            ...violations.map(({ id, nodes }) => `${board}, ${name}: ${id} ${nodes[0]?.html}`),
          )
        }),
      )
    }
    expect(found).toEqual([])
    for (const page of pages.values()) await page.context().close()
  })

  it('A16 nothing sticks out and axe finds nothing without a view, without sound and without the hub: both themes', async () => {
    const found: string[] = []
    for (const contrast of ['no-preference', 'more'] as const)
      for (const viewport of [boards.wide, boards.tall]) {
        const own = await startFakeHub(pages)
        const context = await browser.newContext({ viewport, timezoneId: 'Europe/Kyiv', contrast })
        const look = async (page: Page, name: string) => {
          await settled(page)
          const axe = new AxeBuilder({ page }).setLegacyMode(true)
          if (contrast === 'more') axe.withRules(['color-contrast', 'color-contrast-enhanced'])
          const seen = contrast === 'more' && viewport === boards.tall
          const { violations } = seen ? { violations: [] } : await axe.analyze()
          const at = `${name}, ${viewport.width} wide, ${contrast}`
          found.push(
            ...(await page.evaluate(overflowing)).map((text) => `${at}: ${text}`),
            ...violations.map(({ id, nodes }) => `${at}: ${id} ${nodes[0]?.html}`),
          )
        }
        const page = await context.newPage()
        await page.goto(own.url)
        await page.waitForSelector('.dash')
        await look(page, 'loading')
        own.show(moments['longest-board'] ?? aView())
        await page.waitForSelector('.coming')

        const silent = await context.newPage()
        await silent.addInitScript(() => {
          Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' })
          AudioContext.prototype.resume = () => new Promise(() => undefined)
        })
        await silent.goto(own.url)
        await silent.waitForSelector('.line .sound-off')
        await look(silent, 'silent')
        await silent.close()

        own.paired(false)
        const stranger = await context.newPage()
        await stranger.goto(own.url)
        await stranger.waitForSelector('.steps')
        await look(stranger, 'not paired')
        await stranger.close()

        await own.close()
        await page.waitForSelector('.last-calls', { timeout: 20_000 })
        await look(page, 'lost')
        await context.close()
      }
    expect(found).toEqual([])
  })

  it('A16 pages the free places whose names are long, in type that is read, and shows each of them', async () => {
    const page = await open('wide', {}, true)
    await show(page, moments['longest-board'] ?? aView(), '.free.wrapping')
    const letters = new Set<string>()
    for (let turn = 0; turn < 10 && letters.size < 6; turn += 1) {
      for (const letter of await page.$$eval('.free .plate', (plates) => plates.map((plate) => plate.textContent)))
        letters.add(letter)
      expect(await smallest(page, '.free .name')).toBeGreaterThanOrEqual(36)
      const before = await page.textContent('.page')
      await expect.poll(() => page.textContent('.page')).not.toBe(before)
    }
    expect([...letters].toSorted()).toEqual(['А', 'Г', 'К', 'Р', 'Т', 'Ф'].toSorted())
    await page.context().close()
  })

  it('A16 shows the office’s own messages in turn, both languages, without anything that runs', async () => {
    const page = await open('wide', {}, true)
    const ticker = [
      { uk: 'Каса переїхала на другий поверх', en: 'The cash desk is on the second floor' },
      ...(moments['longest-board']?.office.ticker ?? []),
    ]
    const [first] = ticker
    hub.show(aView({ office: { ...anOffice(12), ticker } }))
    await page.getByText('Вільні місця сьогодні:').waitFor()
    await page.getByText(first?.uk ?? '').waitFor()
    await page.getByText(first?.en ?? '').waitFor()
    // too long for both languages at once: one after the other, in the type of every message
    for (const language of ['uk', 'en'] as const) {
      await page.getByText(ticker[1]?.[language] ?? '').waitFor()
      expect(await smallest(page, '.line p')).toBeGreaterThanOrEqual(38)
    }
    await page.getByText('Вільні місця сьогодні:').waitFor()
    await page.context().close()
  })
})
