import { randomUUID } from 'node:crypto'
import { openCredentials, type HubHandle, provision, type Provisioned, startHub } from '@cherha/office-hub'
import type { ClientCommand, OfficeConfig } from '@cherha/shared/protocol'
import { VirtualClock } from '@cherha/testing'

type Body<T> = T extends ClientCommand ? Omit<T, 'commandId'> : never
type CommandBody = Body<ClientCommand>
type Result = Readonly<Record<string, unknown>>

const plenty = { perSecond: 1e6, burst: 1e6 }
/** A desk without a socket counts as there for 10 s after a request. */
const lookEveryMs = 5_000

/** A real hub in this process, driven over HTTP under a virtual clock. */
export class DrivenHub {
  readonly clock: VirtualClock
  readonly #config: OfficeConfig
  readonly #dataDir: string
  readonly #access: Provisioned
  #hub: HubHandle

  private constructor(config: OfficeConfig, dataDir: string, access: Provisioned, clock: VirtualClock, hub: HubHandle) {
    this.#config = config
    this.#dataDir = dataDir
    this.#access = access
    this.clock = clock
    this.#hub = hub
  }

  static async start(config: OfficeConfig, dataDir: string, now: number): Promise<DrivenHub> {
    const credentials = openCredentials(dataDir)
    const access = await provision(dataDir, config, credentials)
    credentials.close()
    const clock = new VirtualClock(now)
    return new DrivenHub(config, dataDir, access, clock, await started(config, dataDir, clock))
  }

  /** Stops the hub, lets time pass, and starts it on the same folder. */
  async restart(downMs: number): Promise<void> {
    await this.#hub.close()
    await this.clock.advance(downMs)
    this.#hub = await started(this.#config, this.#dataDir, this.clock)
  }

  /** Until a moment, `2026-11-23T09:00` in the office's winter time. */
  switchOffUntil(moment: string): Promise<void> {
    return this.restart(this.#until(moment))
  }

  stop(): Promise<void> {
    return this.#hub.close()
  }

  token(role: 'terminal' | 'display' | 'desk'): string {
    const device = this.#access.devices.find((one) => one.role === role)
    if (device === undefined) throw new Error(`no ${role}`)
    return device.token
  }

  async signIn(login: string): Promise<string> {
    const pin = this.#access.staff.find((one) => one.login === login)?.pin
    const { session } = await this.#send('POST', '/api/sessions', this.token('desk'), { login, pin })
    return String(session)
  }

  /** The result of an accepted command; throws with the refusal otherwise. */
  async command(token: string, body: CommandBody): Promise<Result> {
    const answer = await this.#send('POST', '/api/commands', token, { commandId: randomUUID(), ...body })
    if (answer['ok'] !== true) throw new Error(`${body.type}: ${JSON.stringify(answer)}`)
    return answer['result'] as Result
  }

  terminal(body: CommandBody): Promise<Result> {
    return this.command(this.token('terminal'), body)
  }

  display(body: CommandBody): Promise<Result> {
    return this.command(this.token('display'), body)
  }

  pass(ms: number): Promise<void> {
    return this.clock.advance(ms, () => this.#hub.idle())
  }

  passTo(moment: string): Promise<void> {
    return this.pass(this.#until(moment))
  }

  #until(moment: string): number {
    return Date.parse(`${moment}:00+02:00`) - this.clock.now().at
  }

  /** Lets time pass while these desks look at their screen. */
  async attended(ms: number, ...sessions: readonly string[]): Promise<void> {
    for (let left = ms; left > 0; left -= lookEveryMs) {
      for (const session of sessions) await this.#send('GET', '/api/desk', session)
      await this.pass(Math.min(left, lookEveryMs))
    }
  }

  async #send(method: string, path: string, token: string, body?: unknown): Promise<Result> {
    const response = await fetch(`${this.#hub.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await response.json()) as Result
  }
}

function started(config: OfficeConfig, dataDir: string, clock: VirtualClock): Promise<HubHandle> {
  const limits = { terminal: plenty, display: plenty, desk: plenty, public: plenty }
  return startHub({ config, dataDir, port: 0, clock, limits, logLevel: 'silent' })
}
