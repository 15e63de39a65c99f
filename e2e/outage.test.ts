import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { readOfficeConfig } from '@cherha/office-hub'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, sizes } from './support/chromium.ts'
import { Office } from './support/office.ts'
import { root } from './support/process.ts'
import { Visitor } from './support/visitor.ts'

const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
/** A Thursday, 09:28 in Kyiv. */
const morning = '2026-03-05T07:28:00Z'

let office: Office
let browser: Browser
let terminal: Page
let display: Page
let desk: Page

async function open(role: 'terminal' | 'display' | 'desk'): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[role],
    hasTouch: role === 'terminal',
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
  })
  const page = await context.newPage()
  await page.goto(await office.screen(role))
  return page
}

beforeAll(async () => {
  office = await Office.open(config, morning)
  browser = await launchChromium()
  ;[terminal, display, desk] = await Promise.all([open('terminal'), open('display'), open('desk')])
  for (const givenName of ['Анна', 'Богдан']) {
    await office.command(office.tokens.terminal, {
      type: 'register-current',
      service: 'permanent',
      language: 'uk',
      person: { surname: 'Гай', givenName },
    })
  }
  await desk.getByRole('textbox', { name: 'Логін' }).fill('olena')
  await desk.getByLabel('PIN').fill(office.pinOf('olena'))
  await desk.getByRole('button', { name: 'Увійти' }).click()
  await desk.getByRole('button', { name: 'Відкрити кабінет 1' }).click()
  await desk.getByRole('button', { name: /^Викликати наступного/ }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await office?.close()
})

async function board(): Promise<{ called: { ticket: string; window: string }[]; next: { ticket: string }[] }> {
  return (await office.request('GET', '/api/board')).body as never
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(', ')}`)
}

describe('the hub is killed while a clerk calls and a visitor takes a ticket', () => {
  it('S20 every screen says so calmly, and both commands read «Ще не підтверджено»', async () => {
    const visitor = new Visitor(terminal)
    await visitor.chooseToday({ surname: 'Ткач', givenName: 'Іван', patronymic: '' }, 'постійне проживання')
    await office.stopHub('SIGKILL')
    await Promise.all([
      visitor.tap('Отримати талон'),
      desk.getByRole('button', { name: /^Викликати наступного/ }).click(),
    ])
    await terminal.getByRole('button', { name: 'Ще не підтверджено' }).waitFor()
    await desk.getByText('Ще не підтверджено').waitFor()
    await desk.getByText(/^Немає зв’язку з вузлом з/).waitFor()
    await display.getByRole('heading', { name: /^Табло не оновлюється/ }).waitFor()
    await terminal.getByRole('heading', { name: 'Тимчасово не працює' }).waitFor()
    // what was asked for is not lost from sight
    await terminal.getByText(/^Ваш запит ще не підтверджено/).waitFor()
    for (const page of [terminal, display, desk]) expect(await findings(page)).toEqual([])
  })

  it('S20 S23 the hub is back: each command has happened once, and every screen shows the true state', async () => {
    await office.startHub()
    await terminal.getByRole('heading', { name: /^Ваш номер/ }).waitFor()
    await desk.getByRole('button', { name: /^Почати прийом/ }).waitFor()
    const { called, next } = await board()
    expect(called).toHaveLength(1)
    const { ticket = '' } = called[0] ?? {}
    expect(next).toHaveLength(2)
    await display.getByText(ticket).first().waitFor()
    expect(await desk.getByRole('heading', { name: `Запрошено талон ${ticket}` }).count()).toBe(1)
    expect(next.map((entry) => entry.ticket)).toContain(await new Visitor(terminal).number())
    await new Visitor(terminal).tap('Готово')
    for (const page of [terminal, desk]) expect(await findings(page)).toEqual([])
  })

  it('Q44 after a long outage all three screens say that the queue is stopped, until the lead resumes it', async () => {
    await office.restartHub('SIGKILL', 6 * 60)
    await terminal.getByRole('heading', { name: 'Прийом призупинено' }).waitFor()
    await display.getByRole('heading', { name: 'Прийом зупинено' }).waitFor()
    await desk
      .getByText(/Чергу призупинено о/)
      .first()
      .waitFor()

    const lead = await office.signIn('iryna')
    expect((await office.command(lead, { type: 'resume-office' })).status).toBe(200)
    for (const page of [terminal, display, desk])
      await page
        .getByText(/Прийом продовжиться о\s\d\d:\d\d/)
        .first()
        .waitFor()
    await office.pass(61)
    await terminal.getByRole('button', { name: /^Талон на сьогодні/ }).waitFor()
    await desk.getByRole('button', { name: /^Почати прийом/ }).waitFor()
    expect((await board()).called).toHaveLength(1)
  })

  it('signing out ends the session at the hub', async () => {
    await desk.getByRole('button', { name: /^Почати прийом/ }).click()
    await desk.getByRole('button', { name: /^Завершити прийом/ }).click()
    const session = await desk.evaluate(() => sessionStorage.getItem('cherha.session'))
    expect((await office.request('GET', '/api/desk', session ?? '')).status).toBe(200)
    await desk.getByRole('button', { name: 'Закрити кабінет' }).click()
    await desk.getByRole('textbox', { name: 'Логін' }).waitFor()
    await expect.poll(async () => (await office.request('GET', '/api/desk', session ?? '')).status).toBe(401)
  })
})
