import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { root } from './process.ts'

/**
 * A real Chromium, found by the set-up script. It has a loudspeaker, whether the machine has one or not: a display
 * reports its calls as silent without one (A19). Nothing of it is heard.
 * @param loudspeaker false: none, on any machine
 */
export function launchChromium({ loudspeaker = true } = {}): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  return chromium.launch({
    executablePath,
    // without a locale it cannot write «А-001» into the name of a file
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      loudspeaker ? '--use-fake-device-for-media-stream' : '--disable-audio-output',
    ],
  })
}

/** Keeps what a page shows, for whoever looks why a test has failed: `out/e2e/NAME.png`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const dir = path.join(root, 'out', 'e2e')
  mkdirSync(dir, { recursive: true })
  await page.screenshot({ path: path.join(dir, `${name}.png`), fullPage: true })
}

/** Sizes the screens are made for. */
export const sizes = {
  terminal: { width: 1080, height: 1920 },
  display: { width: 1920, height: 1080 },
  desk: { width: 1366, height: 768 },
} as const

/** A page as at a visitor's terminal: its glass, its fingers, its language and its time. */
export async function newTerminalPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes.terminal,
    hasTouch: true,
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
  })
  return context.newPage()
}

/** Everything a page has sent, received or kept, as text: to search for what must not be there. */
export class Traffic {
  readonly #texts: string[] = []

  readonly page: Page

  constructor(page: Page) {
    this.page = page
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => this.#texts.push(`in ${String(payload)}`))
      socket.on('framesent', ({ payload }) => this.#texts.push(`out ${String(payload)}`))
    })
    page.on('response', (response) => {
      if (response.url().includes('/api/'))
        void response.text().then(
          (text) => this.#texts.push(`in ${text}`),
          () => undefined,
        )
    })
  }

  /** What came in, without what the page itself sent. */
  received(): string {
    return this.#texts.filter((text) => text.startsWith('in ')).join('\n')
  }

  /** Storage, document and form fields of the page as they are now. */
  async kept(): Promise<string> {
    return this.page.evaluate(() =>
      JSON.stringify({
        local: { ...localStorage },
        session: { ...sessionStorage },
        cookies: document.cookie,
        html: document.documentElement.outerHTML,
        values: [...document.querySelectorAll('input')].map((input) => input.value),
      }),
    )
  }
}
