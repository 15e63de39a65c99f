// The maintenance screen in a real Chromium. Its device is a stand-in with the same bridge that Electron's preload
// gives: the handlers behind it are tested in packages/device-shell.
import AxeBuilder from '@axe-core/playwright'
import { anOffice } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium, sizes } from './support/chromium.ts'
import { Office } from './support/office.ts'

declare global {
  interface Window {
    /** What the stand-in was asked. */
    asked: string[]
  }
}

let office: Office
let browser: Browser
let address: string

beforeAll(async () => {
  office = await Office.open(anOffice().config(), '2026-11-23T08:00:00Z')
  browser = await launchChromium()
  address = new URL('/maintenance.html', await office.screen('terminal')).href
})
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

/** A stand-in of `window.device`, unlocked by PIN 2468; what is asked of it is kept in `window.asked`. */
function standIn(): void {
  const asked: string[] = []
  let unlocked = false
  const settings = {
    phones: ['044 111 22 33'],
    screen: 'primary',
    hub: { configFile: '/office.yaml', port: 4700, printer: null, listen: null },
    updates: null,
  }
  const note = (what: string, ...rest: unknown[]) => void asked.push(`${what} ${JSON.stringify(rest)}`)
  const maintenance = {
    lock: async () => ({ unlocked, firstStart: false, phones: settings.phones, crashLoop: false }),
    async unlock(login: string, pin: string) {
      note('unlock', login, pin.length)
      unlocked = pin === '2468'
      return unlocked ? { ok: true, by: 'hub' } : { ok: false, because: 'wrong-pin' }
    },
    close: async () => note('close'),
    read: async () => ({
      version: '0.1.0',
      settings,
      hasPin: false,
      paired: true,
      secrets: 'none',
      brokenFile: '/data/settings.json.broken-1',
      screens: [{ id: 5, size: '1080×1920', primary: true }],
      crashes: 2,
      hangs: 1,
    }),
    async save(change: unknown) {
      note('save', change)
      return { ok: true }
    },
    async setPin() {
      note('setPin')
      return { ok: false, because: 'диск повний' }
    },
    acceptPlainSecrets: async () => (note('acceptPlainSecrets'), { ok: true }),
    network: async () => ({
      addresses: [{ card: 'eth0', address: '192.0.2.7' }],
      hub: { address: '127.0.0.1:4700', ms: 3 },
    }),
    printerTest: async () => ({ result: 'failed', message: 'The printer is off.' }),
    disconnect: async () => (note('disconnect'), { ok: true }),
    log: async () => ['2026-11-23T08:00:00.000Z started'],
    leave: async (to: string) => note('leave', to),
  }
  const hostedHub = {
    state: async () => ({ is: 'running', url: 'http://127.0.0.1:4700', restarts: 2 }),
    pair: async () => ({ code: '7K3M-9QXA', until: '2026-11-23T08:10:00.000Z' }),
  }
  Object.assign(window, { asked, device: { kind: 'electron', maintenance, hostedHub } })
}

const asked = (page: Page) => page.evaluate(() => window.asked)

async function opened(size: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, hasTouch: true, locale: 'uk-UA' })
  const page = await context.newPage()
  await page.addInitScript(standIn)
  await page.goto(address)
  await page.getByRole('heading', { name: 'Обслуговування пристрою' }).waitFor()
  return page
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill('2468')
  await page.getByRole('button', { name: 'Увійти' }).click()
  await page.getByRole('heading', { name: 'Налаштування' }).waitFor()
}

describe('the maintenance screen', () => {
  let page: Page
  beforeEach(async () => {
    page = await opened(sizes.terminal)
    return () => page.context().close()
  })

  it('is locked, takes a login and PIN from its own keys, and shows nothing before', async () => {
    expect(await page.getByText('Журнал').count()).toBe(0)
    await page.getByRole('textbox', { name: /Логін/ }).focus()
    for (const key of ['l', 'e', 'a', 'd']) await page.getByRole('button', { name: key, exact: true }).click()
    await page.getByLabel('PIN', { exact: true }).focus()
    for (const key of ['1', '1', '1', '1']) await page.getByRole('button', { name: key, exact: true }).click()
    await page.getByRole('button', { name: 'Увійти' }).click()
    await page.getByText('Логін або PIN не підходить.').waitFor()
    expect(await asked(page)).toContain('unlock ["lead",4]')
    expect(await page.getByRole('heading', { name: 'Налаштування' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Повернутися до програми' }).click()
    expect(await asked(page)).toContain('close []')
  })

  it('shows settings, what is broken and what needs a decision, and saves', async () => {
    await unlock(page)
    await page.getByText('/data/settings.json.broken-1').waitFor()
    await page.getByText('Система не має сховища секретів', { exact: false }).waitFor()
    await page.getByLabel('Телефони установи, через кому').fill('044 111 22 33, 067 123 45 67')
    await page.getByLabel('Екран').selectOption('5')
    await page.getByRole('button', { name: 'Зберегти', exact: true }).click()
    await page.getByText('Збережено.').waitFor()
    expect((await asked(page)).find((one) => one.startsWith('save'))).toBe(
      'save [{"phones":["044 111 22 33","067 123 45 67"],"screen":5,"hub":{"configFile":"/office.yaml","port":4700,"printer":null,"listen":null},"updates":null}]',
    )
    await page.getByLabel('PIN пристрою').fill('1234')
    await page.getByRole('button', { name: 'Задати PIN' }).click()
    await page.getByText('диск повний').waitFor()
    await page.getByRole('button', { name: 'Зберігати у файлі без захисту' }).click()
    await expect.poll(() => asked(page)).toContain('acceptPlainSecrets []')
  })

  it('checks network, printer, sound and hub, gives a pairing code, shows version and log', async () => {
    await unlock(page)
    const check = async (button: string, answer: string | RegExp): Promise<void> => {
      await page.getByRole('button', { name: button, exact: true }).click()
      await page.getByText(answer).first().waitFor()
    }
    await check('Мережа: Перевірити', /127\.0\.0\.1:4700: 3 ms · eth0 192\.0\.2\.7/)
    await check('Надрукувати пробний талон', 'The printer is off.')
    await check('Програти звук', /Звук програно|Звукового пристрою немає/)
    await check('Вузол на цьому комп’ютері: Перевірити', /Перезапусків: 2/)
    await check('табло', /7K3M-9QXA/)
    await check('Показати журнал', /started/)
    await page.getByText('0.1.0 · Збоїв: 2 · Зависань: 1').waitFor()
    await page.getByRole('button', { name: 'Закрити програму' }).click()
    expect(await asked(page)).toContain('leave ["desktop"]')
  })

  it('speaks English, too', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Device maintenance' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  it.each(Object.entries(sizes))('fits and passes axe, locked and open: %s', async (_role, size) => {
    await page.setViewportSize(size)
    const check = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
    await check()
    await unlock(page)
    await check()
  })

  it('says in a browser host that it belongs to the device', async () => {
    const plain = await browser.newPage()
    await plain.goto(address)
    await plain.getByText('This page works on the device itself only.').waitFor()
    await plain.close()
  })
})
