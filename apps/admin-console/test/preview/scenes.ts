import type { AdminRole } from '@cherha/shared/protocol'
import type { Page } from 'playwright-core'
import { broken, longPortals } from './booking-data.ts'
import { failure, type FakeServer } from './fake-server.ts'
import { hubs } from './office-data.ts'

/** One picture: a page in a state. */
export interface Scene {
  readonly name: string
  readonly hash?: string
  readonly role?: AdminRole
  readonly signedOut?: boolean
  readonly english?: boolean
  readonly contrast?: boolean
  readonly size?: readonly [width: number, height: number]
  readonly before?: (server: FakeServer) => void
  readonly then?: (page: Page, server: FakeServer) => Promise<void>
}

const phone = [390, 844] as const
const divergedHubs = {
  hubs: hubs.hubs.map((hub, index) =>
    index === 0 ? { ...hub, state: 'diverged', divergence: 'record 41 of the office log has another hash' } : hub,
  ),
}

const signIn = async (page: Page): Promise<void> => {
  await page.getByLabel(/^(Логін|Login)$/).fill('olga')
  await page.getByLabel(/^(Пароль|Password)$/).fill('a password')
  await page.getByRole('button', { name: /^(Увійти|Sign in)$/ }).click()
  await page.getByLabel(/^(Код із застосунку|Code from your app)$/).waitFor()
}

