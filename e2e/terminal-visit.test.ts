import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import { defaultSpeechKeys } from '@cherha/shared/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium, newTerminalPage, sizes } from './support/chromium.ts'
import { eventsOf } from './support/log-events.ts'
import { Office } from './support/office.ts'
import { root } from './support/process.ts'
import { scan } from './support/scan.ts'
import { Visitor } from './support/visitor.ts'

const demo = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
const config = {
  ...demo,
  staff: [...demo.staff, { login: 'ira', name: 'Ірина Помічна', role: 'assistant' as const }],
}
/** A Thursday, 09:28 in Kyiv. */
const morning = '2026-03-05T07:28:00Z'
const canary = 'Канаркович'
/** What visitors type before they walk away, in every form the terminal may give it. */
const secrets = [
  new RegExp(canary, 'i'),
  /kanarkovych/i,
  /67\s?123\s?45\s?67/,
  // four digits that stand alone, not within a hash or an id
  /(?<![0-9a-f-])9473(?![0-9a-f-])/,
  /17\.01\.2026|2026-01-17/,
]
const found = (text: string): string[] => secrets.filter((secret) => secret.test(text)).map(String)

let office: Office
let browser: Browser
let page: Page
let visitor: Visitor
/** Everything the page has sent or was sent. */
let traffic: string[] = []

beforeAll(async () => {
  office = await Office.open(config, morning)
  browser = await launchChromium()
  page = await newTerminalPage(browser)
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => void traffic.push(String(payload)))
    socket.on('framereceived', ({ payload }) => void traffic.push(String(payload)))
  })
  page.on('request', (request) => void traffic.push(`${request.url()} ${request.postData() ?? ''}`))
  // the computer's voice, which says everything at once: its real time is not that of the clock below
  await page.route('**/host/speech', (route) =>
    route.request().method() === 'GET'
      ? route.fulfill({ json: { available: true, keys: defaultSpeechKeys } })
      : route.fulfill({ json: { heard: true } }),
  )
  await page.clock.install({ time: new Date(morning) })
  await page.goto(await office.screen('terminal'))
  visitor = new Visitor(page)
})

afterAll(async () => {
  await browser?.close()
  await office?.close()
})

beforeEach(async () => {
  await page.getByRole('button', { name: /^Талон на сьогодні/ }).waitFor()
})

const field = (name: RegExp) => page.getByRole('textbox', { name })
const kept = (): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map(({ value }) => value),
    ]),
  )

/** The hub's log as an auditor reads it. */
async function log(): Promise<string> {
  const auditor = config.staff.find(({ role }) => role === 'auditor')
  if (auditor === undefined) throw new Error('the office has no auditor')
  const session = await office.signIn(auditor.login)
  const answer = await fetch(`${office.hubUrl}/api/log`, { headers: { authorization: `Bearer ${session}` } })
  expect(answer.status).toBe(200)
  return answer.text()
}

