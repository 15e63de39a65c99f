import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import {
  builtPages,
  type DeviceApp,
  deviceApps,
  deviceSourcesHash,
  type PageApp,
  pageApps,
  pageConfig,
  sourcesHash,
} from './pages.ts'

const usage = `npm run build -- [--if-stale] [--pages] [--app ${pageApps.join('|')}]…`

/**
 * Builds one page unless the one that is there is made of the same sources.
 * @returns true when it was built
 */
async function buildPage(root: string, app: PageApp, onlyIfStale: boolean): Promise<boolean> {
  const target = builtPages(root, app)
  const stampFile = path.join(root, 'out', app, '.sources')
  const hash = sourcesHash(root, app)
  if (onlyIfStale && existsSync(path.join(target, 'index.html')) && stampOf(stampFile) === hash) return false

  // built aside and moved in whole: a host that serves the page meanwhile never sees half of it
  const aside = path.join(root, 'out', app, `building-${process.pid}`)
  mkdirSync(aside, { recursive: true })
  try {
    await build(pageConfig(root, app, aside))
    rmSync(stampFile, { force: true })
    rmSync(target, { recursive: true, force: true })
    renameSync(aside, target)
    writeFileSync(stampFile, hash)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return true
}

/** Builds what Electron runs of an app, `main` and `preload`, unless it is made of the same sources. */
async function buildDevicePart(root: string, app: DeviceApp, onlyIfStale: boolean): Promise<boolean> {
  const stampFile = path.join(root, 'out', app, '.device-sources')
  const { CHERHA_UPDATE_URL, CHERHA_UPDATE_KEY } = process.env
  const hash = `${deviceSourcesHash(root, app)} ${CHERHA_UPDATE_URL ?? ''} ${CHERHA_UPDATE_KEY ?? ''}`
  const built = ['main/index.js', 'preload/index.cjs'].every((file) => existsSync(path.join(root, 'out', app, file)))
  if (onlyIfStale && built && stampOf(stampFile) === hash) return false

  rmSync(stampFile, { force: true })
  const electronVite = await import('electron-vite')
  await electronVite.build({
    root: path.join(root, 'apps', app),
    configFile: path.join(root, 'apps', app, 'electron.vite.config.ts'),
    // the page is built above
    ignoreConfigWarning: true,
    logLevel: 'warn',
  })
  writeFileSync(stampFile, hash)
  return true
}

/** What a browser has to load before the page can be used, in words. */
function weightOf(root: string, app: PageApp): string {
  const files = globSync('assets/*.{js,css}', { cwd: builtPages(root, app) })
  const bytes = files
    .map((file) => gzipSync(readFileSync(path.join(builtPages(root, app), file))).length)
    .reduce((sum, one) => sum + one, 0)
  return `${(bytes / 1000).toFixed(1)} kB of script and style, gzip`
}

function stampOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function appsNamed(args: readonly string[]): readonly PageApp[] {
  const named = args.flatMap((arg, index) => (args[index - 1] === '--app' ? [arg] : []))
  const unknown = named.find((name) => !pageApps.some((app) => app === name))
  if (unknown !== undefined) {
    process.stderr.write(`There is no app "${unknown}". Usage: ${usage}\n`)
    process.exit(2)
  }
  return named.length === 0 ? pageApps : pageApps.filter((app) => named.includes(app))
}

const root = fileURLToPath(new URL('..', import.meta.url))
const args = process.argv.slice(2)
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(`Usage: ${usage}\n`)
  process.exit(0)
}
const onlyIfStale = args.includes('--if-stale')
for (const app of appsNamed(args)) {
  const device = args.includes('--pages') ? undefined : deviceApps.find((one) => one === app)
  const parts = [
    { name: 'page', build: () => buildPage(root, app, onlyIfStale) },
    ...(device === undefined ? [] : [{ name: 'device part', build: () => buildDevicePart(root, device, onlyIfStale) }]),
  ]
  for (const part of parts) {
    const started = performance.now()
    if (await part.build()) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      const weight = part.name === 'page' ? `: ${weightOf(root, app)}` : ''
      console.log(`Built the ${app} ${part.name} in ${seconds} s${weight}.`)
    }
  }
}
