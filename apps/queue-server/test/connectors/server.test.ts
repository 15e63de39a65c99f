import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type RegistrySimulator, startRegistrySimulator } from '@cherha/registry-simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOutside } from '../../src/cli/read-outside.ts'
import type { ServerHandle } from '../../src/server/options.ts'
import { startServer } from '../../src/start-server.ts'
import { aDataFolder, withDatabase } from '../support/database.ts'
import { configFor } from './support.ts'

const folder = aDataFolder()
const databases = withDatabase()
const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

afterAll(() => folder.remove())

describe('a server with outside systems', () => {
  let simulator: RegistrySimulator
  let server: ServerHandle

  beforeAll(async () => {
    simulator = await startRegistrySimulator({ port: 0 })
    server = await startServer({
      port: 0,
      dataDir: folder.path,
      url: await databases.freshUrl(),
      outside: configFor(simulator, ['register', 'check']),
      pages: null,
      site: null,
      logLevel: 'silent',
    })
  })
  afterAll(async () => {
    await server.close()
    await simulator.close()
  })

  it('says on /health how each of them is', async () => {
    const health: unknown = await (await fetch(`${server.url}/health`)).json()
    expect(health).toMatchObject({
      ok: true,
      outside: expect.arrayContaining([
        { system: 'register', state: 'ok', since: null, queue: 0 },
        { system: 'border', state: 'not-configured', since: null, queue: 0 },
        { system: 'mail', state: 'ok', since: null, queue: 0 },
      ]),
    })
  })

  it('has figures of each of them', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text()
    expect(text).toContain('cherha_outside{system="register",what="queue"} 0')
    expect(text).toContain('cherha_outside{system="register",what="lies"} 0')
  })
})

describe('--outside', () => {
  const put = (name: string, text: string) => {
    const path = join(folder.path, name)
    writeFileSync(path, text)
    return path
  }

  it('reads the file of the demonstration', () => {
    const config = readOutside(fileURLToPath(new URL('../../../../config/outside.yaml', import.meta.url)))
    expect(Object.keys(config?.systems ?? {})).toHaveLength(9)
    expect(config?.mail?.port).toBe(4_310)
  })

  it('with a file that has a mistake says where, and starts nothing', () => {
    const path = put(
      'wrong.yaml',
      'client: UA/GOV/1/cherha\nsystems:\n  register: { url: nowhere, service: UA/GOV/2/x }\n',
    )
    const { status, stderr } = spawnSync(process.execPath, [cli, '--port', '0', '--outside', path], {
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr).toContain(`${path}:3: systems.register.url: `)
  })

  it('that names a password’s file that is not there says so', async () => {
    const config = readOutside(
      put('mail.yaml', 'client: UA/GOV/1/cherha\nmail: { host: x, port: 25, from: a@x.org, passwordFile: /nowhere }\n'),
    )
    const url = await databases.freshUrl()
    const options = { port: 0, dataDir: folder.path, url, outside: config, logLevel: 'silent' } as const
    await expect(startServer(options)).rejects.toThrow(/password file \/nowhere.*cannot be read/)
  })
})
