import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { startBrowserHost } from '@cherha/device-shell'
import type { Browser, Page } from 'playwright-core'
import { eventsOf } from './log-events.ts'
import type { Office } from './office.ts'

/** A display of an office, as its host serves it. */
export interface OfficeDisplay {
  readonly page: Page
  close(): Promise<void>
}

export interface OfficeDisplayOptions {
  /** Folder of the built page. */
  readonly pages: string
  /** Device of the office. */
  readonly id: string
  /** Its voice packs cannot be loaded: it plays the chime alone, and is done sooner than others. */
  readonly chimeAlone?: boolean
}

export async function openDisplay(
  browser: Browser,
  office: Office,
  { pages, id, chimeAlone = false }: OfficeDisplayOptions,
): Promise<OfficeDisplay> {
  const deviceToken = office.devices.find((device) => device.id === id)?.token
  if (deviceToken === undefined) throw new Error(`the office has no device ${id}`)
  const host = await startBrowserHost({
    role: 'display',
    pagesDir: pages,
    hubUrl: office.hubUrl,
    deviceToken,
    port: 0,
    hostSecret: randomBytes(32),
  })
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, timezoneId: 'Europe/Kyiv' })
  const page = await context.newPage()
  if (chimeAlone) await page.route('**/voice/**', (route) => route.abort())
  await page.goto(`${host.url}/#pair=${host.pairCode()}`)
  return {
    page,
    async close() {
      await context.close()
      await host.close()
    },
  }
}

/** How a display says its sound is, as the hub tells it; undefined: it has said nothing yet. */
export async function soundOf(office: Office, id: string): Promise<string | undefined> {
  const { displays } = (await office.request('GET', '/health')).body as { displays: { id: string; sound: string }[] }
  return displays.find((display) => display.id === id)?.sound
}

/** Every announcement of the newest call, in the order of the log. */
export function announcements(office: Office): Record<string, unknown>[] {
  const events = eventsOf(path.join(office.dataDir, 'office.db'))
  const call = events.findLast(({ type }) => type === 'ticket-called')?.['call']
  return events.filter((event) => event['type'] === 'call-announced' && event['call'] === call)
}
