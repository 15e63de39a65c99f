// Two real displays of the same windows at one hub, and what the administrator reads of them.
import type { HubStatus } from '@cherha/shared/protocol'
import { anOffice, everyDay } from '@cherha/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPages } from '../apps/display/test/page.ts'
import { Admin } from './support/admin.ts'
import { launchChromium } from './support/chromium.ts'
import { Clerk } from './support/clerk.ts'
import { announcements, openDisplay, type OfficeDisplay, soundOf } from './support/heard-office.ts'
import { LinkedOffice } from './support/linked-office.ts'
import { somebody } from './support/somebody.ts'

const config = anOffice()
  .withService('А')
  .withWindow('w1', { label: '1' })
  .withStaff('olena', 'clerk')
  .withDevice('terminal-1', 'terminal')
  .withDevice('door', 'display')
  .withDevice('hall', 'display')
  .withDevice('desk-1', 'desk')
  .openAt(everyDay(['09:00', '18:00']))
  .withPlaces({ current: 1 })
  .config()

let linked: LinkedOffice
let browser: Browser
let admin: Admin
let clerk: Clerk
const displays: OfficeDisplay[] = []

beforeAll(async () => {
  linked = await LinkedOffice.open(config, '2026-03-05T09:00:00+02:00')
  await linked.converged()
  admin = await Admin.signIn(linked.server)
  browser = await launchChromium()
  const pages = await buildPages()
  displays.push(await openDisplay(browser, linked.hub, { pages, id: 'door', chimeAlone: true }))
  displays.push(await openDisplay(browser, linked.hub, { pages, id: 'hall' }))
  clerk = await Clerk.atWindow(linked.hub, 'olena', 'w1')
})

afterAll(async () => {
  clerk?.leave()
  for (const display of displays) await display.close()
  await browser?.close()
  await linked?.close()
})

async function called(): Promise<void> {
  const { hub } = linked
  const visitor = { type: 'register-current', service: 'service-1', person: somebody(), language: 'uk' }
  expect((await hub.command(hub.tokens.terminal, visitor)).status).toBe(200)
  await clerk.must('call-next')
}

/** What the server says of the calls of a display. */
async function callsOf(id: string) {
  const { status } = await admin.must<{ status: HubStatus | null }>('GET', `offices/${config.code}/devices`)
  return status?.devices.find((device) => device.id === id)?.calls
}

it('A18 the slower of two displays is one that announces its calls, call after call', async () => {
  const { hub } = linked
  await expect.poll(() => soundOf(hub, 'door')).toBe('ok')
  await expect.poll(() => soundOf(hub, 'hall')).toBe('ok')
  for (const _ of ['a call', 'the next']) {
    await called()
    // the one at the door is done after its chime, long before the sentence in the hall has ended
    await expect
      .poll(() => announcements(hub))
      .toMatchObject([
        { by: 'display', device: 'door', silent: false },
        { by: 'display', device: 'hall', silent: false },
      ])
    // a call that ends sooner than in ten seconds need not have been announced by every display
    await linked.pass(15)
    await clerk.must('start-service')
    await clerk.must('finish-service')
  }
  await linked.converged()
  for (const id of ['door', 'hall']) {
    await expect.poll(async () => (await callsOf(id))?.announcedAt).toEqual(expect.any(Number))
    expect(await callsOf(id), id).toMatchObject({ missed: 0, missedSince: null, silentSince: null })
  }
})
