import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findElectron } from '../electron-binary.ts'

const root = path.resolve(import.meta.dirname, '../..')
const tool = path.join(root, 'tools/run-app.ts')
let dir: string
let child: ChildProcess | null = null
let hub: Server | null = null
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cherha-run-app-'))
})
afterEach(async () => {
  child?.kill('SIGKILL')
  child = null
  await new Promise((resolve) => (hub === null ? resolve(null) : hub.close(resolve)))
  hub = null
  rmSync(dir, { recursive: true, force: true })
})

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [tool, ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } })

describe('npm run terminal, display, desk', () => {
  it.each(['terminal', 'display', 'desk'])(
    '%s says in one sentence how to get Electron, and offers the browser',
    (role) => {
      const { status, stdout, stderr } = run([role], { ELECTRON_OVERRIDE_DIST_PATH: dir })
      expect(status).toBe(1)
      expect(stdout).toBe('')
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(stderr).toContain('There is no Electron binary on this computer')
      expect(stderr).toContain('node_modules/electron/install.js')
      expect(stderr).toContain('ELECTRON_OVERRIDE_DIST_PATH')
      expect(stderr).toContain(`npm run ${role} -- --browser`)
    },
  )

  it.runIf(process.platform === 'linux')(
    'starts the binary that is there with the built app and ends as it ends (the binary is a shell script here)',
    () => {
      const program = path.join(dir, 'electron')
      writeFileSync(program, '#!/bin/sh\nprintf "%s\\n" "$@" "$CHERHA_DEVICE_DATA"\nexit 7\n')
      chmodSync(program, 0o755)
      expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: dir }, 'linux')).toEqual({ dist: dir, program })
      const data = path.join(dir, 'data')
      const { status, stdout, stderr } = run(['display', '--data', data], { ELECTRON_OVERRIDE_DIST_PATH: dir })
      expect(status, stderr).toBe(7)
      expect(stdout.trim().split('\n')).toEqual([path.join(root, 'out/display/main/index.js'), data])
    },
  )

  it('refuses what it does not understand with 2 and the usage', () => {
    for (const args of [
      ['kiosk'],
      [],
      ['desk', '--browser', '--port', 'x'],
      ['desk', '--browser', '--hub', 'http://127.0.0.1:1'],
      ['desk', '--browser', '--hub', 'nowhere', '--token-file', 'x'],
      ['desk', '--fullscreen'],
      ['desk', '--disconnect'],
      ['desk', '--browser', '--disconnect', '--hub', 'http://127.0.0.1:1', '--token-file', 'x'],
    ]) {
      const { status, stderr } = run(args)
      expect(status, args.join(' ')).toBe(2)
      expect(stderr).toContain('Usage: npm run terminal|display|desk')
    }
  })

  it('--browser serves the screen, relays to the hub with the token, and stops when asked', async () => {
    const asked: (string | undefined)[] = []
    // a server that stands for the hub
    hub = createServer((request, response) => {
      asked.push(request.headers.authorization)
      response.setHeader('content-type', 'application/json').end('{"ok":true}')
    })
    await new Promise<void>((resolve) => hub?.listen(0, '127.0.0.1', resolve))
    const address = hub.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const tokenFile = path.join(dir, 'token')
    writeFileSync(tokenFile, 'token-of-the-display\n')
    const data = path.join(dir, 'data')
    child = spawn(
      process.execPath,
      [tool, 'display', '--browser', '--hub', `http://127.0.0.1:${port}`, '--token-file', tokenFile, '--data', data],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const page = await firstAddress(child)
    const { origin, hash } = new URL(page)
    expect((await fetch(origin)).headers.get('content-type')).toContain('text/html')
    const paired = await fetch(`${origin}/host/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ code: hash.replace('#pair=', '') }),
    })
    expect(paired.status).toBe(200)
    const cookie = paired.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect(await (await fetch(`${origin}/health`, { headers: { cookie } })).json()).toEqual({ ok: true })
    expect(asked).toEqual(['Bearer token-of-the-display'])

    const ended = new Promise((resolve) => child?.once('exit', (code) => resolve(code)))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('--browser without a hub shows a page that asks to be connected', async () => {
    const data = path.join(dir, 'data')
    child = spawn(process.execPath, [tool, 'desk', '--browser', '--data', data], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const { origin, hash } = new URL(await firstAddress(child))
    const paired = await fetch(`${origin}/host/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ code: hash.replace('#pair=', '') }),
    })
    expect(paired.status).toBe(200)
    const cookie = paired.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const health = await fetch(`${origin}/health`, { headers: { cookie } })
    expect(health.ok).toBe(false)
    if (process.platform !== 'win32') expect(statSync(data).mode & 0o077).toBe(0)
  })
})

/** The first address a process prints. */
function firstAddress(from: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    from.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)))
    from.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+\/#pair=\S+/.exec(text)
      if (found !== null) resolve(found[0])
    })
  })
}
