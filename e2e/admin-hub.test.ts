import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type DeviceHost, startDeviceHost } from '@cherha/device-shell'
import type { AdminOffice, PairingCodeAnswer, PreviewAnswer } from '@cherha/shared/protocol'
import { anOffice } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtPages } from '../tools/pages.ts'
import { Admin } from './support/admin.ts'
import { launchChromium, sizes } from './support/chromium.ts'
import { LinkedOffice } from './support/linked-office.ts'
import { root } from './support/process.ts'
import { somebody } from './support/somebody.ts'

const config = anOffice()
  .withService('А')
  .withWindow('w1')
  .withStaff('olena', 'clerk')
  .withStaff('taras', 'clerk')
  .withPlaces({ online: 1, terminal: 1, current: 1 })
  .with({ channels: { online: true, terminal: true }, horizons: { online: 3, terminal: 3 } })
  .config()
const { code } = config
const friday = '2026-03-06'
const seen = { timeout: 60_000 }

let linked: LinkedOffice
let browser: Browser
let admin: Admin
let host: DeviceHost | undefined
let dir: string

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-admin-'))
  // Wednesday, before noon
  linked = await LinkedOffice.open(config, '2026-03-04T11:00:00+02:00')
  await linked.converged()
  admin = await Admin.signIn(linked.server)
  browser = await launchChromium()
})
afterAll(async () => {
  await host?.close()
  await browser?.close()
  await linked?.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Status of a sign-in at the hub's desk. */
async function signIn(login: string, pin: string): Promise<{ status: number; session: string }> {
  const { hub } = linked
  const { status, body } = await hub.request('POST', '/api/sessions', hub.tokens.desk, { login, pin })
  return { status, session: String(body['session']) }
}

async function newPage(size: keyof typeof sizes): Promise<Page> {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'uk-UA', timezoneId: 'Europe/Kyiv' })
  return context.newPage()
}

describe('the staff of an office is the server’s', () => {
  it('R23 a clerk who was added can sign in at the desk a moment later', async () => {
    await admin.must('POST', `offices/${code}/staff`, {
      login: 'marko',
      name: 'Марко Новий',
      role: 'clerk',
      pin: '481516',
    })
    await linked.converged()
    const desk = await newPage('desk')
    await desk.goto(await linked.hub.screen('desk'))
    await desk.getByRole('textbox', { name: 'Логін' }).fill('marko')
    await desk.getByLabel('PIN').fill('481516')
    await desk.getByRole('button', { name: 'Увійти' }).click()
    await desk.getByRole('button', { name: 'Відкрити кабінет 1' }).waitFor(seen)
    await desk.context().close()
  })

  it('R23 without the network whoever was known can sign in, and what was changed counts as soon as it is back', async () => {
    const taras = await signIn('taras', linked.hub.pinOf('taras'))
    const atDesk = async () => (await linked.hub.request('GET', '/api/desk', taras.session)).status
    linked.wan.cut()
    await admin.must('POST', `offices/${code}/staff/taras/disable`)
    const late = { login: 'zoya', name: 'Зоя Пізня', role: 'clerk', pin: '230815' }
    await admin.must('POST', `offices/${code}/staff`, late)
    expect((await signIn('olena', linked.hub.pinOf('olena'))).status).toBe(200)
    expect((await signIn('marko', '481516')).status).toBe(200)
    expect((await signIn('zoya', late.pin)).status).toBe(401)
    expect(await atDesk()).toBe(200)

    linked.wan.heal()
    await expect.poll(atDesk, seen).toBe(401)
    expect((await signIn('taras', linked.hub.pinOf('taras'))).status).toBe(401)
    await expect.poll(async () => (await signIn('zoya', late.pin)).status, seen).toBe(200)
    await admin.must('POST', `offices/${code}/staff/taras/enable`)
    await expect.poll(async () => (await signIn('taras', linked.hub.pinOf('taras'))).status, seen).toBe(200)
  })
})

