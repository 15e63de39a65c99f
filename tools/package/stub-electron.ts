import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The mark in Electron's program after which its fuses are, see @electron/fuses. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** Fuses as Electron ships them, in the order of `FuseV1Options`. */
const shipped = '101100011'
const languages = ['de', 'en-GB', 'en-US', 'fr', 'uk']

/**
 * Makes a folder that looks like an Electron distribution to electron-builder: a program that does nothing but carries
 * the fuses, languages, licences. Packages made of it show what a real one would contain; they cannot be started.
 * @param dir emptied first
 */
export function makeStubElectron(dir: string, version: string): void {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(path.join(dir, 'locales'), { recursive: true })
  mkdirSync(path.join(dir, 'resources'))
  const program = path.join(dir, 'electron')
  const says = '#!/bin/sh\necho "This package was made without an Electron binary and cannot be started." >&2\nexit 1\n'
  writeFileSync(
    program,
    Buffer.concat([Buffer.from(says + fuseMark), Buffer.from([1, shipped.length]), Buffer.from(shipped)]),
  )
  chmodSync(program, 0o755)
  writeFileSync(path.join(dir, 'version'), version)
  writeFileSync(path.join(dir, 'LICENSE'), 'stub\n')
  writeFileSync(path.join(dir, 'LICENSES.chromium.html'), 'stub\n')
  for (const language of languages) writeFileSync(path.join(dir, 'locales', `${language}.pak`), 'stub\n')
}
