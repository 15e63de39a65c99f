// A computer without a loudspeaker: Chromium plays into nothing there and says nothing of it. Not a stand-in: a Chromium
// that has no audio output. Where outputs come and go, the page's list of them does.
import { anOffice, everyDay } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aCall, aView } from '../apps/display/test/canned-views.ts'
import { buildPages } from '../apps/display/test/page.ts'
import { soundTape, tapeRuns } from '../apps/display/test/sound-tape.ts'
import { launchChromium, sizes } from './support/chromium.ts'
import { type HeardDisplay, heardDisplay, noteContexts } from './support/heard-display.ts'
import { announcements, openDisplay, soundOf } from './support/heard-office.ts'
import { Office } from './support/office.ts'
import { somebody } from './support/somebody.ts'

declare global {
  interface Window {
    /** The computer's outputs are gone, as far as its browser lists them. */
    unplugged?: boolean
  }
}

let pages: string
let deaf: Browser
let loud: Browser
let opened: HeardDisplay[] = []

beforeAll(async () => {
  pages = await buildPages()
  deaf = await launchChromium({ loudspeaker: false })
  loud = await launchChromium()
})
afterEach(async () => {
  for (const display of opened) await display.close()
  opened = []
})
afterAll(async () => {
  await deaf?.close()
  await loud?.close()
})

async function listening(browser: Browser, ...before: (() => void)[]): Promise<HeardDisplay> {
  const display = await heardDisplay(browser, { pages })
  opened.push(display)
  for (const script of before) await display.page.addInitScript(script)
  display.hub.show(aView())
  await display.page.goto(display.hub.url)
  await tapeRuns(display.page)
  return display
}

/** Makes a call and resolves with what the display reports of it. */
async function report({ hub }: HeardDisplay, ticket: string) {
  const call = aCall(ticket, 3, { announced: false, remainingSeconds: null })
  hub.show(aView({ calls: [call] }))
  const of = () => hub.commands.filter((command) => command.type === 'call-announced' && command.call === call.call)
  await expect.poll(of).toHaveLength(1)
  return of()[0]
}

const told = ({ hub }: HeardDisplay, sound: string) => expect.poll(() => hub.reports.at(-1)?.sound).toBe(sound)

/** The browser's list of outputs can be emptied by `plug`. */
function withPlug(): void {
  const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices)
  navigator.mediaDevices.enumerateDevices = async () => (window.unplugged === true ? [] : list())
}

async function plug({ page }: HeardDisplay, isIn: boolean): Promise<void> {
  await page.evaluate((unplugged) => {
    window.unplugged = unplugged
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  }, !isIn)
}

async function loudest(page: Page): Promise<number> {
  const { samples } = await soundTape(page)
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}

describe('a display on a computer without a sound device', () => {
  it('A19 says so before anything is called, and reports the call as silent, though its browser has played it', async () => {
    const display = await listening(deaf, noteContexts)
    await told(display, 'no-device')
    expect(await report(display, 'А-015')).toMatchObject({ silent: true, reason: 'no-device' })
    expect(await display.page.evaluate(() => window.contexts.map(({ state }) => state))).toEqual(['running'])
    expect(await loudest(display.page)).toBeGreaterThan(0.1)
    expect(display.hub.commands.map(({ type }) => type)).toEqual(['call-shown', 'call-announced'])
    expect(display.hub.reports.map(({ sound }) => sound)).not.toContain('ok')
  })

  it('A19 is told at once when the loudspeaker goes and comes, and what is played then goes to the new one', async () => {
    const display = await listening(loud, withPlug, noteContexts)
    await told(display, 'ok')
    await plug(display, false)
    await told(display, 'no-device')
    expect(await report(display, 'А-015')).toMatchObject({ silent: true, reason: 'no-device' })
    await plug(display, true)
    await told(display, 'ok')
    expect(await report(display, 'Р-022')).toMatchObject({ silent: false })
    // the context from before plays into nothing for as long as it lives
    expect(await display.page.evaluate(() => window.contexts.map(({ state }) => state))).toEqual(['closed', 'running'])
    expect(await loudest(display.page)).toBeGreaterThan(0.1)
  })

  it('A19 that loses it in the middle of a call reports that call as silent', async () => {
    const display = await listening(loud, withPlug)
    await told(display, 'ok')
    const reported = report(display, 'А-015')
    await display.page.waitForSelector('.takeover')
    await display.page.waitForTimeout(1_500)
    await plug(display, false)
    expect(await reported).toMatchObject({ silent: true, reason: 'no-device' })
  })

  it('A19 is one without sound at the desk, and in the log of the office', async () => {
    const config = anOffice()
      .withService('А')
      .withWindow('w1', { label: '1' })
      .withStaff('olena', 'clerk')
      .openAt(everyDay(['09:00', '18:00']))
      .withPlaces({ current: 1 })
      .config()
    const office = await Office.open(config, '2026-03-05T09:00:00+02:00')
    const display = await openDisplay(deaf, office, { pages, id: 'display-1' })
    const desk = await deaf.newPage({ viewport: sizes.desk, locale: 'uk-UA', timezoneId: 'Europe/Kyiv' })
    try {
      await desk.goto(await office.screen('desk'))
      await desk.getByRole('textbox', { name: 'Логін' }).fill('olena')
      await desk.getByLabel('PIN').fill(office.pinOf('olena'))
      await desk.getByRole('button', { name: 'Увійти' }).click()
      await desk.getByRole('button', { name: 'Відкрити кабінет 1' }).click()
      await expect.poll(() => soundOf(office, 'display-1')).toBe('no-device')
      const health = desk.locator('footer li[data-kind=risk]')
      await health.getByText('Табло без звуку').waitFor()
      const visitor = { type: 'register-current', service: 'service-1', person: somebody(), language: 'uk' }
      expect((await office.command(office.tokens.terminal, visitor)).status).toBe(200)
      await desk.getByRole('button', { name: /^Викликати наступного/ }).click()
      await expect
        .poll(() => announcements(office))
        .toMatchObject([{ by: 'display', device: 'display-1', silent: true, reason: 'no-device' }])
      await health.getByText('Табло без звуку').waitFor()
    } finally {
      await desk.close()
      await display.close()
      await office.close()
    }
  })
})
