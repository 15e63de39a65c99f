import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeviceMoment } from '../src/updates/decisions.ts'
import { appImageInstaller } from '../src/updates/installer.ts'
import { openUpdateFolder } from '../src/updates/update-folder.ts'
import { UpdateKeeper, type UpdateKeeperSettings } from '../src/updates/update-keeper.ts'
import { builtInKey, display, UpdateServer } from './update-server.ts'

const minute = 60_000
const busy: DeviceMoment = { office: 'open', idleMs: 5 * minute, neededWhileOpen: false }
const closed: DeviceMoment = { office: 'closed', idleMs: 5 * minute, neededWhileOpen: false }

/** One device: a folder, an AppImage that is a text here, a virtual clock, and an app that is started again and again. */
class Device {
  readonly dir = mkdtempSync(path.join(tmpdir(), 'cherha-device-'))
  readonly appImage = path.join(this.dir, 'cherha-display.AppImage')
  readonly log: string[] = []
  now = Date.parse('2026-11-21T08:00:00Z')
  moment: DeviceMoment = busy
  relaunched = 0
  running = '1.0.0'
  #keeper: UpdateKeeper | null = null

  readonly server: UpdateServer

  constructor(server: UpdateServer) {
    this.server = server
    writeFileSync(this.appImage, 'the app, version 1.0.0', { mode: 0o755 })
  }

  /** The app starts: a new keeper reads what the one before left on the disk. */
  start(more: Partial<UpdateKeeperSettings> = {}): UpdateKeeper {
    this.#keeper = new UpdateKeeper({
      running: this.running,
      target: display,
      keys: [builtInKey],
      folder: openUpdateFolder(this.server.url),
      installer: appImageInstaller({ target: this.appImage, relaunch: () => void (this.relaunched += 1) }),
      dir: path.join(this.dir, 'updates'),
      idleMinutes: 30,
      now: () => this.now,
      moment: () => this.moment,
      log: (line) => this.log.push(line),
      ...more,
    })
    return this.#keeper
  }

  get app(): string {
    return readFileSync(this.appImage, 'utf8')
  }

  get packages(): readonly string[] {
    return readdirSync(path.join(this.dir, 'updates', 'packages')).sort()
  }

  /** An update that was fetched, installed and relaunched into. */
  async updated(): Promise<UpdateKeeper> {
    const keeper = this.start()
    keeper.start()
    keeper.ready()
    this.moment = closed
    await keeper.tick()
    if (this.relaunched !== 1) throw new Error(this.log.join('\n'))
    this.running = '1.1.0'
    return this.start()
  }
}

let server: UpdateServer
let device: Device
beforeEach(async () => {
  server = await new UpdateServer().open()
  device = new Device(server)
})
afterEach(async () => {
  await server.close()
  rmSync(device.dir, { recursive: true, force: true })
})

const publish = (version: string) => server.publish(version, { content: Buffer.from(`the app, version ${version}`) })

