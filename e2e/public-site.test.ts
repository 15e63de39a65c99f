import type { StatusAnswer } from '@cherha/shared/protocol'
import { anOffice } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './support/chromium.ts'
import { axeFindings } from './support/console.ts'
import { TestServer } from './support/server.ts'

const config = anOffice().withService('А').withWindow('w1').withStaff('olena', 'clerk').config()

const answer: StatusAnswer = {
  case: '6801-004-100127',
  service: { uk: 'Посвідка на постійне проживання', en: 'Permanent residence permit' },
  office: { uk: 'Управління ДМС', en: 'Migration Service' },
  phones: ['+380 44 200 00 00'],
  phase: 'considered',
  stage: { uk: 'Заяву розглядають', en: 'Your application is being considered' },
  now: [{ uk: 'Ідентифікація', en: 'Identification' }],
  accepted: '2026-03-02',
  deadline: '2026-03-23',
  overdue: false,
  expected: { uk: 'Від вас нічого не потрібно.', en: 'Nothing is expected of you.' },
  visitOn: null,
  appeal: null,
  steps: [
    { title: { uk: 'Документи прийнято', en: 'Documents taken' }, state: 'done', on: '2026-03-02' },
    { title: { uk: 'Рішення', en: 'Decision' }, state: 'now', on: null },
    { title: { uk: 'Документ видано', en: 'Card issued' }, state: 'ahead', on: null },
  ],
}

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await TestServer.open([config], '2026-03-04T17:00:00+02:00')
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** A phone; whatever its page complains of fails the test. */
async function phone(javaScript = true): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) complaints.push(message.text())
  })
  return { page, complaints }
}

describe('the public site', () => {
  it('shows the page before any script, under a policy that lets no other in', async () => {
    const { page } = await phone(false)
    const response = await page.goto(`${server.url}/status`)
    expect(response?.headers()['content-security-policy']).toContain("script-src 'self'")
    await page.getByRole('heading', { name: 'Де моя заява' }).waitFor()
    await page.getByLabel('Номер справи').waitFor()
    // the text of a noscript is none to the engine that looks for texts
    const said = page.locator('noscript p')
    await said.waitFor()
    expect(await said.textContent()).toContain('Цій сторінці потрібен JavaScript')
    await page.context().close()
  })

  it('leads from the home page to an answer and back, by keyboard alone, in both languages', async () => {
    const { page, complaints } = await phone()
    const asked: unknown[] = []
    await page.route('**/api/status', async (route) => {
      asked.push(route.request().postDataJSON())
      await route.fulfill({ json: answer })
    })
    await page.goto(server.url)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'Де моя заява' }).press('Enter')
    await page.getByLabel('Номер справи').focus()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.type('6801 004 100127')
    await page.keyboard.press('Tab')
    await page.keyboard.type('5512')
    await page.keyboard.press('Enter')
    const heading = page.getByRole('heading', { name: 'Заяву розглядають' })
    await heading.waitFor()
    expect(asked).toEqual([{ case: '6801-004-100127', digits: '5512' }])
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByText('до 23 березня 2026 р.').waitFor()
    expect(await page.locator('[aria-current=step]').textContent()).toContain('Рішення')
    expect(await axeFindings(page)).toEqual([])

    await page.getByRole('link', { name: 'English' }).press('Enter')
    await page.getByRole('heading', { name: 'Your application is being considered' }).waitFor()
    expect(await page.evaluate(() => `${document.documentElement.lang} ${document.title}`)).toMatch(/^en Where/)
    await page.goBack()
    await page.getByRole('heading', { name: 'Where is my application' }).waitFor()
    expect(await page.getByLabel('Last four digits of your document').inputValue()).toBe('')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it.each([
    ['a wrong number and wrong digits the same way', 404, {}, 'Справи з таким номером і такими цифрами'],
    ['that there were too many tries, and for how long', 429, { 'retry-after': '300' }, 'Спробуйте знову за 5 хв'],
    ['that the service is away', 503, {}, 'Сервіс зараз не відповідає'],
    ['that there is no connection', null, {}, 'Немає зв’язку'],
  ])('says %s, and keeps what was typed', async (_what, status, headers, text) => {
    const { page } = await phone()
    await page.route('**/api/status', (route) =>
      status === null ? route.abort() : route.fulfill({ status, headers, json: { error: {} } }),
    )
    await page.goto(`${server.url}/status`)
    await page.getByLabel('Номер справи').fill('6801-004-100127')
    await page.getByLabel('Останні чотири цифри документа').fill('5512')
    await page.getByRole('button', { name: 'Дізнатися' }).click()
    await page.getByRole('status').getByText(text).waitFor()
    expect(await page.getByLabel('Номер справи').inputValue()).toBe('6801-004-100127')
    expect(await page.getByLabel('Останні чотири цифри документа').inputValue()).toBe('5512')
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })

  it('has a page for lost addresses, in both languages', async () => {
    const { page, complaints } = await phone()
    const response = await page.goto(`${server.url}/somewhere/deep`)
    expect(response?.status()).toBe(404)
    await page.getByRole('heading', { name: 'Такої сторінки немає' }).waitFor()
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'To the start page' }).click()
    await page.getByRole('heading', { name: 'Migration Service online' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