const pages: readonly Scene[] = [
  { name: 'sign-in', signedOut: true },
  { name: 'sign-in-totp', signedOut: true, then: signIn },
  {
    name: 'sign-in-locked',
    signedOut: true,
    before: (server) => server.script('POST login', failure(423, 'account-locked')),
    then: async (page) => {
      await page.getByLabel(/^(Логін|Login)$/).fill('olga')
      await page.getByLabel(/^(Пароль|Password)$/).fill('a password')
      await page.getByRole('button', { name: /^(Увійти|Sign in)$/ }).click()
      await page.locator('.note').waitFor()
    },
  },
  { name: 'offices', hash: '#/offices' },
  {
    name: 'offices-outside-none',
    hash: '#/offices',
    before: (server) => server.script('GET outside', { status: 200, body: { systems: [] } }),
  },
  { name: 'overview', hash: '#/offices/4801' },
  { name: 'settings', hash: '#/offices/4801/settings' },
  {
    name: 'settings-preview',
    hash: '#/offices/4801/settings',
    then: async (page) => {
      await page.getByLabel(/^(П’ятниця|Friday)$/).fill('9-13, 13:45-15')
      await page.getByRole('button', { name: /^(Показати, що зміниться|Show what changes)$/ }).click()
      await page.getByRole('heading', { name: /^(Що зміниться|What changes)$/ }).waitFor()
      await page.locator('.preview .tick').first().click()
    },
  },
  {
    name: 'settings-sms-name',
    hash: '#/offices/4801/settings',
    then: async (page) => {
      await page
        .getByLabel(/^(Коротка назва для повідомлень|Short name in messages)/)
        .first()
        .fill('Управління Державної міграційної служби України')
      await page.locator('.field-problem').waitFor()
    },
  },
  {
    name: 'settings-conflict',
    hash: '#/offices/4801/settings',
    before: (server) =>
      server.script('PUT offices/4801/config', {
        status: 409,
        body: {
          error: {
            code: 'version-changed',
            message: 'somebody has changed the office meanwhile',
            version: 8,
            by: 'iryna',
            at: new Date().toISOString(),
            changed: ['hours.fri', 'services.passport.minutes'],
          },
        },
      }),
    then: async (page) => {
      await page.getByLabel(/^(П’ятниця|Friday)$/).fill('9-13, 13:45-15')
      await page.getByRole('button', { name: /^(Показати, що зміниться|Show what changes)$/ }).click()
      await page.getByRole('button', { name: /^(Зберегти налаштування|Save the settings)$/ }).click()
      await page.getByRole('button', { name: /^(Узяти чужі|Take their)/ }).waitFor()
    },
  },
  { name: 'days', hash: '#/offices/4801/days' },
  {
    name: 'days-cancel',
    hash: '#/offices/4801/days',
    then: async (page) => {
      await page
        .getByRole('button', { name: /^(Скасувати день|Cancel the day)$/ })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'staff', hash: '#/offices/4801/staff' },
  {
    name: 'staff-post',
    hash: '#/offices/4801/staff',
    then: async (page) => {
      await page.getByRole('button', { name: /^(Посада Богдан|Post Богдан)/ }).click()
      await page.getByRole('dialog').getByRole('checkbox').nth(1).waitFor()
    },
  },
  {
    name: 'staff-post-wrong',
    hash: '#/offices/4801/staff',
    then: async (page) => {
      await page.getByRole('button', { name: /^(Посада Тарас|Post Тарас)/ }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(/^(Працює із заявами|Works on applications)$/).check()
      await dialog.getByRole('button', { name: /^(Зберегти посаду|Save the post)$/ }).click()
      await dialog.getByRole('alert').nth(3).waitFor()
    },
  },
  {
    name: 'service-card',
    hash: '#/offices/4801/settings',
    then: async (page) => {
      await page.locator('details.entry summary').first().click()
      await page
        .getByLabel(/^(Технологічна картка|Technology card)$/)
        .first()
        .selectOption('004')
    },
  },
  { name: 'devices', hash: '#/offices/4801/devices' },
  {
    name: 'devices-code',
    hash: '#/offices/4801/devices',
    then: async (page) => {
      await page.getByRole('button', { name: /^(Створити код|Make a code)$/ }).click()
      await page.locator('.code').waitFor()
    },
  },
  { name: 'hub', hash: '#/offices/4801/hub' },
  {
    name: 'hub-code',
    hash: '#/offices/4801/hub',
    then: async (page) => {
      await page.getByRole('button', { name: /^(Код для заміни|Code for a replacement)$/ }).click()
      await page.locator('.command').waitFor()
    },
  },
  {
    name: 'hub-diverged',
    hash: '#/offices/4801/hub',
    before: (server) => server.script('GET offices/4801/hubs', { status: 200, body: divergedHubs }),
    then: async (page) => {
      await page.getByRole('button', { name: /^(Зняти розбіжність|Clear the divergence)$/ }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'statistics',
    hash: '#/offices/4801/statistics',
    then: async (page) => {
      await page.locator('.chart svg').nth(1).waitFor()
    },
  },
  {
    name: 'cases',
    hash: '#/cases',
    then: async (page) => {
      await page.locator('.chart svg').nth(5).waitFor()
    },
  },
  { name: 'cases-none', hash: '#/cases?office=4802' },
  { name: 'report', hash: '#/offices/4801/report' },
  { name: 'journal', hash: '#/journal' },
  { name: 'accounts', hash: '#/accounts' },
  {
    name: 'accounts-secrets',
    hash: '#/accounts',
    then: async (page) => {
      await page
        .getByRole('button', { name: /^(Новий пароль|New password)$/ })
        .nth(1)
        .click()
      await page.getByRole('button', { name: /^(Створити новий пароль|Make a new password)$/ }).click()
      await page.locator('.qr').waitFor()
    },
  },
  { name: 'new-office', hash: '#/offices/new' },
  { name: 'auditor-settings', hash: '#/offices/4801/settings', role: 'auditor' },
]

const revoke = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /^(Відкликати|Revoke)/ })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
}
const worst = (server: FakeServer): void => {
  server.script('GET booking', { status: 200, body: { booking: broken } })
  server.script('GET portals', { status: 200, body: { portals: longPortals } })
}

/** Online booking: good, bad, not set up, before a key is ended, and what an operator of the service sees of it. */
const bookings: readonly Scene[] = [
  { name: 'booking', hash: '#/booking' },
  { name: 'booking-longest', hash: '#/booking', before: worst },
  {
    name: 'booking-off',
    hash: '#/booking',
    before: (server) => {
      server.script('GET booking', { status: 200, body: { booking: null } })
      server.script('GET portals', { status: 200, body: { portals: [] } })
    },
  },
  { name: 'booking-revoke', hash: '#/booking', before: worst, then: revoke },
  {
    name: 'booking-revoke-failed',
    hash: '#/booking',
    before: (server) => server.script('POST portals/city/revoke', failure(503, 'unavailable')),
    then: async (page) => {
      await revoke(page)
      await page.getByRole('button', { name: /^(Відкликати ключ|Revoke the key)$/ }).click()
      await page.getByRole('dialog').locator('.note').waitFor()
    },
  },
  { name: 'booking-operator', hash: '#/booking', role: 'service-operator' },
  { name: 'booking-leaflets', hash: '#/offices/4801' },
]
const desktop = [1280, 800] as const
const wide = [1920, 1080] as const

/** Every page in Ukrainian, in English, in high contrast and on a phone. */
export const scenes: readonly Scene[] = [
  ...pages,
  ...bookings.flatMap((scene) => [
    { ...scene, size: desktop },
    { ...scene, name: `${scene.name}-en`, english: true, size: desktop },
    { ...scene, name: `${scene.name}-wide`, size: wide },
    { ...scene, name: `${scene.name}-wide-en`, english: true, size: wide },
    { ...scene, name: `${scene.name}-contrast`, contrast: true },
    { ...scene, name: `${scene.name}-phone`, size: phone },
  ]),
  ...pages.map((scene) => ({ ...scene, name: `${scene.name}-en`, english: true, size: [1440, 900] as const })),
  ...pages.map((scene) => ({ ...scene, name: `${scene.name}-contrast`, contrast: true })),
  ...pages.map((scene) => ({ ...scene, name: `${scene.name}-phone`, size: phone })),
]
