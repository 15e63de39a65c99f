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

  it('B60 says the tries that are left of a code, and of one that is used up or over that it is, not that a session has ended', async () => {
    const { page, complaints } = await at.pages.phone()
    const phone = '0671230011'
    await page.goto(`${at.office.url}/my`)
    const field = page.getByLabel('6 цифр коду')
    const toCode = async (): Promise<string> => {
      const before = at.office.sms.messages(phone).length
      await page.getByLabel('На який номер записувалися?').fill(phone)
      await page.keyboard.press('Enter')
      await field.waitFor()
      return at.office.code(phone, before)
    }
    const right = await toCode()
    const wrong = right === '000000' ? '000001' : '000000'
    for (const tries of [2, 1]) {
      await field.fill(wrong)
      await page.keyboard.press('Enter')
      await page.locator('.wrong', { hasText: `Спроб лишилося: ${tries}` }).waitFor()
    }
    expect(await axeFindings(page)).toEqual([])
    await field.fill(wrong)
    await page.keyboard.press('Enter')
    await page.locator('.told', { hasText: 'спроби вичерпано. Введіть номер ще раз' }).waitFor()
    expect(await page.getByText('Час перегляду минув').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    const late = await toCode()
    await at.office.linked.pass(301)
    await field.fill(late)
    await page.keyboard.press('Enter')
    await page.locator('.told', { hasText: 'Цей код уже не діє. Введіть номер ще раз' }).waitFor()
    expect(await page.getByText('Час перегляду минув').count()).toBe(0)
    const good = await toCode()
    await field.fill(good)
    await page.keyboard.press('Enter')
    await page.getByText('На цей номер записів немає').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('B59 has ended when the server has said so: says until then that it has not, also after a reload', async () => {
    const { page, complaints } = await at.pages.phone()
    const phone = '0671230012'
    await page.goto(`${at.office.url}/my`)
    await page.getByLabel('На який номер записувалися?').fill(phone)
    await page.keyboard.press('Enter')
    await page.getByLabel('6 цифр коду').fill(await at.office.code(phone))
    await page.keyboard.press('Enter')
    await page.getByText('На цей номер записів немає').waitFor()
    const sees = () => page.evaluate(async () => (await fetch('/api/booking/mine')).status)
    expect(await sees()).toBe(200)
    const route = '**/api/booking/mine/sessions'
    await page.route(route, (to) => to.abort())
    await page.getByRole('button', { name: 'Завершити перегляд' }).click()
    await page.locator('.told', { hasText: 'перегляд ще не завершено' }).waitFor()
    expect(await page.getByText('На цей номер записів немає').count()).toBe(0)
    expect(await page.getByText('Перегляд завершено').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await page.reload()
    await page.locator('.told', { hasText: 'перегляд ще не завершено' }).waitFor()
    expect(await page.getByText('На цей номер записів немає').count()).toBe(0)
    expect(await sees()).toBe(200)
    await page.unroute(route)
    await page.getByText('Перегляд завершено').waitFor()
    expect(await sees()).toBe(401)
    await page.reload()
    await page.getByLabel('На який номер записувалися?').waitFor()
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
