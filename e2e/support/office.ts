import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserHost, type HostRole, startBrowserHost } from '@cherha/device-shell'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { builtPages } from '../../tools/pages.ts'
import { freePort } from './free-port.ts'
import { type HubProcess, type ReadyLine, root, startHubProcess } from './process.ts'
import type { TestServer } from './server.ts'

export interface HttpAnswer {
  readonly status: number
  readonly body: {
    readonly [field: string]: unknown
    readonly result?: Readonly<Record<string, unknown>>
    readonly refusal?: { readonly code: string }
  }
}

const pageOf = { terminal: 'terminal', display: 'display', desk: 'operator-desk' } as const

interface Parts {
  readonly dir: string
  readonly port: number
  readonly args: readonly string[]
  readonly hub: HubProcess
  readonly now: string
  readonly server?: TestServer | null
  readonly devices?: ReadyLine['devices']
}

export interface EnrolOptions {
  readonly url: string
  /** RFC 3339 instant at which the virtual clock starts. */
  readonly now: string
  /** Left out: a new folder, and any free port. */
  readonly dir?: string
  readonly port?: number
  /** More arguments of `hub:test`, at every start. */
  readonly extra?: readonly string[]
  /** The lost hub this one takes the place of (`--restore`): the devices are the same. */
  readonly instead?: Office
}

/** A whole office of real processes: a hub with a virtual clock, a printer folder, and the hosts of its three screens. */
export class Office {
  readonly dir: string
  readonly dataDir: string
  readonly ticketsDir: string
  readonly port: number
  readonly #args: readonly string[]
  readonly #server: TestServer | null
  readonly #devices: ReadyLine['devices'] | undefined
  readonly #hosts: BrowserHost[] = []
  #hub: HubProcess
  #now: string

  private constructor({ dir, port, args, hub, now, server = null, devices }: Parts) {
    this.dir = dir
    this.dataDir = path.join(dir, 'data')
    this.ticketsDir = path.join(dir, 'tickets')
    this.port = port
    this.#args = args
    this.#hub = hub
    this.#now = now
    this.#server = server
    this.#devices = devices
  }

  /**
   * @param now RFC 3339 instant at which the virtual clock starts
   * @param printer `file:DIR` or `tcp:HOST:PORT`; left out, the folder `ticketsDir`
   */
  static async open(config: OfficeConfig, now: string, printer?: string): Promise<Office> {
    const dir = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-'))
    const configFile = path.join(dir, 'office.json')
    writeFileSync(configFile, JSON.stringify(config))
    const port = await freePort()
    const data = path.join(dir, 'data')
    const options = { config: configFile, data, port, printer: printer ?? `file:${path.join(dir, 'tickets')}` }
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
    const hub = await startHubProcess([...args, '--now', now])
    return new Office({ dir, port, args, hub, now })
  }

