import type { Page } from 'playwright-core'
import { board, days } from '../booking-answers.ts'
import { type BookingFake, rightCode, type Trouble } from './fake-booking.ts'
import type { Scene } from './scenes.ts'

const office = '/booking?service=permanent-permit'
const day = `${office}&office=8001`
const chosen = `${day}&date=2026-03-12&time=10:20`
const form = `${chosen}&step=document`

async function submit(page: Page, name: string, typed: string): Promise<void> {
  await page.locator(`[name=${name}]`).fill(typed)
  await page.keyboard.press('Enter')
}

async function toPhone(page: Page): Promise<void> {
  await submit(page, 'documentDigits', '5512')
  await page.locator('[name=phone]').waitFor()
}

async function toCode(page: Page): Promise<void> {
  await toPhone(page)
  await submit(page, 'phone', '067 123 45 67')
  await page.locator('[name=code]').waitFor()
}

async function toDone(page: Page): Promise<void> {
  await toCode(page)
  await submit(page, 'code', rightCode)
  await page.locator('.qr path:nth-child(2)').waitFor()
}

async function toMine(page: Page): Promise<void> {
  await submit(page, 'phone', '067 123 45 67')
  await page.locator('[name=code]').waitFor()
  await submit(page, 'code', rightCode)
  await page.locator('.ticket').first().waitFor()
}

/** What was refused is said, and the focus is where it has to be mended. */
const refused =
  (before: (page: Page) => Promise<void>, where: '.wrong' | '.told .said' = '.told .said') =>
  async (page: Page): Promise<void> => {
    await before(page)
    await page.locator(where).first().waitFor()
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      return element?.getAttribute('aria-invalid') === 'true' || element?.classList.contains('told') === true
    })
    if (!focused) throw new Error('the focus is not where the refusal is')
  }

const sendPhone = async (page: Page): Promise<void> => {
  await toPhone(page)
  await submit(page, 'phone', '067 123 45 67')
}

const base: readonly (Omit<Scene, 'size'> & { readonly at: string })[] = [
  { name: 'booking-1-service', at: '/booking', then: (page) => page.locator('.offer').first().waitFor() },
  { name: 'booking-2-office', at: office, then: (page) => page.locator('.offer').first().waitFor() },
  { name: 'booking-3-day', at: day, then: (page) => page.locator('.times li').first().waitFor() },
  { name: 'booking-3-time', at: chosen, then: (page) => page.locator('.times .is-on').waitFor() },
  { name: 'booking-4-document', at: form },
  {
    name: 'booking-4-child',
    at: form,
    then: async (page) => {
      await page.locator('[value=child]').check()
      await page.locator('[name=documentDigits]').fill('0417')
      await page.locator('[name=guardianDigits]').fill('5512')
      await page.locator('summary').click()
    },
  },
  { name: 'booking-5-phone', at: form, then: toPhone },
  { name: 'booking-6-code', at: form, then: toCode },
  { name: 'booking-7-done', at: form, then: toDone },
  { name: 'my-1-phone', at: '/my', then: (page) => page.locator('[name=phone]').waitFor() },
  { name: 'my-2-list', at: '/my', then: toMine },
  { name: 'board-1-offices', at: '/board', then: (page) => page.locator('.offer').first().waitFor() },
  {
    name: 'board-2-where',
    at: '/board?office=8001',
    then: async (page) => {
      await page.locator('.calls').first().waitFor()
      await page.locator('[name=number]').fill('a16')
      await submit(page, 'code', '7kq2 m9xd')
      await page.locator('.where .strong').waitFor()
    },
  },
]

const sized = base.flatMap((scene): Scene[] => {
  const en = scene.at.includes('?') ? `${scene.at}&lang=en` : `${scene.at}?lang=en`
  return [
    scene,
    { ...scene, name: `${scene.name}-wide`, size: [1280, 800] },
    { ...scene, name: `${scene.name}-en`, at: en },
    { ...scene, name: `${scene.name}-en-wide`, at: en, size: [1280, 800] },
  ]
})

const holdRefused = (name: string, trouble: Trouble, where?: '.wrong'): Scene => ({
  name: `refused-${name}`,
  at: form,
  booking: { holds: [trouble] },
  then: refused(sendPhone, where),
})

