import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DeviceHost, openDeviceHost } from '../src/device-host.ts'
import type { SecretBox } from '../src/secrets.ts'
import { deviceUpdates, type DeviceUpdatesParts } from '../src/updates/device-updates.ts'
import { builtInKey, UpdateServer } from './update-server.ts'

/** The text version of an app, as the server and the AppImage of these tests have it. */
const appOf = (version: string): string => `the app, version ${version}`
const canReplaceItself = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64')
if (!canReplaceItself) console.warn('skipped: an AppImage replaces itself on Linux only')

const noBox: SecretBox = {
  available: () => false,
  seal: () => Buffer.alloc(0),
  open: () => '',
}

describe.runIf(canReplaceItself)('the updates of a device', () => {
  let dir: string
  let appImage: string
  let server: UpdateServer
  let fire: (() => void) | null
  let now: number
  const relaunched: string[] = []
  let quits: number

  beforeEach(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'cherha-device-updates-'))
    appImage = path.join(dir, 'cherha-desk.AppImage')
    writeFileSync(appImage, appOf('1.0.0'), { mode: 0o755 })
    process.env['APPIMAGE'] = appImage
    server = await new UpdateServer().open()
    Reflect.set(globalThis, '__CHERHA_UPDATES__', { url: server.url, keys: [builtInKey] })
    fire = null
    now = Date.parse('2026-11-21T20:00:00Z')
    relaunched.length = 0
    quits = 0
  })
  afterEach(async () => {
    delete process.env['APPIMAGE']
    Reflect.deleteProperty(globalThis, '__CHERHA_UPDATES__')
    await server.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const hostOf = (version: string): DeviceHost =>
    openDeviceHost({ app: 'operator-desk', version, dataDir: path.join(dir, 'data'), box: noBox })

  function device(version: string, more: Partial<DeviceUpdatesParts> = {}) {
    return deviceUpdates({
      host: hostOf(version),
      packaged: true,
      clock: {
        now: () => now,
        setTimer(_ms, next) {
          fire = next
          return () => {
            fire = null
          }
        },
      },
      idleSeconds: () => 3_600,
      relaunch: (target) => relaunched.push(target),
      quit: () => {
        quits += 1
      },
      ...more,
    })
  }

  /** A minute passes: the timer that was set fires, and what it does is waited for. */
  async function minute(until: () => boolean): Promise<void> {
    now += 60_000
    const due = fire
    fire = null
    due?.()
    while (!until()) await new Promise((resolve) => setTimeout(resolve, 1))
  }

  const publish = (version: string) =>
    server.publish(version, {
      target: {
        app: 'operator-desk',
        platform: 'linux',
        arch: process.arch === 'arm64' ? 'arm64' : 'x64',
        kind: 'AppImage',
      },
      content: Buffer.from(appOf(version)),
    })

  it('U5 U7 begin once the page is up, install when it is idle, and return when the new version never gets up', async () => {
    publish('1.1.0')
    const updates = device('1.0.0')
    expect(await updates.begin()).toBe(false)
    expect(fire).toBe(null)
    updates.ready()
    await minute(() => relaunched.length > 0)
    expect([readFileSync(appImage, 'utf8'), relaunched, quits]).toEqual([appOf('1.1.0'), [appImage], 1])

    expect(await device('1.1.0').begin()).toBe(false)
    expect(await device('1.1.0').begin()).toBe(false)
    expect(await device('1.1.0').begin()).toBe(true)
    expect([readFileSync(appImage, 'utf8'), relaunched.length, quits]).toEqual([appOf('1.0.0'), 2, 2])
  })

  it('wait while somebody uses the device, and look again every minute', async () => {
    publish('1.1.0')
    const updates = device('1.0.0', { idleSeconds: () => 5 })
    await updates.begin()
    updates.ready()
    await minute(() => fire !== null)
    await minute(() => fire !== null)
    expect([readFileSync(appImage, 'utf8'), relaunched]).toEqual([appOf('1.0.0'), []])
    updates.stop()
    expect(fire).toBe(null)
  })

  it('come from the folder of the settings, if there is one; an address that cannot be used is said in the log', async () => {
    hostOf('1.0.0').settings.save({ updates: 'ftp://127.0.0.1/' })
    publish('1.1.0')
    const updates = device('1.0.0')
    await updates.begin()
    updates.ready()
    await minute(() => fire !== null)
    expect(server.asked).toEqual([])
    expect(hostOf('1.0.0').log.tail(50).join('\n')).toContain('the folder of updates cannot be used')
  })

  it('are not looked for by a start in development, nor by a build without a key', async () => {
    publish('1.1.0')
    const developing = device('1.0.0', { packaged: false })
    expect(await developing.begin()).toBe(false)
    developing.ready()
    expect(fire).toBe(null)
    Reflect.set(globalThis, '__CHERHA_UPDATES__', null)
    const keyless = device('1.0.0')
    await keyless.begin()
    keyless.ready()
    await minute(() => fire !== null)
    expect(server.asked).toEqual([])
  })
})
