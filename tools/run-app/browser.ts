import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type BrowserHost, type HostRole, startBrowserHost, startDeviceHost } from '@cherha/device-shell'
import { builtPages, type PageApp } from '../pages.ts'

export interface InBrowser {
  readonly root: string
  readonly role: HostRole
  readonly app: PageApp
  /** Folder of the device: its hub and the secret that keeps pages paired. */
  readonly dataDir: string
  readonly port: number
  /** A hub known without pairing, from the command line. */
  readonly hub: { readonly url: string; readonly tokenFile: string } | null
  /** An administrator takes the device from its hub before it starts. */
  readonly disconnect: boolean
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

/** Without `hub` the page itself asks to be connected: it looks for hubs and takes a pairing code. */
async function open({ root, role, app, dataDir, port, hub, disconnect }: InBrowser): Promise<BrowserHost> {
  const pagesDir = builtPages(root, app)
  if (hub === null) {
    const host = await startDeviceHost({ role, pagesDir, dataDir, port })
    if (disconnect) host.forget()
    return host
  }
  const deviceToken = readFileSync(hub.tokenFile, 'utf8').trim()
  const voiceDir = path.join(dataDir, 'voice')
  return startBrowserHost({ role, pagesDir, hubUrl: hub.url, deviceToken, port, hostSecret: randomBytes(32), voiceDir })
}
