// `npm start`, `npm test` and `npm run screenshots` on any Node from 20 on: installs what is missing,
// then hands over to the pinned Node. Everything said here goes to stderr; stdout belongs to the task.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, pinnedNode } from './install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const buildPages = ['tools/build.ts', '--pages', '--if-stale']
/** The steps of each task; the last one is the task itself and gets the caller's arguments. */
const tasks = {
  start: { browser: false, steps: [buildPages, ['tools/start.ts']] },
  test: { browser: true, steps: [buildPages, ['tools/run-tests.ts']] },
  screenshots: { browser: true, steps: [buildPages, ['tools/screenshots.ts']] },
}

/** Said without anything being installed, built or started. */
const help = {
  start: `Usage: npm start -- [--data DIR] [--port N] [--printer file:DIR|tcp:HOST:PORT] [--json] [--no-open] [--no-server]

One office to look at, on this computer: hub, terminal, display, desk and the queue server. Installs and builds what is missing.

  --data DIR     where it keeps its data; data/demo by default
  --port N       the first of its ports, 1024 to 65000
  --printer …    a folder for the tickets' pictures, or a printer (or npm run printer) in the network
  --json         one line of JSON with the addresses instead of the table
  --no-open      opens no browser
  --no-server    the office alone
`,
  test: `Usage: npm test -- [part of a file's name]…

Types, lint, numbered rules, then all unit and end-to-end tests; with names only the tests of those files. Installs and
builds what is missing, and a Chromium where there is none.
`,
  screenshots: `Usage: npm run screenshots

Pictures of the screens, taken in Chromium. Installs and builds what is missing.
`,
}

const say = (text) => process.stderr.write(`${text}\n`)
let running = null

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (running === null) process.exit(130)
    // a terminal sends Ctrl-C to the child as well; a second one would look like impatience
    if (signal !== 'SIGINT' || !process.stdin.isTTY) running.kill(signal)
  })
}

/** Ends with the exit code of the child, or ends this process by the signal that ended the child. */
function waitFor(child) {
  running = child
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      running = null
      if (signal === null) return resolve(code)
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    })
  })
}

function pinned(args, env, stdio) {
  return spawn(pinnedNode(root), args, { cwd: root, env, stdio })
}

/** Path of the browser the tests drive; installs one where there is none. Empty when that failed. */
async function browser(env) {
  const child = pinned(['tools/chromium.ts'], env, ['ignore', 'pipe', 'inherit'])
  let found = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    found += text
  })
  const closed = new Promise((resolve) => child.stdout.on('close', resolve))
  const code = await waitFor(child)
  await closed
  return code === 0 ? found.trim() : ''
}

async function main() {
  const [name = '', ...args] = process.argv.slice(2)
  if (!Object.hasOwn(tasks, name)) {
    say(`Usage: node tools/bootstrap.mjs ${Object.keys(tasks).join('|')} [arguments of the task]`)
    return 2
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help[name])
    return 0
  }
  const failed = await install(root, say, waitFor)
  if (failed !== 0) return failed

  const bin = path.join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: [path.dirname(pinnedNode(root)), bin, process.env.PATH].join(path.delimiter) }
  const { browser: needsBrowser, steps } = tasks[name]
  if (needsBrowser) {
    env.CHROMIUM_PATH = await browser(env)
    if (env.CHROMIUM_PATH === '') return 1
  }
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1
    const code = await waitFor(pinned(last ? [...step, ...args] : step, env, last ? 'inherit' : ['ignore', 2, 2]))
    if (code !== 0 || last) return code
  }
  return 0
}

process.exitCode = await main()
