import { type BrowserHost, type HostRole, startBrowserHost } from '@cherha/device-shell'
import { builtPages, type PageApp } from '../pages.ts'
import type { DemoAccess } from './access.ts'

const screens: readonly { readonly role: HostRole; readonly app: PageApp }[] = [
  { role: 'terminal', app: 'terminal' },
  { role: 'display', app: 'display' },
  { role: 'desk', app: 'operator-desk' },
]

export interface Screens {
  /** Page addresses with their one-time pairing code. */
  readonly pages: Readonly<Record<HostRole, string>>
  close(): Promise<void>
}

/** Serves the three screens on the ports after the hub's. @param firstPort 0: any free ports */
export async function startScreens(
  root: string,
  hubUrl: string,
  firstPort: number,
  access: DemoAccess,
): Promise<Screens> {
  const hosts: BrowserHost[] = []
  const pages: Record<HostRole, string> = { terminal: '', display: '', desk: '' }
  const close = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.close()))
  }
  try {
    for (const [index, { role, app }] of screens.entries()) {
      const host = await startBrowserHost({
        role,
        pagesDir: builtPages(root, app),
        hubUrl,
        deviceToken: access.tokens[role],
        port: firstPort === 0 ? 0 : firstPort + index,
        hostSecret: access.hostSecret,
      })
      hosts.push(host)
      pages[role] = `${host.url}/#pair=${host.pairCode()}`
    }
  } catch (error) {
    await close()
    throw error
  }
  return { pages, close }
}
