import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { openCredentials, openTlsIdentity } from '@cherha/office-hub'
import { anOffice } from '@cherha/testing'
import { expect, onTestFinished, test } from 'vitest'
import { aFolder, startedHub } from './hub-under-test.ts'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { child, ended: ended.then(([[code], out, err]) => ({ code: code as number | null, out, err })) }
}
const run = (...args: readonly string[]) => start(args).ended

test('wrong options of pair, fingerprint and --listen are one sentence and exit code 2', async () => {
  const folder = aFolder()
  const config = join(folder, 'office.json')
  writeFileSync(config, JSON.stringify(anOffice().config()))
  const cases: [string[], string][] = [
    [['pair', '--role', 'toaster', '--data', folder], 'terminal, display, desk'],
    [['pair', '--role', 'display'], '--data'],
    [['pair', '--role', 'display', '--id', 'Board 1', '--data', folder], '--id'],
    [['pair', '--role', 'desk', '--windows', 'w1', '--data', folder], '--windows'],
    [['fingerprint'], '--data'],
    [['--config', config, '--data', join(folder, 'd'), '--port', '0', '--listen', 'http://192.0.2.1:1'], '--listen'],
  ]
  const ended = await Promise.all(cases.map(([args]) => run(...args)))
  ended.forEach(({ code, out, err }, index) => {
    expect([cases[index]?.[0], code, out]).toEqual([cases[index]?.[0], 2, ''])
    expect(err).toMatch(/^[^\n]+\.\n$/)
    expect(err).toContain(cases[index]?.[1])
  })
})

test('S30 pair prints a code that the running hub knows, for the device that was named', async () => {
  const office = await startedHub({ now: Date.now() })
  const { code, out, err } = await run('pair', '--role', 'display', '--id', 'hall', '--data', office.dataDir)
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/display: [0-9A-Z]{4}-[0-9A-Z]{4}\n.*10 minutes/)
  expect((await office.get('/api/pairing?role=display')).status).toBe(200)
  expect((await office.get('/api/pairing?role=desk')).status).toBe(404)
})

test('fingerprint makes the certificate and prints the fingerprint the hub then has', async () => {
  const dataDir = aFolder()
  const [first, second] = await Promise.all([
    run('fingerprint', '--data', dataDir),
    run('fingerprint', '--data', dataDir),
  ])
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toMatch(/^[0-9a-f]{64}\n$/)
  expect(second.out).toBe(first.out)
  expect((await openTlsIdentity(dataDir)).fingerprint).toBe(first.out.trim())
})

test('a hub with --listen says where it is, with its fingerprint and without a secret', async () => {
  const folder = aFolder()
  const config = join(folder, 'office.json')
  const data = join(folder, 'data')
  writeFileSync(config, JSON.stringify(anOffice().config()))
  const hub = start(['--config', config, '--data', data, '--port', '0', '--listen', '127.0.0.1:0'])
  const [line] = await once(hub.child.stdout, 'data')
  const { fingerprint, key } = await openTlsIdentity(data)
  expect(String(line)).toMatch(/https:\/\/127\.0\.0\.1:\d+/)
  expect(String(line)).toContain(fingerprint)
  const credentials = openCredentials(data)
  const { code } = await credentials.openPairing({ role: 'desk', id: null, windows: null }, Date.now())
  credentials.close()
  hub.child.kill('SIGTERM')
  const { out, err, code: exit } = await hub.ended
  expect(exit).toBe(0)
  for (const secret of [code, key.slice(40, 80)]) expect(out + err).not.toContain(secret)
})
