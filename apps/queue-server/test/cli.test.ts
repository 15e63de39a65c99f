import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { anOffice } from '@cherha/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cherha-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env: { ...process.env, DATABASE_URL: '' } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

test('wrong options are one sentence and exit code 2', async () => {
  const cases: [string[], RegExp][] = [
    [['--prt', '3'], /^Unknown option '--prt'; try --help\.\n$/],
    [[], /^Give --port N, the port on this computer\.\n$/],
    [['--port', '99999'], /^--port must be a number from 0 to 65535, not "99999"\.\n$/],
    [['--port', '0', '--listen', 'everywhere'], /^--listen must be an IP address/],
    [['--port', '0', '--retention', '0'], /^--retention must be a number of days/],
    [
      ['--port', '0', '--scanner', '3310'],
      /^--scanner must be HOST:PORT, for example 127\.0\.0\.1:3310, not "3310"\.\n$/,
    ],
    [['--port', '0', '--scanner', 'clamd:99999'], /^--scanner must be HOST:PORT/],
    [['--port', '0', '--case-years', 'ten'], /^--case-years must be a number of years/],
    [['serve'], /^There is no command "serve"; try --help\.\n$/],
    [['add-hub'], /^Give OFFICE, the four digits of an office; try --help\.\n$/],
    [['add-admin', 'Olena'], /^LOGIN: "Olena" may have small letters/],
    [['add-admin', 'olena', '--role', 'king'], /^--role: /],
    [['add-admin', 'olena', '--role', 'office-lead'], /^--office: an office lead has one office/],
    [['add-admin', 'olena', 'petro'], /^There is one word too many: "petro"; try --help\.\n$/],
    [['import-config', join(folder, 'nothing.yaml')], /cannot be read; give the path of a file\.\n$/],
  ]
  const answers = await Promise.all(cases.map(([args]) => run(...args)))
  for (const [index, [args, message]] of cases.entries()) {
    expect([args, answers[index]?.code]).toEqual([args, 2])
    expect(answers[index]?.err).toMatch(message)
    expect(answers[index]?.err.trimEnd().split('\n')).toHaveLength(1)
  }
})

test('a configuration that is not valid is told with file, line and what is allowed', async () => {
  const path = join(folder, 'wrong.yaml')
  const config = anOffice().withService('А').config()
  const lines = [
    'code: "68"',
    ...Object.entries({ ...config, code: undefined, timeZone: undefined })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    'timeZone: Europe/Kyiv',
    'colour: red',
  ]
  writeFileSync(path, lines.join('\n'))
  const told = await run('import-config', path, '--data', join(folder, 'unused'))
  expect(told.code).toBe(2)
  expect(told.err).toContain(`${path}:1: code: four digits`)
  expect(told.err).toContain('"colour"')
  writeFileSync(path, 'code: "6801"\nname: { uk: [\n')
  expect((await run('import-config', path)).err).toMatch(/wrong\.yaml:\d+: neither YAML nor JSON/)
  const nine = (name: string) => `[${Array.from({ length: 9 }, () => name).join(', ')}]`
  const bomb = 'bcdefgh'.replace(/./g, (name, at: number) => `${name}: &${name} ${nine(`*${'abcdefg'[at]}`)}\n`)
  writeFileSync(path, `a: &a ${nine('x')}\n${bomb}code: *h\n`)
  expect(await run('import-config', path)).toMatchObject({ code: 2, err: expect.stringMatching(/^\S+: neither .*\n$/) })
})

test('an office, an administrator and a code for a hub are made at the console', async () => {
  const data = join(folder, 'data')
  const path = join(folder, 'office.yaml')
  const config = anOffice().withService('А').with({ code: '6801' }).config()
  writeFileSync(path, JSON.stringify(config))
  expect(await run('import-config', path, '--data', data)).toMatchObject({
    code: 0,
    out: expect.stringContaining('created'),
  })
  expect(await run('import-config', path, '--data', data)).toMatchObject({
    code: 0,
    out: expect.stringContaining('nothing is new, version 1'),
  })
  writeFileSync(path, JSON.stringify({ ...config, phones: ['(0382) 11-11-11'] }))
  expect(await run('import-config', path, '--data', data)).toMatchObject({
    code: 0,
    out: expect.stringContaining('version 2'),
  })

  const admin = await run('add-admin', 'root', '--data', data)
  expect(admin.out).toMatch(/Password: [0-9A-Z]{4}(-[0-9A-Z]{4}){3}\nSecret for the authenticator: [A-Z2-7]{32}\n/)
  expect(await run('add-admin', 'root', '--data', data)).toMatchObject({ code: 2 })
  const reset = await run('add-admin', 'root', '--reset', '--data', data)
  expect(reset.out).toContain('Password: ')
  expect(reset.out).not.toBe(admin.out)
  expect((await run('add-hub', '6801', '--data', data)).out).toMatch(/once: [0-9A-Z]{5}-[0-9A-Z]{5}\n/)
  expect(await run('add-hub', '9999', '--data', data)).toMatchObject({
    code: 2,
    err: 'There is no office "9999"; there is 6801.\n',
  })
  expect((await run('retention', '--data', data)).out).toContain('No key is older than 30 days')
})

test('beside a running server: a new version, an administrator, a backup; SIGTERM stops it cleanly', async () => {
  const data = join(folder, 'running')
  const path = join(folder, 'running.yaml')
  const config = anOffice().withService('А').with({ code: '6801' }).config()
  const server = spawn(process.execPath, [cli, '--port', '0', '--data', data], {
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [first] = (await once(server.stdout, 'data')) as [Buffer]
  const url = /at (http:\/\/127\.0\.0\.1:\d+),/.exec(first.toString())?.[1] ?? ''
  expect(statSync(join(data, 'console.json')).mode & 0o777).toBe(0o600)

  writeFileSync(path, JSON.stringify(config))
  expect((await run('import-config', path, '--data', data)).out).toContain('created')
  writeFileSync(path, JSON.stringify({ ...config, phones: ['(0382) 11-11-11'] }))
  expect((await run('import-config', path, '--data', data)).out).toContain('version 2')
  expect(await (await fetch(`${url}/api/offices`)).json()).toMatchObject({ offices: [{ code: '6801' }] })
  const refused = await fetch(`${url}/api/console/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-console-token': 'guessed' },
    body: JSON.stringify({ config }),
  })
  expect(refused.status).toBe(404)

  const admin = await run('add-admin', 'root', '--role', 'auditor', '--data', data)
  const password = /Password: (\S+)/.exec(admin.out)?.[1]
  const signedIn = await fetch(`${url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'root', password }),
  })
  expect(signedIn.status).toBe(200)
  expect(await run('--port', '0', '--data', data)).toMatchObject({ code: 1 })

  const copy = join(folder, 'copy.backup')
  expect((await run('backup', copy, '--with-keys', '--data', data)).out).toContain('It holds the keys')
  server.kill('SIGTERM')
  expect(await once(server, 'exit')).toEqual([0, null])
  expect(existsSync(join(data, 'console.json'))).toBe(false)

  const other = join(folder, 'restored')
  expect((await run('restore', copy, '--data', other)).out).toMatch(/^Restored \d+ rows of /)
  expect((await run('import-config', path, '--data', other)).out).toContain('nothing is new, version 2')
  expect(await run('restore', copy, '--data', other)).toMatchObject({ code: 1 })
})