  /**
   * The hub of an office of a queue server, enrolled with a new code.
   * @param url where it reaches the server
   */
  static async enrol(server: TestServer, office: string, options: EnrolOptions): Promise<Office> {
    const { url, now, instead, dir = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-')), port, extra = [] } = options
    const restore = instead !== undefined
    const bound = port ?? (await freePort())
    const folders = ['--data', path.join(dir, 'data'), '--printer', `file:${path.join(dir, 'tickets')}`]
    const args = [...folders, '--port', String(bound), ...extra]
    const enrolment = ['--enrol', await server.enrolmentCode(office, restore), '--server', url]
    const hub = await startHubProcess([...args, ...enrolment, ...(restore ? ['--restore'] : []), '--now', now])
    return new Office({ dir, port: bound, args, hub, now, server, ...(instead && { devices: instead.devices }) })
  }

  /** The data folder of a hub that was lost has turned up: a hub is started on it, on another port. */
  static async openAgain(lost: Office, data: string, dir: string, now: string): Promise<Office> {
    const port = await freePort()
    const args = ['--data', data, '--printer', `file:${path.join(dir, 'tickets')}`, '--port', String(port)]
    const hub = await startHubProcess([...args, '--now', now])
    return new Office({ dir, port, args, hub, now, server: lost.#server })
  }

  get hubUrl(): string {
    return this.#hub.ready.hub
  }

  get devices(): ReadyLine['devices'] {
    return this.#devices ?? this.#hub.ready.devices
  }

  get tokens(): ReadyLine['tokens'] {
    const tokenOf = (role: string) => this.devices.find((device) => device.role === role)?.token ?? ''
    return { terminal: tokenOf('terminal'), display: tokenOf('display'), desk: tokenOf('desk') }
  }

  pinOf(login: string): string {
    const staff = [...this.#hub.ready.staff, ...(this.#server?.staff ?? [])]
    const member = staff.find((candidate) => candidate.login === login)
    if (member?.pin === undefined) throw new Error(`nobody is called ${login}`)
    return member.pin
  }

  get now(): string {
    return this.#now
  }

  /** Everything the hub has said on stderr. */
  problems(): string {
    return this.#hub.problems()
  }

  /** The hub's log folded from its first record, and how far it is. */
  async state(): Promise<{ head: { seq: number; hash: string }; epoch: number; stateHash: string }> {
    return (await this.request('GET', '/test/state')).body as never
  }

  /** Serves a screen and returns the address of its page with the one-time pairing. */
  async screen(role: HostRole): Promise<string> {
    const host = await startBrowserHost({
      role,
      pagesDir: builtPages(root, pageOf[role]),
      hubUrl: this.hubUrl,
      deviceToken: this.tokens[role],
      port: 0,
      hostSecret: randomBytes(32),
    })
    this.#hosts.push(host)
    return `${host.url}/#pair=${host.pairCode()}`
  }

  async request(method: 'GET' | 'POST' | 'DELETE', url: string, token?: string, body?: unknown): Promise<HttpAnswer> {
    const answer = await fetch(`${this.hubUrl}${url}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} }
  }

  command(token: string, body: Record<string, unknown>): Promise<HttpAnswer> {
    return this.request('POST', '/api/commands', token, { commandId: randomUUID(), ...body })
  }

  /** @param desk id of the device; left out: the first desk */
  async signIn(login: string, desk?: string): Promise<string> {
    const token = desk === undefined ? this.tokens.desk : this.devices.find(({ id }) => id === desk)?.token
    const answer = await this.request('POST', '/api/sessions', token, { login, pin: this.pinOf(login) })
    if (answer.status !== 200) throw new Error(`sign-in refused: ${JSON.stringify(answer.body)}`)
    return String(answer.body['session'])
  }

  /** Lets virtual time pass. */
  async pass(seconds: number): Promise<void> {
    const answer = await this.request('POST', '/test/clock', undefined, { advanceMs: Math.round(seconds * 1000) })
    if (answer.status !== 200) throw new Error(`the clock refused: ${JSON.stringify(answer.body)}`)
    this.#now = String(answer.body['now'])
  }

  /** Stops the hub, lets `downSeconds` of virtual time pass, and starts it again on the same data. */
  async restartHub(signal: 'SIGTERM' | 'SIGKILL', downSeconds = 1): Promise<void> {
    await this.stopHub(signal)
    await this.startHub(downSeconds)
  }

  async stopHub(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#hub.stop(signal)
  }

  /** Starts the stopped hub again on the same data, `downSeconds` of virtual time later. */
  startHub(downSeconds = 1): Promise<void> {
    return this.startHubAt(new Date(Date.parse(this.#now) + downSeconds * 1000).toISOString())
  }

  /** @param extra more arguments for this one start */
  async startHubAt(now: string, extra: readonly string[] = []): Promise<void> {
    this.#now = now
    this.#hub = await startHubProcess([...this.#args, ...extra, '--now', this.#now])
  }

  /** Bytes of every ticket printed so far, oldest first. */
  printed(): Buffer[] {
    return readdirSync(this.ticketsDir)
      .filter((name) => name.endsWith('.bin'))
      .sort()
      .map((name) => readFileSync(path.join(this.ticketsDir, name)))
  }

  /** Bytes of the one ticket with that number. */
  async printedTicket(number: string): Promise<Buffer> {
    for (let tries = 0; tries < 100; tries += 1) {
      const name = readdirSync(this.ticketsDir).find(
        (candidate) => candidate.includes(number) && candidate.endsWith('.bin'),
      )
      if (name !== undefined) return readFileSync(path.join(this.ticketsDir, name))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`no ticket ${number} was printed`)
  }

  async close(): Promise<void> {
    await Promise.all(this.#hosts.map((host) => host.close()))
    await this.#hub.stop('SIGTERM')
    rmSync(this.dir, { recursive: true, force: true })
  }
}
