import type { BookingView } from '@cherha/shared/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOnlineOffice, BookingOffice, wednesday } from './support/booking-office.ts'
import { launchChromium } from './support/chromium.ts'
import { Clerk } from './support/clerk.ts'
import { axeFindings } from './support/console.ts'

const usual = anOnlineOffice().withService('А').config()
const config = { ...usual, windows: usual.windows.map((window) => ({ ...window, label: '3А' })) }
const date = '2026-03-05'
const phone = '0671230042'

let office: BookingOffice
let browser: Browser
let page: Page
let clerk: Clerk
let called: BookingView
let waiting: BookingView
let late: BookingView

beforeAll(async () => {
  office = await BookingOffice.open(config, wednesday)
  await office.linked.converged()
  const [first = '', second = '', third = ''] = (await office.times('service-1', date)).map(({ time }) => time)
  called = await office.book({ service: 'service-1', date, phone, time: first, digits: '5512' })
  waiting = await office.book({ service: 'service-1', date, phone, time: second, digits: '7741' })
  late = await office.book({ service: 'service-1', date, phone, time: third, digits: '8808' })
  await office.linked.converged()
  await office.linked.passUntil(`${date}T${third}:10+02:00`)
  await office.linked.converged()
  clerk = await Clerk.atWindow(office.linked.hub, 'olena', 'w1')
  await clerk.must('call-next')
  await office.linked.converged()
  browser = await launchChromium()
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  page = await context.newPage()
  await page.clock.setFixedTime(office.linked.server.now)
})
afterAll(async () => {
  clerk?.leave()
  await browser?.close()
  await office?.close()
})

async function askWhere(code: string): Promise<void> {
  await page.getByLabel('Код відмітки').fill(code)
  await page.getByRole('button', { name: 'Дізнатися' }).click()
}

describe('the public pages on the day itself', () => {
  it('R25 B34 the board tells what stands on the door, and a ticket where it is called to', async () => {
    await page.goto(`${office.url}/board?office=${office.linked.code}`)
    const row = page.locator('.calls.is-called li', { hasText: called.number })
    await row.waitFor()
    expect(await row.innerText()).toContain('кабінет 3А')
    await page.getByLabel('Номер талона').fill(called.number)
    await askWhere(called.checkInCode)
    await page.getByText('Вас запрошують до кабінету 3А').waitFor()
  })

  it('B34 five wrong codes lock a ticket, and the page says for how long', async () => {
    await page.getByLabel('Номер талона').fill(waiting.number)
    for (let tries = 1; tries <= 5; tries += 1) {
      const answered = page.waitForResponse('**/api/booking/where')
      await askWhere('0000 0000')
      await answered
      await page.getByText('Номер або код не підходять').waitFor()
    }
    await askWhere(waiting.checkInCode)
    await page.locator('.told', { hasText: 'Можна знову за 60 хв.' }).waitFor()
    expect(await page.getByLabel('Код відмітки').inputValue()).toBe(waiting.checkInCode)
    expect(await axeFindings(page)).toEqual([])
  })

  it('B31 a cancellation is a request to the office, and the page shows its answer: yes to who waits, no to who was called meanwhile', async () => {
    await page.goto(`${office.url}/my`)
    await page.getByLabel('На який номер записувалися?').fill(phone)
    const before = office.sms.messages(phone).length
    await page.keyboard.press('Enter')
    await page.getByLabel('6 цифр коду').waitFor()
    await page.keyboard.type(await office.code(phone, before))
    await page.keyboard.press('Enter')
    const card = (number: string) => page.locator('.ticket', { has: page.getByRole('heading', { name: number }) })
    const ask = async (number: string): Promise<void> => {
      await card(number).getByRole('button', { name: 'Скасувати запис' }).click()
      await page.getByText('Чергою цього дня вже керує відділ').waitFor()
      expect(await axeFindings(page)).toEqual([])
      await page.getByRole('button', { name: `Попросити скасувати ${number}` }).click()
      await page.getByText(`Просимо відділ скасувати ${number}`).waitFor()
    }
    // what the office has answered is put down by the server's clock
    const answered = async (): Promise<void> => {
      await office.linked.converged()
      await office.linked.pass(15)
    }
    await card(late.number).waitFor()
    // who is called already has nothing to ask
    expect(await card(called.number).getByRole('button', { name: 'Скасувати запис' }).count()).toBe(0)
    await ask(waiting.number)
    await answered()
    await page.getByText(`Запис ${waiting.number} скасовано.`).waitFor()
    await card(waiting.number).locator('.state', { hasText: 'скасовано' }).waitFor()

    for (const step of ['confirm-voice-call', 'start-service', 'finish-service']) await clerk.must(step)
    office.linked.wan.cut()
    await clerk.must('call-next')
    await ask(late.number)
    office.linked.wan.heal()
    await answered()
    await page.getByText(`Відділ не скасував ${late.number}: талон уже викликали.`).waitFor()
    await card(late.number).locator('.state', { hasText: 'записано' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })
})
