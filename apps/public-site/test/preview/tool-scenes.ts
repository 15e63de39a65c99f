import type { Page } from 'playwright-core'
import type { Scene } from './scenes.ts'

const wide = [1280, 800] as const
const kinds: readonly { readonly suffix: string; readonly lang: 'uk' | 'en'; readonly size?: Scene['size'] }[] = [
  { suffix: '', lang: 'uk' },
  { suffix: '-en', lang: 'en' },
  { suffix: '-wide', lang: 'uk', size: wide },
  { suffix: '-wide-en', lang: 'en', size: wide },
]

async function stay(page: Page, entry: string, exit = ''): Promise<void> {
  await page.locator('[name=entry]').fill(entry)
  await page.locator('[name=exit]').fill(exit)
  await page.keyboard.press('Enter')
}

async function typed(page: Page, text: string): Promise<void> {
  await page.locator('#field-name').fill(text)
  await page.locator('.result p').first().waitFor()
}

const scenes: readonly (Omit<Scene, 'size'> & { readonly at: string })[] = [
  { name: 'tools', at: '/tools' },
  { name: 'fees', at: '/fees', then: (page) => page.locator('.offer').first().waitFor() },
  {
    name: 'fees-sheet',
    at: '/fees?service=temporary-permit',
    then: (page) => page.locator('.sheet h4').first().waitFor(),
  },
  { name: 'fees-none', at: '/fees?service=passport', then: (page) => page.locator('.said').waitFor() },
  { name: 'latin', at: '/latin', then: (page) => typed(page, 'Згурський-Щербак Юрій Ґеорґійович') },
  { name: 'latin-refused', at: '/latin', then: (page) => typed(page, 'Пётръ ☂') },
  {
    name: 'stay',
    at: '/stay',
    then: async (page) => {
      await stay(page, '2026-01-01', '2026-01-30')
      await stay(page, '2026-02-20')
      await page.locator('.facts b').first().waitFor()
    },
  },
  {
    name: 'stay-used-up',
    at: '/stay',
    then: async (page) => {
      await stay(page, '2025-11-01', '2026-01-29')
      await stay(page, '2026-01-20', '2026-01-19')
      await page.locator('.wrong').first().waitFor()
    },
  },
  {
    name: 'unit',
    at: '/unit',
    then: async (page) => {
      await page.locator('#field-unit').fill('8001')
      await page.locator('.when').waitFor()
    },
  },
  {
    name: 'unit-unknown',
    at: '/unit',
    then: async (page) => {
      await page.locator('#field-unit').fill('9999')
      await page.locator('.wrong').waitFor()
    },
  },
]

export const toolScenes: readonly Scene[] = [
  ...scenes.flatMap((scene) =>
    kinds.map(({ suffix, lang, size }): Scene => {
      const at = lang === 'en' ? `${scene.at}${scene.at.includes('?') ? '&' : '?'}lang=en` : scene.at
      return { ...scene, name: `${scene.name}${suffix}`, at, ...(size === undefined ? {} : { size }) }
    }),
  ),
  {
    name: 'stay-small',
    at: '/stay',
    size: [320, 568],
    then: async (page) => {
      await stay(page, '2026-01-01', '2026-01-30')
      await page.locator('.facts b').first().waitFor()
    },
  },
]