describe('a device that looks for updates', () => {
  it('U5 U9 fetches a signed version at once and puts it in place only when nobody is disturbed', async () => {
    const { artefact } = publish('1.1.0')
    const keeper = device.start()
    expect(keeper.start()).toEqual({ do: 'run' })
    await keeper.tick()
    expect(keeper.status).toMatchObject({ running: '1.0.0', staged: '1.1.0', unproven: false, bad: [] })
    expect(device.packages).toEqual([artefact.file, 'running-1.0.0.AppImage'].sort())
    expect([device.app, device.relaunched]).toEqual(['the app, version 1.0.0', 0])

    device.moment = closed
    await keeper.tick()
    expect([device.app, device.relaunched]).toEqual(['the app, version 1.1.0', 1])
    expect(statSync(device.appImage).mode & 0o777).toBe(0o755)
    expect(readdirSync(device.dir).sort()).toEqual(['cherha-display.AppImage', 'updates'])
    // the app is about to quit; nothing more happens in it
    await keeper.tick()
    expect(device.relaunched).toBe(1)

    device.running = '1.1.0'
    const next = device.start()
    expect(next.start()).toEqual({ do: 'run' })
    expect(next.status.unproven).toBe(true)
    next.ready()
    expect(next.status).toMatchObject({ running: '1.1.0', staged: null, unproven: false, bad: [] })
  })

  it('U7 returns to the version before after two starts without "ready", and never takes that version again', async () => {
    publish('1.1.0')
    const first = await device.updated()
    expect(first.start()).toEqual({ do: 'run' })
    expect(device.start().start()).toEqual({ do: 'run' })
    const third = device.start()
    const decision = third.start()
    if (decision.do !== 'return') throw new Error(`expected to return, not to ${decision.do}`)
    expect(await third.goBack(decision.to)).toBe(true)
    expect([device.app, device.relaunched]).toEqual(['the app, version 1.0.0', 2])

    device.running = '1.0.0'
    const back = device.start()
    expect(back.start()).toEqual({ do: 'run' })
    back.ready()
    expect(await back.check()).toMatchObject({ kind: 'refused', code: 'known-bad' })
    expect(back.status).toMatchObject({ staged: null, bad: ['1.1.0'] })
    publish('1.1.1')
    expect(await back.check()).toEqual({ kind: 'staged', version: '1.1.1' })
    expect(device.log.join('\n')).toContain('version 1.1.0 did not get ready twice; returning to 1.0.0')
  })

  it('U7 runs on, unproven, when the package to return to is gone', async () => {
    publish('1.1.0')
    await device.updated()
    rmSync(path.join(device.dir, 'updates', 'packages'), { recursive: true })
    const does: string[] = []
    for (let n = 0; n < 6; n++) {
      const keeper = device.start()
      const decision = keeper.start()
      does.push(decision.do)
      if (decision.do === 'return') expect(await keeper.goBack(decision.to)).toBe(false)
    }
    expect(does).toEqual(['run', 'run', 'return', 'return', 'return', 'run-unproven'])
    expect(device.app).toBe('the app, version 1.1.0')
  })

  it('U1 U3 takes nothing that is not signed, not newer, or the same', async () => {
    const keeper = device.start()
    server.publishByStranger('1.1.0')
    expect(await keeper.check()).toMatchObject({ kind: 'refused', code: 'bad-signature' })
    publish('0.9.0')
    expect(await keeper.check()).toMatchObject({ kind: 'refused', code: 'downgrade' })
    publish('1.0.0')
    expect(await keeper.check()).toEqual({ kind: 'up-to-date' })
    server.files.clear()
    expect(await keeper.check()).toMatchObject({ kind: 'refused', code: 'not-there' })
    await server.close()
    expect(await keeper.check()).toMatchObject({ kind: 'refused', code: 'unreachable' })
    await server.open()
    device.moment = closed
    await keeper.tick()
    expect([device.app, device.relaunched, keeper.status.staged]).toEqual(['the app, version 1.0.0', 0, null])
  })

  it('U4 keeps running what it has when a package breaks off, and gets it an hour later', async () => {
    const { artefact } = publish('1.1.0')
    const whole = server.files.get(artefact.file)
    server.files.set(artefact.file, Buffer.from('the app'))
    const keeper = device.start()
    await keeper.tick()
    expect(keeper.status).toMatchObject({ staged: null, last: { outcome: { kind: 'refused', code: 'truncated' } } })
    if (whole !== undefined) server.files.set(artefact.file, whole)
    const asked = server.asked.length
    device.now += 59 * minute
    await keeper.tick()
    expect(server.asked).toHaveLength(asked)
    device.now += minute
    await keeper.tick()
    expect(keeper.status.staged).toBe('1.1.0')
    expect(device.app).toBe('the app, version 1.0.0')
  })

  it('U4 with too little room says so and changes nothing', async () => {
    publish('1.1.0')
    const keeper = device.start({ free: async () => 100_000_000 })
    expect(await keeper.check()).toMatchObject({ kind: 'refused', code: 'no-space' })
    expect(keeper.status.staged).toBe(null)
  })

  it('U9 a disk that is full beside the app leaves the app as it is, and the update is tried again', async () => {
    publish('1.1.0')
    const installer = appImageInstaller({ target: device.appImage, relaunch: () => undefined, free: async () => 0 })
    const keeper = device.start({ installer })
    device.moment = closed
    await keeper.tick()
    expect(keeper.status.last?.outcome).toMatchObject({ kind: 'refused', code: 'no-space' })
    expect(device.app).toBe('the app, version 1.0.0')
    expect(readdirSync(device.dir).sort()).toEqual(['cherha-display.AppImage', 'updates'])
    const again = device.start()
    again.start()
    await again.tick()
    expect(device.app).toBe('the app, version 1.1.0')
  })

  it('U6 installs nothing when the running version cannot be had to return to', async () => {
    publish('1.1.0')
    const installed: string[] = []
    const installer = { runningFile: null, install: async (file: string) => void installed.push(path.basename(file)) }
    const keeper = device.start({ installer })
    device.moment = closed
    await keeper.tick()
    expect(keeper.status.last?.outcome).toMatchObject({ kind: 'refused', code: 'no-way-back' })
    expect(installed).toEqual([])
    // with it in the folder both are fetched
    const before = publish('1.0.0')
    const after = publish('1.1.0')
    device.now += 60 * minute
    await keeper.tick()
    expect(installed).toEqual([after.artefact.file])
    expect(device.packages).toEqual([before.artefact.file, after.artefact.file].sort())
  })

  it('an installation the administrator replaces only says that there is something newer', async () => {
    const { artefact } = publish('1.1.0')
    const keeper = device.start({ installer: null })
    expect(await keeper.check()).toEqual({ kind: 'announced', version: '1.1.0' })
    expect(server.asked).not.toContain(artefact.file)
  })

  it('without a key or a folder it looks for nothing', async () => {
    publish('1.1.0')
    expect(await device.start({ keys: [] }).check()).toEqual({ kind: 'up-to-date' })
    expect(await device.start({ folder: null }).check()).toEqual({ kind: 'up-to-date' })
    expect(server.asked).toEqual([])
  })

  it('U4 a package changed on the device after it was fetched is not installed', async () => {
    const { artefact } = publish('1.1.0')
    const keeper = device.start()
    await keeper.tick()
    writeFileSync(path.join(device.dir, 'updates', 'packages', artefact.file), 'the app, version evil')
    device.moment = closed
    await keeper.tick()
    expect(keeper.status.last?.outcome).toMatchObject({ kind: 'refused', code: 'wrong-hash' })
    expect(device.app).toBe('the app, version 1.0.0')
  })

  it('U10 keeps an unreadable memory aside, says so, and goes on', async () => {
    const file = path.join(device.dir, 'updates', 'updates.json')
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, '{"trial":')
    const keeper = device.start()
    expect(keeper.start()).toEqual({ do: 'run' })
    expect(device.log[0]).toContain('put aside')
    expect(
      readdirSync(path.dirname(file)).map((name) => readFileSync(path.join(path.dirname(file), name), 'utf8')),
    ).toContain('{"trial":')
    publish('1.1.0')
    expect(await keeper.check()).toEqual({ kind: 'staged', version: '1.1.0' })
  })
})

