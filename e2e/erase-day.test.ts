import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openSqliteLogReader } from '@cherha/event-log'
import { readOfficeConfig } from '@cherha/office-hub'
import { openKeyFile, Vault } from '@cherha/office-hub/core'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { QueueEvent } from '@cherha/shared/queue'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Office } from './support/office.ts'
import { root } from './support/process.ts'
import { TestServer } from './support/server.ts'

const today = '2026-11-23'
const tomorrow = '2026-11-24'
const morning = `${today}T06:00:00Z`
const daySeconds = 86_400

const surname = 'Канаркович'
const givenName = 'Левкадія'
const phone = '+380677654321'
const documentDigits = '7391'
/** How the data might stand somewhere in the clear: as typed, in other letters, as a whole value of JSON. */
const canaries: readonly string[] = [
  ...[surname, givenName].flatMap((name) => [name, name.toUpperCase(), name.toLowerCase()]),
  ...[surname, givenName].map((name) => JSON.stringify(name).slice(1, -1)),
  '677654321',
  `:"${documentDigits}"`,
  `:\\"${documentDigits}\\"`,
]

const base = readOfficeConfig(path.join(root, 'config', 'demo-office.yaml'))
const config: OfficeConfig = { ...base, channels: { online: true, terminal: true } }

const folder = mkdtempSync(path.join(tmpdir(), 'cherha-erase-'))
let server: TestServer
let office: Office

beforeAll(async () => {
  server = await TestServer.open([config], morning, ['--verbose'])
  office = await Office.enrol(server, config.code, { url: server.url, now: morning, extra: ['--verbose'] })
})

afterAll(async () => {
  await office?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A backup as `npm run server -- backup` makes it while the server runs, unpacked. */
function backup(name: string, ...options: string[]): Buffer {
  const file = path.join(folder, name)
  const args = [path.join(root, 'apps/queue-server/src/cli.ts'), 'backup', file, ...options, '--data', server.dataDir]
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: '' },
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return gunzipSync(readFileSync(file))
}

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(dir, name))
    .filter((file) => statSync(file).isFile())
}

/** Files of both data folders in which one of the texts or byte strings is, each with what it has. */
function found(texts: readonly (string | Buffer)[]): string[] {
  const files = [...filesOf(server.dataDir), ...filesOf(office.dataDir)]
  expect(files.length).toBeGreaterThan(20)
  return files.flatMap((file) => {
    const bytes = readFileSync(file)
    return texts.filter((text) => bytes.includes(text)).map((text) => `${path.basename(file)}: ${text.toString('hex')}`)
  })
}

const inText = (text: Buffer | string): string[] => canaries.filter((canary) => text.includes(canary))

/** What the given keys open of the hub's log. @param keysDir a folder with `keys.json` */
function readable(keysDir: string): string {
  const vault = new Vault(openKeyFile(path.join(keysDir, 'keys.json')))
  const log = openSqliteLogReader(path.join(office.dataDir, 'office.db'))
  try {
    const opened: unknown[] = []
    for (let after = 0; ; after += 500) {
      const records = log.read(after, 500)
      for (const { event } of records as readonly { event: unknown }[]) {
        const registered = event as QueueEvent
        if (registered.type !== 'registered') continue
        opened.push(vault.open(registered.date, registered.sealed))
      }
      if (records.length < 500) return JSON.stringify(opened)
    }
  } finally {
    log.close()
  }
}

describe('when the key of a day is erased', () => {
  it('D6 its names, phones and digits are nowhere, and the audit still passes', async () => {
    await expect.poll(async () => server.freeTimes(config.code, tomorrow, 'permanent')).not.toEqual([])
    const [time] = await server.freeTimes(config.code, tomorrow, 'permanent')
    const visitor = { surname, givenName, documentDigits, guardianPhone: phone }
    await server.book({ office: config.code, date: tomorrow, service: 'permanent', time: time ?? '', ...visitor })
    const registration = {
      type: 'register-current',
      service: 'temporary',
      person: { surname, givenName },
      guardian: { phone },
      language: 'uk',
    }
    expect((await office.command(office.tokens.terminal, registration)).body).toMatchObject({ ok: true })
    // what nobody wants to find in a log line: names in requests that are refused
    await office.command(office.tokens.terminal, { ...registration, type: 'no-such-command' })
    await office.request('GET', `/api/${encodeURIComponent(surname)}`)
    await server.request('GET', `/api/offices/${encodeURIComponent(surname)}/board`)
    await server.request('POST', '/api/admin/login', { login: surname, password: phone })
    const settled = async (): Promise<boolean> => {
      const { inbox, learnt, stateHash } = await server.office(config.code)
      return learnt === inbox.seq && stateHash === (await office.state()).stateHash
    }
    await expect.poll(settled).toBe(true)

    // before: only with the key, and the key is only where keys are
    const keptKeys = path.join(folder, 'keys-before')
    mkdirSync(keptKeys)
    copyFileSync(path.join(office.dataDir, 'keys.json'), path.join(keptKeys, 'keys.json'))
    const keys = [today, tomorrow].map((date) => {
      const key = openKeyFile(path.join(keptKeys, 'keys.json')).day(date)
      if (key === null) throw new Error(`no key of ${date}`)
      return key
    })
    const before = readable(keptKeys)
    for (const canary of [surname, givenName, phone, documentDigits]) expect(before).toContain(canary)
    expect(inText(backup('before'))).toEqual([])
    const withKeys = backup('before-keys', '--with-keys')
    expect(inText(withKeys)).toEqual([])
    for (const key of keys) expect(withKeys.includes(key.toString('hex'))).toBe(true)
    expect(found(canaries)).toEqual([])

    await server.pass(32 * daySeconds)
    await office.pass(32 * daySeconds)
    // the server has only noted what is due: its clock might be wrong
    expect(backup('noted-keys', '--with-keys').includes(keys[1]?.toString('hex') ?? '-')).toBe(true)
    await server.pass(daySeconds)
    await office.pass(daySeconds)
    await expect.poll(() => readFileSync(path.join(office.dataDir, 'keys.json'), 'utf8').includes(tomorrow)).toBe(false)

    // after: nothing opens it, and what would is gone from every file, also from what was only marked as deleted
    expect(readable(office.dataDir)).toMatch(/^\[(null,)*null\]$/)
    expect(inText(backup('after'))).toEqual([])
    const after = backup('after-keys', '--with-keys')
    expect(inText(after)).toEqual([])
    for (const key of keys) expect(after.includes(key.toString('hex'))).toBe(false)
    expect(found(canaries)).toEqual([])
    expect(found(keys.flatMap((key) => [key, key.toString('hex'), key.toString('base64')]))).toEqual([])
    for (const log of [server.problems(), office.problems()]) {
      expect(inText(log)).toEqual([])
      expect(log.replaceAll(/"pid":\d+/g, '')).not.toMatch(/(?<![\w.])7391(?!\w)/)
    }

    await office.stopHub('SIGTERM')
    const audit = spawnSync(
      process.execPath,
      [path.join(root, 'tools/audit.ts'), path.join(office.dataDir, 'office.db')],
      {
        encoding: 'utf8',
      },
    )
    expect(audit.stderr).toBe('')
    expect(audit.status, audit.stdout).toBe(0)
    expect(inText(audit.stdout)).toEqual([])
  })
})