describe('a visitor who walks away', () => {
  const fill = async (): Promise<void> => {
    await visitor.tap(/^Талон на сьогодні/)
    await visitor.tap(/постійне проживання/)
    await visitor.tap(/^Сьогодні о/)
    await field(/^Прізвище/).fill(canary)
    await field(/^Ім’я/).fill('Ія')
  }
  const steps: readonly (readonly [where: string, until: () => Promise<void>])[] = [
    ['while typing the name', fill],
    [
      'at the check',
      async () => {
        await fill()
        await visitor.tap('Перевірити')
        await page.getByText(canary).first().waitFor()
      },
    ],
    [
      'at the guardian’s contact',
      async () => {
        await fill()
        await visitor.tap('Перевірити')
        await visitor.tap(/^Талон для дитини/)
        await field(/^Телефон/).fill('0671234567')
      },
    ],
    [
      'at the guardian’s document',
      async () => {
        await fill()
        await visitor.tap('Перевірити')
        await visitor.tap(/^Талон для дитини/)
        await visitor.tap('Цифри документа')
        await field(/^Цифри документа/).fill('9473')
      },
    ],
    [
      'at the digits of an online booking',
      async () => {
        await visitor.tap(/^У мене вже/)
        await field(/^Номер/).fill('А-015')
        await visitor.tap('Далі')
        await visitor.tap(/^Ні, це запис/)
        await field(/^Час/).fill('10:20')
        await field(/^4 цифри/).fill('9473')
      },
    ],
    [
      'at the calculator of days',
      async () => {
        await visitor.tap(/^Довідка і/)
        await visitor.tap(/^90 днів/)
        await field(/^В’їзд/).fill('17.01.2026')
        await field(/^Виїзд/).fill('17.01.2026')
        await visitor.tap('Додати')
        await field(/^В’їзд/).fill('17.01.2026')
      },
    ],
    [
      'while writing a name in Latin letters',
      async () => {
        await visitor.tap(/^Довідка і/)
        await visitor.tap(/^Ім’я латиницею/)
        await field(/^Українською/).fill(canary)
        await page.getByText('Kanarkovych').waitFor()
      },
    ],
    [
      'while writing a comment',
      async () => {
        await visitor.tap(/^Довідка і/)
        await visitor.tap(/^Ваш відгук/)
        await visitor.tap(/^3/)
        await field(/^Коментар/).fill(canary)
      },
    ],
  ]

  it.each(steps)(
    'E12 D2 %s is asked after a minute, and 20 seconds later nothing of them is left',
    async (_where, until) => {
      traffic = []
      await until()
      // what is looked for can be found where it is
      expect(found(await kept())).not.toEqual([])
      await page.clock.runFor(61_000)
      await page.getByRole('alertdialog', { name: 'Вам потрібен ще час?' }).waitFor()
      await page.getByRole('button', { name: 'Так', exact: true }).tap()
      await page.getByRole('alertdialog').waitFor({ state: 'detached' })
      await page.clock.runFor(61_000)
      await page.getByRole('alertdialog').waitFor()
      await page.clock.runFor(21_000)
      await page.getByRole('button', { name: /^Талон на сьогодні/ }).waitFor()
      expect(found(await kept())).toEqual([])
      await visitor.tap(/^Талон на сьогодні/)
      await visitor.tap(/постійне проживання/)
      await visitor.tap(/^Сьогодні о/)
      expect(await field(/^Прізвище/).inputValue()).toBe('')
      await visitor.tap('Назад')
      await visitor.tap('Назад')
      await visitor.tap('Назад')
      expect(found(await kept())).toEqual([])
      // nothing was sent at any time, and so nothing is in the log
      expect(traffic.length).toBeGreaterThan(0)
      expect(found(traffic.join('\n'))).toEqual([])
      expect(found(await log())).toEqual([])
    },
  )
})

describe('a ticket in the hand', () => {
  it('E14 is read by the scanner from any screen; the queue says how many are before it', async () => {
    const { body } = await office.command(office.tokens.terminal, {
      type: 'register-current',
      service: 'permanent',
      language: 'uk',
      person: { surname: 'Гай', givenName: 'Ія' },
    })
    const { ticket, date, code } = body.result as { ticket: string; date: string; code: string }
    expect(ticket).toMatch(/^А-/)
    await visitor.tap(/^Довідка і/)
    await scan(page, `CHERHA1|${config.code}|${date}|A${ticket.slice(1)}|1|${code}`)
    await page.getByText(`${ticket}, сьогодні`).waitFor()
    await visitor.tap(/^Де я/)
    await page.getByRole('heading', { name: 'Ваш талон чекає' }).waitFor()
    expect(await page.locator('.chosen').innerText()).toMatch(/Перед вами\s+0/)
    await visitor.tap('Назад')
    await visitor.tap(/^Я\s*вже тут/)
    await page.getByRole('heading', { name: /Ви в\s+черзі/ }).waitFor()
    await visitor.tap('Готово')
  })

  it('E14 another code, another office and a day that is over are said so', async () => {
    const alert = page.getByRole('alert').filter({ hasText: /\S/ })
    await scan(page, 'https://example.org/a/b')
    await alert.filter({ hasText: 'Це не код талона' }).waitFor()
    await scan(page, 'CHERHA1|9999|2026-03-05|A-015|1|K7QF2M9D')
    await alert.filter({ hasText: 'іншого підрозділу' }).waitFor()
    await scan(page, `CHERHA1|${config.code}|2026-03-04|A-015|1|K7QF2M9D`)
    await alert.filter({ hasText: 'вже минув' }).waitFor()
    await visitor.tap('Назад')
  })
})

