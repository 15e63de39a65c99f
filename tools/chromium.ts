import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

/** What the search may ask of the machine. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly root: boolean
  /** A file that starts and names its version: a distribution may ship a stub that does neither. */
  works(file: string): boolean
  /** Where Playwright keeps its own Chromium, whether installed or not. */
  playwrightPath(): string
  /** Runs a command, its output on stderr; true when it ended with 0. */
  run(command: string, args: readonly string[]): boolean
  say(text: string): void
}

/** No browser, and none could be installed. The message is one sentence for the person at the keyboard. */
export class NoChromiumError extends Error {
  override name = 'NoChromiumError'
}

/**
 * Path of a Chromium that works: `CHROMIUM_PATH`, the usual places, Playwright's own; else it installs one.
 * @throws NoChromiumError
 */
export function ensureChromium(machine: Machine): string {
  const named = machine.env['CHROMIUM_PATH']
  if (named) {
    if (machine.works(named)) return named
    throw new NoChromiumError(`CHROMIUM_PATH names ${named}, which does not start; correct it or unset it.`)
  }
  return findChromium(machine) ?? installChromium(machine)
}

function findChromium(machine: Machine): string | null {
  const candidates = [...usualPlaces(machine), machine.playwrightPath()]
  return candidates.find((file) => machine.works(file)) ?? null
}

function usualPlaces({ platform, env }: Machine): string[] {
  if (platform === 'darwin') {
    const apps = ['/Applications', path.posix.join(env['HOME'] ?? '', 'Applications')]
    const names = ['Chromium', 'Google Chrome', 'Microsoft Edge']
    return names.flatMap((name) => apps.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`))
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((f) => f !== undefined)
    const files = [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ]
    return files.flatMap((file) => folders.map((folder) => path.win32.join(folder, file)))
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin']
  return names.flatMap((name) => folders.map((folder) => `${folder}/${name}`))
}

function installChromium(machine: Machine): string {
  machine.say("No Chromium found (CHROMIUM_PATH, the usual places, Playwright's own).")
  if (machine.platform === 'linux' && machine.root) {
    machine.say("Installing the distribution's package: apt-get install chromium …")
    const done =
      machine.run('apt-get', ['update', '-qq']) &&
      machine.run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    const found = done ? findChromium(machine) : null
    if (found !== null) return found
  }
  machine.say("Installing Playwright's own: playwright-core install chromium …")
  const cli = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url))
  machine.run(process.execPath, [cli, 'install', 'chromium'])
  const found = findChromium(machine)
  if (found !== null) return found
  throw new NoChromiumError(
    'The end-to-end tests need Chromium and it could not be installed: install it yourself and set CHROMIUM_PATH to its path.',
  )
}

const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  root: process.getuid?.() === 0,
  works(file) {
    if (!existsSync(file)) return false
    // Chrome for Windows opens a window instead of naming its version
    if (process.platform === 'win32') return true
    return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
  },
  playwrightPath: () => chromium.executablePath(),
  run: (command, args) =>
    spawnSync(command, args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0,
  say: (text) => void process.stderr.write(`${text}\n`),
}

if (import.meta.main) {
  try {
    process.stdout.write(`${ensureChromium(thisMachine)}\n`)
  } catch (error) {
    if (!(error instanceof NoChromiumError)) throw error
    thisMachine.say(error.message)
    process.exitCode = 1
  }
}
