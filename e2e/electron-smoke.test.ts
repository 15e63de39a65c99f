// The apps in a real Electron. It runs where a binary is found (ELECTRON_OVERRIDE_DIST_PATH, or the one the package
// `electron` has downloaded), and says aloud where there is none. It starts the unfused build: `npm run build` first.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readOfficeConfig } from '@cherha/office-hub'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findElectron } from '../tools/electron-binary.ts'
import { breakOuts } from './support/break-outs.ts'
import { type DeviceApp, pairApp, type StartedApp, startApp } from './support/electron-app.ts'
import { Office } from './support/office.ts'
import { root } from './support/process.ts'
import { Canary, LockedPage } from './support/try-break-out.ts'

const binary = findElectron(root)
const hasScreen = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
if (binary === null) console.log('skipped: no Electron binary')
else if (!hasScreen) console.log('skipped: no screen for Electron (start it under xvfb-run)')

/** As `Visitor` does by touch: a page of Electron has no touch screen for Playwright. */
async function registerByMouse(page: Page, name: { surname: string; givenName: string }): Promise<string> {
  const press = (label: string | RegExp) => page.getByRole('button', { name: label }).first().click()
  await press(/^Талон на сьогодні/)
  await press(/Оформлення та видача посвідки на постійне проживання/)
  await press(/^Сьогодні о/)
  await page.getByRole('textbox', { name: /^Прізвище/ }).fill(name.surname)
  await page.getByRole('textbox', { name: /^Ім’я/ }).fill(name.givenName)
  await press('Перевірити')
  await press('Отримати талон')
  const heading = page.getByRole('heading', { name: /^Ваш номер/ })
  await heading.waitFor()
  return /[А-Я]-\d{3,4}/.exec(await heading.innerText())?.[0] ?? ''
}

/** One empty page; its table of objects is left to the reader, who makes it anew. */
const emptyPdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`

const surfaces = { terminal: 'kiosk', display: 'board', 'operator-desk': 'desk' } as const
const apps = Object.keys(surfaces) as DeviceApp[]

describe.skipIf(binary === null || !hasScreen)('the apps in Electron', () => {
  let office: Office
  let canary: Canary
  let dir: string

  beforeAll(async () => {
    for (const app of apps) {
      if (!existsSync(path.join(root, 'out', app, 'main', 'index.js')))
        throw new Error(`${app} is not built: npm run build`)
    }
    dir = mkdtempSync(path.join(tmpdir(), 'cherha-electron-'))
    office = await Office.open(readOfficeConfig(path.join(root, 'config', 'demo-office.yaml')), '2026-03-05T07:28:00Z')
    canary = await Canary.listen()
  })
  afterAll(async () => {
    await canary?.close()
    await office?.close()
    if (dir !== undefined) rmSync(dir, { recursive: true, force: true })
  })

  describe.each(apps)('%s', (app) => {
    let started: StartedApp

    beforeAll(async () => {
      if (binary === null) throw new Error('no Electron binary')
      started = await startApp(binary, app, path.join(dir, app))
      await pairApp(started.page, office, app)
      await started.page.waitForFunction(() => document.body.innerText.trim() !== '')
    })
    afterAll(() => started?.electron.close())

    it('has a sandboxed page without Node', async () => {
      const preferences = await started.electron.evaluate(({ BrowserWindow }) => {
        // internal to Electron and not in its types, but the only place that says what is really in force
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): object }
        return JSON.stringify(contents.getLastWebPreferences())
      })
      expect(JSON.parse(preferences)).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        devTools: false,
      })
    })

    it('is a kiosk where visitors are, and has no menu', async () => {
      const [kiosk, closable, menu] = await started.electron.evaluate(({ BrowserWindow, Menu }) => {
        const [window] = BrowserWindow.getAllWindows()
        return [window?.isKiosk(), window?.isClosable(), Menu.getApplicationMenu() === null]
      })
      expect([kiosk, menu]).toEqual([surfaces[app] !== 'desk', true])
      if (surfaces[app] !== 'desk') expect(closable).toBe(false)
    })

    it('serves its page with the policy, and nothing beside it', async () => {
      const policy = await started.page.evaluate(() =>
        fetch('./index.html').then((answer) => answer.headers.get('content-security-policy')),
      )
      expect(policy).toMatch(
        /^default-src 'none';.*connect-src 'self' http:\/\/127\.0\.0\.1:\d+ ws:\/\/127\.0\.0\.1:\d+;/,
      )
      const beside = await started.page.evaluate(() =>
        Promise.all(
          ['../package.json', '%2e%2e/main/index.js'].map((name) =>
            fetch(`./${name}`).then(
              ({ ok }) => ok,
              () => false,
            ),
          ),
        ),
      )
      expect(beside).toEqual([false, false])
    })

    it('S44 lets nobody out', async () => {
      const locked = await LockedPage.watch(started.page, canary)
      const got: Record<string, readonly string[]> = {}
      for (const breakOut of breakOuts) {
        if (breakOut.only === 'browser' || breakOut.notOn?.includes(surfaces[app]) === true) continue
        const signs = await locked.holds(breakOut)
        if (signs.length > 0) got[breakOut.name] = signs
      }
      expect(got).toEqual({})
    })

    it.runIf(app === 'operator-desk')('S44 shows documents in locked windows, and takes them away', async () => {
      const shown = await started.page.evaluate(
        (given) =>
          window.device?.documents?.show({
            name: 'заява.pdf',
            type: 'application/pdf',
            bytes: new TextEncoder().encode(given),
          }),
        emptyPdf,
      )
      expect(shown).toEqual({ shown: true })
      const look = () =>
        started.electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()
            .filter(({ webContents }) => webContents.getURL().startsWith('document:'))
            .map(({ title, webContents }) => ({
              title,
              persistent: webContents.session.isPersistent(),
              frames: webContents.mainFrame.framesInSubtree.map(({ url }) => url.split('//')[0]),
            })),
        )
      await expect
        .poll(look)
        .toMatchObject([
          { title: 'заява.pdf', persistent: false, frames: expect.arrayContaining(['chrome-extension:']) },
        ])
      await started.page.evaluate(() => window.device?.documents?.closeAll())
      await expect.poll(look).toEqual([])
    })

    it('comes back when its page dies', async () => {
      await started.electron.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
      })
      await expect
        .poll(async () =>
          started.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
        )
        .toBe(`app://${app}/`)
    })
  })

  it('a visitor registers at the terminal', async () => {
    if (binary === null) throw new Error('no Electron binary')
    const { electron, page } = await startApp(binary, 'terminal', path.join(dir, 'terminal-of-a-visitor'))
    try {
      await pairApp(page, office, 'terminal')
      const number = await registerByMouse(page, { surname: 'Їжакевич', givenName: 'Єлизавета' })
      expect((await office.printedTicket(number)).length).toBeGreaterThan(1_000)
    } finally {
      await electron.close()
    }
  })
})
