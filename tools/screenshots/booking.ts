import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import type { Browser, Page } from 'playwright-core'
import { BookingOffice } from '../../e2e/support/booking-office.ts'
import { ConsolePages, open, told } from '../../e2e/support/console.ts'
import { Portal } from '../../e2e/support/portal.ts'

/** What is booked, and on which day. */
const service = 'permanent'
const date = '2026-03-12'
const phone = { width: 390, height: 844 }

/** Pictures of booking on a phone: the day and the time, the number at the end; and what administrators see of it. */
export async function bookingPictures(root: string, dir: string, browser: Browser): Promise<void> {
  const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
  const office = await BookingOffice.open(
    { ...config, channels: { online: true, terminal: true } },
    '2026-03-05T10:21:00+02:00',
    { phones: config.phones.slice(0, 1) },
  )
  try {
    await office.linked.converged()
    const portal = await Portal.add(office.linked.server, 'city')
    await bookElsewhere(office, portal)
    await bookOnPhone(office, dir, browser)
    const pages = new ConsolePages(office.linked.server, browser)
    const page = await pages.somebody()
    await page.goto(office.linked.server.adminUrl)
    await pages.signInAdministrator(page)
    await open(page, '#/booking')
    await page.getByRole('heading', { name: 'Портали' }).waitFor()
    await told(page)
    await page.waitForTimeout(700)
    await page.screenshot({ path: path.join(dir, 'console-booking.png') })
    await page.context().close()
  } finally {
    await office.close()
  }
}

/** Places the portal of a city has sold. */
async function bookElsewhere(office: BookingOffice, portal: Portal): Promise<void> {
  const times = await office.times(service, date)
  for (const [index, { time }] of times.slice(0, 3).entries()) {
    const { status, body } = await portal.book({
      office: office.linked.code,
      service,
      date,
      time,
      person: { who: 'self', documentDigits: `100${index}` },
      phone: `067111000${index}`,
      language: 'uk',
    })
    if (status !== 201) throw new Error(`not booked: ${JSON.stringify(body)}`)
  }
}

async function bookOnPhone(office: BookingOffice, dir: string, browser: Browser): Promise<void> {
  const context = await browser.newContext({ viewport: phone, reducedMotion: 'reduce', locale: 'uk-UA' })
  const page = await context.newPage()
  await page.clock.setFixedTime(office.linked.server.now)
  await page.goto(`${office.url}/booking?service=${service}&office=${office.linked.code}&date=${date}`)
  await page.locator('.times button').nth(1).click()
  await page.locator('.times .is-on').waitFor()
  await picture(page, dir, 'booking')
  await page.locator('.dock .go').click()
  await page.locator('[name=documentDigits]').fill('4821')
  await page.keyboard.press('Enter')
  await page.locator('[name=phone]').fill('067 123 45 67')
  await page.keyboard.press('Enter')
  await page.locator('[name=code]').waitFor()
  await page.locator('[name=code]').fill(await office.code('0671234567'))
  await page.keyboard.press('Enter')
  await page.locator('.qr path').nth(1).waitFor()
  await picture(page, dir, 'booking-done')
  await context.close()
}

/** The whole page, with what is docked at its lower edge. */
async function picture(page: Page, dir: string, name: string): Promise<void> {
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...phone, height: Math.max(phone.height, whole) })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(300)
  await page.screenshot({ path: path.join(dir, `${name}.png`), fullPage: true })
  await page.setViewportSize(phone)
}
