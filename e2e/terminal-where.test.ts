import { anOffice, everyDay } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium, newTerminalPage } from './support/chromium.ts'
import { Clerk } from './support/clerk.ts'
import { Listener } from './support/heard.ts'
import { LinkedOffice } from './support/linked-office.ts'
import type { Booking } from './support/server.ts'
import { somebody } from './support/somebody.ts'
import { Visitor } from './support/visitor.ts'

const config = anOffice()
  .withService('А')
  .withWindow('w1')
  .withStaff('olena', 'clerk')
  .openAt(everyDay(['09:00', '13:00']))
  .withPlaces({ online: 1, terminal: 1, current: 1 })
  .with({
    channels: { online: true, terminal: true },
    horizons: { online: 2, terminal: 2 },
    rules: { noShowSeconds: 300, returnMinutes: 10, outageMinutes: 5 },
  })
  .config()
const thursday = '2026-03-05'
const digits = '4821'
const patient = { timeout: 60_000 }

interface Paper {
  readonly number: string
  readonly code: string
}

let linked: LinkedOffice
let browser: Browser
let page: Page
let visitor: Visitor
let listener: Listener
let clerk: Clerk
let booking: Booking
/** Taken at the terminal one after the other. */
let papers: Paper[]

beforeAll(async () => {
  linked = await LinkedOffice.open(config, '2026-03-04T17:00:00+02:00')
  await linked.converged()
  const times = await linked.server.freeTimes(config.code, thursday, 'service-1')
  const time = times.at(-1) ?? ''
  booking = await linked.server.book({
    office: config.code,
    date: thursday,
    service: 'service-1',
    time,
    documentDigits: digits,
    ...somebody(),
  })
  await linked.converged()
  await linked.passUntil(`${thursday}T09:00:00+02:00`)
  papers = []
  for (const surname of ['Перша', 'Друга', 'Третя']) {
    const answer = await linked.hub.command(linked.hub.tokens.terminal, {
      type: 'register-current',
      service: 'service-1',
      person: { surname, givenName: 'Олена' },
      language: 'uk',
    })
    if (answer.status !== 200) throw new Error(`no ticket: ${JSON.stringify(answer.body)}`)
    papers.push({ number: String(answer.body.result?.['ticket']), code: String(answer.body.result?.['code']) })
  }
  clerk = await Clerk.atWindow(linked.hub, 'olena', 'w1')
  browser = await launchChromium()
  page = await newTerminalPage(browser)
  listener = await Listener.at(page)
  visitor = new Visitor(page)
  await page.goto(await linked.hub.screen('terminal'))
})

afterAll(async () => {
  clerk?.leave()
  await browser?.close()
  await linked?.close()
})

beforeEach(async () => {
  await page.getByRole('button', { name: /^Талон на сьогодні/ }).waitFor()
})

async function typeInto(field: RegExp, text: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).tap()
  const keys = page.getByRole('group', { name: 'Знаки талона' })
  for (const sign of text) await keys.getByRole('button', { name: sign, exact: true }).tap()
}

async function giveNumber(number: string): Promise<void> {
  await visitor.tap(/^У\s*мене вже є запис/)
  await typeInto(/^Номер/, number.replace('-', ''))
  await visitor.tap('Далі')
}

/** From the first screen to where a ticket with a code stands. */
async function askByCode({ number, code }: Paper): Promise<void> {
  await giveNumber(number)
  await visitor.tap(/^Так, код є/)
  await typeInto(/^Код/, code)
  await visitor.tap('Знайти талон')
  await visitor.tap(/^Де я\s*в\s*черзі/)
}

async function askByDigits({ number, time }: Booking, given: string): Promise<void> {
  await giveNumber(number)
  await visitor.tap(/^Ні, це запис онлайн/)
  await typeInto(/^Час/, time.replace(':', ''))
  await typeInto(/^4/, given)
  await visitor.tap('Знайти талон')
  await visitor.tap(/^Де я\s*в\s*черзі/)
}

/** What the clerk does a moment later. */
async function does(command: string): Promise<void> {
  await linked.hub.pass(1)
  await clerk.must(command)
}

