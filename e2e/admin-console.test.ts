import { anOffice } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './support/chromium.ts'
import { axeFindings, ConsolePages, open, told } from './support/console.ts'
import { TestServer } from './support/server.ts'

const config = anOffice()
  .withService('А')
  .withService('К')
  .withWindow('w1')
  .withStaff('olena', 'clerk')
  .withPlaces({ online: 1, terminal: 1, current: 1 })
  .with({ channels: { online: true, terminal: true }, horizons: { online: 5, terminal: 5 } })
  .config()
const office = `#/offices/${config.code}`

let server: TestServer
let browser: Browser
let pages: ConsolePages
let page: Page

beforeAll(async () => {
  // a Wednesday evening
  server = await TestServer.open([config], '2026-03-04T17:00:00+02:00')
  browser = await launchChromium()
  pages = new ConsolePages(server, browser)
  page = await pages.somebody()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Language and contrast as the page has them. */
function lookOf(at: Page): Promise<string> {
  return at.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dataset['theme']}`)
}

async function saved(at: Page): Promise<void> {
  await at.getByText('Збережено. Вузол офісу отримає зміни').waitFor()
}

async function preview(at: Page): Promise<void> {
  await at.getByRole('button', { name: 'Показати, що зміниться' }).click()
  await at.getByRole('heading', { name: 'Що зміниться' }).waitFor()
}

describe('the administrator’s console', () => {
  it('lets nobody in with a wrong password, and the administrator with password and code', async () => {
    await page.goto(server.adminUrl)
    await page.getByLabel('Логін').fill(pages.administrator.login)
    await page.getByLabel('Пароль').fill('not the password')
    await page.getByRole('button', { name: 'Увійти' }).click()
    await page.getByText('Логін, пароль або код не підходить.').waitFor()
    await pages.signInAdministrator(page)
    // no hub yet: that comes first, with what to do
    await page.getByRole('heading', { name: '1 орган потребує уваги' }).waitFor()
    await page.getByText('Створіть код приєднання на сторінці вузла').waitFor()
  })

  it('changes Friday’s hours after showing what that does to the published days', async () => {
    await open(page, `${office}/settings`)
    const friday = page.getByRole('textbox', { name: 'П’ятниця' })
    await friday.fill('once upon a time')
    await page.getByText('Не зрозуміло. Пишіть так').waitFor()
    await friday.fill('9-12')
    await preview(page)
    const days = page.locator('.preview li')
    expect(await days.first().textContent()).toMatch(/п’ятниця, 6.березня.*вилучити/)
    await days.first().getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Зберегти й змінити 1 день' }).click()
    await saved(page)
    expect(await friday.inputValue()).toBe('09:00–12:00')
    await page.reload()
    await page.getByRole('button', { name: 'Вийти' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'П’ятниця' }).inputValue()).toBe('09:00–12:00')
  })

  it('keeps what was typed when somebody else saves in between, and joins both', async () => {
    await page.getByRole('textbox', { name: 'Субота' }).fill('10-12')
    const other = await pages.somebody()
    await other.goto(`${server.adminUrl}${office}/settings`)
    await pages.signInAdministrator(other)
    await other.getByLabel('Телефони').fill('(0512) 00-00-00')
    await preview(other)
    await other.getByRole('button', { name: 'Зберегти налаштування' }).click()
    await saved(other)
    await other.context().close()

    await preview(page)
    await page.getByRole('button', { name: 'Зберегти налаштування' }).click()
    await page.getByText('тим часом зберігає інше').waitFor()
    expect(await page.getByRole('textbox', { name: 'Субота' }).inputValue()).toBe('10:00–12:00')
    await page.getByRole('button', { name: 'Узяти чужі зміни й залишити свої' }).click()
    await preview(page)
    await page.getByRole('button', { name: 'Зберегти налаштування' }).click()
    await saved(page)
    expect(await page.getByRole('textbox', { name: 'Субота' }).inputValue()).toBe('10:00–12:00')
    expect(await page.getByLabel('Телефони').inputValue()).toBe('(0512) 00-00-00')
  })

  it('adds a clerk; what is wrong stands at its field, and a taken login too', async () => {
    await open(page, `${office}/staff`)
    const form = page.getByRole('region', { name: 'Додати працівника' })
    await form.getByLabel('Ім’я').fill('Нова Працівниця')
    await form.getByLabel('Логін').fill('olena')
    await form.getByLabel('PIN').fill('12')
    await form.getByRole('button', { name: 'Додати' }).click()
    await form.getByText('PIN – це від 4 до 12 цифр.').waitFor()
    await form.getByLabel('PIN').fill('248163')
    await form.getByRole('button', { name: 'Додати' }).click()
    await form.getByText('Таке вже є.').waitFor()
    await form.getByLabel('Логін').fill('nova')
    await form.getByRole('button', { name: 'Додати' }).click()
    await form.getByText('Додано: Нова Працівниця.').waitFor()
    await page.getByRole('rowheader', { name: 'Нова Працівниця nova' }).waitFor()
  })

  it('gives her a post in applications, and names what is missing first', async () => {
    await page.getByRole('button', { name: 'Посада Нова Працівниця' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Працює із заявами').check()
    await dialog.getByLabel('Підрозділ').fill('division')
    await dialog.getByRole('button', { name: 'Зберегти посаду' }).click()
    await dialog.getByText('Позначте щонайменше одну роль.').waitFor()
    await dialog.getByLabel('Назва посади українською').fill('Спеціалістка')
    await dialog.getByLabel('Назва посади англійською').fill('Specialist')
    await dialog.getByLabel('приймає заяви').check()
    await dialog.getByRole('button', { name: 'Зберегти посаду' }).click()
    await dialog.getByText('Збережено.').waitFor()
    await dialog.getByRole('button', { name: 'Закрити' }).click()
    await page.getByRole('cell', { name: 'Спеціалістка division: приймає заяви' }).waitFor()
  })

  it('shows in the journal who did what, never a PIN, and finds it again', async () => {
    await page.getByRole('link', { name: 'Журнал' }).click()
    await page.getByRole('cell', { name: 'додано працівника' }).waitFor()
    expect(await page.getByRole('cell', { name: 'змінено налаштування' }).count()).toBe(3)
    await page.getByLabel('Пошук').fill('staff-added')
    await page.getByRole('button', { name: 'Знайти' }).click()
    await page.getByText('Показано 1 запис').waitFor()
    expect(await page.locator('main').last().textContent()).not.toContain('248163')
  })

  it('asks to sign in again when the session has ended, and everything typed is still there', async () => {
    await open(page, `${office}/staff`)
    await page.getByRole('region', { name: 'Додати працівника' }).getByLabel('Ім’я').fill('Ще одна')
    await server.pass(31 * 60)
    await page.getByRole('button', { name: 'Новий PIN' }).first().click()
    await page.getByRole('dialog').getByLabel('PIN').fill('1357')
    await page.getByRole('button', { name: 'Установити PIN' }).click()
    await page.getByRole('heading', { name: 'Ваш вхід закінчився' }).waitFor()
    await pages.signInAdministrator(page)
    await page.getByRole('button', { name: 'Установити PIN' }).click()
    await page.getByText('PIN установлено.').waitFor()
    await page.getByRole('button', { name: 'Закрити' }).click()
    const form = page.getByRole('region', { name: 'Додати працівника' })
    expect(await form.getByLabel('Ім’я').inputValue()).toBe('Ще одна')
  })

  it('has no axe findings on any page in both languages and contrasts', async () => {
    const tabs = ['', '/settings', '/days', '/staff', '/devices', '/hub', '/statistics', '/report']
    const hashes = [
      '#/offices',
      '#/offices/new',
      '#/cases',
      '#/journal',
      '#/accounts',
      ...tabs.map((tab) => `${office}${tab}`),
    ]
    const found: string[] = []
    const turn = {
      language: page.getByRole('button', { name: /^(English|Українська)$/ }),
      contrast: page.getByRole('button', { name: /^(Високий контраст|High contrast)$/ }),
    }
    for (const hash of hashes) {
      await open(page, hash)
      await told(page)
      // the four states one after another in place: a page is asked for once, and stands in its first state at the end
      for (const state of ['uk light', 'en light', 'en contrast', 'uk contrast'] as const) {
        expect(await lookOf(page), hash).toBe(state)
        found.push(...(await axeFindings(page)).map((finding) => `${hash} ${state}: ${finding}`))
        await turn[state === 'en light' || state === 'uk contrast' ? 'contrast' : 'language'].click()
      }
    }
    expect(found).toEqual([])
    expect(pages.problems).toEqual([])
    // 48 looks by axe, on a machine that may be busy
  })
})
