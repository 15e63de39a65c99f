// Everything here runs with the fake Electron of packages/testing: it proves what the code around Electron asks for,
// not what Electron does with it. The smoke test (e2e) looks at the real one.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeElectron } from '@cherha/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runDevice } from '../src/electron/index.ts'
import type { AppName } from '../src/surface.ts'
import { asMain } from './fake-main.ts'
import { StandingClock } from './standing-clock.ts'

async function started(app: AppName = 'terminal', before: (electron: FakeElectron, dir: string) => void = () => {}) {
  const dir = mkdtempSync(join(tmpdir(), 'cherha-run-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  mkdirSync(join(dir, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(dir, 'renderer', 'index.html'), '<p>page')
  writeFileSync(join(dir, 'package.json'), 'secret')
  const electron = new FakeElectron(join(dir, 'data'))
  before(electron, dir)
  const clock = new StandingClock(1_000_000)
  const stopped: string[] = []
  const device = await runDevice(asMain(electron), {
    app,
    channels: {},
    mainDir: join(dir, 'main'),
    clock,
    extras: () => ({ handlers: {}, stop: async () => void stopped.push('extras') }),
  })
  onTestFinished(async () => device?.quit())
  const page = { url: `app://${app}/` }
  const maintenance = { url: `app://${app}/maintenance.html` }
  const ask = (channel: string, request: unknown = null, from: { url: string; inner?: boolean } = page) =>
    electron.call(channel, request, from)
  const log = () => readFileSync(join(dir, 'data', 'logs', 'device.log'), 'utf8')
  return { electron, device, clock, stopped, dir, ask, page, maintenance, log }
}

describe('a device app around a fake Electron', () => {
  it('prepares everything before the first page: sandbox, scheme, switches, no menu, no sleep', async () => {
    const { electron } = await started()
    expect(electron.app.sandboxed).toBe(true)
    expect(electron.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }])
    expect(electron.schemes).not.toMatchObject([{ privileges: { bypassCSP: true } }])
    expect(electron.app.switches).toContain('autoplay-policy=no-user-gesture-required')
    expect(electron.menus).toEqual([null])
    expect(electron.blocked).toEqual(['prevent-display-sleep'])
    expect(electron.sessionObject.spellChecker).toBe(false)
  })

  it('opens one kiosk window on the app’s own page', async () => {
    const { electron, dir } = await started()
    expect(electron.windows).toHaveLength(1)
    expect(electron.window.loaded).toEqual(['app://terminal/'])
    expect(electron.window.options).toMatchObject({ kiosk: true, width: 1080, height: 1920, show: false })
    expect(electron.window.options.webPreferences?.preload).toBe(join(dir, 'preload', 'index.cjs'))
    electron.window.emit('ready-to-show')
    expect(electron.window.shown).toBe(true)
    expect(electron.window.alwaysOnTop).toEqual([true, 'screen-saver'])
  })

  it('a second instance ends, and the first one comes to the front', async () => {
    const { device, electron } = await started('terminal', (fake) => {
      fake.app.hasLock = false
    })
    expect(device).toBeNull()
    expect(electron.app.quits).toBe(1)
    expect(electron.windows).toEqual([])
    const first = await started()
    first.electron.app.emit('second-instance')
    expect(first.electron.window.focused).toBe(1)
  })

  it('serves its files with the policy, and nothing beside them', async () => {
    const { electron } = await started()
    const get = (url: string, method = 'GET') => electron.served?.({ url, method } as Request)
    const page = await get('app://terminal/')
    expect(await page?.text()).toBe('<p>page')
    expect(page?.headers.get('content-security-policy')).toMatch(/connect-src 'self' http:\/\/127\.0\.0\.1:\d+ ws:/)
    expect((await get('app://terminal/one-moment.html'))?.status).toBe(200)
    expect((await get('app://terminal/one-moment.css'))?.status).toBe(200)
    for (const url of ['app://terminal/../package.json', 'app://terminal/package.json', 'app://display/']) {
      const answer = await get(url)
      expect(answer?.status, url).toBeGreaterThanOrEqual(400)
      expect(await answer?.text()).not.toContain('secret')
    }
    expect((await get('app://terminal/', 'POST'))?.status).toBe(405)
  })

  it('S44 refuses windows, navigation, frames, redirects, webviews, menus, downloads, permissions and addresses', async () => {
    const { electron, log } = await started()
    const { webContents } = electron.window
    expect(webContents.openHandler({ url: 'https://evil.example' })).toEqual({ action: 'deny' })
    const away = { url: 'https://evil.example/', isMainFrame: true }
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(webContents.try(event, away), event).toBe(true)
      expect(webContents.try(event, { url: 'app://terminal/', isMainFrame: true }), event).toBe(false)
    }
    expect(webContents.try('will-attach-webview')).toBe(true)
    expect(webContents.try('context-menu')).toBe(true)
    expect(webContents.try('will-prevent-unload')).toBe(true)
    const { sessionObject } = electron
    let download = false
    sessionObject.emit(
      'will-download',
      { preventDefault: () => (download = true) },
      { getURL: () => 'https://evil.example/x' },
    )
    expect(download).toBe(true)
    let answer: unknown
    sessionObject.requestHandler(webContents, 'media', (given) => (answer = given), {
      requestingUrl: 'app://terminal/',
    })
    expect(answer).toBe(false)
    expect(sessionObject.checkHandler(null, 'geolocation', 'app://terminal')).toBe(false)
    expect(sessionObject.deviceHandler()).toBe(false)
    expect(sessionObject.loads('https://evil.example/x.js')).toBe(false)
    expect(sessionObject.loads('file:///etc/passwd')).toBe(false)
    expect(sessionObject.loads('app://terminal/assets/main.js')).toBe(true)
    expect(log()).toContain('evil.example')
  })

  it('S44 keeps keys and zoom from the page', async () => {
    const { electron } = await started()
    const { webContents } = electron.window
    const input = { type: 'keyDown', key: 'F12', code: 'F12', control: false, shift: false, alt: false, meta: false }
    const press = (change: object) => {
      let prevented = false
      webContents.emit('before-input-event', { preventDefault: () => (prevented = true) }, { ...input, ...change })
      return prevented
    }
    expect(press({})).toBe(true)
    expect(press({ key: 'ї', code: 'BracketRight' })).toBe(false)
    webContents.emit('dom-ready')
    webContents.zoom = 3
    webContents.emit('zoom-changed')
    expect(webContents.zoom).toBe(1)
    expect(webContents.visualZoom).toEqual([1, 1])
    expect(press({ key: 'Й', code: 'KeyQ', control: true, shift: true })).toBe(true)
    expect(electron.window.loaded.at(-1)).toBe('app://terminal/maintenance.html')
  })

  it('brings a crashed page back within a second and keeps the count', async () => {
    const { electron, clock, ask, dir } = await started('display')
    await ask('device:alive')
    electron.window.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 1 })
    expect(electron.window.loaded.at(-1)).toBe('app://display/one-moment.html')
    clock.pass(999)
    expect(electron.window.loaded.at(-1)).toBe('app://display/')
    expect(JSON.parse(readFileSync(join(dir, 'data', 'faults.json'), 'utf8'))).toMatchObject({ crashes: 1 })
  })

  it('kills and replaces a page that hangs, and one that never shows anything; then starts the app anew', async () => {
    const { electron, clock, ask, stopped } = await started('display')
    await ask('device:alive')
    electron.window.emit('unresponsive')
    expect(electron.window.webContents.killed).toBe(1)
    clock.pass(30_000)
    expect(electron.app.relaunches).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([electron.app.exits, stopped]).toEqual([[0], ['extras']])
  })

  it('goes on without its window: a new one is made', async () => {
    const { electron, clock, ask } = await started()
    await ask('device:alive')
    electron.window.emit('closed')
    electron.app.emit('window-all-closed')
    clock.pass(1_000)
    expect(electron.windows).toHaveLength(2)
    expect(electron.window.loaded.at(-1)).toBe('app://terminal/')
    expect(electron.app.exits).toEqual([])
  })

  it('without a screen waits for one; with one unplugged moves to what is left', async () => {
    const one = { id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } }
    const two = { id: 2, bounds: { x: 1920, y: 0, width: 1080, height: 1920 } }
    const { electron } = await started('display', (fake) => {
      fake.screen.displays = []
    })
    expect(electron.windows).toEqual([])
    electron.screen.displays = [two]
    electron.screen.emit('display-added')
    expect(electron.window.bounds).toEqual(two.bounds)
    electron.screen.displays = [one]
    electron.screen.emit('display-removed')
    expect(electron.window.bounds).toEqual(one.bounds)
    expect(electron.window.kiosk).toBe(true)
  })

  it('answers the page its hub only once it has one, and no other frame', async () => {
    const { ask } = await started()
    expect(await ask('device:hub-url')).toMatchObject({ ok: false, error: { name: 'NotPairedError' } })
    expect(await ask('device:hub-url', null, { url: 'app://terminal/', inner: true })).toMatchObject({
      error: { name: 'IpcSenderError' },
    })
    expect(await ask('pairing:status')).toMatchObject({ ok: true, value: { state: 'unpaired', role: 'terminal' } })
  })

  it('opens the maintenance screen to staff, and locks it again', async () => {
    const { electron, ask, maintenance, log } = await started()
    expect(await ask('maintenance:read', null, maintenance)).toMatchObject({ error: { name: 'IpcLockedError' } })
    expect(await ask('device:maintenance')).toMatchObject({ ok: true })
    expect(electron.window.loaded.at(-1)).toBe('app://terminal/maintenance.html')
    expect(await ask('maintenance:lock', null, maintenance)).toMatchObject({
      value: { firstStart: true, unlocked: false },
    })
    await ask('maintenance:unlock', { login: '', pin: '' }, maintenance)
    expect(await ask('maintenance:read', null, maintenance)).toMatchObject({
      value: { version: '0.1.0', secrets: 'sealed', paired: false, brokenFile: null },
    })
    expect(await ask('maintenance:save', { phones: ['044 111 22 33'] }, maintenance)).toEqual({
      ok: true,
      value: { ok: true },
    })
    expect(await ask('maintenance:save', { kiosk: false }, maintenance)).toMatchObject({
      error: { name: 'IpcRequestError' },
    })
    expect(await ask('maintenance:set-pin', { pin: '2468' }, maintenance)).toMatchObject({ value: { ok: true } })
    expect(await ask('maintenance:network', null, maintenance)).toMatchObject({ value: { hub: null } })
    expect(await ask('maintenance:printer-test', null, maintenance)).toMatchObject({ value: { result: 'failed' } })
    expect(await ask('maintenance:leave', { to: 'app' }, maintenance)).toMatchObject({ ok: true })
    expect(electron.window.loaded.at(-1)).toBe('app://terminal/')
    expect(await ask('maintenance:read', null, maintenance)).toMatchObject({ error: { name: 'IpcLockedError' } })
    expect(await ask('maintenance:unlock', { login: '', pin: '1111' }, maintenance)).toMatchObject({
      value: { ok: false, because: 'wrong-pin' },
    })
    expect(log()).not.toContain('2468')
    const calm = await electron.served?.({ url: 'app://terminal/one-moment.html', method: 'GET' } as Request)
    expect(await calm?.text()).toContain('044 111 22 33')
  })

  it('S42 says that there is no secret store, and keeps secrets only by an administrator’s decision', async () => {
    const { ask, maintenance } = await started('display', (fake) => {
      fake.backend = 'basic_text'
    })
    await ask('maintenance:unlock', { login: '', pin: '' }, maintenance)
    const onLinux = process.platform === 'linux'
    expect(await ask('maintenance:read', null, maintenance)).toMatchObject({
      value: { secrets: onLinux ? 'none' : 'sealed' },
    })
    await ask('maintenance:accept-plain-secrets', null, maintenance)
    expect(await ask('maintenance:read', null, maintenance)).toMatchObject({
      value: { secrets: onLinux ? 'plain' : 'sealed' },
    })
  })

  it('starts with defaults when its settings are broken, and says so on the maintenance screen', async () => {
    const { ask, maintenance, dir, log } = await started('display', (_fake, folder) => {
      mkdirSync(join(folder, 'data'))
      writeFileSync(join(folder, 'data', 'settings.json'), '{"phones": [')
    })
    await ask('maintenance:unlock', { login: '', pin: '' }, maintenance)
    expect(await ask('maintenance:read', null, maintenance)).toMatchObject({
      value: { brokenFile: join(dir, 'data', 'settings.json.broken-1') },
    })
    expect(log()).toContain('put aside')
  })

  it('five crashes in a minute end at the maintenance screen, also over a relaunch', async () => {
    const { electron, clock, ask, maintenance } = await started('display')
    for (let i = 0; i < 5; i += 1) {
      await ask('device:alive')
      electron.window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
      if (i < 4) clock.pass(1_000)
    }
    expect(electron.window.loaded.at(-1)).toBe('app://display/maintenance.html')
    expect(await ask('maintenance:lock', null, maintenance)).toMatchObject({ value: { crashLoop: true } })
    const again = await started('display', (_fake, folder) => {
      mkdirSync(join(folder, 'data'))
      const recent = [995_000, 996_000, 997_000, 998_000, 999_000]
      writeFileSync(join(folder, 'data', 'faults.json'), JSON.stringify({ recent, crashes: 5, hangs: 0 }))
    })
    expect(again.electron.window.loaded).toEqual(['app://display/maintenance.html'])
  })

  it('closes with its window at a desk, and ends in order when the system says so', async () => {
    const { electron, stopped } = await started('operator-desk')
    expect(electron.window.options.kiosk).toBe(false)
    electron.window.emit('closed')
    electron.app.emit('window-all-closed')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([electron.app.exits, stopped]).toEqual([[0], ['extras']])
  })
})
