import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import type { Browser, Page } from 'playwright-core'
import { ConsolePages, open, told } from '../../e2e/support/console.ts'
import { LinkedOffice } from '../../e2e/support/linked-office.ts'
import type { Office } from '../../e2e/support/office.ts'

const people = ['Гай', 'Євтушенко', 'Іваненко', 'Їжак', 'Щербань', 'Юрченко', 'Ярема', 'Жук', 'Чайка', 'Мороз', 'Лис']

/** Pictures of the administrators' pages: one office at work on a Thursday morning, another nobody has connected yet. */
export async function consolePictures(root: string, dir: string, browser: Browser): Promise<void> {
  const configs = ['demo-office', 'second-office'].map((name) =>
    readOfficeConfig(path.join(root, 'config', `${name}.yaml`)),
  )
  const [config, ...others] = configs
  if (config === undefined) throw new Error('there is no demonstration office')
  const linked = await LinkedOffice.open(config, '2026-03-05T07:20:00Z', others)
  const { hub, server } = linked
  const pass = (seconds: number): Promise<void> => linked.pass(seconds)
  try {
    // without the day's plan nobody is registered
    await linked.converged()
    await register(
      hub,
      config.services.map(({ id }) => id),
      pass,
    )
    await serve(hub, pass)
    await linked.converged()
    const pages = new ConsolePages(server, browser)
    const page = await pages.somebody()
    await page.goto(server.adminUrl)
    await pages.signInAdministrator(page)
    const office = `#/offices/${config.code}`
    await page.getByText(config.name.uk).first().waitFor()
    await picture(page, dir, 'console-offices')
    for (const [tab, name] of [
      ['', 'overview'],
      ['/devices', 'devices'],
      ['/statistics', 'statistics'],
      ['/settings', 'settings'],
    ] as const) {
      await open(page, `${office}${tab}`)
      if (name === 'statistics') await showMonth(page)
      if (name === 'settings') await showPreview(page)
      await picture(page, dir, `console-${name}`)
    }
    await page.context().close()
  } finally {
    await linked.close()
  }
}

async function register(
  hub: Office,
  services: readonly string[],
  pass: (seconds: number) => Promise<void>,
): Promise<void> {
  for (const [index, surname] of people.entries()) {
    await hub.command(hub.tokens.terminal, {
      type: 'register-current',
      service: services[index % services.length],
      language: 'uk',
      person: { surname, givenName: 'Олена', patronymic: 'Іванівна' },
    })
    await pass(20)
  }
}

/** Two windows at work: five visitors served, one more at the window, one called. */
async function serve(hub: Office, pass: (seconds: number) => Promise<void>): Promise<void> {
  const sessions = [
    { session: await hub.signIn('taras'), window: '2' },
    { session: await hub.signIn('olena'), window: '1' },
  ]
  for (const { session, window } of sessions) await hub.command(session, { type: 'open-window', window })
  for (let round = 0; round < 4; round += 1) {
    for (const { session, window } of sessions) {
      await hub.command(session, { type: 'call-next', window })
      await pass(5)
      await hub.command(session, { type: 'confirm-voice-call', window })
      if (round === 3 && window === '1') return
      await pass(10)
      await hub.command(session, { type: 'start-service', window })
      if (round === 3) continue
      await pass(40)
      await hub.command(session, { type: 'finish-service', window })
    }
  }
}

/** The page asks for the days before today, and the browser's today is not the server's. */
async function showMonth(page: Page): Promise<void> {
  await page.getByLabel('З', { exact: true }).fill('2026-02-04')
  await page.getByLabel('До', { exact: true }).fill('2026-03-05')
  await page.locator('.chart svg').nth(1).waitFor()
  await page.locator('h1').click()
}

async function showPreview(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'П’ятниця' }).fill('9-13, 13:45-15')
  await page.getByRole('button', { name: 'Показати, що зміниться' }).click()
  const heading = page.getByRole('heading', { name: 'Що зміниться' })
  await heading.waitFor()
  await heading.scrollIntoViewIfNeeded()
}

async function picture(page: Page, dir: string, name: string): Promise<void> {
  await told(page)
  await page.waitForTimeout(700)
  await page.screenshot({ path: path.join(dir, `${name}.png`) })
}
