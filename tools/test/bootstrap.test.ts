import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

// a project with a lockfile, a stand-in for npm, and tasks that say what they were given
const fakeNpm = `
import { appendFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
console.log('npm talks on its stdout')
if (existsSync('npm-fails')) process.exit(7)
mkdirSync('node_modules/node/bin', { recursive: true })
if (process.argv[2] === 'rebuild' && existsSync('script-fails')) process.exit(8)
const scripts = process.argv[2] === 'rebuild' && process.argv.includes('node@24.0.0')
if (scripts && !existsSync('node_modules/node/bin/node')) symlinkSync(process.execPath, 'node_modules/node/bin/node')
`
const startTask = `
console.log(JSON.stringify({ args: process.argv.slice(2), chromium: process.env.CHROMIUM_PATH ?? null }))
if (process.argv.includes('--exit')) process.exit(Number(process.argv[process.argv.indexOf('--exit') + 1]))
if (process.argv.includes('--stay')) {
  process.on('SIGTERM', () => { console.error('stopped by SIGTERM'); process.exit(0) })
  console.error('running')
  setInterval(() => {}, 1_000)
}
`
let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cherha-bootstrap-'))
  mkdirSync(path.join(root, 'tools'))
  for (const file of ['bootstrap.mjs', 'install.mjs']) {
    cpSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), path.join(root, 'tools', file))
  }
  mkdirSync(path.join(root, 'npm'))
  put('npm/npm-cli.js', fakeNpm)
  put('package.json', '{"type":"module","allowScripts":{"node@24.0.0":true,"odd@1.0.0":false}}')
  put(
    'package-lock.json',
    '{"packages":{"":{},"node_modules/node":{"version":"24.0.0"},"node_modules/odd":{"version":"1.0.0","optional":true}}}',
  )
  put(
    'tools/build.ts',
    `console.log('building'); if (process.argv.includes('--if-stale')) { const { writeFileSync } = await import('node:fs'); writeFileSync('built', '') }`,
  )
  put('tools/start.ts', startTask)
  put('tools/run-tests.ts', startTask)
  put('tools/chromium.ts', `console.error('looking'); console.log('/somewhere/chromium')`)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (file: string, text: string): void => writeFileSync(path.join(root, file), text)
const npmCalls = (): string[] =>
  existsSync(path.join(root, 'npm-calls')) ? readFileSync(path.join(root, 'npm-calls'), 'utf8').trim().split('\n') : []

