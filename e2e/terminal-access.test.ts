import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeHub, type FakeHub } from '../apps/terminal/test/dev/fake-hub.ts'
import { states } from '../apps/terminal/test/preview/states.ts'
import { launchChromium, sizes } from './support/chromium.ts'
import { buildTerminalPreview } from './support/preview.ts'

/** Set: pictures of every state are put there. */
const pictures = process.env['TERMINAL_PICTURES']

/** Millimetres of a pixel on a 27" screen that stands upright. */
const mmPerPx = 0.311
const smallestMm = 15
/** The highest place of a control, of 1920 pixels. */
const touchFrom = 768
/** Left free at both sides of the foot. */
const gutterPx = 56

interface AxeRun {
  run(of: Document, how: object): Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }>
}
declare global {
  interface Window {
    axe: AxeRun
  }
}

type Look = { readonly language: 'uk' | 'en'; readonly contrast: boolean; readonly text: 0 | 1 | 2 }

const names = Object.keys(states)
const languages = ['uk', 'en'] as const

let folder: string
let hub: FakeHub
let browser: Browser
/** One page for each language: they are looked at side by side. */
const pages = new Map<string, Page>()
const errors: string[] = []

beforeAll(async () => {
  folder = await buildTerminalPreview()
  hub = await startFakeHub(folder)
  browser = await launchChromium()
  for (const language of languages) {
    const context = await browser.newContext({
      viewport: sizes.terminal,
      hasTouch: true,
      locale: 'uk-UA',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(hub.url)
    await page.waitForFunction(() => 'show' in window)
    // brings axe into the page, where it stays
    await new AxeBuilder({ page }).setLegacyMode().analyze()
    pages.set(language, page)
  }
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
})

afterAll(async () => {
  await browser?.close()
  await hub?.stop()
  if (folder !== undefined) rmSync(folder, { recursive: true })
})

async function show(page: Page, state: string, look: Look): Promise<void> {
  await page.evaluate(([name, how]) => window.show(name, how), [state, look] as const)
  if (state === 'lost') await page.locator('.calm').waitFor()
  if (pictures !== undefined) {
    const name = [state, look.language, look.contrast ? 'contrast' : 'light', look.text].join('-')
    await page.screenshot({ path: path.join(pictures, `${name}.png`) })
  }
}

/** What is wrong with any state, in both languages; each with the name of its state. */
async function inEveryState(
  look: Omit<Look, 'language'>,
  check: (page: Page) => Promise<readonly string[]>,
): Promise<string[]> {
  const found = await Promise.all(
    languages.map(async (language) => {
      const page = pages.get(language)
      if (page === undefined) throw new Error(`no page in ${language}`)
      const faulty: string[] = []
      for (const state of names) {
        await show(page, state, { ...look, language })
        faulty.push(...(await check(page)).map((fault) => `${state} (${language}): ${fault}`))
      }
      return faulty
    }),
  )
  return found.flat()
}

/** Controls that are too high or too small, and texts that are cut off or lie over one another. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(
    ([highest, mm, least, gutter]) => {
      const found: string[] = []
      const name = (element: Element): string =>
        element.textContent.trim().slice(0, 30) || element.id || element.className
      const shown = (element: Element): boolean =>
        element.getBoundingClientRect().width > 1 && element.closest('[inert]') === null
      const controls = [...document.querySelectorAll('button, input:not([hidden])')].filter(shown)
      for (const control of controls) {
        const box = control.getBoundingClientRect()
        if (box.top < highest - 1) found.push(`too high (${Math.round(box.top)}): ${name(control)}`)
        // a field is touched as a whole, with its label
        const touched = (control.closest('.field') ?? control).getBoundingClientRect()
        if (Math.min(touched.width, touched.height) * mm < least)
          found.push(`too small (${Math.round(touched.width)}×${Math.round(touched.height)} px): ${name(control)}`)
        for (const other of controls) {
          const that = other.getBoundingClientRect()
          const over = Math.min(box.right, that.right) - Math.max(box.left, that.left)
          const down = Math.min(box.bottom, that.bottom) - Math.max(box.top, that.top)
          if (control !== other && over > 2 && down > 2 && !control.contains(other) && !other.contains(control))
            found.push(`over another: ${name(control)} / ${name(other)}`)
        }
        if (control.scrollWidth > control.clientWidth + 2 && control instanceof HTMLButtonElement)
          found.push(`text wider than its control: ${name(control)}`)
      }
      for (const cell of document.querySelectorAll<HTMLElement>('th, .field label, .take .key')) {
        const inner = document.createRange()
        inner.selectNodeContents(cell)
        const text = inner.getBoundingClientRect()
        const box = (cell.closest('.field, .take .key') ?? cell).getBoundingClientRect()
        const wide = cell.getBoundingClientRect()
        if (text.width > 1 && (text.right > wide.right + 1 || text.bottom > box.bottom + 1 || text.top < box.top - 1))
          found.push(`text beyond its box: ${name(cell)}`)
      }
      for (const key of document.querySelectorAll('.foot > *')) {
        if (key.getBoundingClientRect().right > innerWidth - gutter + 1) found.push(`beyond the gutter: ${name(key)}`)
      }
      for (const zone of document.querySelectorAll('main > section, .panel')) {
        const box = zone.getBoundingClientRect()
        for (const part of zone.querySelectorAll('button, dd, dt, h1, h2, p, li, .field, .take')) {
          const at = part.getBoundingClientRect()
          if (part.matches('.vh') || at.width <= 1) continue
          if (at.right > box.right + 1 || at.bottom > box.bottom + 1 || at.top < box.top - 1 || at.left < box.left - 1)
            found.push(`beyond its zone: ${name(part)}`)
        }
        const parts = [...zone.children].filter((part) => part.getBoundingClientRect().height > 1)
        for (const [index, part] of parts.entries()) {
          const next = parts[index + 1]
          if (next !== undefined && part.getBoundingClientRect().bottom > next.getBoundingClientRect().top + 2)
            found.push(`covered: ${name(part)}`)
        }
      }
      return [...new Set(found)]
    },
    [touchFrom, mmPerPx, smallestMm, gutterPx] as const,
  )
}

/** Findings of axe. The contrast of 7:1 is asked for only where the visitor chose it. */
function findings(page: Page, contrast: boolean): Promise<string[]> {
  return page.evaluate(async (enhanced) => {
    const rules = enhanced ? { 'color-contrast-enhanced': { enabled: true } } : {}
    const { violations } = await window.axe.run(document, { rules, resultTypes: ['violations'], preload: false })
    return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 100)).join(' ')}`)
  }, contrast)
}

it('E1 E2 E3 E5 what is wrong with a screen is seen', async () => {
  const page = pages.get('uk')
  if (page === undefined) throw new Error('no page')
  await show(page, 'name', { language: 'uk', contrast: false, text: 0 })
  expect(await faults(page)).toEqual([])
  const spoilt = await page.addStyleTag({
    content: `.foot .key { min-height: 0; height: 30px; } .touch { top: 600px; } .field label { white-space: nowrap; font-size: 90px; }
      .sign h1 { font-size: 400px; } .assist button { color: #ddd; }`,
  })
  const seen = (await faults(page)).join('\n')
  for (const fault of [/too high/, /too small/, /text beyond its box/, /beyond its zone|covered/])
    expect(seen).toMatch(fault)
  expect((await findings(page, false)).join('\n')).toMatch(/color-contrast/)
  await spoilt.evaluate((style) => style.parentNode?.removeChild(style))
})

describe.each([0, 1, 2] as const)('type of size %s', (text) => {
  it('E1 E2 E3 E4 every control is low and large enough, and nothing is cut off', async () => {
    expect(await inEveryState({ contrast: false, text }, faults)).toEqual([])
    expect(errors).toEqual([])
  })
})

describe.each([false, true])('contrast of 7:1: %s', (contrast) => {
  it('E4 E5 axe finds nothing on any screen in any state', async () => {
    expect(await inEveryState({ contrast, text: 0 }, (page) => findings(page, contrast))).toEqual([])
  })
})
