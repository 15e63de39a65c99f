import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { friday } from './support/booking-office.ts'
import { heading, withBookingPage } from './support/booking-page.ts'
import { axeFindings } from './support/console.ts'

const at = withBookingPage()

// the places of a day are few: what a test holds is free again for the next one
afterEach(() => at.office.linked.pass(301))

const codeField = (page: Page) => page.getByLabel('6 цифр коду')
const freeTimes = async (): Promise<readonly string[]> =>
  (await at.office.times('service-1', friday)).map(({ time }) => time)
const holdOf = (page: Page): Promise<string | null> => page.evaluate(() => sessionStorage.getItem('cherha.hold'))

async function freeTime(): Promise<string> {
  await expect.poll(freeTimes).not.toEqual([])
  return (await freeTimes())[0] ?? ''
}

/** At the code, and a new one may be asked for. */
async function toNewCode(page: Page, phone: string): Promise<void> {
  await at.pages.toCode(page, await freeTime(), phone)
  const id = await holdOf(page)
  // a message that is not settled would end the hold
  await expect.poll(async () => (await at.office.request('GET', `holds/${id}`)).body).toMatchObject({ sent: true })
  await at.office.linked.pass(61)
  await page.reload()
  await page.locator('.acts .btn[aria-disabled=false]', { hasText: 'Надіслати новий код' }).waitFor()
}

const askForCode = (page: Page): Promise<void> => page.getByRole('button', { name: 'Надіслати новий код' }).click()
const said = 'Новий код надіслано'

