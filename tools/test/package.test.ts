import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPackageWithOptions, extractAll, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findElectron } from '../electron-binary.ts'
import { unpackedDir } from '../package/build-package.ts'
import { checkPackage, recordFile } from '../package/check-package.ts'
import { packedApps, type Target } from '../package/packed-app.ts'
import { deviceApps, type DeviceApp } from '../pages.ts'

// Builds and packages the three apps: about 10 s on two cores, up to 60 s beside other tests.
const bound = 240_000
const root = path.resolve(import.meta.dirname, '../..')
const { platform, arch } = process
const canPackage = platform === 'linux' && (arch === 'x64' || arch === 'arm64')
const target: Target = { platform: 'linux', arch: arch === 'arm64' ? 'arm64' : 'x64' }
if (!canPackage) console.warn(`skipped: packages are made on Linux here, this is ${platform}-${arch}`)

describe.runIf(canPackage)('npm run package -- --dir', () => {
  let out: string
  let run: ReturnType<typeof packageTool>

  const packageTool = (...args: readonly string[]) =>
    spawnSync(process.execPath, [path.join(root, 'tools/package.ts'), ...args], { cwd: root, encoding: 'utf8' })
  const dirOf = (app: DeviceApp, folder = out): string => unpackedDir(path.join(folder, app), target)
  const asarOf = (dir: string): string => path.join(dir, 'resources', 'app.asar')
  const program = (app: DeviceApp, dir = dirOf(app)): string => path.join(dir, packedApps[app].name)

  beforeAll(() => {
    out = mkdtempSync(path.join(tmpdir(), 'cherha-packages-'))
    run = packageTool('--dir', '--out', out)
  }, bound)
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  it('makes the three apps offline and says whether there is an Electron inside', () => {
    expect(run.status, run.stdout + run.stderr).toBe(0)
    expect(run.stdout).toContain(
      findElectron(root) === null ? 'packaging around a stub' : 'Packaging with the Electron in',
    )
    for (const app of deviceApps) expect(run.stdout).toContain(`${app}: checked, nothing is wrong.`)
  })

  it.each(deviceApps)('%s has its entry points, no sources, and no compiled code of another platform', (app) => {
    const files = listPackage(asarOf(dirOf(app)), { isPack: false }).map((file) => file.slice(1).replaceAll('\\', '/'))
    for (const entry of ['package.json', 'main/index.js', 'preload/index.cjs', 'renderer/index.html']) {
      expect(files).toContain(entry)
    }
    expect(files.filter((file) => /\.[mc]?tsx?$|\.map$|(^|\/)test\//.test(file))).toEqual([])
    const libraries = files.filter((file) => file.endsWith('.node'))
    expect(libraries).toHaveLength(app === 'terminal' ? 5 : 0)
    expect(libraries.every((file) => file.includes(`linux-${target.arch}`))).toBe(true)
    if (app !== 'terminal') expect(files.filter((file) => file.startsWith('node_modules'))).toEqual([])
  })

  it.each(deviceApps)(
    '%s: main does not wait for anything while it is loaded, for Electron gets ready only afterwards',
    (app) => {
      const main = path.join(root, 'out', app, 'main')
      const code = globSync('*.js', { cwd: main }).map((file) => readFileSync(path.join(main, file), 'utf8'))
      expect(code.length).toBeGreaterThan(0)
      // what the bundler puts at the top level is not indented
      for (const text of code) expect(text).not.toMatch(/^(?:await\b|(?:const|let|var) [^=\n]+= await\b)/m)
    },
  )

  it('the terminal carries the hub: from the archive alone it starts, and prints with the packed fonts (Node stands for the utility process)', () => {
    const there = path.join(out, 'extracted')
    extractAll(asarOf(dirOf('terminal')), there)
    expect(globSync('assets/*.ttf', { cwd: there })).toHaveLength(8)
    // printers at USB and serial lines: what is compiled is found from the archive's own folder
    const printers = "require('usb'); console.log(typeof require('@serialport/bindings-cpp').autoDetect().open)"
    const loaded = spawnSync(process.execPath, ['-e', printers], { cwd: there, encoding: 'utf8' })
    expect([loaded.status, loaded.stdout.trim()], loaded.stderr).toEqual([0, 'function'])
    const start = {
      type: 'start',
      configFile: path.join(root, 'config', 'demo-office.yaml'),
      dataDir: path.join(out, 'hub'),
      port: 0,
      printer: `file:${path.join(out, 'tickets')}`,
      listen: null,
    }
    const probe = path.join(there, 'probe.mjs')
    writeFileSync(
      probe,
      `let tell
      process.parentPort = {
        on: (_event, listener) => { tell = (data) => listener({ data }) },
        postMessage(message) {
          console.log(JSON.stringify(message))
          tell(message.type === 'ready' ? { type: 'print-test', ask: 1 } : { type: 'stop' })
        },
      }
      await import('./main/hub-process.js')
      tell(${JSON.stringify(start)})`,
    )
    const { status, stdout, stderr } = spawnSync(process.execPath, [probe], { cwd: there, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    const [ready, printed] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(ready).toMatchObject({ type: 'ready', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+/) })
    expect(printed, stderr).toMatchObject({ type: 'answer', ask: 1 })
    const [ticket = ''] = globSync('*.bin', { cwd: path.join(out, 'tickets') })
    expect(readFileSync(path.join(out, 'tickets', ticket)).length).toBeGreaterThan(5_000)
  })

  it.each(deviceApps)('%s: the fuses are set in the program itself', async (app) => {
    const wire = await getCurrentFuseWire(program(app))
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ]
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]
    for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE)
    for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE)
  })

  describe('the check of a package', () => {
    let spoilt: string
    const app = packedApps.display

    /** A fresh copy of the display's package to spoil. */
    function copy(): string {
      spoilt = mkdtempSync(path.join(out, 'spoilt-'))
      cpSync(path.join(out, 'display'), path.join(spoilt, 'display'), { recursive: true })
      return dirOf('display', spoilt)
    }

    /** Unpacks the archive, changes its files, and packs it again as an attacker or a careless build would. */
    async function repack(dir: string, change: (files: string) => void): Promise<void> {
      const files = path.join(spoilt, 'files')
      extractAll(asarOf(dir), files)
      change(files)
      await createPackageWithOptions(files, asarOf(dir), { unpack: '*.node' })
      rmSync(recordFile(dir))
    }

    it('finds nothing in an untouched copy', async () => {
      expect(await checkPackage(copy(), app, target)).toEqual([])
    })

    const repacked: readonly { what: string; change: (files: string) => void; says: RegExp }[] = [
      {
        what: 'a TypeScript source',
        change: (files) => writeFileSync(path.join(files, 'main', 'index.ts'), 'export {}'),
        says: /^main\/index\.ts is a TypeScript source/,
      },
      {
        what: 'compiled code of another platform',
        change: (files) => {
          mkdirSync(path.join(files, 'node_modules/better-sqlite3/prebuilds'), { recursive: true })
          const foreign = 'node_modules/better-sqlite3/prebuilds/win32-x64.node'
          cpSync(path.join(root, foreign), path.join(files, foreign))
        },
        says: /win32-x64\.node is compiled code this app does not need/,
      },
      {
        what: 'a missing preload',
        change: (files) => rmSync(path.join(files, 'preload'), { recursive: true }),
        says: /^preload\/index\.cjs is missing/,
      },
      {
        what: 'another main',
        change: (files) => {
          const file = path.join(files, 'package.json')
          writeFileSync(file, readFileSync(file, 'utf8').replace('main/index.js', 'main/evil.js'))
        },
        says: /^package\.json says main = "main\/evil\.js"/,
      },
      {
        what: 'a private key',
        change: (files) => writeFileSync(path.join(files, 'updates.pem'), 'secret'),
        says: /^updates\.pem is a key or a secret/,
      },
    ]
    it.each(repacked)('fails for $what', async ({ change, says }) => {
      const dir = copy()
      await repack(dir, change)
      expect(await checkPackage(dir, app, target)).toEqual(expect.arrayContaining([expect.stringMatching(says)]))
    })

    it('fails for a library of another platform under the name of this one', async () => {
      const dir = path.join(mkdtempSync(path.join(out, 'spoilt-')), 'terminal')
      cpSync(path.join(out, 'terminal'), dir, { recursive: true })
      const unpacked = unpackedDir(dir, target)
      const name = `node_modules/better-sqlite3/prebuilds/linux-${target.arch}.node`
      const foreign = path.join(root, 'node_modules/better-sqlite3/prebuilds/win32-x64.node')
      cpSync(foreign, path.join(unpacked, 'resources/app.asar.unpacked', name))
      const faults = await checkPackage(unpacked, packedApps.terminal, target)
      expect(faults.join('\n')).toContain(`${name} is compiled for win32-x64, not for linux-${target.arch}.`)
      expect(faults.join('\n')).toContain(`${name} was changed after packing`)
    })

    it('fails for a byte changed in the archive, and for an archive that was replaced by another valid one', async () => {
      const tampered = copy()
      const bytes = readFileSync(asarOf(tampered))
      const at = bytes.length - 10
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(asarOf(tampered), bytes)
      expect((await checkPackage(tampered, app, target)).join('\n')).toMatch(/was changed after packing/)

      const replaced = copy()
      const record = readFileSync(recordFile(replaced))
      await repack(replaced, (files) => writeFileSync(path.join(files, 'main/index.js'), 'console.log("evil")'))
      writeFileSync(recordFile(replaced), record)
      expect(await checkPackage(replaced, app, target)).toEqual([
        expect.stringMatching(/not the archive that was packed/),
      ])
    })

    it('fails for an archive cut short and for no archive at all', async () => {
      const cut = copy()
      writeFileSync(asarOf(cut), readFileSync(asarOf(cut)).subarray(0, -5_000))
      expect((await checkPackage(cut, app, target)).join('\n')).toMatch(/its content is not there/)
      const none = copy()
      writeFileSync(asarOf(none), 'nothing')
      expect((await checkPackage(none, app, target))[0]).toMatch(/^app\.asar cannot be read/)
    })

    it('fails for a second way to load code and for a file nobody packed beside the archive', async () => {
      const dir = copy()
      writeFileSync(path.join(dir, 'resources/default_app.asar'), '')
      mkdirSync(path.join(dir, 'resources/app.asar.unpacked'))
      writeFileSync(path.join(dir, 'resources/app.asar.unpacked/stray.node'), '')
      const faults = await checkPackage(dir, app, target)
      expect(faults).toEqual([
        expect.stringMatching(/default_app\.asar is another app/),
        expect.stringMatching(/stray\.node is not named in the archive/),
      ])
    })

    it('fails for a fuse that is not as decided', async () => {
      const dir = copy()
      await flipFuses(program('display', dir), { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true })
      expect(await checkPackage(dir, app, target)).toEqual(['The fuse RunAsNode is on; it must be off.'])
    })

    it('ends the command with 1 and the sentence', async () => {
      const dir = copy()
      await repack(dir, (files) => writeFileSync(path.join(files, 'main/late.test.js'), ''))
      const checked = packageTool('--check', '--app', 'display', '--out', spoilt)
      expect(checked.status).toBe(1)
      expect(checked.stdout).toContain('display: main/late.test.js is a test; it must not be packed.')
    })
  })

  it('refuses what it does not know', () => {
    const unknown = packageTool('--app', 'kiosk')
    expect(unknown.status).toBe(2)
    expect(unknown.stderr).toContain('There is no app "kiosk".')
    if (findElectron(root) === null) {
      const installers = packageTool('--app', 'display', '--out', path.join(out, 'installers'))
      expect(installers.status).toBe(1)
      expect(installers.stderr).toContain('Installers need an Electron binary, and there is none')
    }
  })
})
