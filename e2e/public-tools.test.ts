import { anOffice } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './support/chromium.ts'
import { axeFindings } from './support/console.ts'
import { TestServer } from './support/server.ts'

const config = anOffice()
  .withService('А', { card: '003' })
  .withService('К')
  .withWindow('w1')
  .withStaff('olena', 'clerk')
  .config()

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await TestServer.open([config], '2026-05-20T12:00:00+03:00')
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

interface Watched {
  readonly page: Page
  readonly complaints: string[]
  /** Requests since the page was there. */
  readonly sent: string[]
}

async function open(path: string): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const complaints: string[] = []
  const sent: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.clock.setFixedTime(server.now)
  await page.goto(`${server.url}${path}`)
  await page.waitForLoadState('networkidle')
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
  return { page, complaints, sent }
}

/** Nothing that was typed has left the page, and the page is as it should be. */
async function leftNothing({ page, complaints, sent }: Watched): Promise<void> {
  expect(sent).toEqual([])
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    search: location.search,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }))
  expect(kept).toEqual({ local: {}, session: {}, cookies: '', search: kept.search, databases: 0, caches: 0 })
  expect(['', '?lang=en']).toContain(kept.search)
  expect(await axeFindings(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.context().close()
}

/** Tab until this field has the focus, then type. */
async function typeAt(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label)
  for (let presses = 0; presses < 40; presses += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) return page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not get to ${label}`)
}

describe('information on the public pages', () => {
  it('I24 is found from the start page by keyboard, with the other electronic services', async () => {
    const watched = await open('/')
    const { page, complaints } = watched
    await page.getByRole('link', { name: 'Довідка' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Довідка' }).waitFor()
    for (const name of ['Електронна приймальня', 'Недійсні документи', 'Консультація в чаті']) {
      const link = page.getByRole('link', { name: new RegExp(name.replace(' ', '\\s')) }).first()
      expect(await link.getAttribute('href')).toMatch(/^https:\/\/dmsu\.gov\.ua\//)
      expect(await link.getAttribute('rel')).toBe('noreferrer')
    }
    await page.getByRole('link', { name: 'Де моя заява' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: /^Ім’я латиницею/ }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Ім’я латиницею' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Довідка' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Довідка' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('I1 I3 I8 writes a name in Latin letters without sending it, and says what cannot be written', async () => {
    const watched = await open('/latin')
    const { page } = watched
    await typeAt(page, 'Прізвище, ім’я українською', 'Згурський Юрій')
    await page.getByRole('status').getByText('Zghurskyi Yurii').waitFor()
    await page.getByLabel('Прізвище, ім’я українською').fill('Пётръ')
    await page.getByRole('status').getByText('написати не можна').waitFor()
    expect(await page.getByRole('status').textContent()).toMatch(/ё.*ъ/)
    await page.getByLabel('Прізвище, ім’я українською').fill('Cергій')
    await page.getByRole('status').getByText('Cергій').waitFor()
    expect(await page.getByLabel('Прізвище, ім’я українською').getAttribute('aria-invalid')).toBe('true')
    await leftNothing(watched)
  })

  it('I13 I14 I16 counts 90 days of 180 by keyboard alone and sends no date', async () => {
    const watched = await open('/stay?lang=en')
    const { page } = watched
    const add = async (entry: string, exit: string): Promise<void> => {
      await page.getByLabel('Entry').fill(entry)
      await page.getByLabel('Exit').fill(exit)
      await page.keyboard.press('Enter')
    }
    await typeAt(page, 'Entry', '01012026')
    await typeAt(page, 'Exit', '03312026')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'As of 20\u00a0May 2026' }).waitFor()
    expect(await page.locator('.facts.stay').innerText()).toMatch(/0 days[\s\S]*enter again from\s+30.June.2026/)
    expect(await axeFindings(page)).toEqual([])
    // the day of leaving and coming back may be shared, no other
    await add('2026-03-30', '2026-04-02')
    await page.locator('.wrong', { hasText: 'overlaps with stay 1' }).waitFor()
    expect(await page.getByLabel('Entry').inputValue()).toBe('2026-03-30')
    expect(await page.getByLabel('Entry').evaluate((element) => element === document.activeElement)).toBe(true)
    await add('2026-05-21', '')
    await page.locator('.wrong', { hasText: 'has not come yet' }).waitFor()
    await page.getByRole('button', { name: 'Remove stay 1' }).press('Enter')
    await page.getByRole('heading', { name: 'As of' }).waitFor({ state: 'detached' })
    await add('2026-05-01', '')
    await page.locator('.facts.stay', { hasText: '70 days' }).waitFor()
    expect(await page.locator('.facts.stay').innerText()).toMatch(/stay until\s+29.July.2026/)
    await leftNothing(watched)
  })

  it('I23 names the unit with a code without sending the code, and guesses nothing', async () => {
    const watched = await open('/unit')
    const { page } = watched
    await typeAt(page, 'Код', config.code)
    await page.getByRole('status').getByText(config.name.uk).waitFor()
    await page.getByLabel('Код').fill('0001')
    await page.getByRole('status').getByText('Підрозділу з кодом 0001 тут не знають').waitFor()
    await leftNothing(watched)
  })

  it('I22 shows documents and fees as the information card has them, with its date, or that there is none', async () => {
    const watched = await open('/fees')
    const { page, complaints } = watched
    await page.locator('.choices .offer').first().press('Enter')
    await page.getByRole('heading', { level: 3, name: 'Що принести' }).waitFor()
    await page.getByText('від 12.02.2021').waitFor()
    await page.getByRole('heading', { level: 4, name: 'Вартість адміністративної послуги: 226 грн' }).waitFor()
    expect(await page.locator('.sheet h2').evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await axeFindings(page)).toEqual([])
    await page.reload()
    await page.getByRole('heading', { level: 3, name: 'Скільки коштує' }).waitFor()
    await page.getByRole('link', { name: 'English' }).press('Enter')
    await page.getByRole('heading', { level: 3, name: 'What it costs' }).waitFor()
    await page.getByRole('link', { name: 'Another service' }).press('Enter')
    await page.locator('.choices .offer').last().press('Enter')
    await page.getByText('There is no information card for this service').waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