describe('the devices of an office from the server', () => {
  it('a display is connected with a code of the server, and is out within a second of being revoked there', async () => {
    host = await startDeviceHost({
      role: 'display',
      pagesDir: builtPages(root, 'display'),
      dataDir: path.join(dir, 'display'),
      port: 0,
      times: { troubleEveryMs: 300 },
    })
    const request = { role: 'display', id: 'hall', windows: ['w1'] }
    const made = await admin.must<PairingCodeAnswer>('POST', `offices/${code}/devices/pairing-code`, request)
    expect(made.id).toBe('hall')
    const page = await newPage('display')
    await page.goto(`${host.url}/#pair=${host.pairCode()}`)
    const other = page.getByLabel('Інша адреса')
    await page.getByRole('heading', { name: 'Під’єднайте це табло' }).waitFor()
    if (await other.isVisible()) await other.check()
    await page.getByLabel('Адреса вузла').fill(linked.hub.hubUrl)
    await page.getByLabel('Код під’єднання').fill(made.code)
    await page.getByRole('button', { name: 'Під’єднати' }).click()
    await page.getByText(config.name.uk).first().waitFor(seen)
    await expect.poll(devices, seen).toContain('hall')

    await admin.must('POST', `offices/${code}/devices/hall/revoke`)
    // sockets are looked over at each beat of the hub's heart
    await linked.hub.pass(1)
    await page.getByText('Вузол більше не приймає цей пристрій').waitFor(seen)
    await expect.poll(devices, seen).not.toContain('hall')
    await page.context().close()
  })

  it('with the hub away no code is given, and the administrator reads why', async () => {
    linked.wan.cut()
    const ask = () => admin.ask('POST', `offices/${code}/devices/pairing-code`, { role: 'display' })
    await expect.poll(async () => (await ask()).body['error'], seen).toMatchObject({ code: 'hub-away' })
    linked.wan.heal()
    await expect.poll(async () => (await ask()).status, seen).toBe(200)
  })

  async function devices(): Promise<string[]> {
    const { status } = await admin.must<{ status: { devices: { id: string }[] } | null }>(
      'GET',
      `offices/${code}/devices`,
    )
    return status?.devices.map(({ id }) => id) ?? []
  }
})

describe('Friday’s hours', () => {
  const shorter = { ...config, hours: { ...config.hours, fri: [['09:00', '13:00']] } }

  it('C23 a preview says what would become of each place, and what is sold stays', async () => {
    const [atTerminal = ''] = await freeAtTerminal('14:00')
    const [online = ''] = (await linked.server.freeTimes(code, friday, 'service-1')).filter((time) => time >= '14:00')
    await linked.server.book({ office: code, date: friday, service: 'service-1', time: online, ...somebody() })
    const sold = await linked.hub.command(linked.hub.tokens.terminal, {
      type: 'register-advance',
      service: 'service-1',
      date: friday,
      time: atTerminal,
      person: somebody(),
      language: 'uk',
    })
    expect(sold.status).toBe(200)
    await linked.converged()

    const now = await admin.must<AdminOffice>('GET', `offices/${code}`)
    const wanted = { ...now.config, hours: shorter.hours }
    const { days, problems } = await admin.must<PreviewAnswer>('POST', `offices/${code}/preview`, { config: wanted })
    expect(problems).toEqual([])
    const day = days.find(({ date }) => date === friday)
    expect(day?.add).toEqual([])
    expect(day?.withdraw.every(({ time }) => time >= '14:00')).toBe(true)
    expect(new Set(day?.withdraw.map(({ by }) => by))).toEqual(new Set(['server', 'request']))
    expect(day?.keptSold.map(({ time }) => time)).toEqual(expect.arrayContaining([atTerminal, online]))
    expect(day?.keptSold).toHaveLength(2)
    expect(await freeAtTerminal('14:00')).not.toEqual([])

    const change = { config: wanted, version: now.version, apply: { dates: [friday] } }
    await admin.must('PUT', `offices/${code}/config`, change)
    const again = await admin.ask('PUT', `offices/${code}/config`, change)
    expect([again.status, again.body['error']]).toMatchObject([409, { code: 'version-changed', by: 'admin' }])
  })

  it('R8 the change reaches the hub, its terminal and the server’s free places', async () => {
    await linked.converged()
    expect(await freeAtTerminal('14:00')).toEqual([])
    expect(await freeAtTerminal('09:00')).not.toEqual([])
    const online = await linked.server.freeTimes(code, friday, 'service-1')
    expect(online.length).toBeGreaterThan(0)
    expect(online.filter((time) => time >= '13:00')).toEqual([])
    const { entries } = await admin.must<{ entries: { action: string; office: string }[] }>(
      'GET',
      `journal?office=${code}`,
    )
    expect(entries.map(({ action }) => action)).toContain('config-changed')
    expect(linked.hub.problems()).toBe('')
  })

  async function freeAtTerminal(from: string): Promise<string[]> {
    const { body } = await linked.hub.request('GET', `/api/places?service=service-1&date=${friday}`)
    return (body['places'] as { time: string }[]).map(({ time }) => time).filter((time) => time >= from)
  }
})
