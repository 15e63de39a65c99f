import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium, newTerminalPage, Traffic } from './support/chromium.ts'
import { freePort } from './support/free-port.ts'
import { eventsOf } from './support/log-events.ts'
import { Office } from './support/office.ts'
import { letPass } from './support/page-time.ts'
import { root } from './support/process.ts'
import { Visitor } from './support/visitor.ts'

const demo = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
const config = { ...demo, rules: { ...demo.rules, noShowSeconds: 300 } }
/** A Thursday, 09:28 in Kyiv. */
const morning = '2026-03-05T07:28:00Z'
const canary = 'Канаркович'

let office: Office
let browser: Browser
let page: Page
let visitor: Visitor
let traffic: Traffic
/** What the page has sent, in order. */
let sent: string[]

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  // nothing is printed: no printer is there
  office = await Office.open(config, morning, `tcp:127.0.0.1:${await freePort()}?status=no`)
  page = await newTerminalPage(browser)
  traffic = new Traffic(page)
  sent = []
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => void sent.push(String(payload))))
  await page.clock.install({ time: new Date(morning) })
  await page.goto(await office.screen('terminal'))
  visitor = new Visitor(page)
})
afterEach(async () => {
  await page?.context().close()
  await office?.close()
})

const question = () => page.getByRole('alertdialog', { name: 'Вам потрібен ще час?' })
const start = () => page.getByRole('button', { name: /^Талон на сьогодні/ })
const lost = () => page.getByRole('heading', { name: /не\sпрацює/ })

function logged(type: string): number {
  return eventsOf(path.join(office.dataDir, 'office.db')).filter((event) => event.type === type).length
}

/** The hub is back, minutes later (any longer, and it would begin suspended); the terminal has found it, and whatever it still wants it has sent. */
async function hubReturns(): Promise<void> {
  const before = sent.length
  await office.startHub(240)
  await start().waitFor()
  await letPass(page, 20)
  // (that it speaks with the hub again is seen, so that silence about the rest says something)
  expect(sent.length).toBeGreaterThan(before)
}

describe('a visitor who goes away while the hub is away', () => {
  it('E16 D2 gets no ticket when it is back, and the name is nowhere', async () => {
    await visitor.tap(/^Талон на сьогодні/)
    await visitor.tap(/постійне проживання/)
    await visitor.tap(/^Сьогодні о/)
    await page.getByRole('textbox', { name: /^Прізвище/ }).fill(canary)
    await page.getByRole('textbox', { name: /^Ім’я/ }).fill('Ія')
    await visitor.tap('Перевірити')
    await page.getByText(canary).first().waitFor()
    await office.stopHub('SIGKILL')
    await visitor.tap('Отримати талон')
    await letPass(page, 5)
    await lost().waitFor()
    await letPass(page, 85)
    await hubReturns()
    expect(sent.join('\n')).not.toContain('register-current')
    expect(sent.join('\n')).not.toContain(canary)
    expect(await traffic.kept()).not.toContain(canary)
    expect(logged('registered')).toBe(0)
  })

  it('E13 E16 E19 is asked at a ticket whose copy does not come, and 20 seconds later name, number and code are gone', async () => {
    await visitor.chooseToday({ surname: canary, givenName: 'Ія', patronymic: '' }, 'постійне проживання')
    await visitor.tap('Отримати талон')
    const number = await visitor.number()
    await page.getByText(/Підійдіть до кабінету протягом 5\sхвилин\./).waitFor()
    await page.getByText('Запам’ятайте або сфотографуйте номер').waitFor()
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.locator('.code').innerText())?.[0]
    expect(code).toBeDefined()
    await office.stopHub('SIGKILL')
    sent = []
    await visitor.tap(/^Надрукувати ще раз/)
    await letPass(page, 40)
    expect(await question().count()).toBe(0)
    expect(await traffic.kept()).toContain(number)
    await letPass(page, 20)
    await question().waitFor()
    // somebody is still there
    await page.getByRole('button', { name: 'Так', exact: true }).tap()
    await question().waitFor({ state: 'detached' })
    await letPass(page, 61)
    await question().waitFor()
    await letPass(page, 21)
    await lost().waitFor()
    const kept = await traffic.kept()
    for (const secret of [canary, number, code ?? '']) expect(kept).not.toContain(secret)
    await hubReturns()
    expect(sent.join('\n')).not.toContain('reprint')
  })
})
