import { AccountSecrets } from '@cherha/shared/protocol'
import { anOffice } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Admin } from './support/admin.ts'
import { launchChromium } from './support/chromium.ts'
import { ConsolePages, open, told } from './support/console.ts'
import { TestServer } from './support/server.ts'

const own = anOffice().withService('А').withWindow('w1').withStaff('olena', 'clerk').config()
const other = { ...own, code: own.code === '6802' ? '6803' : '6802' }
const office = `#/offices/${own.code}`

let server: TestServer
let browser: Browser
let pages: ConsolePages
let admin: Admin

beforeAll(async () => {
  server = await TestServer.open([own, other], '2026-03-04T17:00:00+02:00')
  browser = await launchChromium()
  pages = new ConsolePages(server, browser)
  admin = await Admin.signIn(server)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** The console as an account of this role sees it. */
async function as(role: string, of: string | null = null): Promise<Page> {
  const account = { login: `a-${role}`, name: `A ${role}`, role, office: of }
  const { login, password } = AccountSecrets.parse(await admin.must('POST', 'accounts', account))
  return pages.signedIn(login, password)
}

const names = (page: Page, navigation: string) =>
  page.getByRole('navigation', { name: navigation }).getByRole('link').allTextContents()

/** What the server answers to the page's own session, whatever the page offers. */
function answer(page: Page, method: string, url: string, body: unknown = {}): Promise<number> {
  return page.evaluate(
    async ({ method, url, body }) => {
      const me = await (await fetch('/api/admin/me')).json()
      const headers = { 'x-csrf-token': me.csrf, 'content-type': 'application/json' }
      const write = method === 'GET' ? {} : { headers, body: JSON.stringify(body) }
      return (await fetch(`/api/admin/${url}`, { method, ...write })).status
    },
    { method, url, body },
  )
}

it('S54 an auditor reads journal, staff and reports, is offered no change, and is refused one', async () => {
  const page = await as('auditor')
  await page.getByRole('heading', { name: 'Органи', exact: true }).waitFor()
  expect(await names(page, 'Розділи')).toEqual(['Органи', 'Справи', 'Журнал'])
  expect(await page.getByRole('link', { name: 'Додати орган' }).count()).toBe(0)
  await open(page, `${office}/staff`)
  await page.getByRole('rowheader', { name: /olena/ }).waitFor()
  expect(await names(page, 'Сторінки органу')).toEqual([
    'Зараз',
    'Налаштування',
    'Дні',
    'Працівники',
    'Статистика',
    'Звіт за день',
  ])
  expect(await page.locator('main').last().getByRole('button').count()).toBe(0)
  await open(page, `${office}/settings`)
  await page.getByRole('textbox', { name: 'П’ятниця' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'П’ятниця' }).isDisabled()).toBe(true)
  // an address typed by hand opens nothing either
  await open(page, `${office}/devices`)
  await page.locator('.note.stop').waitFor()
  expect(await answer(page, 'GET', 'journal')).toBe(200)
  expect(await answer(page, 'GET', `offices/${own.code}/devices`)).toBe(403)
  expect(await answer(page, 'POST', `offices/${own.code}/staff/olena/disable`)).toBe(403)
  expect(await answer(page, 'PUT', `offices/${own.code}/config`)).toBe(403)
  await page.context().close()
})

it('S54 an office lead changes the own office only, and neither cancels days nor touches hubs', async () => {
  const page = await as('office-lead', own.code)
  await page.getByRole('rowheader', { name: own.code }).or(page.getByText(own.code)).first().waitFor()
  expect(await page.getByText(other.code).count()).toBe(0)
  expect(await names(page, 'Розділи')).toEqual(['Органи', 'Справи', 'Журнал'])
  await open(page, `${office}/settings`)
  expect(await page.getByRole('textbox', { name: 'П’ятниця' }).isEnabled()).toBe(true)
  await open(page, `${office}/days`)
  await page.getByRole('heading', { name: 'Опубліковані дні' }).waitFor()
  expect(await page.getByRole('button', { name: 'Скасувати день' }).count()).toBe(0)
  await open(page, `${office}/hub`)
  await page.getByRole('heading', { name: 'Вузли' }).waitFor()
  expect(await page.getByRole('button', { name: 'Код для нового вузла' }).count()).toBe(0)
  await open(page, `${office}/staff`)
  await page.getByRole('region', { name: 'Додати працівника' }).waitFor()
  expect(await answer(page, 'GET', `offices/${other.code}`)).toBe(403)
  expect(await answer(page, 'POST', `offices/${own.code}/hubs/enrolment-code`, { restore: false })).toBe(403)
  expect(await answer(page, 'POST', `offices/${own.code}/days/2026-03-06/cancel`, { reason: 'moved' })).toBe(403)
  expect(await answer(page, 'GET', 'accounts')).toBe(403)
  await page.context().close()
})

it('S54 an operator of the service sees devices and hubs, and nobody’s name', async () => {
  const page = await as('service-operator')
  await page.getByRole('heading', { name: 'Органи', exact: true }).waitFor()
  expect(await names(page, 'Розділи')).toEqual(['Органи', 'Онлайн-запис'])
  await open(page, `${office}/devices`)
  await page.getByText('Вузол ще нічого не повідомляв про пристрої.').waitFor()
  expect(await names(page, 'Сторінки органу')).toEqual(['Зараз', 'Налаштування', 'Дні', 'Пристрої', 'Вузол'])
  const name = own.staff.find(({ login }) => login === 'olena')?.name ?? ''
  expect(name).not.toBe('')
  for (const tab of ['', '/settings', '/days', '/devices', '/hub']) {
    await open(page, `${office}${tab}`)
    await told(page)
    expect(await page.locator('body').textContent(), tab).not.toContain(name)
  }
  expect(await answer(page, 'GET', `offices/${own.code}/hubs`)).toBe(200)
  for (const closed of ['journal', 'accounts', `offices/${own.code}/live`, `offices/${own.code}/staff`]) {
    expect(await answer(page, 'GET', closed), closed).toBe(403)
  }
  expect(await answer(page, 'POST', `offices/${own.code}/hubs/enrolment-code`, { restore: false })).toBe(403)
  expect(pages.problems).toEqual([])
  await page.context().close()
})
