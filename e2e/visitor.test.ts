import { createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { readOfficeConfig } from '@cherha/office-hub'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, newTerminalPage } from './support/chromium.ts'
import { Office } from './support/office.ts'
import { readPaper } from './support/paper.ts'
import { root } from './support/process.ts'
import { Visitor } from './support/visitor.ts'

const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
/** A Thursday, 09:28 in Kyiv; the next day is a reception day too. */
const morning = '2026-03-05T07:28:00Z'

let office: Office
let browser: Browser
let page: Page
let visitor: Visitor
let printer: PaperCatcher
const violations: string[] = []

/** A network printer that keeps what it was sent, says nothing of itself, and can be switched off. */
class PaperCatcher {
  readonly tickets: Buffer[] = []
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  port = 0

  switchOn(): Promise<void> {
    const server = createServer((socket) => {
      const chunks: Buffer[] = []
      this.#sockets.add(socket)
      socket.on('data', (chunk) => chunks.push(chunk))
      socket.on('error', () => undefined)
      socket.on('end', () => socket.end())
      socket.on('close', () => {
        this.#sockets.delete(socket)
        if (chunks.length > 0) this.tickets.push(Buffer.concat(chunks))
      })
    })
    this.#server = server
    return new Promise((resolve) => {
      server.listen(this.port, '127.0.0.1', () => {
        const address = server.address()
        if (typeof address === 'object' && address !== null) this.port = address.port
        resolve()
      })
    })
  }

  async switchOff(): Promise<void> {
    const server = this.#server
    this.#server = null
    for (const socket of this.#sockets) socket.destroy()
    if (server !== null) await new Promise((resolve) => server.close(resolve))
  }
}

beforeAll(async () => {
  printer = new PaperCatcher()
  await printer.switchOn()
  office = await Office.open(config, morning, `tcp:127.0.0.1:${printer.port}?status=no`)
  browser = await launchChromium()
  page = await newTerminalPage(browser)
  page.on('pageerror', (error) => violations.push(error.message))
  await page.exposeFunction('tellViolation', (text: string) => void violations.push(text))
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      Reflect.get(window, 'tellViolation')(`${event.violatedDirective} ${event.blockedURI}`),
    ),
  )
  await page.goto(await office.screen('terminal'))
  visitor = new Visitor(page)
})

afterAll(async () => {
  await browser?.close()
  await office?.close()
  await printer?.switchOff()
})

