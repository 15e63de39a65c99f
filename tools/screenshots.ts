import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import { renderEscPos } from '@cherha/ticket-printing'
import type { Page } from 'playwright-core'
import { launchChromium, sizes } from '../e2e/support/chromium.ts'
import { Office } from '../e2e/support/office.ts'
import { applicationPictures } from './screenshots/applications.ts'
import { bookingPictures } from './screenshots/booking.ts'
import { consolePictures } from './screenshots/console.ts'

// The pictures of the README: the demonstration office on a Thursday morning, on real parts.
const root = path.resolve(import.meta.dirname, '..')
const dir = path.join(root, 'docs', 'pictures')
mkdirSync(dir, { recursive: true })

const config = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
const office = await Office.open(config, '2026-03-05T07:20:00Z')
const browser = await launchChromium()
try {
  const terminal = await open('terminal', true)
  const display = await open('display', false)
  const desk = await open('desk', false)
  await fillTheHall()
  await terminal.getByRole('button', { name: /^Талон на сьогодні/ }).waitFor()
  await settle(terminal, 'terminal')

  await office.pass(8 * 60)
  const ticket = await takeTicket(terminal)
  await settle(terminal, 'terminal-ticket')
  writeFileSync(path.join(dir, 'ticket.png'), renderEscPos(await office.printedTicket(ticket)).png)

  await serveAtWindow('taras', '2')
  await desk.getByRole('textbox', { name: 'Логін' }).fill('olena')
  await desk.getByLabel('PIN').fill(office.pinOf('olena'))
  await desk.getByRole('button', { name: 'Увійти' }).click()
  await desk.getByRole('button', { name: 'Відкрити кабінет 1' }).click()
  await desk.getByRole('button', { name: /^Викликати наступного/ }).click()
  await desk.getByRole('timer', { name: /^До неявки/ }).waitFor({ timeout: 20_000 })
  await display.getByText('Оформляються').waitFor({ timeout: 20_000 })
  await settle(display, 'display')
  await settle(desk, 'desk')
  await together()
  await consolePictures(root, dir, browser)
  await applicationPictures(dir, browser)
  await bookingPictures(root, dir, browser)
} finally {
  await browser.close()
  await office.close()
}

async function open(role: 'terminal' | 'display' | 'desk', hasTouch: boolean): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[role],
    hasTouch,
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
  })
  const page = await context.newPage()
  await page.goto(await office.screen(role))
  return page
}

/** Waits until what moves has come to rest, and takes the picture. */
async function settle(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(700)
  await page.screenshot({ path: path.join(dir, `${name}.png`) })
}

async function fillTheHall(): Promise<void> {
  const people = ['Гай', 'Ґалаґан', 'Євтушенко', 'Іваненко', 'Їжак', 'Щербань', 'Юрченко', 'Ярема', 'Жук', 'Чайка']
  const services = ['permanent', 'temporary', 'passport', 'immigration']
  for (const [index, surname] of people.entries()) {
    await office.command(office.tokens.terminal, {
      type: 'register-current',
      service: services[index % services.length],
      language: 'uk',
      person: { surname, givenName: 'Олена', patronymic: 'Іванівна' },
    })
    await office.pass(20)
  }
}

async function takeTicket(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Талон на сьогодні/ }).tap()
  await page.getByRole('button', { name: /на постійне проживання/ }).tap()
  await page.getByRole('button', { name: /^Сьогодні о/ }).tap()
  for (const [field, text] of [
    ['Прізвище', 'Їжакевич-Задунайська'],
    ['Ім’я', 'Єлизавета-Вікторія'],
    ['По батькові', 'Всеволодівна'],
  ] as const) {
    await page.getByRole('textbox', { name: new RegExp(`^${field}`) }).tap()
    for (const letter of text) {
      const name = letter === '-' ? 'Дефіс' : letter.toUpperCase()
      await page.getByRole('group', { name: 'Клавіатура' }).getByRole('button', { name, exact: true }).tap()
    }
  }
  await settle(page, 'terminal-name')
  await page.getByRole('button', { name: 'Перевірити' }).tap()
  await page.getByRole('button', { name: 'Отримати талон' }).tap()
  const heading = page.getByRole('heading', { name: /^Ваш номер/ })
  await heading.waitFor()
  return /[А-Я]-\d{3,4}/.exec(await heading.innerText())?.[0] ?? ''
}

/** Another window is at work while the picture is taken. */
async function serveAtWindow(login: string, window: string): Promise<void> {
  const session = await office.signIn(login)
  for (const command of [{ type: 'open-window' }, { type: 'call-next' }])
    await office.command(session, { ...command, window })
  await new Promise((resolve) => setTimeout(resolve, 8_000))
  await office.command(session, { type: 'start-service', window })
}

/** The one picture of the README's head: the three screens and the paper side by side. */
async function together(): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1530, height: 986 } })
  const picture = (name: string, style: string): string =>
    `<img src="data:image/png;base64,${pictureData(name)}" style="position:absolute;box-shadow:0 6px 30px #0006;${style}">`
  await page.setContent(`<body style="margin:0;background:#dfe6ef;overflow:hidden">
    ${picture('display', 'left:40px;top:40px;width:900px')}
    ${picture('desk', 'left:40px;top:586px;width:640px')}
    ${picture('ticket', 'left:722px;top:586px;width:auto;height:360px')}
    ${picture('terminal-ticket', 'left:980px;top:40px;height:906px')}
  </body>`)
  await page.screenshot({ path: path.join(dir, 'office.png') })
}

function pictureData(name: string): string {
  return readFileSync(path.join(dir, `${name}.png`)).toString('base64')
}
