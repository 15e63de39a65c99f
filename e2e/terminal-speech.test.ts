import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium, newTerminalPage } from './support/chromium.ts'
import { Listener } from './support/heard.ts'
import { Office } from './support/office.ts'
import { root } from './support/process.ts'
import { somebody } from './support/somebody.ts'

const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
/** A Thursday, 09:28 in Kyiv. */
const morning = '2026-03-05T07:28:00Z'

let office: Office
let browser: Browser
let page: Page
let listener: Listener

beforeAll(async () => {
  office = await Office.open(config, morning)
  browser = await launchChromium()
})

beforeEach(async () => {
  page = await newTerminalPage(browser)
  listener = await Listener.at(page)
  await page.goto(await office.screen('terminal'))
  await page.getByRole('button', { name: /^Талон на сьогодні/ }).waitFor()
})

afterEach(() => page?.context().close())

afterAll(async () => {
  await browser?.close()
  await office?.close()
})

describe('a visitor who hears the terminal and has four keys', () => {
  it('E6 E7 E8 registers, from the first key to the ticket, without looking and without touching', async () => {
    expect(listener.spoken).toEqual([])
    const beginning = await listener.press('repeat')
    expect(beginning).toMatch(/Чотири клавіші/)
    expect(beginning).toMatch(/Візьміть талон/)
    expect(await listener.choose(/^Талон на сьогодні/)).toMatch(/^Яка послуга вам потрібна\?/)
    expect(await listener.choose(/постійне проживання/)).toMatch(/^О котрій вам зручно\?/)
    expect(await listener.choose(/^Сьогодні о/)).toMatch(/^На кого талон\?/)
    await listener.spell(/^Прізвище/, 'Ґудзь')
    await listener.spell(/^Ім’я/, 'Ія')
    expect(listener.last).toMatch(/^По батькові/)
    await listener.find(/^Перевірити/)
    const check = await listener.press('choose')
    expect(check).toMatch(/^Усе правильно\?/)
    expect(check).toContain('Ґудзь Ія')
    expect(await listener.choose(/^Отримати талон/)).toMatch(/надіслано|Ваш номер/)
    await expect.poll(() => listener.last).toMatch(/^Ваш номер [А-Я]-\d{3}/)
    expect(listener.last).toContain('Чекайте в залі')
    const number = /[А-Я]-\d{3}/.exec(listener.last)?.[0]
    expect((await office.printedTicket(number ?? '')).length).toBeGreaterThan(0)
  })
})

describe('a day that is full', () => {
  it('E7 is heard as full, and cannot be chosen', async () => {
    const asked = 'service=permanent'
    const read = async (url: string): Promise<unknown> =>
      (await office.request('GET', url, office.tokens.terminal)).body
    const { days } = (await read(`/api/days?${asked}`)) as { days: { date: string; free: number }[] }
    // the calendar begins with the week of the first free day
    const [, day] = days.filter(({ date, free }) => date > morning.slice(0, 10) && free > 0)
    if (day === undefined) throw new Error('the office has no two free days')
    const { places } = (await read(`/api/places?${asked}&date=${day.date}`)) as { places: { time: string }[] }
    for (const { time } of places) {
      const answer = await office.command(office.tokens.terminal, {
        type: 'register-advance',
        service: 'permanent',
        date: day.date,
        time,
        person: somebody(),
        language: 'uk',
      })
      expect(answer.status).toBe(200)
    }
    await listener.press('repeat')
    await listener.choose(/^Запис на інший день/)
    await listener.choose(/постійне проживання/)
    await page.getByRole('table').waitFor()
    await listener.press('repeat')
    const screen = await listener.press('repeat')
    const number = Number(day.date.slice(8))
    expect(screen).toMatch(new RegExp(`(^|\\s)${number} \\p{L}+, немає місць`, 'u'))
    const first = await listener.press('next')
    for (let heard = ''; heard !== first; heard = await listener.press('next'))
      expect(heard).not.toMatch(new RegExp(`^${number} \\p{L}+,`, 'u'))
  })
})
