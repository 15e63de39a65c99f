import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startDeviceHost } from '@cherha/device-shell'
import { startHub } from '@cherha/office-hub'
import { anOffice, VirtualClock } from '@cherha/testing'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { builtPages } from '../tools/pages.ts'
import { launchChromium, sizes } from './support/chromium.ts'
import { root } from './support/process.ts'

/** Touches the keys on the screen, as on a terminal without a keyboard. */
async function touch(page: Page, text: string): Promise<void> {
  const keys = page.getByRole('group', { name: 'Клавіші' })
  for (const key of text) await keys.getByRole('button', { name: key, exact: true }).click()
}

it('S34 S36 a terminal without a keyboard is connected to the hub of its own computer by touch', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'cherha-terminal-'))
  const clock = new VirtualClock(Date.parse('2026-11-23T08:00:00Z'))
  const config = anOffice().config()
  const hub = await startHub({ config, dataDir: path.join(dir, 'hub'), port: 0, clock, logLevel: 'silent' })
  const host = await startDeviceHost({
    role: 'terminal',
    pagesDir: builtPages(root, 'terminal'),
    dataDir: path.join(dir, 'terminal'),
    port: 0,
  })
  const browser = await launchChromium()
  onTestFinished(async () => {
    await browser.close()
    await host.close()
    await hub.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const page = await browser.newPage({ viewport: sizes.terminal })
  await page.goto(`${host.url}/#pair=${host.pairCode()}`)
  await page.getByRole('heading', { name: 'Під’єднайте цей термінал' }).waitFor()
  const { code } = await hub.credentials.openPairing({ role: 'terminal', id: null, windows: null }, clock.now().at)
  const other = page.getByLabel('Інша адреса')
  if (await other.isVisible()) await other.check()
  await page.getByLabel('Адреса вузла').click()
  await touch(page, `127.0.0.1:${hub.port}`)
  await page.getByLabel('Код під’єднання').click()
  await touch(page, code)
  expect(await page.getByLabel('Код під’єднання').inputValue()).toBe(code)
  await page.getByRole('button', { name: 'Під’єднати' }).click()
  await page.waitForFunction(() => document.querySelector('.cn') === null, undefined, { timeout: 20_000 })
  expect(host.status()).toMatchObject({ state: 'paired', hub: { fingerprint: 'loopback', deviceId: 'terminal-1' } })
  await page.getByText(config.name.uk).first().waitFor({ timeout: 20_000 })
})
