import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOnlineOffice, wednesday } from './support/booking-office.ts'
import { launchChromium } from './support/chromium.ts'
import { LinkedOffice } from './support/linked-office.ts'
import { Office } from './support/office.ts'
import { readPaper } from './support/paper.ts'
import type { Booking } from './support/server.ts'
import { somebody } from './support/somebody.ts'
import { Visitor } from './support/visitor.ts'

const config = anOnlineOffice()
  .withService('А')
  .withService('К')
  .with({ horizons: { online: 2, terminal: 2 } })
  .config()
const { code } = config
const thursday = '2026-03-05'
const morning = `${thursday}T08:30:00+02:00`

let linked: LinkedOffice
let browser: Browser
let page: Page
let visitor: Visitor
let known: Booking
let unknown: Booking
let contested: Booking
let lost: Office | undefined

beforeAll(async () => {
  linked = await LinkedOffice.open(config, wednesday)
  await linked.converged()
  const [first = '', second = '', third = ''] = await linked.server.freeTimes(code, thursday, 'service-1')
  known = await book(first, '1111')
  await linked.converged()
  linked.wan.cut()
  unknown = await book(second, '2222')
  contested = await book(third, '3333')
  await linked.passUntil(morning)
  browser = await launchChromium()
  await showTerminal(linked.hub)
})
afterAll(async () => {
  await browser?.close()
  await linked?.close()
  await lost?.close()
})

function book(time: string, documentDigits: string): Promise<Booking> {
  return linked.server.book({
    office: code,
    date: thursday,
    service: 'service-1',
    time,
    documentDigits,
    ...somebody(),
  })
}

async function showTerminal(hub: Office): Promise<void> {
  visitor = await Visitor.at(hub, browser)
  page = visitor.page
}

/** On the screen of time and digits: clears them and gives these. */
async function giveDigits(time: string, digits: string): Promise<void> {
  for (const field of [/^Час/, /^4/]) await page.getByRole('textbox', { name: field }).fill('')
  await visitor.typeSigns(/^Час/, time.replace(':', ''))
  await visitor.typeSigns(/^4/, digits)
  await visitor.tap('Знайти талон')
  await visitor.tap(/^Я\s*вже тут/)
}

async function bookedOnline(number: string, time: string, digits: string): Promise<void> {
  await visitor.nameTicket(number)
  await visitor.tap(/^Ні, це запис онлайн/)
  await giveDigits(time, digits)
}

const inQueue = (number: string) => page.getByRole('heading', { name: `Ви в черзі ${number}` }).waitFor()
const nextOnBoard = async (hub: Office): Promise<unknown[]> => {
  const { next } = (await hub.request('GET', '/api/board')).body as { next: { ticket: string }[] }
  return next.map(({ ticket }) => ticket)
}

