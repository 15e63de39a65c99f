import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { startBrowserHost } from '@cherha/device-shell'
import { chromium, type Page } from 'playwright-core'
import { builtPages } from '../pages.ts'
import { type HubProcess, tokensOf } from './hub-process.ts'

const root = path.resolve(import.meta.dirname, '..', '..')

export interface TerminalPage {
  readonly page: Page
  close(): Promise<void>
}

/** Why this computer cannot show the built terminal in Chromium; null: it can. */
export function noTerminalPage(): string | null {
  if (!existsSync(chromiumPath())) return 'there is no Chromium; set CHROMIUM_PATH'
  const built = existsSync(path.join(builtPages(root, 'terminal'), 'index.html'))
  return built ? null : 'the terminal is not built; run npm run build'
}

/**
 * The built terminal in Chromium with a touch screen, through its host, at a hub that is a process of its own.
 * @param prepare runs in the page before its own scripts
 */
export async function openTerminalPage(hub: HubProcess, prepare?: () => void): Promise<TerminalPage> {
  const [deviceToken = ''] = tokensOf(hub, 'terminal')
  const host = await startBrowserHost({
    role: 'terminal',
    pagesDir: builtPages(root, 'terminal'),
    hubUrl: hub.ready.url,
    deviceToken,
    port: 0,
    hostSecret: randomBytes(32),
  })
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true, locale: 'uk-UA' })
  if (prepare !== undefined) await page.addInitScript(prepare)
  await page.goto(`${host.url}/#pair=${host.pairCode()}`)
  return {
    page,
    async close() {
      await browser.close()
      await host.close()
    },
  }
}

function chromiumPath(): string {
  return process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
}
