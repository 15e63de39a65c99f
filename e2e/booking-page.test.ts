import { describe, expect, it } from 'vitest'
import { asks, heading, press, tabTo, withBookingPage } from './support/booking-page.ts'
import { axeFindings } from './support/console.ts'

const at = withBookingPage()

const said = {
  uk: {
    service: 'Оберіть послугу',
    office: 'Оберіть відділ',
    time: 'Оберіть день і час',
    document: /Останні 4\sцифри документа/,
    phone: 'Номер мобільного',
    code: 'Код із SMS',
    done: 'Вас записано',
  },
  en: {
    service: 'Choose a service',
    office: 'Choose an office',
    time: 'Choose day and time',
    document: /Last 4\sdigits of the document/,
    phone: 'Mobile number',
    code: 'Code from the SMS',
    done: 'You are booked',
  },
} as const

describe('booking on the public page', () => {
  it.each(['uk', 'en'] as const)(
    'B2 B4 B24 B32 B33 asks five questions in the order of the document, by keyboard alone, and shows the number (%s)',
    async (language) => {
      const { page, complaints } = await at.pages.phone()
      const words = said[language]
      const number = language === 'uk' ? '0671230001' : '0671230002'
      const reloaded = async (name: string | RegExp): Promise<void> => {
        await page.reload()
        await asks(page, name, false)
      }
      await page.goto(`${at.office.url}/booking${language === 'en' ? '?lang=en' : ''}`)
      await asks(page, words.service, false)
      await press(page, page.locator('.offer').first())
      await asks(page, words.office)
      await reloaded(words.office)
      await press(page, page.locator('.offer').first())
      await asks(page, words.time)
      await tabTo(page, page.locator('.times button').first())
      await page.keyboard.press('Space')
      await page.locator('.times .is-on').waitFor()
      await reloaded(words.time)
      expect(await page.locator('.times .is-on').count()).toBe(1)
      await press(page, page.locator('.dock .go'))
      await asks(page, words.document)
      await reloaded(words.document)
      await tabTo(page, page.locator('[name=documentDigits]'))
      await page.keyboard.type('5512')
      await page.keyboard.press('Enter')
      await asks(page, words.phone)
      // what is personal is nowhere but in the page: a reload asks again
      await reloaded(words.document)
      await tabTo(page, page.locator('[name=documentDigits]'))
      await page.keyboard.type('5512')
      await page.keyboard.press('Enter')
      await asks(page, words.phone)
      await tabTo(page, page.locator('[name=phone]'))
      await page.keyboard.type(number)
      await page.keyboard.press('Enter')
      await asks(page, words.code)
      await reloaded(words.code)
      expect(page.url()).not.toMatch(/5512|67123/)
      expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toMatch(
        /5512|67123/,
      )
      await tabTo(page, page.locator('[name=code]'))
      await page.keyboard.type(await at.office.code(number))
      await page.keyboard.press('Enter')
      await asks(page, words.done)
      const hero = (await page.locator('.hero').textContent()) ?? ''
      expect(hero).toMatch(/^А-\d{3}$/)
      const message = await at.office.message(number, new RegExp(hero))
      const code = ((await page.locator('.code-text').textContent()) ?? '').replace(' ', '')
      expect(code).toMatch(/^[0-9A-Z]{8}$/)
      expect(message).not.toContain(code)
      await page.locator('.qr path').nth(1).waitFor()
      await reloaded(words.done)
      expect(await page.locator('.hero').textContent()).toBe(hero)
      const saved = page.waitForEvent('download')
      await press(page, page.getByRole('button', { name: language === 'uk' ? 'До календаря' : 'To the calendar' }))
      expect((await saved).suggestedFilename()).toMatch(/^А-\d{3}-2026-03-\d\d\.ics$/)
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )

  it('B5 B6 offers the days of the horizon with what is free, and says what the document says where nothing is', async () => {
    const { page, complaints } = await at.pages.phone()
    const days = `${at.office.url}/booking?service=service-1&office=${at.office.linked.code}`
    await page.goto(days)
    await page.locator('.times button').first().waitFor()
    expect(await page.locator('.day').count()).toBe(5)
    expect(await page.locator('.day b').allTextContents()).toEqual(
      ['5', '6', '7', '8', '9'].map((day) => `${day} березня, `),
    )
    await page.getByText(/Завтра о\s00:00 відкриється 10\sберезня/).waitFor()
    await page.route('**/api/booking/days**', async (route) => {
      const answer = (await (await route.fetch()).json()) as { days: { date: string }[]; next: unknown }
      await route.fulfill({ json: { ...answer, days: answer.days.map(({ date }) => ({ date, free: 0 })) } })
    })
    await page.reload()
    await page.getByText('приблизно третина місць – онлайн').waitFor()
    expect(await page.locator('.day:disabled').count()).toBe(5)
    await page.getByRole('button', { name: 'Інший відділ' }).click()
    await heading(page, 'Оберіть відділ').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('B1 registers a child with its own digits and those of a parent or guardian', async () => {
    const { page } = await at.pages.phone()
    const asked: unknown[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/api/booking/holds')) asked.push(request.postDataJSON())
    })
    await at.pages.toDocument(page, await at.pages.freeTime())
    await page.getByLabel('Дитина').check()
    await page.getByLabel('4 цифри документа дитини').fill('0417')
    await page.keyboard.press('Enter')
    const guardian = page.getByLabel('4 цифри документа одного з батьків або опікуна')
    expect(await guardian.getAttribute('aria-invalid')).toBe('true')
    expect(await guardian.evaluate((element) => element === document.activeElement)).toBe(true)
    await guardian.fill('5512')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByLabel('Номер телефону').fill('067 123 00 03')
    await page.keyboard.press('Enter')
    await page.getByLabel('6 цифр коду').fill(await at.office.code('0671230003'))
    await page.keyboard.press('Enter')
    await heading(page, 'Дитину записано').waitFor()
    expect(asked).toMatchObject([{ person: { who: 'child', documentDigits: '0417', guardianDigits: '5512' } }])
    await page.context().close()
  })

  it.each([
    ['12', 'Це не схоже на номер телефону'],
    ['044 278 50 00', 'На міський номер SMS не приходить'],
    ['+48 601 234 567', 'лише на номери українських мобільних операторів'],
    ['071 123 45 67', 'лише на номери національних операторів'],
  ])('B17 says at its field what is wrong with the number %s, and keeps it', async (typed, sentence) => {
    const { page } = await at.pages.phone()
    await at.pages.toPhone(page, await at.pages.freeTime())
    const field = page.getByLabel('Номер телефону')
    await field.fill(typed)
    await page.keyboard.press('Enter')
    await page.locator('.wrong', { hasText: sentence }).waitFor()
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await field.inputValue()).toBe(typed)
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })

  it('B18 says from where one can book, before anything is asked', async () => {
    const { page } = await at.pages.phone()
    await page.goto(`${at.office.url}/booking`)
    await page.getByText('Демонстрація: IP-адреси не перевіряються').waitFor()
    await page.route('**/api/booking/rules', async (route) => {
      const rules = (await (await route.fetch()).json()) as Record<string, unknown>
      await route.fulfill({ json: { ...rules, addresses: 'refused' } })
    })
    await page.reload()
    await page.getByText('Вимкніть VPN').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })
})

describe('the first question', () => {
  it('is asked by a small script: the rest of the program comes afterwards, compressed', async () => {
    const { page } = await at.pages.phone()
    const bytes: number[] = []
    const codings: (string | undefined)[] = []
    let rest: string | null = null
    await page.route(/\/assets\/main-.*\.js$/, (route) => {
      rest = route.request().url()
      // the first question works without it
      return route.abort()
    })
    page.on('response', async (response) => {
      if (!/\/assets\/.*\.js$/.test(response.url())) return
      codings.push(response.headers()['content-encoding'])
      bytes.push((await response.request().sizes()).responseBodySize)
    })
    await page.goto(`${at.office.url}/booking`)
    await page.locator('.offer').first().waitFor()
    await expect.poll(() => rest).not.toBeNull()
    const sum = bytes.reduce((total, one) => total + one, 0)
    expect(sum).toBeGreaterThan(1_000)
    expect(sum).toBeLessThanOrEqual(50_000)
    expect(codings).toContain('br')
    await page.locator('.offer').first().click()
    await expect.poll(() => page.url()).toContain('service=service-1')
    await page.context().close()
  })
})