const isRoot = process.platform === 'linux' && process.getuid?.() === 0
if (!isRoot) console.warn('skipped: a disk that is really full needs root, to mount a small one')
describe.runIf(isRoot)('a disk that is really full', () => {
  let disk: string
  beforeEach(() => {
    disk = path.join(device.dir, 'disk')
    mkdirSync(disk)
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], {
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
  })
  afterEach(() => {
    spawnSync('umount', ['-l', disk])
  })

  it('U4 in the middle of fetching leaves nothing of the package, and the running version as it is', async () => {
    server.publish('1.1.0')
    const keeper = device.start({ dir: path.join(disk, 'updates'), free: async () => 1e12 })
    expect(await keeper.check()).toMatchObject({ kind: 'refused', code: 'no-space' })
    expect(readdirSync(path.join(disk, 'updates', 'packages'))).toEqual(['running-1.0.0.AppImage'])
    expect(device.app).toBe('the app, version 1.0.0')
    expect(JSON.parse(readFileSync(path.join(disk, 'updates', 'updates.json'), 'utf8'))).toMatchObject({ staged: null })
  })

  it('U9 in the middle of installing leaves the old app whole', async () => {
    server.publish('1.1.0')
    const target = path.join(disk, 'cherha-display.AppImage')
    writeFileSync(target, 'the app, version 1.0.0')
    chmodSync(target, 0o755)
    const installer = appImageInstaller({ target, relaunch: () => undefined, free: async () => 1e12 })
    const keeper = device.start({ installer })
    device.moment = closed
    await keeper.tick()
    expect(keeper.status.last?.outcome).toMatchObject({ kind: 'refused', code: 'no-space' })
    expect(readFileSync(target, 'utf8')).toBe('the app, version 1.0.0')
    expect(readdirSync(disk)).toEqual(['cherha-display.AppImage'])
  })
})
