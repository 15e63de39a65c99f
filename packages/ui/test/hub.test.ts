import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TerminalView } from '@cherha/shared/protocol'
import { Server } from 'socket.io'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectHub, hubNow, type Hub, type HubTimes } from '../src/hub.ts'

type Ack = (answer: unknown) => void
interface Received {
  readonly commandId: string
  readonly type: string
}

const quick: Partial<HubTimes> = { answerTimeoutMs: 60, resendAfterMs: 20, retryAfterMs: 40 }
const finish = { type: 'finish-service', window: 'w1' } as const
const accepted = { ok: true, seq: 7, result: {} } as const

let http: HttpServer
let io: Server
let port = 0
/** What the server does with a command; each test sets its own. */
let onCommand: (command: Received, ack: Ack) => void
let allowed: (token: unknown) => boolean
let received: Received[]
let hubs: Hub<TerminalView>[]

async function startServer(): Promise<void> {
  http = createServer()
  io = new Server(http)
  io.use((socket, next) => {
    const auth: { token?: unknown } = socket.handshake.auth
    if (allowed(auth.token)) next()
    else next(new Error('unauthorised'))
  })
  io.on('connection', (socket) => {
    socket.emit('state', { seq: 3, view: { kind: 'terminal', now: '2026-03-05T07:28:00Z' } })
    socket.on('command', (command: Received, ack: Ack) => {
      received.push(command)
      onCommand(command, ack)
    })
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  port = (http.address() as AddressInfo).port
}

async function stopServer(): Promise<void> {
  await io.close()
}

function connect(token?: string): Hub<TerminalView> {
  const hub = connectHub<TerminalView>(`http://127.0.0.1:${port}`, token, quick)
  hubs.push(hub)
  return hub
}

/** Resolves when the hub's state is as wanted. */
function until(
  hub: Hub<TerminalView>,
  wanted: (state: ReturnType<typeof hub.store.getState>) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    if (wanted(hub.store.getState())) return resolve()
    const stop = hub.store.subscribe((state) => {
      if (!wanted(state)) return
      stop()
      resolve()
    })
  })
}

beforeEach(async () => {
  port = 0
  received = []
  hubs = []
  allowed = () => true
  onCommand = (_, ack) => ack(accepted)
  await startServer()
})
afterEach(async () => {
  for (const hub of hubs) hub.close()
  await stopServer()
})

test('the store mirrors the view the hub sends', async () => {
  const hub = connect()
  await until(hub, (state) => state.view !== null)
  expect(hub.store.getState()).toMatchObject({ connected: true, lostAt: null, seq: 3, view: { kind: 'terminal' } })
  expect(hubNow(hub.store.getState())).toBeGreaterThanOrEqual(Date.parse('2026-03-05T07:28:00Z'))
})

test('a command is answered with what the hub decided', async () => {
  const refusal = { ok: false, refusal: { code: 'not-serving', message: { uk: 'а', en: 'a' } } }
  onCommand = (_, ack) => ack(refusal)
  expect(await connect().send(finish)).toEqual(refusal)
})

test('a command whose answer was lost is sent again with the same id', async () => {
  let lostAnswers = 2
  onCommand = (_, ack) => {
    if (lostAnswers > 0) lostAnswers -= 1
    else ack(accepted)
  }
  expect(await connect().send(finish)).toEqual(accepted)
  expect(received).toHaveLength(3)
  expect(new Set(received.map((command) => command.commandId)).size).toBe(1)
  expect(received.map((command) => command.type)).toEqual(['finish-service', 'finish-service', 'finish-service'])
})

test('an unanswered command stays visible as pending and counts its attempts', async () => {
  let answer: Ack | undefined
  onCommand = (_, ack) => {
    answer = ack
  }
  const hub = connect()
  const sent = hub.send(finish)
  await until(hub, (state) => (state.pending?.attempts ?? 0) >= 2)
  expect(hub.store.getState().pending).toMatchObject({ type: 'finish-service', commandId: received[0]?.commandId })
  onCommand = (_, ack) => ack(accepted)
  answer?.(accepted)
  await sent
  expect(hub.store.getState().pending).toBeNull()
})

test('of two unanswered commands the older one is shown until it is answered too', async () => {
  let silent = true
  onCommand = (command, ack) => {
    if (command.type === 'recall' || !silent) ack(accepted)
  }
  const hub = connect()
  const first = hub.send(finish)
  expect(await hub.send({ type: 'recall', window: 'w1' })).toEqual(accepted)
  expect(hub.store.getState().pending?.type).toBe('finish-service')
  silent = false
  await first
  expect(hub.store.getState().pending).toBeNull()
})

