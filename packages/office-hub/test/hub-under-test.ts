import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type HubHandle,
  type HubOptions,
  openCredentials,
  provision,
  type Provisioned,
  startHub,
} from '@cherha/office-hub'
import type { ClientCommand, OfficeConfig } from '@cherha/shared/protocol'
import { anOffice, VirtualClock } from '@cherha/testing'
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'

/** 10:00 of an ordinary Monday in Kyiv. */
export const mondayMorning = Date.parse('2026-11-23T08:00:00Z')

export interface Reply {
  readonly status: number
  readonly headers: Headers
  // the tests compare it as a whole; what it should be is the expectation's business
  readonly body: unknown
}

type Body<T> = T extends ClientCommand ? Omit<T, 'commandId'> & { commandId?: string } : never
export type CommandBody = Body<ClientCommand>

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cherha-hub-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The whole hub on a free port, driven over real HTTP and real sockets under a virtual clock. */
export class HubUnderTest {
  readonly hub: HubHandle
  readonly clock: VirtualClock
  readonly dataDir: string
  readonly access: Provisioned

  constructor(hub: HubHandle, clock: VirtualClock, dataDir: string, access: Provisioned) {
    this.hub = hub
    this.clock = clock
    this.dataDir = dataDir
    this.access = access
  }

  token(role: 'terminal' | 'display' | 'desk', index = 0): string {
    const device = this.access.devices.filter((one) => one.role === role)[index]
    if (device === undefined) throw new Error(`no ${role} ${index}`)
    return device.token
  }

  pin(login: string): string {
    const staff = this.access.staff.find((one) => one.login === login)
    if (staff === undefined) throw new Error(`nobody is called ${login}`)
    return staff.pin
  }

  async request(
    method: string,
    path: string,
    options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const response = await fetch(`${this.hub.url}${path}`, {
      method,
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  get(path: string, token?: string): Promise<Reply> {
    return this.request('GET', path, token === undefined ? {} : { token })
  }

  command(token: string, body: CommandBody): Promise<Reply> {
    return this.request('POST', '/api/commands', { token, body: { commandId: randomUUID(), ...body } })
  }

  /** A session's token. */
  async signIn(login: string, desk = 0): Promise<string> {
    const reply = await this.request('POST', '/api/sessions', {
      token: this.token('desk', desk),
      body: { login, pin: this.pin(login) },
    })
    if (reply.status !== 200) throw new Error(`${login} could not sign in: ${JSON.stringify(reply.body)}`)
    return at(reply.body, 'session') as string
  }

  /** Resolves with the socket and a list that grows by every view the hub sends it. */
  async connect(
    token: string,
  ): Promise<{ socket: Socket; states: { seq: number; view: unknown }[]; traffic: string[] }> {
    const socket = io(this.hub.url, { transports: ['websocket'], auth: { token }, forceNew: true, reconnection: false })
    onTestFinished(() => void socket.close())
    const states: { seq: number; view: unknown }[] = []
    const traffic: string[] = []
    socket.on('state', (state: { seq: number; view: unknown }) => states.push(state))
    socket.onAny((...args: unknown[]) => traffic.push(JSON.stringify(args)))
    await new Promise<void>((resolve, reject) => {
      socket.once('state', () => resolve())
      socket.once('connect_error', reject)
    })
    return { socket, states, traffic }
  }

  advance(ms: number): Promise<void> {
    return this.clock.advance(ms, () => this.hub.idle())
  }
}

export interface Started extends Partial<Omit<HubOptions, 'clock'>> {
  readonly now?: number
  /** A clock that goes on from an earlier start. */
  readonly clock?: VirtualClock
}

/** Starts a hub for one test; it is stopped when the test ends. */
export async function startedHub(options: Started = {}): Promise<HubUnderTest> {
  const { now = mondayMorning, clock = new VirtualClock(now), ...rest } = options
  const dataDir = rest.dataDir ?? aFolder()
  const config: OfficeConfig = rest.config ?? anOffice().config()
  const credentials = openCredentials(dataDir)
  const access = await provision(dataDir, config, credentials)
  credentials.close()
  const hub = await startHub({ logLevel: 'silent', ...rest, config, dataDir, port: 0, clock })
  onTestFinished(() => hub.close())
  return new HubUnderTest(hub, clock, dataDir, access)
}

/** The value at a path of something parsed: `at(body, 'result', 'ticket')`. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}

export function aVisitor(
  surname = 'Їжакевич',
  givenName = 'Єлизавета',
): { surname: string; givenName: string; patronymic: string } {
  return { surname, givenName, patronymic: 'Іллівна' }
}

/** A registration in today's queue. */
export function registerCurrent(
  person = aVisitor(),
  more: { time?: string; commandId?: string } = {},
): Extract<CommandBody, { type: 'register-current' }> {
  return { type: 'register-current', service: 'service-1', language: 'uk', person, ...more }
}