const troubles: readonly Scene[] = [
  holdRefused('phone-malformed', { code: 'phone-malformed', field: 'phone' }, '.wrong'),
  holdRefused('phone-foreign', { code: 'phone-foreign', field: 'phone' }, '.wrong'),
  holdRefused('phone-not-mobile', { code: 'phone-not-mobile', field: 'phone' }, '.wrong'),
  holdRefused('phone-not-national', { code: 'phone-not-national', field: 'phone' }, '.wrong'),
  holdRefused('address', { code: 'address-refused' }),
  holdRefused('too-many', { code: 'too-many', retrySeconds: 720 }),
  holdRefused('too-many-open', { code: 'too-many-open' }),
  holdRefused('too-many-month', { code: 'too-many-month' }),
  holdRefused('already-booked', { code: 'already-booked' }),
  holdRefused('place-held', { code: 'place-held', field: 'person', retrySeconds: 243 }),
  holdRefused('too-many-held', { code: 'too-many-held', retrySeconds: 80 }),
  holdRefused('blocked', { code: 'blocked' }),
  holdRefused('gateway-away', { code: 'gateway-away', retrySeconds: 60 }),
  holdRefused('command-reused', { code: 'command-reused' }),
  holdRefused('place-taken', { code: 'place-taken' }),
  holdRefused('sold-out', { code: 'sold-out' }),
  holdRefused('date-closed', { code: 'date-closed' }),
  holdRefused('unknown-office', { code: 'unknown-office' }),
  holdRefused('unknown-service', { code: 'unknown-service' }),
  {
    name: 'refused-digits',
    at: form,
    then: refused((page) => submit(page, 'documentDigits', '12а'), '.wrong'),
  },
  {
    name: 'refused-wrong-code',
    at: form,
    then: refused(async (page) => {
      await toCode(page)
      await submit(page, 'code', '000 000')
    }, '.wrong'),
  },
  {
    name: 'refused-three-wrong-codes',
    at: form,
    then: refused(async (page) => {
      await toCode(page)
      for (const code of ['000001', '000002', '000003']) {
        const answered = page.waitForResponse((response) => response.url().endsWith('/confirm'))
        await submit(page, 'code', code)
        await answered
        await page.waitForTimeout(200)
      }
    }),
  },
  {
    name: 'refused-code-late',
    at: form,
    booking: { confirms: [{ code: 'hold-gone' }] },
    then: refused(async (page) => {
      await toCode(page)
      await submit(page, 'code', rightCode)
    }),
  },
  {
    name: 'refused-code-unsent',
    at: form,
    booking: { unsent: true, gone: 'gateway-away' },
    then: refused(toCode),
  },
  {
    name: 'refused-new-code',
    at: form,
    booking: { resendSeconds: 0, newCodes: [{ code: 'gateway-away', retrySeconds: 60 }] },
    then: refused(async (page) => {
      await toCode(page)
      await page.locator('.acts .btn').first().click()
    }),
  },
  {
    name: 'code-renewed',
    at: form,
    booking: { resendSeconds: 0 },
    then: async (page) => {
      await toCode(page)
      await page.locator('.acts .btn').first().click()
      await page.getByText('Новий код надіслано').waitFor()
    },
  },
  {
    name: 'unheard-back',
    at: form,
    booking: { confirms: Array.from({ length: 40 }, () => 'silent' as const) },
    then: async (page) => {
      await toCode(page)
      await submit(page, 'code', rightCode)
      await page.locator('.told .said').waitFor()
      await page.goBack()
      await page.locator('[name=phone]').waitFor()
      await page.locator('.told .said').waitFor()
    },
  },
  {
    name: 'unheard-hold',
    at: form,
    booking: { holds: Array.from({ length: 40 }, () => 'silent' as const) },
    then: async (page) => {
      await sendPhone(page)
      await page.locator('.is-pending').waitFor()
      await page.locator('.told .said').waitFor()
    },
  },
  {
    name: 'unheard-confirm',
    at: form,
    booking: { confirms: ['away', 'away', 'away', 'away'] },
    then: async (page) => {
      await toCode(page)
      await submit(page, 'code', rightCode)
      await page.locator('.told .said').waitFor()
    },
  },
  { name: 'code-unsent', at: form, booking: { unsent: true, resendSeconds: 60 }, then: toCode },
  {
    name: 'code-no-more',
    at: form,
    booking: { resendSeconds: null, secondsLeft: 48 },
    then: async (page) => {
      await toCode(page)
      await page.locator('summary').click()
    },
  },
  { name: 'puzzle-done', at: form, booking: { puzzle: true }, then: toDone },
  { name: 'done-print', at: form, then: toDone, print: true },
  {
    name: 'none-office',
    at: office,
    booking: { noOffices: true },
    then: (page) => page.locator('.offer').first().waitFor(),
  },
  {
    name: 'none-day',
    at: day,
    booking: { days: { ...days, days: days.days.map(({ date }) => ({ date, free: 0 })) } },
    then: (page) => page.locator('.cal').waitFor(),
  },
  {
    name: 'week-of-seven',
    at: day,
    booking: {
      days: {
        days: Array.from({ length: 14 }, (_, n) => ({
          date: `2026-03-${String(n + 6).padStart(2, '0')}`,
          free: n * 11,
        })),
        next: null,
        timeZone: 'Europe/Kyiv',
      },
    },
    then: (page) => page.locator('.times li').first().waitFor(),
  },
  {
    name: 'long-texts',
    at: '/booking?service=temporary-permit&office=8036&date=2026-03-12&time=10:20&step=document',
    then: toCode,
  },
  { name: 'small-day', at: chosen, size: [320, 568], then: (page) => page.locator('.times .is-on').waitFor() },
  ...(['no-gateway', 'gateway-away'] as const).map(
    (state): Scene => ({
      name: `notice-${state}`,
      at: '/booking',
      booking: { rules: { state } },
      then: (page) => page.locator('.said').waitFor(),
    }),
  ),
  ...(['off', 'refused'] as const).map(
    (addresses): Scene => ({
      name: `notice-addresses-${addresses}`,
      at: '/booking',
      booking: { rules: { addresses } },
      then: (page) => page.locator('.offer').first().waitFor(),
    }),
  ),
  {
    name: 'my-wrong-code',
    at: '/my',
    then: refused(async (page) => {
      await submit(page, 'phone', '067 123 45 67')
      await page.locator('[name=code]').waitFor()
      await submit(page, 'code', '111111')
    }, '.wrong'),
  },
  {
    name: 'my-three-wrong-codes',
    at: '/my',
    then: refused(async (page) => {
      await submit(page, 'phone', '067 123 45 67')
      await page.locator('[name=code]').waitFor()
      for (const code of ['000001', '000002', '000003']) {
        const answered = page.waitForResponse((response) => response.url().endsWith('/sessions'))
        await submit(page, 'code', code)
        await answered
        await page.waitForTimeout(200)
      }
    }),
  },
  {
    name: 'my-ending',
    at: '/my',
    booking: { endings: Array.from({ length: 40 }, () => 'silent' as const) },
    then: refused(async (page) => {
      await toMine(page)
      await page.locator('.acts .btn').last().click()
    }),
  },
  {
    name: 'my-cancel-request',
    at: '/my',
    then: async (page) => {
      await toMine(page)
      await page.locator('.undo').first().click()
      await page.locator('dialog').waitFor()
    },
  },
  {
    name: 'my-cancelled',
    at: '/my',
    then: async (page) => {
      await toMine(page)
      await page.locator('.undo').first().click()
      await page.locator('dialog .undo').click()
      await page.locator('.state.is-idle').waitFor()
    },
  },
  {
    name: 'my-none',
    at: '/my',
    booking: { mine: { bookings: [] } },
    then: async (page) => {
      await submit(page, 'phone', '067 123 45 67')
      await page.locator('[name=code]').waitFor()
      await submit(page, 'code', rightCode)
      await page.locator('.switch').waitFor()
    },
  },
  {
    name: 'board-alert',
    at: '/board?office=8001',
    booking: suspended(),
    then: (page) => page.locator('.said').waitFor(),
  },
  {
    name: 'board-empty',
    at: '/board?office=8001',
    booking: { board: { board: null, ageSeconds: null } },
    then: (page) => page.locator('.age').waitFor(),
  },
  {
    name: 'where-wrong',
    at: '/board?office=8001',
    booking: { where: { code: 'unknown-ticket' } },
    then: refused(async (page) => {
      await page.locator('[name=number]').fill('А-016')
      await submit(page, 'code', '7KQ2M9XD')
    }),
  },
]

function suspended(): BookingFake {
  const { board: shown } = board
  if (shown === null) return {}
  const until = '2026-03-05T11:40:00+02:00'
  return {
    board: {
      ageSeconds: 300,
      board: {
        ...shown,
        suspended: { reason: 'alert', since: '2026-03-05T09:20:00+02:00', until },
        called: [],
        serving: [],
        next: [],
      },
    },
  }
}

export const bookingScenes: readonly Scene[] = [...sized, ...troubles]
