import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findElectron, howToGetElectron } from './electron-binary.ts'
import { buildPackage, unpackedDir } from './package/build-package.ts'
import { checkPackage } from './package/check-package.ts'
import { type PackedApp, packedApps, type Target } from './package/packed-app.ts'
import { deviceApps } from './pages.ts'

const usage = `npm run package -- [--dir] [--app ${deviceApps.join('|')}]… [--out DIR] [--check]

  --dir    only the unpacked folders; works offline and without an Electron binary (a stub takes its place)
  --app    only this app; may be given several times
  --out    where the packages go, out/packages by default
  --check  packages nothing, checks what is there

Exit code 1: a package could not be made or is not what it must be, 2: wrong options.
`

const root = path.resolve(import.meta.dirname, '..')

/** Ends the process with one sentence. */
function end(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        dir: { type: 'boolean', default: false },
        app: { type: 'string', multiple: true, default: [] },
        out: { type: 'string', default: path.join(root, 'out', 'packages') },
        check: { type: 'boolean', default: false },
      },
    })
    const unknown = values.app.find((name) => !deviceApps.some((app) => app === name))
    if (unknown !== undefined) throw new TypeError(`There is no app "${unknown}".`)
    const apps = deviceApps.filter((app) => values.app.length === 0 || values.app.includes(app))
    return { ...values, out: path.resolve(values.out), apps: apps.map((app) => packedApps[app]) }
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : String(error)} Usage: ${usage}`)
  }
}

function thisTarget(): Target {
  const { platform, arch } = process
  if ((platform !== 'linux' && platform !== 'win32') || (arch !== 'x64' && arch !== 'arm64')) {
    return end(1, `Packages are made on Linux and Windows (x64, arm64), not on ${platform}-${arch}.`)
  }
  return { platform, arch }
}

async function check(app: PackedApp, target: Target, dir: string): Promise<boolean> {
  const faults = await checkPackage(dir, app, target)
  for (const fault of faults) process.stdout.write(`${app.app}: ${fault}\n`)
  if (faults.length === 0) process.stdout.write(`${app.app}: checked, nothing is wrong.\n`)
  return faults.length === 0
}

const { dir: onlyDir, apps, out, check: onlyCheck } = options()
const target = thisTarget()
let good = true
if (onlyCheck) {
  for (const app of apps) {
    try {
      good = (await check(app, target, unpackedDir(path.join(out, app.app), target))) && good
    } catch (error) {
      end(1, error instanceof Error ? error.message : String(error))
    }
  }
} else {
  const electron = findElectron(root)
  if (electron === null && !onlyDir) {
    end(
      1,
      `Installers need an Electron binary, and there is none: ${howToGetElectron}. With --dir a stub takes its place.`,
    )
  }
  if (electron === null && target.platform === 'win32') {
    end(1, `On Windows the program is edited while packaging, which a stub cannot stand for: ${howToGetElectron}.`)
  }
  process.stdout.write(
    electron === null
      ? 'No Electron binary here: packaging around a stub. The packages can be checked, not started.\n'
      : `Packaging with the Electron in ${electron.dist}.\n`,
  )
  const args = [path.join(root, 'tools', 'build.ts'), '--if-stale', ...apps.flatMap(({ app }) => ['--app', app])]
  if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0)
    end(1, 'The apps could not be built.')
  for (const app of apps) {
    const started = performance.now()
    const dir = await buildPackage({ root, app, target, electron, output: path.join(out, app.app), onlyDir })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    process.stdout.write(`${app.app}: packaged in ${seconds} s into ${path.relative(process.cwd(), dir)}\n`)
    good = (await check(app, target, dir)) && good
  }
}
process.exitCode = good ? 0 : 1
