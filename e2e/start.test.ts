import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { dateAt } from '@cherha/office-hub'
import { totpCode } from '@cherha/queue-server'
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
  readonly server?: string
  readonly admin?: string
  readonly status?: string
  readonly registries?: string
  readonly booking?: string
  readonly sms?: string
  readonly staff: readonly {
    readonly login: string
    readonly role: string
    readonly pin?: string
    readonly password?: string
    readonly totpSecret?: string
  }[]
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

/** The demonstration's administrator signs in as a person with an authenticator does. */
async function signIn({ server, staff }: Ready): Promise<{ status: number; role: unknown }> {
  const admin = staff.find(({ role }) => role === 'administrator')
  if (!admin?.password || !admin.totpSecret) throw new Error('no administrator')
  const response = await fetch(`${server}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      login: admin.login,
      password: admin.password,
      totp: await totpCode(admin.totpSecret, Date.now()),
    }),
  })
  const body = (await response.json()) as { me?: { role: unknown } }
  return { status: response.status, role: body.me?.role }
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
    expect(ready.admin).toBe(`${ready.server}/admin/`)
    expect(await (await fetch(ready.admin ?? '')).text()).toContain('<script type="module"')
    expect(ready.status).toBe(`${ready.server}/status`)
    expect(await (await fetch(ready.status ?? '')).text()).toContain('Де моя заява')
    expect(await (await fetch(ready.registries ?? '')).text()).toContain('Поліграфічний комбінат')
    expect(ready.booking).toBe(`${ready.server}/booking`)
    expect(await (await fetch(ready.sms ?? '')).text()).toContain('Повідомлень ще немає')
    expect(await json(`${ready.sms}.json`)).toEqual({ total: 0, messages: [] })
    expect(ready.staff.map(({ login }) => login)).toEqual(expect.arrayContaining(['dorosh', 'bohdan', 'pavlo', 'vira']))
    const { offices } = (await json(`${ready.server}/api/offices`)) as { offices: { code: string }[] }
    expect(offices.map(({ code }) => code)).toEqual(['4801', '4802'])
    expect(await json(`${ready.server}/api/offices/4801/board`)).toMatchObject({ office: '4801', connected: true })
    expect(await signIn(ready)).toEqual({ status: 200, role: 'administrator' })
    expect((await fetch(`${ready.server}/test/clock`, { method: 'POST' })).status).toBe(404)

    const before = await json(`${ready.hub}/health`)
    expect(before['server']).toMatchObject({ state: 'connected' })
    const stopped = await one.stop('SIGTERM')
    expect(stopped.code).toBe(0)
    expect(stopped.out.trim().split('\n')).toHaveLength(1)

    const two = await start(args)
    expect(two.ready.tokens).toEqual(ready.tokens)
    expect(two.ready.staff).toEqual(ready.staff)
    const after = await json(`${two.ready.hub}/health`)
    expect(after['day']).toBe(before['day'])
    expect(Number(after['seq'])).toBeGreaterThan(Number(before['seq']))
    expect(after['server']).toMatchObject({ state: 'connected' })
    expect(after['epoch']).toBe(0)
    if (!nearMidnight()) {
      const again = await register(two.ready, 'Перша')
      expect(again).toMatchObject({ ok: false, refusal: { code: 'already-registered' } })
    }
    expect((await two.stop('SIGTERM')).code).toBe(0)
    rmSync(dir, { recursive: true, force: true })
  })

  it('without a server it is the hub alone; its folder goes on with one later, and keeps its day, tickets and PINs', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cherha-start-alone-'))
    const args = ['--data', folder, '--json', '--no-open']
    const alone = await start([...args, '--no-server'])
    expect(alone.ready).not.toHaveProperty('server')
    for (const of of ['admin', 'status', 'registries']) expect(alone.ready).not.toHaveProperty(of)
    expect(alone.ready.staff.map(({ role }) => role)).not.toContain('administrator')
    expect(await json(`${alone.ready.hub}/health`)).toMatchObject({ server: { state: 'none' } })
    if (!nearMidnight()) expect(await register(alone.ready, 'Друга')).toMatchObject({ ok: true })
    const before = await json(`${alone.ready.hub}/health`)
    expect((await alone.stop('SIGTERM')).code).toBe(0)

    const joined = await start(args)
    expect(joined.ready.tokens).toEqual(alone.ready.tokens)
    expect(joined.ready.staff.filter(({ pin }) => pin !== undefined)).toEqual(alone.ready.staff)
    const after = await json(`${joined.ready.hub}/health`)
    expect(after).toMatchObject({ day: before['day'], epoch: 0, server: { state: 'connected' } })
    if (!nearMidnight()) {
      expect(await register(joined.ready, 'Друга')).toMatchObject({
        ok: false,
        refusal: { code: 'already-registered' },
      })
      expect(await register(joined.ready, 'Третя')).toMatchObject({ ok: true })
    }
    expect((await joined.stop('SIGTERM')).code).toBe(0)
    rmSync(folder, { recursive: true, force: true })
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
