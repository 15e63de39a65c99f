// Installs what the lockfile names. Runs on any Node from 20 on and needs no dependency.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Where the Node that runs the project is, after an installation. */
export function pinnedNode(root) {
  return path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Installs with npm when node_modules is missing or does not belong to the lockfile.
 * @param {string} root folder of package-lock.json
 * @param {(text: string) => void} say receives one line per thing that happens
 * @param {(child: import('node:child_process').ChildProcess) => Promise<number>} waitFor ends with the exit code
 * @returns {Promise<number>} exit code, 0 when everything is there
 */
export async function install(root, say, waitFor) {
  if (installed(root)) return 0
  const release = await takeLock(path.join(root, '.cache', 'install.lock'), say)
  try {
    if (installed(root)) return 0
    say('Installing the dependencies with npm ci (needed once, and after a change of the lockfile) …')
    for (const args of npmSteps(root)) {
      const code = await waitFor(npm(root, args))
      if (code !== 0) {
        say(`The dependencies could not be installed: npm ${args[0]} ended with ${code}, its message is above.`)
        return code
      }
    }
    if (!existsSync(pinnedNode(root))) {
      say('npm ended well, but node_modules has no Node binary; try again after: npm rebuild node')
      return 1
    }
    writeFileSync(stampFile(root), stamp(root))
    return 0
  } finally {
    release()
  }
}

/**
 * Packages first, then the install scripts of those that package.json allows. Not in one step: npm before 11.19 does not
 * know `allowScripts`, and would compile what has its binary inside, which takes Python and a compiler.
 */
function npmSteps(root) {
  const { allowScripts = {} } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true)
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  return [
    ['ci', '--include=dev', '--include=optional', '--ignore-scripts', ...quiet],
    ['rebuild', ...allowed, '--ignore-scripts=false', ...quiet],
  ]
}

function npm(root, args) {
  // npm's own output goes to stderr: stdout belongs to the command that was asked for
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const cli = process.env.npm_execpath ?? ''
  if (path.basename(cli) === 'npm-cli.js') {
    return spawn(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], options)
  }
  return spawn('npm', args, { ...options, shell: process.platform === 'win32' })
}

const stampFile = (root) => path.join(root, 'node_modules', '.cherha-lock')

function stamp(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'))
  return `${process.platform}-${process.arch} ${createHash('sha256').update(lock).digest('hex')}\n`
}

function installed(root) {
  if (!existsSync(pinnedNode(root))) return false
  if (existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === stamp(root)) return true
  if (!treeMatchesLock(root)) return false
  writeFileSync(stampFile(root), stamp(root))
  return true
}

/** True when somebody ran npm by hand and every package that is not optional has the lockfile's version. */
function treeMatchesLock(root) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages ?? {}
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages ?? {}
  return Object.entries(wanted).every(
    ([place, entry]) =>
      !place.includes('node_modules/') ||
      entry.optional ||
      (there[place] !== undefined && there[place].version === entry.version && existsSync(path.join(root, place))),
  )
}

/** Two starts on a fresh clone must not install into each other: the second waits for the first. */
async function takeLock(file, say) {
  mkdirSync(path.dirname(file), { recursive: true })
  for (let told = false; ; await sleep(500)) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!holderAlive(file)) {
      rmSync(file, { force: true })
    } else if (!told) {
      say('Another process is installing the dependencies; waiting for it …')
      told = true
    }
  }
}

function holderAlive(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    // created and not yet written: its owner is at it this moment, or died at it
    if (!(pid > 0)) return Date.now() - statSync(file).mtimeMs < 10_000
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
