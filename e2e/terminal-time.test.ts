import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import { defaultSpeechKeys } from '@cherha/shared/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, newTerminalPage } from './support/chromium.ts'
import { Office } from './support/office.ts'
import { letPass } from './support/page-time.ts'
import { pressPanelKey } from './support/panel-key.ts'
import { scan } from './support/scan.ts'
import { root } from './support/process.ts'
import { Visitor } from './support/visitor.ts'

const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
/** A Thursday, 09:28 in Kyiv. */
const morning = '2026-03-05T07:28:00Z'
const patient = { timeout: 60_000 }

let office: Office
let browser: Browser
let page: Page
let visitor: Visitor
/** What was spoken; while `talks` it takes long, until its ends are called. */
let spoken: string[] = []
let talks = false
let endings: (() => void)[] = []
let stopped = 0

beforeAll(async () => {
  office = await Office.open(config, morning)
  browser = await launchChromium()
})
afterEach(() => page?.context().close())
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

/** The terminal's page with a played voice. @param available left out: there is one */
async function terminal(available = true): Promise<void> {
  spoken = []
  talks = false
  endings = []
  stopped = 0
  page = await newTerminalPage(browser)
  visitor = new Visitor(page)
  await page.route('**/host/speech', async (route) => {
    const request = route.request()
    if (request.method() === 'GET') return route.fulfill({ json: { available, keys: defaultSpeechKeys } })
    if (request.method() === 'DELETE') {
      stopped += 1
      return route.fulfill({ status: 204 })
    }
    const { parts }: { parts: readonly { text: string }[] } = request.postDataJSON()
    spoken.push(parts.map(({ text }) => text).join(' '))
    if (talks) await new Promise<void>((resolve) => endings.push(resolve))
    return route.fulfill({ json: { heard: true } }).catch(() => undefined)
  })
  await page.clock.install({ time: new Date(morning) })
  await page.goto(await office.screen('terminal'))
  await page.getByRole('button', { name: /^Талон на сьогодні/ }).waitFor()
}

/** The last of the codes is that of the panel, or of the headset's socket. */
const press = (key: keyof typeof defaultSpeechKeys): Promise<void> =>
  pressPanelKey(page, defaultSpeechKeys[key].at(-1) ?? '')
/** All that was begun is spoken to its end. */
function fallSilent(): void {
  talks = false
  for (const end of endings.splice(0)) end()
}
const question = () => page.getByRole('alertdialog', { name: 'Вам потрібен ще час?' })
const start = () => page.getByRole('button', { name: /^Талон на сьогодні/ })

/** To a screen that is finished. */
async function giveMark(): Promise<void> {
  await visitor.tap(/^Довідка і/)
  await visitor.tap(/^Ваш відгук/)
  await visitor.tap(/^4/)
  await visitor.tap('Надіслати')
  await page.getByRole('heading', { name: /Дякуємо/ }).waitFor()
}

describe('what a visitor has chosen', () => {
  it('E4 contrast and larger type last over the screens until the visitor leaves, and the third touch is the designed size', async () => {
    await terminal()
    const background = (): Promise<string> =>
      page.locator('.touch').evaluate((zone) => getComputedStyle(zone).backgroundColor)
    // (a heading is made smaller where it would not fit)
    const size = (): Promise<number> =>
      page
        .getByRole('button', { name: 'Контраст' })
        .evaluate((key) => Number.parseFloat(getComputedStyle(key).fontSize))
    const [plain, designed] = [await background(), await size()]
    const contrast = () => page.getByRole('button', { name: 'Контраст' })
    await contrast().tap()
    await expect.poll(() => contrast().getAttribute('aria-pressed'), patient).toBe('true')
    expect(await background()).not.toBe(plain)
    await visitor.tap(/^Збільшити|Розмір|текст/i)
    await expect.poll(size, patient).toBeGreaterThan(designed)
    const larger = await size()
    await visitor.tap(/^Довідка і/)
    expect(await contrast().getAttribute('aria-pressed')).toBe('true')
    await visitor.tap('Назад')
    expect(await size()).toBe(larger)
    await letPass(page, 82)
    await expect.poll(() => contrast().getAttribute('aria-pressed'), patient).toBe('false')
    await expect.poll(background, patient).toBe(plain)
    await expect.poll(size, patient).toBe(designed)
    for (let touch = 0; touch < 3; touch += 1) await page.locator('.assist li').nth(2).getByRole('button').tap()
    await expect.poll(size, patient).toBe(designed)
  })
})

describe('the plug of a headset', () => {
  it('E8 begins hearing, and pulled ends it at once: nothing is spoken aloud any more', async () => {
    await terminal()
    await press('plugged')
    await expect.poll(() => spoken.length, patient).toBe(1)
    expect(spoken[0]).toContain('Візьміть талон')
    const before = stopped
    await press('unplugged')
    await expect.poll(() => stopped, patient).toBeGreaterThan(before)
    await visitor.tap(/^Довідка і/)
    await page.getByRole('heading', { name: /дізнатися/ }).waitFor()
    expect(spoken).toHaveLength(1)
  })

  it('E8 hearing ends with the visit: the next visitor hears nothing', async () => {
    await terminal()
    await press('plugged')
    await expect.poll(() => spoken.length, patient).toBe(1)
    await visitor.tap(/^Довідка і/)
    await expect.poll(() => spoken.length, patient).toBe(2)
    await letPass(page, 62)
    await question().waitFor()
    await letPass(page, 25)
    await start().waitFor()
    const said = spoken.length
    await visitor.tap(/^Довідка і/)
    await page.getByRole('heading', { name: /дізнатися/ }).waitFor()
    expect(spoken).toHaveLength(said)
  })
})

