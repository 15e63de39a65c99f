import type { Page } from 'playwright-core'
import { considered, issued, overdue, refused } from '../answers.ts'
import { bookingScenes } from './booking-scenes.ts'
import type { BookingFake } from './fake-booking.ts'
import type { Answer } from './fake-site.ts'
import { toolScenes } from './tool-scenes.ts'

export interface Scene {
  readonly name: string
  readonly at: string
  readonly size?: readonly [width: number, height: number]
  readonly answer?: Answer
  readonly booking?: BookingFake
  readonly print?: boolean
  readonly then?: (page: Page) => Promise<void>
}

const wide = [1280, 800] as const
const found = (body: unknown): Answer => ({ status: 200, body })

/** By the keyboard alone, as everything here can be done. */
async function ask(page: Page, number = '8036 004 100127', digits = '5512'): Promise<void> {
  await page.locator('[name=case]').focus()
  await page.keyboard.type(number)
  await page.keyboard.press('Tab')
  await page.keyboard.type(digits)
  await page.keyboard.press('Enter')
}

async function answered(page: Page): Promise<void> {
  await ask(page)
  await page.locator('.answer h1').waitFor()
  const focused = await page.evaluate(() => document.activeElement?.tagName)
  if (focused !== 'H1') throw new Error(`the focus is on ${focused}, not on the answer’s heading`)
}

async function told(page: Page): Promise<void> {
  await ask(page)
  await page.locator('.said').first().waitFor()
  const kept = await page.locator('[name=case]').inputValue()
  if (kept !== '8036 004 100127') throw new Error(`what was typed is now “${kept}”`)
}

export const scenes: readonly Scene[] = [
  { name: 'home', at: '/' },
  { name: 'home-en', at: '/?lang=en' },
  { name: 'home-wide', at: '/', size: wide },
  { name: 'status', at: '/status' },
  { name: 'status-en', at: '/status?lang=en' },
  { name: 'status-wide', at: '/status', size: wide },
  { name: 'status-small', at: '/status', size: [320, 568] },
  {
    name: 'status-wrong-number',
    at: '/status',
    then: async (page) => {
      await ask(page, '8036')
      await page.locator('.wrong').waitFor()
    },
  },
  { name: 'status-unknown', at: '/status', answer: { status: 404, body: {} }, then: told },
  { name: 'status-too-many', at: '/status', answer: { status: 429, body: {}, after: '300' }, then: told },
  { name: 'status-offline', at: '/status', answer: 'silent', then: told },
  { name: 'status-away', at: '/status', answer: { status: 503, body: {} }, then: told },
  { name: 'answer', at: '/status', answer: found(considered), then: answered },
  { name: 'answer-wide', at: '/status', size: wide, answer: found(considered), then: answered },
  { name: 'answer-en', at: '/status?lang=en', answer: found(considered), then: answered },
  { name: 'answer-overdue', at: '/status', answer: found(overdue), then: answered },
  { name: 'answer-refused', at: '/status', answer: found(refused), then: answered },
  { name: 'answer-issued', at: '/status', answer: found(issued), then: answered },
  { name: 'answer-print', at: '/status', answer: found(considered), then: answered, print: true },
  {
    name: 'answer-switched',
    at: '/status',
    answer: found(considered),
    then: async (page) => {
      await answered(page)
      await page.getByText('English').click()
      await page.getByText('Being done now').waitFor()
      await page.goBack()
      await page.getByText('Where is my application').first().waitFor()
      const kept = await page
        .locator('[name=case], [name=digits]')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join(' '))
      if (kept !== '8036-004-100127 ') throw new Error(`going back keeps “${kept}”`)
    },
  },
  { name: 'lost', at: '/somewhere/else' },
  ...bookingScenes,
  ...toolScenes,
]
