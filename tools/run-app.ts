import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { HostRole } from '@cherha/device-shell'
import { findElectron, howToGetElectron } from './electron-binary.ts'
import type { PageApp } from './pages.ts'
import { runInBrowser } from './run-app/browser.ts'

const apps: Readonly<Record<HostRole, PageApp>> = { terminal: 'terminal', display: 'display', desk: 'operator-desk' }
const root = path.resolve(import.meta.dirname, '..')

const usage = `npm run terminal|display|desk [-- [--data DIR] [--browser [--port N] [--disconnect | --hub URL --token-file FILE]]]

  --data        where the device keeps its settings; data/ROLE by default
  --browser     serves the screen to a browser on this computer, without Electron
  --port        port on 127.0.0.1 of the browser's page; any free one by default
  --disconnect  takes the device from its hub first; its page then asks to be connected
  --hub         the hub, without pairing: its address and a file with the device's token (npm run hub -- add-device)

Exit code 1: no Electron binary, or the machine refuses; 2: wrong options; else that of Electron.
`

/** Ends the process with one sentence. */
function end(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function readOptions(args: readonly string[]) {
  const [role = '', ...rest] = args
  if (role !== 'terminal' && role !== 'display' && role !== 'desk') return end(2, `Usage: ${usage}`)
  try {
    const { values } = parseArgs({
      args: rest,
      options: {
        data: { type: 'string', default: path.join(root, 'data', role) },
        browser: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        disconnect: { type: 'boolean', default: false },
        hub: { type: 'string' },
        'token-file': { type: 'string' },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new TypeError(`--port takes 0 to 65535, not "${values.port}".`)
    if ((values.hub === undefined) !== (values['token-file'] === undefined)) {
      throw new TypeError('--hub and --token-file go together.')
    }
    if (values.hub !== undefined && !URL.canParse(values.hub))
      throw new TypeError(`--hub takes an address, not "${values.hub}".`)
    const hub =
      values.hub === undefined || values['token-file'] === undefined
        ? null
        : { url: values.hub, tokenFile: values['token-file'] }
    const { browser, disconnect } = values
    if (disconnect && (!browser || hub !== null))
      throw new TypeError('--disconnect goes with --browser and without --hub.')
    return { role, dataDir: path.resolve(values.data), browser, port, hub, disconnect } as const
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : String(error)} Usage: ${usage}`)
  }
}

/** Builds what is not built yet; what it says goes to stderr. */
function buildApp(app: PageApp, onlyPage: boolean): void {
  const args = [path.join(root, 'tools/build.ts'), '--if-stale', '--app', app, ...(onlyPage ? ['--pages'] : [])]
  if (spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }).status !== 0)
    end(1, `The ${app} could not be built.`)
}

const { role, dataDir, browser, port, hub, disconnect } = readOptions(process.argv.slice(2))
if (browser) {
  buildApp(apps[role], true)
  await runInBrowser({ root, role, app: apps[role], dataDir, port, hub, disconnect }).catch((error: unknown) =>
    end(1, error instanceof Error ? error.message : String(error)),
  )
} else {
  const electron = findElectron(root)
  if (electron === null) {
    end(
      1,
      `There is no Electron binary on this computer: ${howToGetElectron}; ` +
        `or start the same screen in a browser: npm run ${role} -- --browser`,
    )
  }
  buildApp(apps[role], false)
  const main = path.join(root, 'out', apps[role], 'main', 'index.js')
  const env = { ...process.env, CHERHA_DEVICE_DATA: dataDir }
  const child = spawn(electron.program, [main], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => end(1, `Electron could not be started: ${error.message}`))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 0 : 1)
  })
}
