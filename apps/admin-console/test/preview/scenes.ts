import type { AdminRole } from '@cherha/shared/protocol'
import type { Page } from 'playwright-core'
import { failure, type FakeServer } from './fake-server.ts'

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
  { name: 'overview', hash: '#/offices/4801' },
]

/** Every page in Ukrainian, in English, in high contrast and on a phone. */
export const scenes: readonly Scene[] = [
  ...pages,
  ...pages.map((scene) => ({ ...scene, name: `${scene.name}-en`, english: true, size: [1440, 900] as const })),
  ...pages.map((scene) => ({ ...scene, name: `${scene.name}-contrast`, contrast: true })),
  ...pages.map((scene) => ({ ...scene, name: `${scene.name}-phone`, size: phone })),
]
