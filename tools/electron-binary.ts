import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** An Electron distribution on this computer. */
export interface ElectronBinary {
  /** Folder of the unpacked distribution. */
  readonly dist: string
  /** The program in it. */
  readonly program: string
}

/** How to get an Electron binary, for a message to whoever has none. */
export const howToGetElectron =
  'run `node node_modules/electron/install.js` with the network on (ELECTRON_MIRROR names another source), ' +
  'or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron'

/**
 * The Electron binary to start the apps with and to package: the folder `ELECTRON_OVERRIDE_DIST_PATH` names, else what
 * the `electron` package has downloaded. Null where neither is there.
 * @param root folder of the repository
 */
export function findElectron(
  root: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): ElectronBinary | null {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
  const installed = path.join(root, 'node_modules', 'electron')
  const pathFile = path.join(installed, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : ''
  const found =
    override !== ''
      ? { dist: path.resolve(override), program: path.join(path.resolve(override), programName(platform)) }
      : { dist: path.join(installed, 'dist'), program: path.join(installed, 'dist', name || programName(platform)) }
  return existsSync(found.program) ? found : null
}

/** The version the apps are made for: that of the installed `electron` package. */
export function electronVersion(root: string): string {
  const file = path.join(root, 'node_modules', 'electron', 'package.json')
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return version
}

function programName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'electron.exe'
  return platform === 'darwin' ? path.join('Electron.app', 'Contents', 'MacOS', 'Electron') : 'electron'
}
