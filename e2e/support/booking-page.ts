import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { anOnlineOffice, BookingOffice, friday, wednesday } from './booking-office.ts'
import { launchChromium } from './chromium.ts'
import { axeFindings } from './console.ts'

/** Phone number of support, which every page of booking has to show. */
export const support = '+380 44 200 00 01'

/** Somebody's own phone. */
export interface Phone {
  readonly page: Page
  /** What the page’s policy forbids and what breaks in it. */
  readonly complaints: string[]
}

/** The public page of booking for the tests of a file: there before the first of them, closed after the last. */
export function withBookingPage(): { readonly pages: BookingPage; readonly office: BookingOffice } {
  let opened: BookingPage | undefined
  beforeAll(async () => {
    opened = await BookingPage.open()
  })
  afterAll(() => opened?.close())
  const pages = (): BookingPage => {
    if (opened === undefined) throw new Error('the page is opened before the tests of the file only')
    return opened
  }
  return {
    get pages() {
      return pages()
    },
    get office() {
      return pages().office
    },
  }
}

/** The public page of an office that takes bookings, and phones that look at it. */
class BookingPage {
  readonly office: BookingOffice
  readonly #browser: Browser

  private constructor(office: BookingOffice, browser: Browser) {
    this.office = office
    this.#browser = browser
  }

  static async open(): Promise<BookingPage> {
    const config = anOnlineOffice().withService('А').withService('К').config()
    const office = await BookingOffice.open(config, wednesday, {
      phones: [support],
      limits: { codesPerPhoneAndAddressHour: 50, codesPerPhoneHour: 50, codesPerAddressHour: 500 },
    })
    await office.linked.converged()
    return new BookingPage(office, await launchChromium())
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.office.close()
  }

  async phone(): Promise<Phone> {
    const context = await this.#browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      const text = message.text()
      if (message.type() === 'error' && !/status of [45]\d\d|ERR_/.test(text)) complaints.push(text)
    })
    await page.clock.setFixedTime(this.office.linked.server.now)
    return { page, complaints }
  }

  async freeTime(n = 0, date = friday): Promise<string> {
    return (await this.office.times('service-1', date)).at(n)?.time ?? ''
  }

  /** With choices made by address: the question about the document. */
  async toDocument(page: Page, time: string, date = friday): Promise<void> {
    const { url, linked } = this.office
    await page.goto(`${url}/booking?service=service-1&office=${linked.code}&date=${date}&time=${time}&step=document`)
    await page.getByLabel('4 цифри вашого документа').waitFor()
  }

  /** With choices made by address and the document told: the question about the phone number. */
  async toPhone(page: Page, time: string, digits = '5512'): Promise<void> {
    await this.toDocument(page, time)
    await page.getByLabel('4 цифри вашого документа').fill(digits)
    await page.keyboard.press('Enter')
    await page.getByLabel('Номер телефону').waitFor()
  }

  /** A code was asked for. */
  async toCode(page: Page, time: string, phone: string): Promise<void> {
    await this.toPhone(page, time)
    await page.getByLabel('Номер телефону').fill(phone)
    await page.keyboard.press('Enter')
    await page.getByLabel('6 цифр коду').waitFor()
  }
}

export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name })

/** The page asks this, says so to a screen reader, shows the phones of support and has nothing axe would find. */
export async function asks(page: Page, name: string | RegExp, isNew = true): Promise<void> {
  const title = heading(page, name)
  await title.waitFor()
  await page.getByRole('link', { name: support }).waitFor()
  if (isNew) await expect.poll(() => title.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await axeFindings(page)).toEqual([])
}

/** Tab until something has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not get there')
}

/** Tab until something has the focus, and Enter. */
export async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press('Enter')
}
