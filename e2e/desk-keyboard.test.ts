import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keepPicture, launchChromium, sizes } from './support/chromium.ts'
import { Clerk } from './support/clerk.ts'
import { DeskKeyboard } from './support/desk-keyboard.ts'
import { eventsOf } from './support/log-events.ts'
import { Office } from './support/office.ts'
import { root } from './support/process.ts'
import { somebody } from './support/somebody.ts'

const demo = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
/** Of the queue alone: applications have tests of their own. */
const config: OfficeConfig = { ...demo, staff: demo.staff.map(({ post: _post, ...member }) => member) }
/** A Thursday, 10:05 in Kyiv. */
const morning = '2026-03-05T08:05:00Z'

let office: Office
let browser: Browser
let page: Page
let keys: DeskKeyboard
let colleague: Clerk
const problems: string[] = []

beforeAll(async () => {
  office = await Office.open(config, morning)
  browser = await launchChromium()
  const context = await browser.newContext({ viewport: sizes.desk, locale: 'uk-UA', timezoneId: 'Europe/Kyiv' })
  page = await context.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  page.setDefaultTimeout(20_000)
  await page.goto(await office.screen('desk'))
  keys = new DeskKeyboard(page)
  colleague = await Clerk.atWindow(office, 'taras', '2')
})

afterAll(async () => {
  colleague?.leave()
  await browser?.close()
  await office?.close()
})

/** What the screen showed when a test failed, in out/e2e. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await keepPicture(page, 'desk-keyboard')
})

async function visitor(): Promise<string> {
  const command = { type: 'register-current', service: 'permanent', person: somebody(), language: 'uk' }
  const answer = await office.command(office.tokens.terminal, command)
  return String(answer.body.result?.['ticket'])
}

/** Called, and announced by voice: no display is connected. */
async function call(): Promise<void> {
  await visitor()
  await keys.press('Space')
  await keys.sees(/^Запрошено/)
  await keys.push('Підтвердити виклик голосом')
  await page.getByText('відбулося, відлік іде').waitFor()
}

/** Called and at the window, all by keys. */
async function serve(): Promise<void> {
  await call()
  await keys.push('Почати прийом')
  await keys.sees(/^Оформляється/)
}

describe('a day at the desk without a mouse', () => {
  it('sign-in: the focus waits in the first field, and after it on the choice of the window', async () => {
    expect(await keys.focused()).toMatchObject({ role: 'input', name: 'Логін' })
    await page.keyboard.type('olena')
    await keys.press('Tab')
    expect(await keys.focused()).toMatchObject({ name: 'PIN' })
    await page.keyboard.type('0000')
    await keys.press('Enter')
    await page.getByText('Логін або PIN не підходить').waitFor()
    expect(await keys.focused()).toMatchObject({ name: 'PIN' })
    await page.keyboard.type(office.pinOf('olena'))
    await keys.press('Enter')
    await keys.sees('Оберіть кабінет')
  })

  it('a window is opened', async () => {
    await keys.push('Відкрити кабінет 1')
    await keys.sees('Кабінет вільний')
  })

  it('A5 a visitor is called, announced again and begun', async () => {
    await call()
    expect(await keys.focused()).toMatchObject({ role: 'button', name: 'Оголосити ще раз' })
    await office.pass(16)
    await keys.ready(/^Оголосити ще раз/)
    await keys.press('F4')
    await page.getByText('ще 2 рази').waitFor()
    expect(await keys.focused()).toMatchObject({ role: 'button', name: 'Оголосити ще раз' })
    await keys.push('Почати прийом')
    await keys.sees(/^Оформляється/)
  })

  it('a held visitor waits and comes back; the dialog holds the focus and gives it back', async () => {
    await keys.answer('Відкласти')
    await keys.press('Escape')
    expect(await keys.focused()).toMatchObject({ role: 'button', name: 'Відкласти' })
    await keys.answer('Відкласти', 'Сплатити')
    await keys.sees('Кабінет вільний')
    await keys.push('Продовжити')
    await keys.sees(/^Оформляється/)
  })

  it('P12 the ticket is printed again and the focus stays where it was', async () => {
    const before = office.printed().length
    await keys.push('Надрукувати талон ще раз')
    await expect.poll(() => office.printed().length).toBe(before + 1)
    expect(await keys.focused()).toMatchObject({ role: 'button', name: 'Надрукувати талон ще раз' })
  })

  it('Q45 help is asked for and taken back with one button', async () => {
    await keys.press('F8')
    await keys.push(/^Допомога з/)
    await keys.ready('Допомога')
    expect(await keys.focused()).toMatchObject({ role: 'button', name: 'Допомога' })
  })

  it('a visitor is passed on to another window', async () => {
    await keys.answer('Передати', 'До кабінету 2', 'Потрібен інший фахівець')
    await keys.sees('Кабінет вільний')
  })

  it('a visitor whose papers differ is turned away, knowingly', async () => {
    await serve()
    await keys.answer('Дані не збігаються', 'Прийшла інша людина')
    await keys.sees('Кабінет вільний')
  })

  it('a visitor is served to the end', async () => {
    await serve()
    await keys.push('Завершити прийом')
    await keys.sees('Кабінет вільний')
  })

  it('people outside the queue are served', async () => {
    await keys.push('Прийом поза чергою')
    await keys.sees('Прийом поза чергою')
    await keys.push('Завершити прийом')
    await keys.sees('Кабінет вільний')
  })

  it('Q45 a colleague’s call for help is answered, and the focus does not go with the note', async () => {
    await colleague.must('ask-help')
    await page.getByText('Кабінет 2 просить допомоги').waitFor()
    await keys.push('Іду туди')
    await page.getByText('Кабінет 2 просить допомоги').waitFor({ state: 'detached' })
    await keys.sees('Кабінет вільний')
  })

  it('a break closes the window, and it is opened again', async () => {
    await keys.push('Перерва')
    await keys.sees('Оберіть кабінет')
    await keys.push('Відкрити кабінет 1')
    await keys.sees('Кабінет вільний')
  })

  it('the queue is suspended by a dialog that can be left', async () => {
    await keys.answer('Призупинити чергу')
    await keys.push('Назад')
    expect(await keys.focused()).toMatchObject({ role: 'button', name: 'Призупинити чергу' })
  })

  it('the window is closed: the sign-in waits for the next person', async () => {
    await keys.push('Закрити кабінет')
    await page.getByRole('heading', { name: 'Вхід на робоче місце' }).waitFor()
    await expect.poll(() => keys.focused()).toMatchObject({ name: 'Логін' })
  })

  it('every step is in the log, and the page has thrown nothing', () => {
    const events = eventsOf(path.join(office.dataDir, 'office.db')).map(({ type }) => type)
    expect(events).toEqual(
      expect.arrayContaining([
        'window-opened',
        'ticket-called',
        'call-recalled',
        'service-started',
        'ticket-held',
        'held-resumed',
        'reprint-requested',
        'help-asked',
        'help-ended',
        'ticket-transferred',
        'mismatch',
        'finished',
        'outside-queue-started',
        'outside-queue-finished',
        'window-closed',
      ]),
    )
    expect(events).not.toContain('office-suspended')
    expect(problems).toEqual([])
  })
})