describe('a place that is held, on the public page', () => {
  it('B55 B12 a code the operator does not take leads back to the times, with the reason', async () => {
    const { page, complaints } = await at.pages.phone()
    const time = await freeTime()
    let isGone = false
    await page.route(/\/api\/booking\/holds(\/[0-9a-f-]+)?$/, async (route) => {
      const { method, url } = { method: route.request().method(), url: route.request().url() }
      if (method === 'POST') {
        const answer = await route.fetch()
        return route.fulfill({ response: answer, json: { ...(await answer.json()), sent: false } })
      }
      if (method !== 'GET' || !isGone) return route.continue()
      return route.fulfill({ json: { state: 'gone', id: url.split('/').at(-1), why: 'gateway-away' } })
    })
    await at.pages.toCode(page, time, '0671231001')
    await page.getByText('Передаємо SMS оператору').waitFor()
    isGone = true
    await heading(page, 'Оберіть день і час').waitFor()
    await page.locator('.told', { hasText: 'не вдалося передати оператору, тому місце звільнено' }).waitFor()
    expect(await page.locator('.told').evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await axeFindings(page)).toEqual([])
    expect(await holdOf(page)).toBeNull()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('B55 a new code that is refused ends nothing: the page stays, and says a new one only when there is one', async () => {
    const { page, complaints } = await at.pages.phone()
    const phone = '0671231002'
    await toNewCode(page, phone)
    await page.route(/\/code$/, (route) =>
      route.fulfill({ status: 503, json: { error: { code: 'gateway-away', message: 'away', retrySeconds: 60 } } }),
    )
    await askForCode(page)
    await page.locator('.told', { hasText: 'нового коду немає. Місце ще за вами' }).waitFor()
    expect(await page.getByText(said).count()).toBe(0)
    await codeField(page).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.unroute(/\/code$/)
    await askForCode(page)
    await page.getByText(said).waitFor()
    await codeField(page).fill(await at.office.code(phone, 1))
    await page.keyboard.press('Enter')
    await heading(page, 'Вас записано').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('B55 a new code nobody has answered for is not said to be on its way, until it is', async () => {
    const { page } = await at.pages.phone()
    await toNewCode(page, '0671231003')
    let tries = 0
    // not heard by the server, then heard, and the answer lost
    await page.route(/\/code$/, async (route) => {
      tries += 1
      if (tries === 2) await route.fetch()
      if (tries <= 2) await route.abort()
      else await route.continue()
    })
    await askForCode(page)
    await page.locator('.told', { hasText: 'Немає зв’язку' }).waitFor()
    expect(await page.getByText(said).count()).toBe(0)
    await page.getByText(said).waitFor()
    expect(await page.locator('.told .said').count()).toBe(0)
    expect(at.office.sms.messages('0671231003')).toHaveLength(2)
    await page.context().close()
  })

  it('B56 another browser hears that the place is held and for how long, and no code is sent there', async () => {
    const { page } = await at.pages.phone()
    const phone = '0671231004'
    await at.pages.toCode(page, await freeTime(), phone)
    await at.office.code(phone)
    const second = await at.pages.phone()
    await at.pages.toPhone(second.page, await freeTime())
    await second.page.getByLabel('Номер телефону').fill(phone)
    await second.page.keyboard.press('Enter')
    const told = second.page.locator('.told', { hasText: 'місце вже чекає на код із SMS' })
    await told.waitFor()
    expect(await told.textContent()).toMatch(/Можна знову за 5 хв/)
    expect(await told.getByRole('link', { name: 'Мої записи' }).count()).toBe(0)
    expect(await axeFindings(second.page)).toEqual([])
    expect(at.office.sms.messages(phone)).toHaveLength(1)
    await second.page.context().close()
    await page.context().close()
  })

  it('B57 Back during a confirmation nobody has answered: the page says so, and leads to the number when it is', async () => {
    const { page, complaints } = await at.pages.phone()
    const phone = '0671231005'
    await at.pages.toCode(page, await freeTime(), phone)
    const code = await at.office.code(phone)
    await page.route(/\/confirm$/, (route) => route.abort())
    await codeField(page).fill(code)
    await page.keyboard.press('Enter')
    await page.locator('.told', { hasText: 'Немає зв’язку' }).waitFor()
    await page.goBack()
    const field = page.getByLabel('Номер телефону')
    await field.waitFor()
    await page.locator('.told', { hasText: 'Ще не підтверджено' }).waitFor()
    expect(await page.locator('.dock .go').getAttribute('aria-disabled')).toBe('true')
    expect(await page.locator('.dock .go').textContent()).toContain('Ще не підтверджено')
    expect(await field.getAttribute('readonly')).not.toBeNull()
    expect(await axeFindings(page)).toEqual([])
    await page.unroute(/\/confirm$/)
    await heading(page, 'Вас записано').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('B57 a wrong code that is answered after Back leads to the code again', async () => {
    const { page } = await at.pages.phone()
    const phone = '0671231006'
    const time = await freeTime()
    await at.pages.toCode(page, time, phone)
    const right = await at.office.code(phone)
    await page.route(/\/confirm$/, (route) => route.abort())
    await codeField(page).fill(right === '000000' ? '000001' : '000000')
    await page.keyboard.press('Enter')
    await page.locator('.told', { hasText: 'Немає зв’язку' }).waitFor()
    await page.goBack()
    await page.getByLabel('Номер телефону').waitFor()
    await page.unroute(/\/confirm$/)
    await page.locator('.wrong', { hasText: 'Код не той' }).waitFor()
    await codeField(page).fill(right)
    await page.keyboard.press('Enter')
    await heading(page, 'Вас записано').waitFor()
    await page.context().close()
  })

  it('B7 Back while a new code is asked for gives the place back when that is answered', async () => {
    const { page } = await at.pages.phone()
    await toNewCode(page, '0671231007')
    const id = await holdOf(page)
    const { body } = await at.office.request('GET', `holds/${id}`)
    const answers: (() => void)[] = []
    await page.route(/\/code$/, async (route) => {
      await new Promise<void>((resolve) => answers.push(resolve))
      await route.continue()
    })
    await askForCode(page)
    await expect.poll(() => answers.length).toBe(1)
    await page.goBack()
    await page.getByLabel(/4 цифри вашого документа|Номер телефону/).waitFor()
    for (const answer of answers) answer()
    await expect.poll(freeTimes).toContain(body['time'])
    await page.context().close()
  })

  it('B58 a reload that is told to ask later waits, says so and finds the hold', async () => {
    const { page, complaints } = await at.pages.phone()
    const phone = '0671231008'
    await at.pages.toCode(page, await freeTime(), phone)
    const id = await holdOf(page)
    let isBusy = true
    await page.route(/\/api\/booking\/holds\/[0-9a-f-]+$/, (route) =>
      isBusy
        ? route.fulfill({
            status: 429,
            headers: { 'retry-after': '1' },
            json: { error: { code: 'too-many-requests', message: 'later' } },
          })
        : route.continue(),
    )
    await page.reload()
    await page.locator('.told', { hasText: 'Забагато запитів із вашої мережі' }).waitFor()
    expect(await holdOf(page)).toBe(id)
    expect(await axeFindings(page)).toEqual([])
    isBusy = false
    await codeField(page).fill(await at.office.code(phone))
    await page.keyboard.press('Enter')
    await heading(page, 'Вас записано').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
