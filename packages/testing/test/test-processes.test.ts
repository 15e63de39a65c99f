import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anOffice, Wan } from '../src/index.ts'

const program = (name: string): string => fileURLToPath(new URL(`../src/${name}-test-cli.ts`, import.meta.url))
const env = { ...process.env, DATABASE_URL: '' }
const monday = '2026-11-23T06:00:00Z'
const office = anOffice()
  .withService('А', { id: 'permit', minutes: 30, lanes: 2 })
  .withPlaces({ online: 1, terminal: 1, current: 1 })
  .with({ code: '6801', channels: { online: true, terminal: true } })
  .config()

let dir: string
const running: ChildProcess[] = []
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'cherha-processes-'))
  writeFileSync(join(dir, 'office.json'), JSON.stringify(office))
})
afterAll(async () => {
  for (const child of running) await end(child)
  rmSync(dir, { recursive: true, force: true })
})

type Line = Readonly<Record<string, unknown>> & { readonly server?: string; readonly hub?: string }

async function start(name: 'hub' | 'server', ...args: string[]): Promise<{ line: Line; child: ChildProcess }> {
  const child = spawn(process.execPath, [program(name), ...args, '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let out = ''
  let problems = ''
  child.stderr.on('data', (chunk: Buffer) => {
    problems += chunk.toString()
  })
  const line = await new Promise<Line>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('\n')) resolve(JSON.parse(out.split('\n', 1)[0] ?? '') as Line)
    })
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${problems}`)))
  })
  return { line, child }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.kill('SIGTERM')
  await ended
}

async function ask(url: string, body?: unknown): Promise<Line> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return (await (await fetch(url, body === undefined ? {} : post)).json()) as Line
}

it.each([
  ['hub', []],
  ['hub', ['--data', 'x', '--port', 'many']],
  ['hub', ['--data', 'x', '--port', '0', '--enrol', 'ABCDE-FGHJK']],
  ['hub', ['--nothing']],
  ['server', []],
  ['server', ['--data', 'x', '--port', '0', '--now', 'soon']],
  ['server', ['--nothing']],
] as const)('%s:test with %j is refused with one line and exit code 2', (name, args) => {
  const { status, stderr } = spawnSync(process.execPath, [program(name), ...args], {
    encoding: 'utf8',
    env,
    cwd: tmpdir(),
  })
  expect(stderr).toMatch(/^Use: npm run (hub|server):test [^\n]+\n$/)
  expect(status).toBe(2)
})

it('hub and server are enrolled, cut in the middle of a message and healed; both then have the same state', async () => {
  const data = join(dir, 'server')
  const config = join(dir, 'office.json')
  const first = await start('server', '--data', data, '--port', '0', '--config', config, '--now', monday)
  expect(first.line).toMatchObject({ ready: true, admin: `${first.line['server']}/admin/` })
  const { code } = await ask(`${first.line['server']}/test/enrolment-code`, { office: '6801' })
  const wan = await Wan.open(String(first.line['server']))
  try {
    const folder = ['--data', join(dir, 'hub'), '--port', '0', '--now', monday]
    const hub = await start('hub', ...folder, '--enrol', String(code), '--server', wan.url)
    const settled = async (): Promise<boolean> => {
      const there = await ask(`${first.line['server']}/test/offices/6801`)
      const here = await ask(`${hub.line['hub']}/test/state`)
      return there['stateHash'] === here['stateHash'] && there['learnt'] === (there['inbox'] as { seq: number }).seq
    }
    await expect.poll(settled).toBe(true)

    const cut = wan.cutAt({ direction: 'down', message: 1, where: 'middle' })
    const { times } = await ask(`${first.line['server']}/test/free`, { office: '6801', date: '2026-11-24' })
    const [free] = times as { time: string }[]
    const booking = { office: '6801', date: '2026-11-24', service: 'permit', time: free?.time, documentDigits: '1234' }
    expect(await ask(`${first.line['server']}/test/book`, booking)).toMatchObject({ ok: true })
    await cut
    expect(await settled()).toBe(false)
    wan.heal()
    await expect.poll(settled, { interval: 200 }).toBe(true)

    await end(hub.child)
    const again = await start('hub', ...folder)
    expect(again.line['tokens']).toEqual(hub.line['tokens'])
    await end(again.child)
  } finally {
    await wan.close()
  }
  await end(first.child)
  const second = await start('server', '--data', data, '--port', '0', '--config', config, '--now', monday)
  expect(second.line['staff']).toEqual(first.line['staff'])
  expect(await ask(`${second.line['server']}/test/clock`, { advanceMs: 1_000 })).toEqual({
    now: '2026-11-23T06:00:01.000Z',
  })
})
