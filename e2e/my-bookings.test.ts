import { describe, expect, it } from 'vitest'
import { saturday } from './support/booking-office.ts'
import { asks, withBookingPage } from './support/booking-page.ts'
import { Traffic } from './support/chromium.ts'
import { axeFindings } from './support/console.ts'

const at = withBookingPage()

describe('my bookings and the board', () => {
  it('B30 B31 B33 shows the bookings of a number, reminds or not, cancels after a question, and ends', async () => {
    const { page, complaints } = await at.pages.phone()
    const phone = '0671230010'
    const booked = await at.office.book({
      service: 'service-1',
      date: saturday,
      time: await at.pages.freeTime(0, saturday),
      digits: '5512',
      phone,
    })
    const traffic = new Traffic(page)
    await page.goto(`${at.office.url}/my`)
    await page.getByLabel('На який номер записувалися?').fill('067 123 00 10')
    await asks(page, 'Мої записи', false)
    const before = at.office.sms.messages(phone).length
    await page.keyboard.press('Enter')
    await page.getByLabel('6 цифр коду').waitFor()
    await page.keyboard.type(await at.office.code(phone, before))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: booked.number }).waitFor()
    await asks(page, 'Мої записи', false)
    await page.getByText('Код відмітки і QR').click()
    expect((await page.locator('.code-text').textContent())?.replace(' ', '')).toBe(booked.checkInCode)
    await page.getByLabel('Нагадувати SMS за день до прийому').uncheck()
    await page.getByText('Нагадувань не буде').waitFor()
    await page.getByRole('button', { name: 'Скасувати запис' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Скасувати запис' }).click()
    await page.getByRole('button', { name: `Так, скасувати ${booked.number}` }).click()
    await page.getByText(`Запис ${booked.number} скасовано.`).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Завершити перегляд' }).click()
    await page.getByText('Перегляд завершено').waitFor()
    expect(await traffic.kept()).not.toContain(booked.checkInCode)
    expect((await at.office.request('GET', 'mine')).status).toBe(401)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('B34 shows the board of an office with its age, and where a ticket is to whoever has its code', async () => {
    const { page, complaints } = await at.pages.phone()
    await page.goto(`${at.office.url}/board`)
    await asks(page, 'Табло відділу', false)
    await page.locator('.offer').first().click()
    await page.locator('.age').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByLabel('Номер талона').fill('щось')
    await page.keyboard.press('Enter')
    await page.locator('.wrong', { hasText: 'А-015' }).waitFor()
    await page.getByLabel('Номер талона').fill('a1')
    await page.getByLabel('Код відмітки').fill('0000 0000')
    await page.keyboard.press('Enter')
    await page.getByText('Номер або код не підходять').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByText('Where am I in the queue').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