test('a command sent while the hub is away reaches it after its restart', async () => {
  const hub = connect()
  await until(hub, (state) => state.connected)
  await stopServer()
  await until(hub, (state) => !state.connected)
  expect(hub.store.getState().lostAt).not.toBeNull()
  const sent = hub.send(finish)
  expect(hub.store.getState().pending?.type).toBe('finish-service')
  await startServer()
  expect(await sent).toEqual(accepted)
  expect(received).toHaveLength(1)
  expect(hub.store.getState()).toMatchObject({ connected: true, lostAt: null, pending: null })
})

test('a hub that restarts between command and answer gets the same command again', async () => {
  onCommand = () => {}
  const hub = connect()
  const sent = hub.send(finish)
  await expect.poll(() => received.length).toBeGreaterThan(0)
  const id = received[0]?.commandId
  await stopServer()
  received = []
  onCommand = (_, ack) => ack(accepted)
  await startServer()
  expect(await sent).toEqual(accepted)
  expect(received.map((command) => command.commandId)).toEqual([id])
})

test('a refused token is visible, and a token that becomes valid connects', async () => {
  allowed = () => false
  const hub = connect('old')
  await until(hub, (state) => state.unauthorised)
  expect(hub.store.getState().connected).toBe(false)
  allowed = (token) => token === 'old'
  await until(hub, (state) => state.connected)
  expect(hub.store.getState().unauthorised).toBe(false)
})

test('a hub that hangs up is called again', async () => {
  const hub = connect()
  await until(hub, (state) => state.connected)
  io.disconnectSockets(true)
  await until(hub, (state) => !state.connected)
  await until(hub, (state) => state.connected)
  expect(hub.store.getState().lostAt).toBeNull()
})

test('a rate limit is waited out with the same command', async () => {
  let refusals = 2
  onCommand = (_, ack) => {
    refusals -= 1
    ack(refusals >= 0 ? { ok: false, error: { code: 'too-many-requests', message: 'slow down' } } : accepted)
  }
  expect(await connect().send(finish)).toEqual(accepted)
  expect(new Set(received.map((command) => command.commandId)).size).toBe(1)
})

test('a command that never reached the rules resolves with the error', async () => {
  const malformed = { ok: false, error: { code: 'malformed', message: 'window is missing', field: 'window' } }
  onCommand = (_, ack) => ack(malformed)
  expect(await connect().send(finish)).toEqual(malformed)
})

test('closing resolves what has no answer as closed', async () => {
  onCommand = () => {}
  const hub = connect()
  const sent = hub.send(finish)
  await expect.poll(() => received.length).toBeGreaterThan(0)
  hub.close()
  expect(await sent).toMatchObject({ ok: false, error: { code: 'closed' } })
})

test('E16 a command that was given up while the hub is away is not sent when it is back, and is kept nowhere', async () => {
  const hub = connect()
  await until(hub, (state) => state.connected)
  await stopServer()
  await until(hub, (state) => !state.connected)
  const gone = new AbortController()
  const sent = hub.send(finish, gone.signal)
  gone.abort()
  expect(await sent).toMatchObject({ ok: false, error: { code: 'given-up' } })
  expect(hub.store.getState().pending).toBeNull()
  await startServer()
  await until(hub, (state) => state.connected)
  expect(await hub.send({ type: 'recall', window: 'w1' })).toEqual(accepted)
  expect(received.map(({ type }) => type)).toEqual(['recall'])
})

test('E16 a command that was given up before its answer is not sent again', async () => {
  onCommand = () => {}
  const hub = connect()
  const gone = new AbortController()
  const sent = hub.send(finish, gone.signal)
  await expect.poll(() => received.length).toBeGreaterThan(0)
  gone.abort()
  const attempts = received.length
  expect(await sent).toMatchObject({ ok: false, error: { code: 'given-up' } })
  onCommand = (_, ack) => ack(accepted)
  // as many more as it would have been sent in that time
  for (let others = 0; others < 6; others += 1) {
    await hub.send({ type: 'recall', window: 'w1' })
    await new Promise((resolve) => setTimeout(resolve, quick.resendAfterMs))
  }
  expect(received.filter(({ type }) => type === 'finish-service')).toHaveLength(attempts)
})

test('E16 a command given up before it began reaches nobody', async () => {
  const hub = connect()
  await until(hub, (state) => state.connected)
  expect(await hub.send(finish, AbortSignal.abort())).toMatchObject({ ok: false, error: { code: 'given-up' } })
  expect(await hub.send({ type: 'recall', window: 'w1' })).toEqual(accepted)
  expect(received.map(({ type }) => type)).toEqual(['recall'])
})

test('a hub below a path is reached there: Electron’s relay has one that only its page knows', async () => {
  const below = new Server(http, { path: '/a-key/socket.io/' })
  below.on('connection', (socket) => socket.emit('state', { seq: 9, view: { kind: 'terminal' } }))
  const hub = connectHub<TerminalView>(`http://127.0.0.1:${port}/a-key`, undefined, quick)
  hubs.push(hub)
  await until(hub, ({ seq }) => seq === 9)
  await below.close()
})