/** Rules of accessibility the page breaks as it is now. */
async function findings(): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(', ')}`)
}

const button = (name: RegExp) => page.getByRole('button', { name }).first()

describe('a visitor at the terminal', () => {
  it('S25 Q24 the printer is off: the ticket stands, and the same number is printed once the printer is back', async () => {
    await printer.switchOff()
    await visitor.chooseToday({ surname: 'Мельник', givenName: 'Ярина', patronymic: '' }, 'постійне проживання')
    await visitor.tap('Отримати талон')
    const number = await visitor.number()
    await page.getByText('Запам’ятайте або сфотографуйте номер').waitFor()
    expect(await page.getByText('Код талона').innerText()).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/)
    expect(await findings()).toEqual([])

    await printer.switchOn()
    await visitor.tap('Надрукувати ще раз')
    await page.getByText('Візьміть талон').waitFor()
    await expect.poll(() => printer.tickets.length).toBe(1)
    const [, , date, printed] = readPaper(printer.tickets[0] ?? Buffer.alloc(0)).qr.split('|')
    expect([date, printed]).toEqual(['2026-03-05', number])
    expect(await visitor.number()).toBe(number)
    await visitor.tap('Готово')
  })

  it('Q1 Q10 a priority ticket is called before those whose time has come', async () => {
    await visitor.tap(/^Першочерговий талон/)
    await visitor.tap(/^Людина з/)
    await visitor.tap(/постійне проживання/)
    await visitor.introduce({ surname: 'Бойко', givenName: 'Ольга', patronymic: '' })
    await visitor.tap('Отримати талон')
    expect(await visitor.number()).toBe('П-001')
    await visitor.tap('Готово')

    const session = await office.signIn('olena')
    await office.command(session, { type: 'open-window', window: '1' })
    const called = await office.command(session, { type: 'call-next', window: '1' })
    expect(called.body.result).toMatchObject({ ticket: 'П-001' })
  })

  it('names of the greatest length fit the check and the ticket', async () => {
    await visitor.tap(/^Талон на сьогодні/)
    await visitor.tap(/тимчасове проживання/)
    await visitor.tap(/^Сьогодні о/)
    for (const [field, letter] of [
      ['Прізвище', 'Щ'],
      ['Ім’я', 'Ж'],
      ['По батькові', 'Ю'],
    ] as const) {
      await page.getByRole('textbox', { name: new RegExp(`^${field}`) }).fill(letter.repeat(60))
    }
    await visitor.tap('Перевірити')
    await page.getByText('Щ'.repeat(60)).first().waitFor()
    await expect(beyondTheScreen()).resolves.toEqual([])
    await visitor.tap('Отримати талон')
    await visitor.number()
    await expect(beyondTheScreen()).resolves.toEqual([])
    await visitor.tap('Готово')
  })

  it('Q25 N3 a place of another day is taken from the calendar, and checked in on that day by number and code', async () => {
    await visitor.tap(/^Запис на інший день/)
    await visitor.tap(/тимчасове проживання/)
    await visitor.tap(/^6\sберезня о/)
    await visitor.introduce({ surname: 'Ґалаґан', givenName: 'Мар’яна', patronymic: '' })
    const before = printer.tickets.length
    await visitor.tap('Отримати талон')
    const number = await visitor.number()
    await page.getByText(/п’ятниця, 6\sберезня, о/).waitFor()
    await visitor.tap('Готово')
    await expect.poll(() => printer.tickets.length).toBe(before + 1)
    const [, , date, printed, , code] = readPaper(printer.tickets.at(-1) ?? Buffer.alloc(0)).qr.split('|')
    expect([date, printed]).toEqual(['2026-03-06', number])

    // ten to nine on the next day, nobody signed in at a desk
    await office.pass((23 * 60 + 22) * 60)
    await page.getByText('п’ятниця, 6 березня').waitFor()
    await visitor.tap(/^У\s*мене вже є запис/)
    await page.getByRole('textbox', { name: /^Номер/ }).fill(number)
    await visitor.tap('Далі')
    await visitor.tap('Так, код є')
    await page.getByRole('textbox', { name: /^Код/ }).fill(code ?? '')
    expect(await findings()).toEqual([])
    await visitor.tap('Знайти талон')
    await visitor.tap(/^Я\s*вже тут/)
    await page.getByRole('heading', { name: `Ви в черзі ${number}` }).waitFor()

    // present before the time (Q3): a window that is free may call now
    const session = await office.signIn('taras')
    await office.command(session, { type: 'open-window', window: '2' })
    const called = await office.command(session, { type: 'call-next', window: '2' })
    expect(called.body.result).toMatchObject({ ticket: number })
    await visitor.tap('Готово')
  })

  it('A9 D2 nothing of the visitors stays in the page, and no security policy was violated', async () => {
    await button(/^Талон на сьогодні/).waitFor()
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.documentElement.outerHTML]),
    )
    for (const name of ['Мельник', 'Бойко', 'Ґалаґан', 'ЩЩЩЩ']) expect(kept.includes(name), name).toBe(false)
    expect(await findings()).toEqual([])
    expect(violations).toEqual([])
  })
})

/** Words and controls that reach over the edge of the screen or of the zone they are in. */
async function beyondTheScreen(): Promise<string[]> {
  return page.evaluate(() => {
    const zones = [...document.querySelectorAll('section')]
    return zones.flatMap((zone) => {
      const box = zone.getBoundingClientRect()
      return [...zone.querySelectorAll('button, dd, dt, h1, p')]
        .filter((element) => !element.matches('.vh'))
        .map((element) => ({ element, at: element.getBoundingClientRect() }))
        .filter(({ at }) => at.right > box.right + 1 || at.bottom > box.bottom + 1 || at.top < box.top - 1)
        .map(({ element }) => element.textContent.slice(0, 40))
    })
  })
}
