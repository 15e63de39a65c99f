import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { openCredentials } from '@cherha/office-hub'
import { anOffice } from '@cherha/testing'
import { expect, onTestFinished, test } from 'vitest'
import { aFolder, at } from './hub-under-test.ts'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

interface Ended {
  readonly code: unknown
  readonly out: string
  readonly err: string
}

function start(args: readonly string[], input = '') {
  const child = spawn(process.execPath, [cli, ...args], { stdio: 'pipe' })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin.end(input)
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { child, ended: ended.then(([[code], out, err]): Ended => ({ code, out, err })) }
}

function run(args: readonly string[], input = ''): Promise<Ended> {
  return start(args, input).ended
}

function anOfficeFile(folder: string): string {
  const path = join(folder, 'office.json')
  writeFileSync(path, JSON.stringify(anOffice().config()))
  return path
}

/** Starts a hub and resolves with its URL as soon as it says so. */
async function serving(args: readonly string[]) {
  const hub = start(args)
  const [chunk] = await once(hub.child.stdout, 'data')
  return { ...hub, url: /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk))?.[0] ?? '' }
}

const oneSentence = /^[^\n]+\.\n$/

test('wrong options are one sentence and exit code 2', async () => {
  const folder = aFolder()
  const config = anOfficeFile(folder)
  const cases: [string[], string][] = [
    [['--config', config, '--data', folder, '--port', '0', '--colour', 'blue'], '--colour'],
    [['--data', folder, '--port', '0'], '--config'],
    [['--config', config, '--port', '0'], '--data'],
    [['--config', config, '--data', folder, '--port', 'http'], '--port'],
    [['--config', config, '--data', join(folder, 'd'), '--port', '0', '--printer', 'lpt1'], 'lpt1'],
    [['--config', config, '--data', folder, '--port', '0', '--limit', 'fridge=1/1'], '--limit'],
    [['--config', join(folder, 'none.json'), '--data', folder, '--port', '0'], 'none.json'],
    [
      ['add-device', '--role', 'toaster', '--id', 'x', '--data', folder, '--out', join(folder, 't')],
      'terminal, display, desk',
    ],
    [['revoke-device', '--id', 'nobody', '--data', folder], 'nobody'],
    [['set-pin', '--login', 'clerk', '--data', folder], '4 to 12 digits'],
  ]
  const ended = await Promise.all(cases.map(([args]) => run(args)))
  ended.forEach(({ code, out, err }, index) => {
    expect([cases[index]?.[0], code, out]).toEqual([cases[index]?.[0], 2, ''])
    expect(err).toMatch(oneSentence)
    expect(err).toContain(cases[index]?.[1])
  })
})

test('S2 a device’s token goes into a file for this user only and is printed nowhere', async () => {
  const folder = aFolder()
  const [data, out] = [join(folder, 'data'), join(folder, 'token')]
  const added = await run([
    'add-device',
    '--role',
    'display',
    '--id',
    'board',
    '--windows',
    'w1',
    '--data',
    data,
    '--out',
    out,
  ])
  const token = readFileSync(out, 'utf8').trim()
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).not.toContain(token)
  expect(statSync(out).mode & 0o777).toBe(0o600)
  const credentials = openCredentials(data)
  expect(credentials.deviceOf(token)).toEqual({ id: 'board', role: 'display', windows: ['w1'] })
  expect((await run(['revoke-device', '--id', 'board', '--data', data])).code).toBe(0)
  expect(credentials.deviceOf(token)).toBeNull()
  credentials.close()
  // an existing file is not overwritten, and the old token is not replaced by one that cannot be kept
  expect((await run(['add-device', '--role', 'display', '--id', 'board', '--data', data, '--out', out])).code).toBe(2)
})

test('a hub is served with devices and PINs made by the CLI, prints no secret and ends with 0 at SIGTERM', async () => {
  const folder = aFolder()
  const [config, data, out] = [anOfficeFile(folder), join(folder, 'data'), join(folder, 'token')]
  await run(['add-device', '--role', 'desk', '--id', 'desk-1', '--data', data, '--out', out])
  expect((await run(['set-pin', '--login', 'clerk', '--data', data], '2468\n')).code).toBe(0)
  const token = readFileSync(out, 'utf8').trim()
  const hub = await serving(['--config', config, '--data', data, '--port', '0'])
  const response = await fetch(`${hub.url}/api/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'clerk', pin: '2468' }),
  })
  const session = String(at(await response.json(), 'session'))
  expect(response.status).toBe(200)
  hub.child.kill('SIGTERM')
  const ended = await hub.ended
  expect(ended.code).toBe(0)
  for (const secret of [token, session, '2468']) expect(ended.out + ended.err).not.toContain(secret)
})

test('S7 the real hub answers 404 for the test clock', async () => {
  const folder = aFolder()
  const hub = await serving(['--config', anOfficeFile(folder), '--data', join(folder, 'data'), '--port', '0'])
  const reply = await fetch(`${hub.url}/test/clock`, {
    method: 'POST',
    body: '{"advanceMs":1}',
    headers: { 'content-type': 'application/json' },
  })
  expect(reply.status).toBe(404)
  hub.child.kill('SIGINT')
  expect((await hub.ended).code).toBe(0)
})

test('a port in use and a folder that cannot be written are one sentence and exit code 1', async () => {
  const folder = aFolder()
  const config = anOfficeFile(folder)
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const port = String(at(other.address(), 'port'))
  const [busy, blocked] = await Promise.all([
    run(['--config', config, '--data', join(folder, 'data'), '--port', port]),
    run(['--config', config, '--data', join(config, 'data'), '--port', '0']),
  ])
  expect([busy.code, blocked.code]).toEqual([1, 1])
  expect(busy.err).toContain(port)
  for (const { err } of [busy, blocked]) expect(err).toMatch(oneSentence)
})

test('a log that was tampered with is refused with a clear message and left as it is', async () => {
  const folder = aFolder()
  const [config, data] = [anOfficeFile(folder), join(folder, 'data')]
  const hub = await serving(['--config', config, '--data', data, '--port', '0'])
  hub.child.kill('SIGKILL')
  await hub.ended
  const log = new Database(join(data, 'office.db'))
  const [table] = log
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%prev%'")
    .all()
  for (const { name } of log
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .all()) {
    log.exec(`DROP TRIGGER ${name}`)
  }
  log.exec(`UPDATE ${table?.name} SET at = at + 1 WHERE seq = 2; DELETE FROM snapshot`)
  log.close()
  const refused = await run(['--config', config, '--data', data, '--port', '0'])
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('is broken at record 2')
})

test('R12 enrolment takes its server, no configuration, and a code that can be one: one sentence and exit code 2 each', async () => {
  const folder = aFolder()
  const config = anOfficeFile(folder)
  const where = ['--data', join(folder, 'hub'), '--port', '0']
  const code = 'ABCDE-FGHJK'
  for (const [args, named] of [
    [['--enrol', code, ...where], '--server'],
    [['--server', 'https://queue.example', ...where, '--config', config], '--enrol'],
    [['--enrol', code, '--server', 'https://queue.example', '--config', config, ...where], '--config'],
    [['--enrol', 'x', '--server', 'https://queue.example', ...where], '--enrol'],
    [['--enrol', code, '--server', 'http://queue.example', ...where], 'https'],
    [where, '--config'],
  ] as const) {
    const { code: exit, out, err } = await run(args)
    expect({ exit, out }, args.join(' ')).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(oneSentence)
    expect(err).toContain(named)
  }
})
