import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openCredentials } from '@cherha/office-hub'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type { ElectronBinary } from '../../tools/electron-binary.ts'
import type { Office } from './office.ts'
import { root } from './process.ts'

export type DeviceApp = 'terminal' | 'display' | 'operator-desk'
export const roleOf = { terminal: 'terminal', display: 'display', 'operator-desk': 'desk' } as const

/** An app in a real Electron, with a data folder of its own. */
export interface StartedApp {
  readonly electron: ElectronApplication
  readonly page: Page
}

/** Starts a built app, unfused: with the fuses of a package Playwright cannot connect. */
export async function startApp(binary: ElectronBinary, app: DeviceApp, dataDir: string): Promise<StartedApp> {
  mkdirSync(dataDir, { recursive: true })
  // a machine for tests has no keyring: the decision an administrator makes on the maintenance screen
  const settings = { plainSecrets: { acceptedAt: '2026-01-01T00:00:00.000Z' } }
  writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify(settings))
  const asRoot = process.getuid?.() === 0
  const electron = await _electron.launch({
    executablePath: binary.program,
    args: [...(asRoot ? ['--no-sandbox'] : []), path.join(root, 'out', app, 'main', 'index.js')],
    env: { ...definedOnly(process.env), CHERHA_DEVICE_DATA: dataDir, CHERHA_KIOSK: '1' },
    timeout: 60_000,
  })
  const page = await electron.firstWindow()
  await page.waitForURL(`app://${app}/`)
  return { electron, page }
}

/** Connects the app to the office's hub by a pairing code, over the bridge its page has. */
export async function pairApp(page: Page, office: Office, app: DeviceApp): Promise<void> {
  const credentials = openCredentials(path.join(office.dir, 'data'))
  try {
    const { code } = await credentials.openPairing({ role: roleOf[app], id: null, windows: null }, Date.now())
    const connected = await page.evaluate(
      ([address, typed]) => window.device?.pairing?.connect(address ?? '', typed ?? ''),
      [office.hubUrl, code],
    )
    if (JSON.stringify(connected) !== '{"ok":true}') throw new Error(`not connected: ${JSON.stringify(connected)}`)
  } finally {
    credentials.close()
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  )
}
