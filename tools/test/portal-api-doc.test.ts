import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ServerHandle, startServer } from '@cherha/queue-server'
import { bookingRefusalCodes } from '@cherha/shared/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Shell } from './operations/shell.ts'
import { stepsOf } from './operations/steps.ts'

const root = path.resolve(import.meta.dirname, '../..')
const text = readFileSync(path.join(root, 'docs/portal-api.md'), 'utf8')
const steps = stepsOf(text)

const folder = mkdtempSync(path.join(tmpdir(), 'cherha-portal-doc-'))
let server: ServerHandle
let shell: Shell
beforeAll(async () => {
  const at = (name: string): string => path.join(folder, name)
  mkdirSync(at('notes'))
  server = await startServer({ port: 0, dataDir: at('server'), pages: null, site: null })
  shell = new Shell({
    cwd: root,
    notes: at('notes'),
    timeoutMs: 90_000,
    env: {
      PATH: [path.join(root, 'node_modules/node/bin'), process.env['PATH']].join(path.delimiter),
      DATABASE_URL: '',
      SERVER_DATA: at('server'),
      SERVER_URL: server.url,
      NOTES: at('notes'),
    },
  })
})
afterAll(async () => {
  await shell.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

it('B40 docs/portal-api.md: its examples do what the page says, against the sandbox of a running server', async () => {
  const said: string[] = []
  for (const step of steps) said.push(await shell.take(step))
  expect(steps.every(({ does }) => does === 'run')).toBe(true)
  const [key, services, found, booked, looked, refused, revoked] = said
  expect(said).toHaveLength(7)
  expect(key).toMatch(/Portal trial \(sandbox\): 60 requests a minute, 50 bookings a day\.\n.*: cherha_test_\S{43}\n/)
  expect(services).toContain('{"id":"passport","title"')
  expect(found).toContain('"nearest":{"date":"')
  expect(found).toContain('{"time":"10:00","free":4}')
  expect(booked).toContain('the same answer, byte for byte')
  expect(booked).toContain('"number":"А-009"')
  expect(looked).toContain('"state":"booked"')
  expect(looked).toContain('"state":"cancelled"')
  expect(refused).toMatch(/422\n.*"code":"phone-fixed"/)
  expect(revoked).toContain('"code":"key-revoked"')
  expect(revoked).toMatch(/trial {2}sandbox .* revoked /)
})

it('B37 docs/portal-api.md names no code the interface does not have', () => {
  const own = ['malformed', 'unauthorised', 'key-revoked', 'too-large', 'too-many-requests', 'quota-exhausted']
  const known = new Set<string>([...own, 'idempotency-key-reused', 'unavailable', ...bookingRefusalCodes])
  const table = text.slice(text.indexOf('| status | codes'), text.indexOf('Limits count by'))
  const named = [...table.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name).filter((name) => name !== 'field')
  expect(named.length).toBeGreaterThan(15)
  for (const name of named) expect(known).toContain(name)
})
