import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { startBrowserHost } from '@cherha/device-shell'
import { chromium, type Page } from 'playwright-core'
import { builtPages } from '../pages.ts'
import { benchOffice } from './bench-office.ts'
import { type HubProcess, registerVisitors, startHubProcess, tokensOf } from './hub-process.ts'
import { watchPaints } from './paint.ts'
import type { Figure } from './report.ts'
import { percentileOf, spreadOf } from './rounds.ts'
import type { Setting } from './run.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
/** Visitors served in a round, three clicks each. */
const perRound = 25
/** A clerk calls, starts and finishes: what is clicked, and what shows that it is done. */
const clicks = [
  ['.btn.huge', '.panel.called'],
  ['.panel.called .btn.go', '.panel.visitor'],
  ['.panel.visitor .btn.go', '.btn.huge'],
] as const

/**
 * Milliseconds from a clerk's click until the answer of the hub is painted: the built page of the desk in Chromium, through
 * its host and the hub, all on this computer. Per round the 99th percentile.
 */
export async function clickToPaint({ folder, rounds }: Setting): Promise<Figure> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) return { skipped: 'there is no Chromium; set CHROMIUM_PATH' }
  const pagesDir = builtPages(root, 'operator-desk')
  if (!existsSync(path.join(pagesDir, 'index.html'))) return { skipped: 'the desk is not built; run npm run build' }
  const visitors = perRound * (rounds + 1)
  const hub = await startHubProcess(path.join(folder, 'click-to-paint'), benchOffice({ visitors }))
  try {
    await registerVisitors(hub, visitors)
    const [deviceToken = ''] = tokensOf(hub, 'desk')
    const secret = randomBytes(32)
    const host = await startBrowserHost({
      role: 'desk',
      pagesDir,
      hubUrl: hub.ready.url,
      deviceToken,
      port: 0,
      hostSecret: secret,
    })
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'uk-UA' })
      await page.addInitScript(watchPaints)
      await page.goto(`${host.url}/#pair=${host.pairCode()}`)
      await signIn(page, hub)
      return spreadOf(await measureRounds(page, rounds))
    } finally {
      await browser.close()
      await host.close()
    }
  } finally {
    await hub.stop()
  }
}

async function measureRounds(page: Page, rounds: number): Promise<number[]> {
  const values: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const times: number[] = []
    for (let n = 0; n < perRound; n += 1) {
      for (const [button, shown] of clicks) times.push(await click(page, button, shown))
    }
    if (round > 0) values.push(percentileOf(times, 0.99))
  }
  return values
}

async function click(page: Page, button: string, shown: string): Promise<number> {
  await page.evaluate((selector) => window.watchPaint(selector), shown)
  await page.click(button)
  return page.evaluate(() => window.painted)
}

async function signIn(page: Page, hub: HubProcess): Promise<void> {
  const clerk = hub.ready.staff.find(({ login }) => login === 'clerk')
  if (clerk === undefined) throw new Error('there is no clerk')
  await page.getByRole('textbox', { name: 'Логін' }).fill(clerk.login)
  await page.getByLabel('PIN').fill(clerk.pin)
  await page.getByRole('button', { name: 'Увійти' }).click()
  await page.getByRole('button', { name: 'Відкрити кабінет 1', exact: true }).click()
  await page.locator('.btn.huge').waitFor()
}
