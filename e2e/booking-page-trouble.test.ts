import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { friday } from './support/booking-office.ts'
import { heading, withBookingPage } from './support/booking-page.ts'
import { axeFindings } from './support/console.ts'

const at = withBookingPage()

describe('booking on the public page when something goes wrong', () => {
  it('B8 says a wrong code at its field with the tries left; the third leads back to the times', async () => {
    const { page } = await at.pages.phone()
    const phone = '0671230004'
    await at.pages.toCode(page, await at.pages.freeTime(), phone)
    const right = await at.office.code(phone)
    const wrong = right === '000000' ? '000001' : '000000'
    for (const tries of [2, 1]) {
      await page.getByLabel('6 цифр коду').fill(wrong)
      await page.keyboard.press('Enter')
      await page.locator('.wrong', { hasText: 'Код не той' }).waitFor()
      const { body } = await at.office.request('GET', `holds/${await holdOf(page)}`)
      expect(body['triesLeft']).toBe(tries)
      await page.getByLabel('6 цифр коду').fill('')
    }
    await page.getByLabel('6 цифр коду').fill(wrong)
    await page.keyboard.press('Enter')
    await page.getByText('Спроби вичерпано, місце звільнено').waitFor()
    await heading(page, 'Оберіть день і час').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })

  it('B7 gives the place back when somebody goes back from the code', async () => {
    const { page } = await at.pages.phone()
    const time = await at.pages.freeTime()
    await at.pages.toCode(page, time, '0671230005')
    expect((await at.office.times('service-1', friday)).map((one) => one.time)).not.toContain(time)
    await page.goBack()
    await page.getByLabel('Номер телефону').waitFor()
    await expect.poll(async () => (await at.office.times('service-1', friday)).map((one) => one.time)).toContain(time)
    await page.context().close()
  })

  it('B11 makes one booking of a double click, lost answers and a second tab', async () => {
    const { page, complaints } = await at.pages.phone()
    const phone = '0671230006'
    const time = await at.pages.freeTime()
    let cut = 2
    const ids = new Set<string>()
    // done at the server, and the answer lost
    await page.route(/\/api\/booking\/holds(\/[^/]+\/confirm)?$/, async (route) => {
      ids.add(String((route.request().postDataJSON() as { id?: string }).id ?? ''))
      const answer = await route.fetch()
      cut -= 1
      if (cut >= 0) await route.abort()
      else await route.fulfill({ response: answer })
    })
    await at.pages.toPhone(page, time)
    await page.getByLabel('Номер телефону').fill(phone)
    await page.locator('.dock .go').dblclick()
    await page.getByText('Ще не підтверджено: щойно').waitFor()
    await page.getByLabel('6 цифр коду').waitFor()
    cut = 1
    await page.getByLabel('6 цифр коду').fill(await at.office.code(phone))
    await page.locator('.dock .go').dblclick()
    await heading(page, 'Вас записано').waitFor()
    expect([...ids].filter((id) => id !== '')).toHaveLength(1)
    const booked = at.office.sms.messages(phone).filter(({ text }) => /А-\d{3}/.test(text))
    expect(new Set(booked.map(({ text }) => text)).size).toBe(1)
    const second = await page.context().newPage()
    await second.clock.setFixedTime(at.office.linked.server.now)
    await at.pages.toPhone(second, await at.pages.freeTime())
    await second.getByLabel('Номер телефону').fill(phone)
    await second.keyboard.press('Enter')
    await second.getByText('З цим номером і документом уже є запис').waitFor()
    await second.locator('.told').getByRole('link', { name: 'Мої записи' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leads back to the times when the place has gone meanwhile, and says so', async () => {
    const { page } = await at.pages.phone()
    const time = await at.pages.freeTime()
    await at.pages.toPhone(page, time)
    await page.getByLabel('Номер телефону').fill('0671230007')
    await at.office.book({ service: 'service-1', date: friday, time, digits: '7777', phone: '0671239999' })
    await page.keyboard.press('Enter')
    await heading(page, 'Оберіть день і час').waitFor()
    await page.locator('.told', { hasText: 'Оберіть' }).waitFor()
    expect(await page.locator('.times .is-on').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })

  it('B20 solves the puzzle of a busy server by itself', async () => {
    const { page, complaints } = await at.pages.phone()
    let asked = 0
    await page.route('**/api/booking/holds', async (route) => {
      asked += 1
      const { challenge } = route.request().postDataJSON() as { challenge?: string }
      if (challenge === undefined)
        await route.fulfill({ status: 428, json: { error: { code: 'challenge-required', message: 'solve' } } })
      else await route.continue()
    })
    await at.pages.toCode(page, await at.pages.freeTime(), '0671230008')
    expect(asked).toBe(2)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

/** The id the tab has kept of its hold. */
function holdOf(page: Page): Promise<string | null> {
  return page.evaluate(() => sessionStorage.getItem('cherha.hold'))
}
