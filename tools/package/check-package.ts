import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type FuseConfig, FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { type AsarContent, readAsar } from './asar-content.ts'
import { checkAsar } from './check-asar.ts'
import { fusesWanted, type PackedApp, type Target } from './packed-app.ts'

/** What a package was when it was made; kept beside it, so that a later change of the archive shows. */
export interface PackageRecord {
  readonly app: string
  readonly version: string
  readonly platform: string
  readonly arch: string
  /** Version of the Electron inside, or `stub`: a stand-in that cannot start. */
  readonly electron: string
  /** SHA-256 (hex) of the header of app.asar. */
  readonly asarHeader: string
}

/** Where the record of an unpacked package lies: beside its folder. */
export function recordFile(dir: string): string {
  return `${dir}.json`
}

/**
 * Opens an unpacked package and compares it with what it must be: archive, files beside it, fuses of the program.
 * @param dir folder of the unpacked package, `out/packages/APP/linux-unpacked`
 * @returns one sentence for each fault; empty when it may be shipped
 */
export async function checkPackage(dir: string, app: PackedApp, target: Target): Promise<readonly string[]> {
  const resources = path.join(dir, 'resources')
  const archive = path.join(resources, 'app.asar')
  let content: AsarContent
  try {
    content = readAsar(archive)
  } catch (error) {
    return [`app.asar cannot be read: ${error instanceof Error ? error.message : String(error)}`]
  }
  return [
    ...checkAsar(content, app, target),
    ...checkSurroundings(resources, content),
    ...checkRecord(dir, content),
    ...(await checkFuses(path.join(dir, target.platform === 'win32' ? `${app.name}.exe` : app.name))),
  ]
}

/** What else lies in `resources`: an `app` folder or Electron's sample app would be a second way to load code. */
function checkSurroundings(resources: string, content: AsarContent): readonly string[] {
  const packed = new Set(content.files.filter((file) => file.unpacked).map((file) => file.path))
  const beside = path.join(resources, 'app.asar.unpacked')
  const strays = existsSync(beside)
    ? readdirSync(beside, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => path.relative(beside, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
        .filter((file) => !packed.has(file))
    : []
  return [
    ...['app', 'default_app.asar']
      .filter((name) => existsSync(path.join(resources, name)))
      .map((name) => `resources/${name} is another app; only app.asar may be there.`),
    ...strays.map((file) => `resources/app.asar.unpacked/${file} is not named in the archive.`),
  ]
}

function checkRecord(dir: string, content: AsarContent): readonly string[] {
  if (!existsSync(recordFile(dir))) return [`The record ${path.basename(recordFile(dir))} is missing; package again.`]
  let record: Partial<PackageRecord>
  try {
    record = JSON.parse(readFileSync(recordFile(dir), 'utf8'))
  } catch {
    return [`The record ${path.basename(recordFile(dir))} cannot be read; package again.`]
  }
  return record.asarHeader === content.headerHash
    ? []
    : ['app.asar is not the archive that was packed: the hash of its header is another one.']
}

/** Reads the fuses out of the program and compares every one. */
export async function checkFuses(program: string): Promise<readonly string[]> {
  let wire: FuseConfig<FuseState>
  try {
    wire = await getCurrentFuseWire(program)
  } catch (error) {
    return [
      `The fuses of ${path.basename(program)} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]
  }
  const names = Object.values(FuseV1Options).filter(
    (name): name is keyof typeof FuseV1Options => typeof name === 'string',
  )
  return names.flatMap((name) => {
    const state = wire[FuseV1Options[name]]
    const wanted = fusesWanted[name]
    if (wanted === undefined)
      return [`The fuse ${name} is not decided; add it to electron-builder.yml and tools/package.`]
    if (wanted === 'as shipped') return []
    const is = state === FuseState.ENABLE ? true : state === FuseState.DISABLE ? false : null
    return is === wanted
      ? []
      : [
          `The fuse ${name} is ${is === null ? 'not in this program' : is ? 'on' : 'off'}; it must be ${wanted ? 'on' : 'off'}.`,
        ]
  })
}
