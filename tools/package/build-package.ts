import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Arch, build, type Configuration, Platform } from 'electron-builder'
import { type ElectronBinary, electronVersion } from '../electron-binary.ts'
import { readAsar } from './asar-content.ts'
import { type PackageRecord, recordFile } from './check-package.ts'
import type { PackedApp, Target } from './packed-app.ts'
import { makeStubElectron } from './stub-electron.ts'

export interface PackageOptions {
  /** Folder of the repository; the app is built already. */
  readonly root: string
  readonly app: PackedApp
  readonly target: Target
  /** Null: a stub takes its place, and the package cannot be started. */
  readonly electron: ElectronBinary | null
  /** Where the package goes, `…/APP`. */
  readonly output: string
  /** Only the unpacked folder, no installers. */
  readonly onlyDir: boolean
}

/**
 * Packages one app by its electron-builder.yml.
 * @returns folder of the unpacked package
 */
export async function buildPackage(options: PackageOptions): Promise<string> {
  const { root, app, target, electron, output } = options
  const version = electronVersion(root)
  const work = mkdtempSync(path.join(tmpdir(), 'cherha-package-'))
  try {
    const dist = electron?.dist ?? path.join(work, 'electron')
    if (electron === null) makeStubElectron(dist, version)
    rmSync(output, { recursive: true, force: true })
    const config: Configuration = {
      electronVersion: version,
      electronDist: dist,
      directories: { output },
      // everything an app needs is in its `files`: no node_modules are collected
      beforeBuild: async () => false,
      afterPack: async ({ appOutDir }) => {
        // Electron's sample app comes with its distribution and would be a second way to load code
        rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true })
      },
    }
    const platform = target.platform === 'win32' ? Platform.WINDOWS : Platform.LINUX
    await build({
      projectDir: path.join(root, 'apps', app.app),
      publish: 'never',
      targets: platform.createTarget(options.onlyDir ? 'dir' : null, Arch[target.arch]),
      config,
    })
    const dir = unpackedDir(output, target)
    const appVersion: string = JSON.parse(
      readFileSync(path.join(root, 'apps', app.app, 'package.json'), 'utf8'),
    ).version
    const record: PackageRecord = {
      app: app.app,
      version: appVersion,
      ...target,
      electron: electron === null ? 'stub' : version,
      asarHeader: readAsar(path.join(dir, 'resources', 'app.asar')).headerHash,
    }
    writeFileSync(recordFile(dir), `${JSON.stringify(record, null, 2)}\n`)
    return dir
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The unpacked package below an output folder, as electron-builder names it. */
export function unpackedDir(output: string, { platform, arch }: Target): string {
  const system = platform === 'win32' ? 'win' : 'linux'
  const dir = path.join(output, arch === 'x64' ? `${system}-unpacked` : `${system}-${arch}-unpacked`)
  if (!existsSync(dir)) throw new Error(`There is no package at ${dir}.`)
  return dir
}
