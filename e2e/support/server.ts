import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { LogHeadData, type OfficeConfig, PublicBoard } from '@cherha/shared/protocol'
import { z } from 'zod'
import { freePort } from './free-port.ts'
import { type ServerReadyLine, startServerProcess, type TestProcess } from './process.ts'

export interface ServerAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

const Booking = z.object({ number: z.string(), date: z.string(), time: z.string(), code: z.string() })
export type Booking = z.infer<typeof Booking>

const OfficeAtServer = z.object({
  inbox: LogHeadData,
  learnt: z.int(),
  head: LogHeadData,
  epoch: z.int(),
  stateHash: z.string(),
  days: z.array(z.object({ date: z.string(), state: z.string(), sold: z.object({ online: z.int() }) })),
})
/** How far an office is on the server. */
export type OfficeAtServer = z.infer<typeof OfficeAtServer>

/** A queue server with a virtual clock as a process of its own, with its own database. */
export class TestServer {
  readonly dataDir: string
  readonly #dir: string
  readonly #args: readonly string[]
  #process: TestProcess<ServerReadyLine>
  #now: string

  private constructor(dir: string, args: readonly string[], process: TestProcess<ServerReadyLine>, now: string) {
    this.#dir = dir
    this.dataDir = path.join(dir, 'data')
    this.#args = args
    this.#process = process
    this.#now = now
  }

  /**
   * @param now RFC 3339 instant at which the virtual clock starts
   * @param extra more arguments of `server:test`, at every start
   */
  static async open(configs: readonly OfficeConfig[], now: string, extra: readonly string[] = []): Promise<TestServer> {
    const dir = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-server-'))
    const args = ['--data', path.join(dir, 'data'), '--port', String(await freePort()), ...extra]
    const files = configs.map((config) => {
      const file = path.join(dir, `${config.code}.json`)
      writeFileSync(file, JSON.stringify(config))
      return ['--config', file]
    })
    const process = await startServerProcess([...args, ...files.flat(), '--now', now])
    return new TestServer(dir, args, process, now)
  }

  get url(): string {
    return this.#process.ready.server
  }

  /** Address of the administrator's page. */
  get adminUrl(): string {
    return this.#process.ready.admin
  }

  get now(): string {
    return this.#now
  }

  get staff(): ServerReadyLine['staff'] {
    return this.#process.ready.staff
  }

  async request(method: string, url: string, body?: unknown, headers: HeadersInit = {}): Promise<ServerAnswer> {
    const answer = await fetch(`${this.url}${url}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : {} }
  }

  async #test(method: string, url: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.request(method, `/test/${url}`, body)
    if (answer.status !== 200) throw new Error(`the server refused ${url}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** Lets virtual time pass. */
  async pass(seconds: number): Promise<void> {
    this.#now = String((await this.#test('POST', 'clock', { advanceMs: Math.round(seconds * 1000) }))['now'])
  }

  /** The answer as it is, also a refusal. */
  tryToBook(booking: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> {
    return this.#test('POST', 'book', booking)
  }

  async book(booking: Readonly<Record<string, string>>): Promise<Booking> {
    const answer = await this.tryToBook(booking)
    if (answer['ok'] !== true) throw new Error(`not booked: ${JSON.stringify(answer)}`)
    return Booking.parse(answer)
  }

  cancel(cancel: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> {
    return this.#test('POST', 'cancel', cancel)
  }

  /** Times of a service that can be booked, in order. */
  async freeTimes(office: string, date: string, service: string): Promise<string[]> {
    const { times } = await this.#test('POST', 'free', { office, date, service })
    return (times as { time: string }[]).map(({ time }) => time)
  }

  async enrolmentCode(office: string, restore = false): Promise<string> {
    return String((await this.#test('POST', 'enrolment-code', { office, restore }))['code'])
  }

  async office(code: string): Promise<OfficeAtServer> {
    return OfficeAtServer.parse(await this.#test('GET', `offices/${code}`))
  }

  /** The public board of an office. */
  async board(code: string): Promise<PublicBoard> {
    return PublicBoard.parse((await this.request('GET', `/api/offices/${code}/board`)).body)
  }

  /** Everything it has said on stderr. */
  problems(): string {
    return this.#process.problems()
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#process.stop(signal)
  }

  /** Starts the stopped server again on the same data, `downSeconds` of virtual time later. */
  async start(downSeconds = 1): Promise<void> {
    this.#now = new Date(Date.parse(this.#now) + downSeconds * 1000).toISOString()
    this.#process = await startServerProcess([...this.#args, '--now', this.#now])
  }

  async close(): Promise<void> {
    await this.#process.stop('SIGTERM')
    rmSync(this.#dir, { recursive: true, force: true })
  }
}
