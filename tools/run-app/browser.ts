import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type BrowserHost, type HostRole, startBrowserHost } from '@cherha/device-shell'
import { builtPages, type PageApp } from '../pages.ts'

export interface InBrowser {
  readonly root: string
  readonly role: HostRole
  readonly app: PageApp
  /** Folder of the device: its settings and the secret that keeps pages paired. */
  readonly dataDir: string
  readonly port: number
  /** A hub known without pairing, from the command line. */
  readonly hub: { readonly url: string; readonly tokenFile: string } | null
}

/** Serves one screen to a browser on this computer until the process is asked to stop. */
export async function runInBrowser(settings: InBrowser): Promise<void> {
  const host = await open(settings)
  const stop = (): void => void host.close().then(() => process.exit(0))
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.stdout.write(
    `Open this address in the browser of this computer; it works once:\n${host.url}/#pair=${host.pairCode()}\n`,
  )
}

function open({ root, role, app, dataDir, port, hub }: InBrowser): Promise<BrowserHost> {
  if (hub === null) throw new Error('Which hub? Give --hub URL --token-file FILE.')
  return startBrowserHost({
    role,
    pagesDir: builtPages(root, app),
    hubUrl: hub.url,
    deviceToken: readFileSync(hub.tokenFile, 'utf8').trim(),
    port,
    hostSecret: hostSecret(dataDir),
  })
}

/** Kept between starts, so that a page that was paired stays paired. */
function hostSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, 'host-secret')
  if (existsSync(file)) return readFileSync(file)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const secret = randomBytes(32)
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' })
  return secret
}
