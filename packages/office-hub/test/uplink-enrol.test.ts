import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { hubLinkPath, linkOver } from '@cherha/shared/protocol'
import { enrol, HubStartError, openCredentials, startHub } from '@cherha/office-hub'
import { VirtualClock } from '@cherha/testing'
import { Server as SocketServer } from 'socket.io'
import { expect, onTestFinished, test, vi } from 'vitest'
import { aFolder, at, mondayMorning, startedHub } from './hub-under-test.ts'
import { ScriptedServer } from './scripted-server.ts'
import { aServer, officeConfig } from './uplink-under-test.ts'

interface Asked {
  readonly code: string
  readonly publicKey: string
  readonly restore: boolean
  readonly keys?: { office: string; days: Record<string, string> }
}

/** A queue server's door: answers enrolments as told, and hands its sockets to a scripted server. */
async function aDoor(answer: (asked: Asked) => [number, unknown] = welcome) {
  const asked: Asked[] = []
  const http: Server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const body = JSON.parse(text) as Asked
      asked.push(body)
      const [status, value] = answer(body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const io = new SocketServer(http, { path: hubLinkPath, transports: ['websocket'] })
  let scripted: ScriptedServer | null = null
  io.on('connection', (socket) => {
    if (scripted === null) socket.disconnect(true)
    else scripted.accept(linkOver(socket))
  })
  const close = () =>
    new Promise<void>((resolve) => {
      void io.close(() => resolve())
    })
  onTestFinished(close)
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const serve = (server: ScriptedServer | null) => {
    scripted = server
    if (server === null) io.disconnectSockets(true)
  }
  return { url, asked, serve, close }
}

const welcome = (): [number, unknown] => [
  200,
  { office: officeConfig().code, hub: randomUUID(), config: officeConfig() },
]
const refusing =
  (status: number, code: string): (() => [number, unknown]) =>
  () => [status, { error: { code, message: `because ${code}` } }]
const code = 'ABCD-EFGH-JKLM'

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof HubStartError ? { message: error.message, exitCode: error.exitCode } : error),
  )