describe('somebody who booked online is here', () => {
  it('Q22 checks in by number, time and digits; a wrong time and wrong digits are refused in the same words', async () => {
    await bookedOnline(known.number, known.time, '9999')
    const complaint = page.getByRole('alert').filter({ hasText: 'Час або цифри не такі, як у записі' })
    await complaint.waitFor()
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    await giveDigits('23:45', '1111')
    await complaint.waitFor()
    await giveDigits(known.time, '1111')
    await inQueue(known.number)
    await page.getByText(`о ${known.time}`).waitFor()
    expect(await nextOnBoard(linked.hub)).toContain(known.number)
    await visitor.tap('Готово')
    await page.getByRole('heading', { name: /^Візьміть талон/ }).waitFor()
    const kept = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }))
    expect(kept).not.toContain('1111')
  })

  it('Q26 one whose booking the hub does not know claims the place, and priority may be declared with it', async () => {
    await visitor.nameTicket(unknown.number)
    await visitor.tap(/^Ні, це запис онлайн/)
    await visitor.typeSigns(/^Час/, unknown.time.replace(':', ''))
    await visitor.typeSigns(/^4/, '2222')
    await visitor.tap('Знайти талон')
    await visitor.tap(/^Я\s*тут, маю право/)
    await visitor.tap(/^Особи з інвалідністю/)
    await inQueue(unknown.number)
    // before those who are present without priority, although its time comes later
    const clerk = await linked.hub.signIn('olena')
    await linked.hub.command(clerk, { type: 'open-window', window: 'w1' })
    const called = await linked.hub.command(clerk, { type: 'call-next', window: 'w1' })
    expect(called.body.result).toMatchObject({ ticket: unknown.number })
    await visitor.tap('Готово')
  })

  it('Q22 five wrong tries lock a ticket the hub does not know, said plainly', async () => {
    const [, , , fourth = ''] = await onlineNumbers()
    await bookedOnline(fourth, '23:45', '7777')
    for (let n = 0; n < 5; n += 1) {
      await page.getByRole('alert').filter({ hasText: 'Час або цифри не такі' }).waitFor()
      await giveDigits('23:45', '7777')
    }
    await page.getByRole('alert').filter({ hasText: 'Забагато хибних спроб. Зверніться до працівника.' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: /^Візьміть талон/ }).waitFor()
  })

  it('Q27 whose place somebody else has claimed is told the new number, and gets it on paper', async () => {
    await bookedOnline(contested.number, contested.time, '9999')
    await inQueue(contested.number)
    await visitor.tap('Готово')
    linked.wan.heal()
    await linked.converged()

    await bookedOnline(contested.number, contested.time, '3333')
    const heading = page.getByRole('heading', { name: /^Ваш новий номер/ })
    await heading.waitFor()
    const number = /[А-Я]-\d{4}/.exec(await heading.innerText())?.[0] ?? ''
    expect(number).toMatch(/^А-1/)
    await page.getByText(`Номер ${contested.number} уже має інша людина.`).waitFor()
    await page.getByText(`о ${contested.time}`).waitFor()
    const [, , date, printed] = readPaper(await linked.hub.printedTicket(number)).qr.split('|')
    expect([date, printed]).toEqual([thursday, number])
    await visitor.tap('Готово')
  })

  it('Q28 a priority ticket the lost hub had sold comes back by its code, for the service its visitor names', async () => {
    linked.wan.cut()
    await visitor.tap(/^Першочерговий талон/)
    await visitor.tap(/^Особи з/)
    await visitor.tap(/Послуга К/)
    await visitor.introduce({ surname: 'Бойко', givenName: 'Ольга', patronymic: '' })
    await visitor.tap('Отримати талон')
    const number = await visitor.number()
    const [, , , , , paperCode = ''] = readPaper(await linked.hub.printedTicket(number)).qr.split('|')
    lost = linked.hub
    await lost.stopHub('SIGKILL')
    linked.wan.heal()
    linked.hub = await Office.enrol(linked.server, code, { url: linked.wan.url, now: lost.now, instead: lost })
    await linked.converged()
    await showTerminal(linked.hub)

    await visitor.nameTicket(number)
    await visitor.tap('Так, код є')
    await visitor.typeSigns(/^Код/, paperCode)
    await visitor.tap('Знайти талон')
    await visitor.tap(/^Я\s*вже тут/)
    await page.getByRole('heading', { name: 'На яку послугу цей талон?' }).waitFor()
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    await visitor.tap(/Послуга К/)
    await inQueue(number)
    await page.getByText('Обладнання офісу замінили').waitFor()
    expect(await nextOnBoard(linked.hub)).toContain(number)
    await linked.converged()
  })
})

/** Numbers of the online places of service А, in their order. */
async function onlineNumbers(): Promise<string[]> {
  const plan = await linked.hub.request('GET', `/api/plan?date=${thursday}`, await linked.hub.signIn('olena'))
  const places = plan.body['places'] as { number: string; service: string; channel: string }[]
  return places.filter(({ service, channel }) => service === 'service-1' && channel === 'online').map((p) => p.number)
}
