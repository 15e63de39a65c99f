import { anOffice, everyDay } from '@cherha/testing'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BookingOffice } from './support/booking-office.ts'
import { launchChromium, Traffic } from './support/chromium.ts'
import { axeFindings } from './support/console.ts'

const config = anOffice()
  .withService('А')
  .withService('К')
  .withWindow('w1')
  .withStaff('olena', 'clerk')
  .openAt(everyDay(['09:00', '13:00']))
  .withPlaces({ online: 1, terminal: 1, current: 1 })
  .with({
    channels: { online: true, terminal: true },
    horizons: { online: 5, terminal: 2 },
    smsName: { uk: 'ДМС, вул. Прикладна, 5', en: 'SMS, 5 Prykladna St' },
  })
  .config()
const support = '+380 44 200 00 01'

let office: BookingOffice
let browser: Browser

beforeAll(async () => {
  office = await BookingOffice.open(config, '2026-03-04T17:00:00+02:00', {
    phones: [support],
    limits: { codesPerPhoneAndAddressHour: 50, codesPerPhoneHour: 50, codesPerAddressHour: 500 },
  })
  await office.linked.converged()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

interface Phone {
  readonly page: Page
  /** What the page’s policy forbids and what breaks in it. */
  readonly complaints: string[]
}

async function aPhone(): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !/status of [45]\d\d|ERR_/.test(text)) complaints.push(text)
  })
  await page.clock.setFixedTime(office.linked.server.now)
  return { page, complaints }
}

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

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name })

/** The page asks this, says so to a screen reader, shows the phones of support and has nothing axe would find. */
async function asks(page: Page, name: string | RegExp, isNew = true): Promise<void> {
  const title = heading(page, name)
  await title.waitFor()
  await page.getByRole('link', { name: support }).waitFor()
  if (isNew) await expect.poll(() => title.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await axeFindings(page)).toEqual([])
}

/** Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not get there')
}

async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press('Enter')
}

/** With choices made by address: the question about the document. */
async function toDocument(page: Page, time: string, date = '2026-03-06'): Promise<void> {
  await page.goto(
    `${office.url}/booking?service=service-1&office=${office.linked.code}&date=${date}&time=${time}&step=document`,
  )
  await page.getByLabel('4 цифри вашого документа').waitFor()
}

async function toCode(page: Page, time: string, digits: string, phone: string): Promise<void> {
  await toDocument(page, time)
  await page.getByLabel('4 цифри вашого документа').fill(digits)
  await page.keyboard.press('Enter')
  await page.getByLabel('Номер телефону').fill(phone)
  await page.keyboard.press('Enter')
  await page.getByLabel('6 цифр коду').waitFor()
}

const freeTime = async (n = 0, date = '2026-03-06'): Promise<string> =>
  (await office.times('service-1', date)).at(n)?.time ?? ''