describe('the panel with the four keys', () => {
  it('E6 E8 begins, moves, tells again and chooses, on a page that takes function keys from the browser', async () => {
    await terminal()
    expect(await page.evaluate(() => document.documentElement.dataset['locked'])).toBe('kiosk')
    await press('repeat')
    await expect.poll(() => spoken.at(-1) ?? '').toContain('Візьміть талон')
    await press('next')
    await expect.poll(() => spoken.at(-1)).toMatch(/^Талон на сьогодні/)
    await press('next')
    await expect.poll(() => spoken.at(-1)).not.toMatch(/^Талон на сьогодні/)
    await press('previous')
    await expect.poll(() => spoken.at(-1)).toMatch(/^Талон на сьогодні/)
    const said = spoken.length
    await press('repeat')
    await expect.poll(() => spoken.slice(said)).toEqual([expect.stringMatching(/^Талон на сьогодні/)])
    await press('choose')
    await expect.poll(() => spoken.at(-1)).toMatch(/^Яка послуга/)
  })
})

describe('time', () => {
  it('E12 in which the terminal speaks does not count', async () => {
    await terminal()
    await press('plugged')
    await expect.poll(() => spoken.length, patient).toBe(1)
    talks = true
    await visitor.tap(/^Довідка і/)
    await expect.poll(() => spoken.length, patient).toBe(2)
    await letPass(page, 100)
    expect(await question().count()).toBe(0)
    fallSilent()
    await letPass(page, 40)
    expect(await question().count()).toBe(0)
    await letPass(page, 20)
    await question().waitFor()
  })

  it('E12 E18 a voice that never ends does not keep what a visitor has typed', async () => {
    await terminal()
    await press('plugged')
    await expect.poll(() => spoken.length).toBe(1)
    await visitor.tap(/^Довідка і/)
    await visitor.tap(/^Ім’я латиницею/)
    talks = true
    await page.getByRole('textbox', { name: /^Українською/ }).fill('Канаркович')
    await press('repeat')
    await expect.poll(() => endings.length).toBeGreaterThan(0)
    await letPass(page, 150)
    expect(await question().count()).toBe(0)
    await letPass(page, 85)
    await question().waitFor()
    await letPass(page, 40)
    await start().waitFor()
    expect(await page.content()).not.toContain('Канаркович')
    fallSilent()
  })

  it('E12 a touch keeps the screen where no question is shown: who has read the first one long is not sent back to it', async () => {
    await terminal()
    await visitor.tap('English')
    await letPass(page, 70)
    await visitor.tap(/^Ticket for today/)
    await page.getByRole('heading', { name: /^Which service/ }).waitFor()
    await letPass(page, 40)
    expect(await page.getByRole('alertdialog').count()).toBe(0)
    await letPass(page, 20)
    await page.getByRole('alertdialog').waitFor()
  })

  it('E12 the question has its 20 seconds also when the office resumes late', async () => {
    await terminal()
    const lead = await office.signIn(config.staff.find(({ role }) => role === 'lead')?.login ?? '')
    await visitor.tap(/^Довідка і/)
    await office.command(lead, { type: 'suspend-office', reason: 'other' })
    await page.locator('.calm').waitFor()
    await letPass(page, 66)
    await office.command(lead, { type: 'resume-office' })
    await office.pass(601)
    await question().waitFor()
    await letPass(page, 15)
    await page.getByRole('button', { name: 'Так', exact: true }).tap()
    await question().waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: /дізнатися/ }).waitFor()
  })

  it('E12 E14 a ticket scanned while the one before is being asked is not taken away with it', async () => {
    await terminal()
    await visitor.tap(/^Довідка і/)
    await letPass(page, 61)
    await question().waitFor()
    await scan(page, `CHERHA1|${config.code}|2026-03-05|A-015|1|K7QF2M9D`)
    await page.getByText('А-015, сьогодні').waitFor()
    await question().waitFor({ state: 'detached' })
    await letPass(page, 40)
    await page.getByText('А-015, сьогодні').waitFor()
  })

  it('E13 of a finished screen is told, begins again with a touch, and then the screen goes', async () => {
    await terminal()
    await giveMark()
    await letPass(page, 12)
    await page.touchscreen.tap(540, 300)
    await letPass(page, 12)
    expect(await page.getByRole('heading', { name: /Дякуємо/ }).count()).toBe(1)
    await letPass(page, 10)
    await start().waitFor()
  })

  it('E13 whoever hears a finished screen is asked before it goes', async () => {
    await terminal()
    await office.pass(30)
    await press('plugged')
    await expect.poll(() => spoken.length, patient).toBe(1)
    await giveMark()
    await expect.poll(() => spoken.at(-1), patient).toMatch(/Дякуємо/)
    await letPass(page, 40)
    expect(await page.getByRole('heading', { name: /Дякуємо/ }).count()).toBe(1)
    await letPass(page, 25)
    await question().waitFor()
  })
})

describe('a terminal without a voice', () => {
  it('E10 does not offer to be heard, and the hub says so of it', async () => {
    await terminal(false)
    expect(await page.getByRole('button', { name: 'Озвучити' }).count()).toBe(0)
    await press('plugged')
    await visitor.tap(/^Довідка і/)
    expect(spoken).toEqual([])
    const heard = async (): Promise<unknown> => (await office.request('GET', '/health')).body['terminals']
    await expect.poll(heard, patient).toEqual([expect.objectContaining({ speech: 'none' })])
  })
})
