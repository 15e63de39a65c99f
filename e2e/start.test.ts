import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { dateAt } from '@cherha/office-hub'
import { afterEach, describe, expect, it } from 'vitest'
import { root } from './support/process.ts'

interface Ready {
  readonly ready: true
  readonly hub: string
  readonly terminal: string
  readonly display: string
  readonly desk: string
  readonly tickets: string
  readonly tokens: { readonly terminal: string; readonly display: string; readonly desk: string }
  readonly staff: readonly { readonly login: string; readonly pin: string; readonly role: string }[]
}

const dir = mkdtempSync(path.join(tmpdir(), 'cherha-start-'))
const running: ChildProcess[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

async function start(
  args: readonly string[],
): Promise<{ ready: Ready; stop: (signal: NodeJS.Signals) => Promise<{ code: number | null; out: string }> }> {
  const child = spawn(process.execPath, [path.join(root, 'tools', 'start.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let out = ''
  let problems = ''
  child.stderr.on('data', (chunk: Buffer) => {
    problems += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('\n')) resolve(JSON.parse(out.slice(0, out.indexOf('\n'))) as Ready)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${problems}`)))
  })
  return {
    ready,
    async stop(signal) {
      child.kill(signal)
      return { code: await ended, out }
    },
  }
}

async function json(url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  return (await (await fetch(url, init)).json()) as Record<string, unknown>
}

function register(ready: Ready, surname: string): Promise<Record<string, unknown>> {
  return json(`${ready.hub}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ready.tokens.terminal}` },
    body: JSON.stringify({
      commandId: crypto.randomUUID(),
      type: 'register-current',
      service: 'permanent',
      person: { surname, givenName: 'Олена' },
      language: 'uk',
    }),
  })
}

/** Between 23:30 and 00:05 the demonstration's day may have no place left, or be closed. */
function nearMidnight(): boolean {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Kyiv', timeStyle: 'short' }).format(new Date())
  return time >= '23:30' || time < '00:05'
}

describe('npm start', () => {
  it('says in one line what runs, goes on with the same day at a second start, and ends with 0', async () => {
    const args = ['--data', dir, '--json', '--no-open']
    const one = await start(args)
    const { ready } = one
    expect(ready.ready).toBe(true)
    expect(ready.staff.map(({ role }) => role)).toEqual(expect.arrayContaining(['clerk', 'clerk', 'lead']))
    for (const page of [ready.terminal, ready.display, ready.desk]) {
      expect(page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#pair=[\w-]+$/)
      expect(await (await fetch(page)).text()).toContain('<script type="module"')
    }
    expect((await fetch(`${ready.hub}/test/clock`, { method: 'POST' })).status).toBe(404)
    if (!nearMidnight()) {
      const registered = await register(ready, 'Перша')
      expect(registered['ok'], JSON.stringify(registered)).toBe(true)
      expect(await json(`${ready.hub}/health`)).toMatchObject({
        ok: true,
        day: dateAt(Date.now(), 'Europe/Kyiv'),
        epoch: 0,
      })
      await expect
        .poll(() => existsSync(ready.tickets) && readdirSync(ready.tickets).some((name) => name.endsWith('.png')))
        .toBe(true)
    }
    const before = await json(`${ready.hub}/health`)
    const stopped = await one.stop('SIGTERM')
    expect(stopped.code).toBe(0)
    expect(stopped.out.trim().split('\n')).toHaveLength(1)

    const two = await start(args)
    expect(two.ready.tokens).toEqual(ready.tokens)
    expect(two.ready.staff).toEqual(ready.staff)
    const after = await json(`${two.ready.hub}/health`)
    expect(after['day']).toBe(before['day'])
    expect(Number(after['seq'])).toBeGreaterThan(Number(before['seq']))
    if (!nearMidnight()) {
      const again = await register(two.ready, 'Перша')
      expect(again).toMatchObject({ ok: false, refusal: { code: 'already-registered' } })
    }
    expect((await two.stop('SIGTERM')).code).toBe(0)
    rmSync(dir, { recursive: true, force: true })
  })

  it('refuses an unknown option, a bad port and a bad printer with one sentence', async () => {
    for (const [args, code] of [
      [['--nothing'], 2],
      [['--port', 'many'], 2],
      [['--printer', 'paper', '--json', '--no-open', '--data', `${dir}-bad`], 2],
    ] as const) {
      await expect(start(args)).rejects.toThrow(new RegExp(`ended with ${code}: [^\\n]+\\n?$`))
    }
    rmSync(`${dir}-bad`, { recursive: true, force: true })
  })
})