describe('booking on the public page', () => {
  it.each(['uk', 'en'] as const)(
    'B2 B4 B24 B32 B33 asks five questions in the order of the document, by keyboard alone, and shows the number (%s)',
    async (language) => {
      const { page, complaints } = await aPhone()
      const words = said[language]
      const number = language === 'uk' ? '0671230001' : '0671230002'
      const reloaded = async (name: string | RegExp): Promise<void> => {
        await page.reload()
        await asks(page, name, false)
      }
      await page.goto(`${office.url}/booking${language === 'en' ? '?lang=en' : ''}`)
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
      await page.keyboard.type(await office.code(number))
      await page.keyboard.press('Enter')
      await asks(page, words.done)
      const hero = (await page.locator('.hero').textContent()) ?? ''
      expect(hero).toMatch(/^А-\d{3}$/)
      const message = await office.message(number, new RegExp(hero))
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
    const { page, complaints } = await aPhone()
    const days = `${office.url}/booking?service=service-1&office=${office.linked.code}`
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
    const { page } = await aPhone()
    const asked: unknown[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/api/booking/holds')) asked.push(request.postDataJSON())
    })
    await toDocument(page, await freeTime())
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
    await page.getByLabel('6 цифр коду').fill(await office.code('0671230003'))
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
    const { page } = await aPhone()
    await toDocument(page, await freeTime())
    await page.getByLabel('4 цифри вашого документа').fill('5512')
    await page.keyboard.press('Enter')
    const field = page.getByLabel('Номер телефону')
    await field.fill(typed)
    await page.keyboard.press('Enter')
    await page.locator('.wrong', { hasText: sentence }).waitFor()
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await field.inputValue()).toBe(typed)
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })

  it('B8 says a wrong code at its field with the tries left; the third leads back to the times', async () => {
    const { page } = await aPhone()
    const phone = '0671230004'
    await toCode(page, await freeTime(), '5512', phone)
    const right = await office.code(phone)
    const wrong = right === '000000' ? '000001' : '000000'
    for (const tries of [2, 1]) {
      await page.getByLabel('6 цифр коду').fill(wrong)
      await page.keyboard.press('Enter')
      await page.locator('.wrong', { hasText: 'Код не той' }).waitFor()
      const { body } = await office.request('GET', `holds/${await holdOf(page)}`)
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
    const { page } = await aPhone()
    const time = await freeTime()
    await toCode(page, time, '5512', '0671230005')
    expect((await office.times('service-1', '2026-03-06')).map((one) => one.time)).not.toContain(time)
    await page.goBack()
    await page.getByLabel('Номер телефону').waitFor()
    await expect
      .poll(async () => (await office.times('service-1', '2026-03-06')).map((one) => one.time))
      .toContain(time)
    await page.context().close()
  })

  it('B11 makes one booking of a double click, lost answers and a second tab', async () => {
    const { page, complaints } = await aPhone()
    const phone = '0671230006'
    const time = await freeTime()
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
    await toDocument(page, time)
    await page.getByLabel('4 цифри вашого документа').fill('5512')
    await page.keyboard.press('Enter')
    await page.getByLabel('Номер телефону').fill(phone)
    await page.locator('.dock .go').dblclick()
    await page.getByText('Ще не підтверджено: щойно').waitFor()
    await page.getByLabel('6 цифр коду').waitFor()
    cut = 1
    await page.getByLabel('6 цифр коду').fill(await office.code(phone))
    await page.locator('.dock .go').dblclick()
    await heading(page, 'Вас записано').waitFor()
    expect([...ids].filter((id) => id !== '')).toHaveLength(1)
    const booked = office.sms.messages(phone).filter(({ text }) => /А-\d{3}/.test(text))
    expect(new Set(booked.map(({ text }) => text)).size).toBe(1)
    const second = await page.context().newPage()
    await second.clock.setFixedTime(office.linked.server.now)
    await toDocument(second, await freeTime())
    await second.getByLabel('4 цифри вашого документа').fill('5512')
    await second.keyboard.press('Enter')
    await second.getByLabel('Номер телефону').fill(phone)
    await second.keyboard.press('Enter')
    await second.getByText('З цим номером і документом уже є запис').waitFor()
    await second.locator('.told').getByRole('link', { name: 'Мої записи' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leads back to the times when the place has gone meanwhile, and says so', async () => {
    const { page } = await aPhone()
    const time = await freeTime()
    await toDocument(page, time)
    await page.getByLabel('4 цифри вашого документа').fill('5512')
    await page.keyboard.press('Enter')
    await page.getByLabel('Номер телефону').fill('0671230007')
    await office.book({ service: 'service-1', date: '2026-03-06', time, digits: '7777', phone: '0671239999' })
    await page.keyboard.press('Enter')
    await heading(page, 'Оберіть день і час').waitFor()
    await page.locator('.told', { hasText: 'Оберіть' }).waitFor()
    expect(await page.locator('.times .is-on').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })

  it('B20 solves the puzzle of a busy server by itself', async () => {
    const { page, complaints } = await aPhone()
    let asked = 0
    await page.route('**/api/booking/holds', async (route) => {
      asked += 1
      const { challenge } = route.request().postDataJSON() as { challenge?: string }
      if (challenge === undefined)
        await route.fulfill({ status: 428, json: { error: { code: 'challenge-required', message: 'solve' } } })
      else await route.continue()
    })
    await toCode(page, await freeTime(), '5512', '0671230008')
    expect(asked).toBe(2)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('B18 says from where one can book, before anything is asked', async () => {
    const { page } = await aPhone()
    await page.goto(`${office.url}/booking`)
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
    const { page } = await aPhone()
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
    await page.goto(`${office.url}/booking`)
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

describe('my bookings and the board', () => {
  it('B30 B31 B33 shows the bookings of a number, reminds or not, cancels after a question, and ends', async () => {
    const { page, complaints } = await aPhone()
    const phone = '0671230010'
    const booked = await office.book({
      service: 'service-1',
      date: '2026-03-07',
      time: await freeTime(0, '2026-03-07'),
      digits: '5512',
      phone,
    })
    const traffic = new Traffic(page)
    await page.goto(`${office.url}/my`)
    await page.getByLabel('На який номер записувалися?').fill('067 123 00 10')
    await asks(page, 'Мої записи', false)
    const before = office.sms.messages(phone).length
    await page.keyboard.press('Enter')
    await page.getByLabel('6 цифр коду').waitFor()
    await page.keyboard.type(await office.code(phone, before))
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
    expect((await office.request('GET', 'mine')).status).toBe(401)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('B34 shows the board of an office with its age, and where a ticket is to whoever has its code', async () => {
    const { page, complaints } = await aPhone()
    await page.goto(`${office.url}/board`)
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

/** The id the tab has kept of its hold. */
function holdOf(page: Page): Promise<string | null> {
  return page.evaluate(() => sessionStorage.getItem('cherha.hold'))
}