/** The figure beside «Перед вами». */
const ahead = () => page.locator('dt', { hasText: /^Перед вами$/ }).locator('xpath=following-sibling::dd[1]')
const before = (people: number): Promise<void> =>
  ahead()
    .filter({ hasText: new RegExp(`^${people}$`) })
    .waitFor()
const heading = (name: RegExp) => page.getByRole('heading', { name })

describe('somebody who asks the terminal where they are', () => {
  it('I25 is told by number and code, and again when the queue moves: how many are before, then that they are called', async () => {
    const [, , third] = papers
    if (third === undefined) throw new Error('there is no third ticket')
    await askByCode(third)
    await heading(/^Ваш талон чекає/).waitFor()
    await before(2)
    await does('call-next')
    await before(1)
    expect(await page.getByRole('status').allInnerTexts()).toContain('Черга просунулася. Перед вами: 1.')
    // nobody comes: the third is the second to be called
    await does('confirm-voice-call')
    await does('start-service')
    await does('finish-service')
    await does('call-next')
    await before(0)
    await does('confirm-voice-call')
    await does('start-service')
    await does('finish-service')
    await does('call-next')
    await heading(/^Вас запрошують/).waitFor()
    await page.getByText(/Не прийдете за 5\sхвилин/).waitFor()
    expect(await ahead().count()).toBe(0)
    await does('confirm-voice-call')
    await does('start-service')
    await heading(/^Вас обслуговують/).waitFor()
    await does('finish-service')
    await heading(/^Прийом завершено/).waitFor()
    await page.getByText('Цей талон більше не запросять.').waitFor()
    await visitor.tap('Готово')
  })

  it('is told by number, time and digits of an online booking', async () => {
    await askByDigits(booking, digits)
    await heading(/^Ваш талон чекає/).waitFor()
    await before(0)
    await visitor.tap('Готово')
  })

  it('I25 is refused by digits that are not those of the booking, by a wrong code and by a number there is not', async () => {
    await askByDigits(booking, '9999')
    await page.getByRole('alert').filter({ hasText: 'Час або цифри не такі, як у записі' }).waitFor()
    expect(await ahead().count()).toBe(0)
    await visitor.tap('Готово')

    await askByCode({ number: papers[1]?.number ?? '', code: '00000000' })
    await page
      .getByRole('alert')
      .filter({ hasText: /[Кк]од/ })
      .waitFor()
    expect(await ahead().count()).toBe(0)
    await visitor.tap('Готово')

    await askByCode({ number: 'А-799', code: papers[1]?.code ?? '' })
    await page
      .getByRole('alert')
      .filter({ hasText: /[Тт]алон/ })
      .waitFor()
    await visitor.tap('Готово')
  })

  it('I25 E6 E7 hears that the queue has moved', async () => {
    for (const surname of ['Четверта', 'П’ята']) {
      const answer = await linked.hub.command(linked.hub.tokens.terminal, {
        type: 'register-current',
        service: 'service-1',
        person: { surname, givenName: 'Олена' },
        language: 'uk',
      })
      expect(answer.status).toBe(200)
      papers.push({ number: String(answer.body.result?.['ticket']), code: String(answer.body.result?.['code']) })
    }
    const last = papers.at(-1)
    if (last === undefined) throw new Error('there is no ticket')
    await askByCode(last)
    await before(1)
    expect(await listener.press('repeat')).toContain('Перед вами')
    const told = listener.spoken.length
    await does('call-next')
    await expect.poll(() => listener.spoken.slice(told), patient).toEqual(['Черга просунулася. Перед вами: 0.'])
    // somebody with priority comes: it is told, and not that the queue has gone on
    const priority = await linked.hub.command(linked.hub.tokens.terminal, {
      type: 'register-current',
      service: 'service-1',
      person: { surname: 'Шоста', givenName: 'Олена' },
      priority: 'disability',
      language: 'uk',
    })
    expect(priority.status).toBe(200)
    await expect.poll(() => listener.last).toBe('Перед вами стало більше: 1.')
    for (let visitors = 0; visitors < 2; visitors += 1) {
      await does('confirm-voice-call')
      await does('start-service')
      await does('finish-service')
      await does('call-next')
    }
    await expect.poll(() => listener.last, patient).toMatch(/^Вас запрошують/)
  })
})