const installs = (): string[] => npmCalls().filter((call) => call.startsWith('ci '))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}
/** Runs the script as npm does. `onStderr` sees everything said so far. */
function bootstrap(
  args: readonly string[],
  onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  const env = {
    ...process.env,
    npm_execpath: path.join(root, 'npm/npm-cli.js'),
    npm_node_execpath: process.execPath,
    CHROMIUM_PATH: undefined,
  }
  const child = spawn(process.execPath, [path.join(root, 'tools/bootstrap.mjs'), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    onStderr?.(stderr, (signal) => child.kill(signal))
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}

it('installs on a fresh clone, says so on stderr, and leaves stdout to the task', async () => {
  const { code, stdout, stderr } = await bootstrap(['start', '--json', '--port', '4000', '--exit', '0'])
  expect(code).toBe(0)
  expect(stdout).toBe(`${JSON.stringify({ args: ['--json', '--port', '4000', '--exit', '0'], chromium: null })}\n`)
  expect(stderr).toContain('npm ci')
  expect(stderr).toContain('npm talks on its stdout')
  expect(stderr).toContain('building')
  expect(installs()).toHaveLength(1)
  expect(existsSync(path.join(root, 'built'))).toBe(true)
})

it('runs the install scripts that package.json allows, and no other: nothing is compiled', async () => {
  await bootstrap(['start', '--exit', '0'])
  expect(npmCalls()).toEqual([
    expect.stringMatching(/^ci --include=dev .*--ignore-scripts/),
    expect.stringMatching(/^rebuild node@24\.0\.0 .*--ignore-scripts=false/),
  ])
})

it('installs once, and again only after the lockfile changed', async () => {
  await bootstrap(['start', '--exit', '0'])
  const second = await bootstrap(['start', '--exit', '0'])
  expect(installs()).toHaveLength(1)
  expect(second.stderr).not.toContain('npm')
  put('package-lock.json', '{"packages":{"":{},"node_modules/node":{"version":"24.0.1"}}}')
  await bootstrap(['start', '--exit', '0'])
  expect(installs()).toHaveLength(2)
})

it('takes an installation somebody made by hand, if it is what the lockfile names', async () => {
  await bootstrap(['start', '--exit', '0'])
  rmSync(path.join(root, 'node_modules/.cherha-lock'))
  put('node_modules/.package-lock.json', '{"packages":{"node_modules/node":{"version":"24.0.0"}}}')
  await bootstrap(['start', '--exit', '0'])
  expect(installs()).toHaveLength(1)
  rmSync(path.join(root, 'node_modules/.cherha-lock'))
  put('node_modules/.package-lock.json', '{"packages":{"node_modules/node":{"version":"23.0.0"}}}')
  await bootstrap(['start', '--exit', '0'])
  expect(installs()).toHaveLength(2)
})

it('lets one of two starts on a fresh clone install and the other wait', async () => {
  const [first, second] = await Promise.all([bootstrap(['start', '--exit', '0']), bootstrap(['start', '--exit', '0'])])
  expect([first.code, second.code]).toEqual([0, 0])
  expect(installs()).toHaveLength(1)
})

it('is not stopped by the lock of an installation that was killed', async () => {
  mkdirSync(path.join(root, '.cache'))
  put('.cache/install.lock', '999999999')
  expect((await bootstrap(['start', '--exit', '0'])).code).toBe(0)
  expect(installs()).toHaveLength(1)
})

it("ends with npm's code when the installation fails, and starts nothing", async () => {
  put('npm-fails', '')
  const { code, stdout, stderr } = await bootstrap(['start', '--exit', '0'])
  expect(code).toBe(7)
  expect(stdout).toBe('')
  expect(stderr).toContain('could not be installed')
  expect(stderr).toContain('npm ci ended with 7')
})

it("ends with npm's code when an allowed install script fails, and installs again the next time", async () => {
  put('script-fails', '')
  const { code, stderr } = await bootstrap(['start', '--exit', '0'])
  expect(code).toBe(8)
  expect(stderr).toContain('npm rebuild ended with 8')
  rmSync(path.join(root, 'script-fails'))
  expect((await bootstrap(['start', '--exit', '0'])).code).toBe(0)
  expect(installs()).toHaveLength(2)
})

it('ends with the code of the task, and with that of a build that failed', async () => {
  expect((await bootstrap(['start', '--exit', '3'])).code).toBe(3)
  put('tools/build.ts', 'process.exit(4)')
  const broken = await bootstrap(['start', '--exit', '0'])
  expect(broken).toMatchObject({ code: 4, stdout: '' })
})

it('passes SIGTERM on and ends with 0 when the task does', async () => {
  let sent = false
  const { code, stderr } = await bootstrap(['start', '--stay'], (text, kill) => {
    if (sent || !text.includes('running')) return
    sent = true
    kill('SIGTERM')
  })
  expect(stderr).toContain('stopped by SIGTERM')
  expect(code).toBe(0)
})

it('gives the tests the browser it found, and runs none without one', async () => {
  const { code, stdout, stderr } = await bootstrap(['test', '--exit', '0'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ args: ['--exit', '0'], chromium: '/somewhere/chromium' })
  expect(stderr).toContain('looking')
  put('tools/chromium.ts', `console.error('no browser'); process.exit(1)`)
  expect(await bootstrap(['test', '--exit', '0'])).toMatchObject({ code: 1, stdout: '' })
})

it('explains itself when asked for something else', async () => {
  const { code, stderr } = await bootstrap(['dance'])
  expect(code).toBe(2)
  expect(stderr).toContain('start|test|screenshots')
  expect(npmCalls()).toEqual([])
})

it.each(['start', 'test', 'screenshots'])(
  'says how %s is used without installing or building anything',
  async (task) => {
    const { code, stdout, stderr } = await bootstrap([task, '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: npm /)
    expect(npmCalls()).toEqual([])
    expect(existsSync(path.join(root, 'built'))).toBe(false)
  },
)

it('tells of start what start itself understands', async () => {
  const options = readFileSync(fileURLToPath(new URL('../demo/options.ts', import.meta.url)), 'utf8')
  const usage = /'(npm start -- .*)'/.exec(options)?.[1]
  expect((await bootstrap(['start', '-h'])).stdout).toContain(`Usage: ${usage}\n`)
})