describe('information and feedback', () => {
  it('I18 the keys of the feedback write into its comment before it was touched', async () => {
    await visitor.tap(/^Довідка і/)
    await visitor.tap(/^Ваш відгук/)
    const keys = page.getByRole('group', { name: 'Клавіатура' })
    for (const letter of ['Д', 'Я', 'К']) await keys.getByRole('button', { name: letter, exact: true }).tap()
    expect(await field(/^Коментар/).inputValue()).toBe('Дяк')
    expect(await field(/^Коментар/).evaluate((input) => input === document.activeElement)).toBe(true)
    await visitor.tap('Назад')
    await visitor.tap('Назад')
  })

  it('I22 shows the documents and the fees of a service as its card prints them, and says where there is none', async () => {
    await visitor.tap(/^Довідка і/)
    await visitor.tap(/^Документи й/)
    await visitor.tap(/тимчасове проживання/)
    await page.getByText('Посвідка, що підлягає обміну').waitFor()
    await visitor.tap('Оплата')
    await page.getByText(/грн/).first().waitFor()
    await visitor.tap('Назад')
    await visitor.tap(/імміграцію/)
    await page.getByText('Для цієї послуги довідки немає').waitFor()
    for (let back = 0; back < 3; back += 1) await visitor.tap('Назад')
  })

  it('I23 I24 names the unit of a code, and the other electronic services', async () => {
    await visitor.tap(/^Довідка і/)
    await visitor.tap(/^Підрозділ за кодом/)
    await field(/^Код/).fill(config.code)
    await page.getByText(config.address.uk).nth(1).waitFor()
    await field(/^Код/).fill('9998')
    await page.getByText('тут не знають').waitFor()
    await visitor.tap('Назад')
    await visitor.tap(/^Послуги онлайн/)
    await page.getByRole('img', { name: 'QR-код: Електронна приймальня' }).waitFor()
    await visitor.tap('Назад')
    await visitor.tap('Назад')
  })

  it('I18 I19 I20 I21 takes a mark once in a while; its comment is sealed in the log and read by a lead', async () => {
    const give = async (): Promise<void> => {
      await visitor.tap(/^Довідка і/)
      await visitor.tap(/^Ваш відгук/)
      await visitor.tap(/^4/)
      await field(/^Коментар/).fill(`Дякую, ${canary}`)
      await visitor.tap('Надіслати')
    }
    await give()
    await page.getByRole('heading', { name: /Дякуємо/ }).waitFor()
    expect(await kept()).not.toContain(canary)
    await visitor.tap('Готово')
    await give()
    await page.getByRole('alert').filter({ hasText: 'щойно прийнято' }).waitFor()
    await visitor.tap('Назад')
    await visitor.tap('Назад')

    const lead = config.staff.find(({ role }) => role === 'lead')?.login ?? ''
    const session = await office.signIn(lead)
    const read = await office.request('GET', '/api/feedback', session)
    expect(read.body['feedback']).toEqual([{ date: '2026-03-05', rating: 4, comment: `Дякую, ${canary}` }])
    const written = await log()
    expect(written).toContain('feedback-given')
    expect(written).not.toContain(canary)
  })
})

describe('a representative of the operator', () => {
  it('E15 signs on by PIN, is named on the screen and journaled, and can command nothing', async () => {
    await visitor.tap('Допомога')
    await visitor.tap('Для представника оператора сервісу')
    await field(/^Логін/).fill('ira')
    await field(/^PIN/).fill('0000')
    await visitor.tap('Почати')
    await page.getByRole('alert').filter({ hasText: 'не підходить' }).waitFor()
    await field(/^PIN/).fill(office.pinOf('ira'))
    await visitor.tap('Почати')
    await page.getByText('Допомагає: Ірина Помічна').first().waitFor()
    await visitor.tap('Допомога')
    await visitor.tap(/^Завершити допомогу/)
    await page.getByText('Допомагає: Ірина Помічна').waitFor({ state: 'detached' })
    const refused = await office.request('POST', '/api/sessions', office.tokens.desk, {
      login: 'ira',
      pin: office.pinOf('ira'),
    })
    expect(refused.status).toBe(403)
  })
})

describe('hands that touch everywhere', () => {
  it.for([7, 17, 29])(
    'E13 a flood of touches (%i) breaks nothing, takes no more than a session may, and ends where it began',
    { timeout: 180_000 },
    async (seed) => {
      const before = eventsOf(path.join(office.dataDir, 'office.db')).length
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      let state = seed
      const random = (most: number): number => {
        state = (state * 16_807) % 2_147_483_647
        return state % most
      }
      for (let n = 0; n < 200; n += 1)
        await page.touchscreen.tap(random(sizes.terminal.width), random(sizes.terminal.height))
      // nobody is there any more: at most 80 s of silence, and what is still being said or fetched does not count as silence
      const start = page.getByRole('button', { name: /^Талон на сьогодні/ })
      for (let seconds = 0; seconds < 180 && !(await start.isVisible()); seconds += 5) await page.clock.runFor(5_000)
      await start.waitFor()
      expect(errors).toEqual([])
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light')
      const since = eventsOf(path.join(office.dataDir, 'office.db')).slice(before)
      // whoever touches long enough types a name and takes a ticket: not more of them than one session may, each printed once
      const of = (wanted: string) => since.filter(({ type }) => type === wanted)
      const taken = of('registered').map(({ number }) => number)
      expect(taken.length).toBeLessThanOrEqual(5)
      expect(new Set(taken).size).toBe(taken.length)
      expect(of('print-reported').length).toBe(taken.length)
      expect([...of('withdrawn'), ...of('claimed'), ...of('readmitted')]).toEqual([])
      expect(of('feedback-given').length).toBeLessThan(5)
    },
  )
})
