import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anOffice } from '@cherha/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/http/app.ts'
import { openLogger } from '../src/http/logging.ts'
import { Metrics } from '../src/http/metrics.ts'
import { type ServerHandle, startServer } from '../src/index.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { openStores } from '../src/store/stores.ts'
import { CutDatabase } from './support/cut-database.ts'

let folder: string
let database: Database
let wire: CutDatabase
let server: ServerHandle
let headers: Record<string, string>
const config = anOffice().withService('А').with({ code: '6801' }).config()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cherha-away-'))
  database = await openDatabase({ dataDir: folder, log: pino({ level: 'silent' }) })
  wire = await CutDatabase.before(database)
  server = await startServer({ port: 0, dataDir: folder, url: wire.url, pages: null, logLevel: 'silent' })
  await server.offices.create(config)
  const shown = await server.provision.addAccount({ login: 'lead', name: 'L', role: 'office-lead', office: '6801' })
  const answer = await fetch(`${server.url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'lead', password: shown?.password }),
  })
  const { me } = (await answer.json()) as { me: { csrf: string } }
  headers = {
    cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
    'x-csrf-token': me.csrf,
    'content-type': 'application/json',
  }
})
afterAll(async () => {
  await server.close()
  await wire.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const change = (phones: string[], version: number) =>
  fetch(`${server.url}/api/admin/offices/6801/config`, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ config: { ...config, phones }, version }),
  })

test('S57 the database goes away: 503 with the time to come back, boards go on; it returns: everything does', async () => {
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  wire.cut()
  const health = await fetch(`${server.url}/health`)
  expect(health.status).toBe(503)
  expect(Number(health.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await health.json()).toMatchObject({ error: { code: 'unavailable' } })

  const refused = await change(['(0382) 11-11-11'], 1)
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(server.offices.get('6801')?.version).toBe(1)
  expect((await fetch(`${server.url}/api/offices/6801/board`)).status).toBe(200)
  expect((await fetch(`${server.url}/api/offices`)).status).toBe(200)

  wire.heal()
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  expect(await (await change(['(0382) 22-22-22'], 1)).json()).toEqual({ version: 2 })
  expect(server.offices.get('6801')?.config?.phones).toEqual(['(0382) 22-22-22'])
})

test('who goes away in the middle of a request is told by nobody as a database that is away', async () => {
  const lines: string[] = []
  const logger = openLogger('debug', { write: (line) => void lines.push(line) })
  const app = await createApp({ logger, metrics: new Metrics({ offices: () => [] }), version: '1' })
  app.post('/test', async () => 'done')
  const status = new Promise((resolve) => {
    app.addHook('onSend', async (_request, reply) => resolve(reply.statusCode))
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const seen = new Promise((resolve) => app.server.once('request', resolve))
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1')
  socket.write('POST /test HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"a')
  await seen
  socket.destroy()
  expect(await status).toBe(400)
  expect(lines.join('')).not.toContain('away')
  // and who sends it in drops is cut off after the time of a request: Node takes the two for each other otherwise
  expect(app.server.headersTimeout).toBeLessThan(app.server.requestTimeout)
  await app.close()
})

test('a change that meets the cut in the middle is there whole or not at all, and the next one finds which', async () => {
  for (let round = 0; round < 6; round += 1) {
    const version = server.offices.get('6801')?.version ?? 0
    const asked = change([`round ${round}`], version)
    await new Promise((resolve) => setTimeout(resolve, round * 2))
    wire.cut()
    const first = await asked
    expect([200, 503]).toContain(first.status)
    wire.heal()
    const now = server.offices.get('6801')?.version ?? 0
    const again = await change([`after ${round}`], now)
    // an append whose answer was lost may be there: then the office says so, and nothing is overwritten
    expect([200, 409, 503]).toContain(again.status)
    if (again.status === 503) {
      const later = server.offices.get('6801')?.version ?? 0
      expect([200, 409]).toContain((await change([`later ${round}`], later)).status)
    }
  }
  const copy = openStores(database).logOf('6801', 'inbox')
  const stored = (await copy.read(0, 500)).filter(({ event }) => event.type === 'office-configured')
  expect(stored).toHaveLength(server.offices.get('6801')?.version ?? 0)
})

test('a port that is taken is told in one sentence, and nothing stays open', async () => {
  const { port } = server
  await database.pool.query('CREATE DATABASE another')
  const url = wire.url.replace(/[^/]+$/, 'another')
  await expect(startServer({ port, dataDir: folder, url, pages: null, logLevel: 'silent' })).rejects.toThrow(
    /^Port \d+ of 127\.0\.0\.1 is in use or not allowed; choose another with --port\.$/,
  )
})