test('R12 a hub enrols with a code, makes its key itself, and keeps who it is for this user only', async () => {
  const { url, asked } = await aDoor()
  const dataDir = aFolder()
  const file = await enrol({ dataDir, server: `${url}/`, code, restore: false })
  expect(asked).toEqual([{ code, publicKey: expect.any(String), restore: false }])
  expect(Buffer.from(asked[0]?.publicKey ?? '', 'base64')).toHaveLength(32)
  expect(JSON.stringify(asked)).not.toContain(file.privateKey)
  expect(statSync(join(dataDir, 'server.json')).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'))).toMatchObject({ url, office: file.office })
})

test.for([
  ['wrong-enrolment-code', 'The code is wrong, was used, or is older than 15 minutes; ask for a new one.'],
  ['keys-exist', 'The office has run with another hub already; enrol with an empty data folder, or with --restore.'],
  ['restore-mismatch', 'The queue server refuses this hub: because restore-mismatch.'],
] as const)(
  'R12 an enrolment refused as %s is one sentence and leaves the folder as it was',
  async ([why, sentence]) => {
    const { url } = await aDoor(refusing(401, why))
    const dataDir = aFolder()
    expect(await failure(enrol({ dataDir, server: url, code, restore: true }))).toEqual({
      message: sentence,
      exitCode: 2,
    })
    expect(existsSync(join(dataDir, 'server.json'))).toBe(false)
    expect(existsSync(join(dataDir, 'epoch-due.json'))).toBe(false)
  },
)

test('R12 a server that cannot be reached, one that is none, http in the network, and a second enrolment', async () => {
  const { url, close } = await aDoor()
  const dataDir = aFolder()
  await enrol({ dataDir, server: url, code, restore: false })
  expect(await failure(enrol({ dataDir, server: url, code, restore: false }))).toMatchObject({
    message: expect.stringContaining('belongs to office'),
    exitCode: 2,
  })
  await close()
  const fresh = aFolder()
  expect(await failure(enrol({ dataDir: fresh, server: url, code, restore: false }))).toEqual({
    message: `The queue server at ${url} cannot be reached; check the address and the network.`,
    exitCode: 1,
  })
  const other = await aDoor(() => [200, { hello: 'world' }])
  expect(await failure(enrol({ dataDir: fresh, server: other.url, code, restore: false }))).toEqual({
    message: `At ${other.url} is no queue server this hub can talk to.`,
    exitCode: 1,
  })
  expect(await failure(enrol({ dataDir: fresh, server: 'http://10.0.0.5', code, restore: false }))).toEqual({
    message: '--server must begin with https:// unless the server is on this computer.',
    exitCode: 2,
  })
})

test('a hub that has run without a server brings its keys; one of another office is told so', async () => {
  const dataDir = aFolder()
  const { hub } = await startedHub({ dataDir, config: officeConfig() })
  await hub.close()
  const { url, asked } = await aDoor()
  await enrol({ dataDir, server: url, code, restore: false })
  const keys = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as { office: string; days: object }
  expect(asked[0]?.keys).toEqual({ office: keys.office, days: keys.days })

  const strange = aFolder()
  const own = await startedHub({ dataDir: strange, config: { ...officeConfig(), code: '9999' } })
  await own.hub.close()
  expect(await failure(enrol({ dataDir: strange, server: url, code, restore: false }))).toMatchObject({ exitCode: 2 })
  expect(existsSync(join(strange, 'server.json'))).toBe(false)
})

test('R11 R24 over socket.io: an enrolled hub starts without a configuration, learns, loses the server in the middle and goes on', async () => {
  const door = await aDoor()
  const dataDir = aFolder()
  await enrol({ dataDir, server: door.url, code, restore: false })
  const { server: model } = aServer(4)
  const server = new ScriptedServer(door.asked[0]?.publicKey ?? '', model.secrets)
  for (const { event } of model.inbox.read(0, 100)) server.inbox.append([{ at: 0, mono: 0, event }])
  const clock = new VirtualClock(mondayMorning)
  server.keepTime(clock)
  door.serve(server)
  const hub = await startHub({ dataDir, port: 0, clock, logLevel: 'silent', followServerTime: false })
  onTestFinished(() => hub.close())
  expect(hub.office.code).toBe(officeConfig().code)
  await vi.waitFor(() => expect(hub.server()).toMatchObject({ state: 'connected', lagEvents: 0 }), 60_000)
  await vi.waitFor(() =>
    expect(server.copy.read(0, 500).filter(({ event }) => event.type === 'registered')).toHaveLength(4),
  )
  expect(server.forged).toEqual([])

  door.serve(null)
  await vi.waitFor(() => expect(hub.server().state).toBe('away'), 60_000)
  const health = await fetch(`${hub.url}/health`).then((response) => response.json())
  expect(at(health, 'ok')).toBe(true)
  expect(at(health, 'server', 'state')).toBe('away')
  expect(at(health, 'server', 'lastContact')).toEqual(expect.any(String))
  door.serve(server)
  await vi.waitFor(() => expect(hub.server().state).toBe('connected'), 60_000)

  await hub.close()
  door.serve(null)
  // the server stays away: the office opens all the same, from its own log
  const again = await startHub({ dataDir, port: 0, clock, logLevel: 'silent' })
  onTestFinished(() => again.close())
  expect(again.office.code).toBe(officeConfig().code)
  expect(again.server().state).toBe('away')
})

test('R16 R18 a replacement takes the office’s log and devices from the server, begins an epoch, and then serves', async () => {
  const door = await aDoor()
  const first = aFolder()
  await enrol({ dataDir: first, server: door.url, code, restore: false })
  const { server: model } = aServer(4)
  const server = new ScriptedServer(door.asked[0]?.publicKey ?? '', model.secrets)
  for (const { event } of model.inbox.read(0, 100)) server.inbox.append([{ at: 0, mono: 0, event }])
  const clock = new VirtualClock(mondayMorning)
  server.keepTime(clock)
  door.serve(server)
  const lost = await startHub({ dataDir: first, port: 0, clock, logLevel: 'silent', followServerTime: false })
  const token = lost.credentials.addDevice({ id: 'display-1', role: 'display', windows: null })
  await vi.waitFor(() => expect(lost.server()).toMatchObject({ state: 'connected', lagEvents: 0 }), 60_000)
  await vi.waitFor(() =>
    expect(server.copy.read(0, 500).filter(({ event }) => event.type === 'registered')).toHaveLength(4),
  )
  await lost.close()
  server.secrets = {
    ...server.secrets,
    version: 2,
    devices: [{ id: 'display-1', role: 'display', windows: null, tokenHash: tokenHashOf(first, 'display-1') }],
  }
  const known = server.copy.read(0, 500)

  const second = aFolder()
  await enrol({ dataDir: second, server: door.url, code, restore: true })
  const replacement = new ScriptedServer(door.asked[1]?.publicKey ?? '', server.secrets)
  for (const { event } of server.inbox.read(0, 100)) replacement.inbox.append([{ at: 0, mono: 0, event }])
  replacement.copy.appendCopy(known)
  replacement.keepTime(clock)
  door.serve(replacement)
  const hub = await startHub({ dataDir: second, port: 0, clock, logLevel: 'silent', followServerTime: false })
  onTestFinished(() => hub.close())
  const health = await fetch(`${hub.url}/health`).then((response) => response.json())
  expect(at(health, 'epoch')).toBe(1)
  await vi.waitFor(() => expect(hub.credentials.deviceOf(token)).toMatchObject({ id: 'display-1' }), 60_000)
  await vi.waitFor(() => expect(replacement.copy.head().seq).toBeGreaterThan(known.length), 60_000)
  expect(existsSync(join(second, 'epoch-due.json'))).toBe(false)
})

function tokenHashOf(dataDir: string, id: string): string {
  const credentials = openCredentials(dataDir)
  try {
    return credentials.deviceHashes().find((device) => device.id === id)?.tokenHash ?? ''
  } finally {
    credentials.close()
  }
}
