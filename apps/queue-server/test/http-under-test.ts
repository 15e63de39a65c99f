import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AdminRole, HubOrder, HubOrderAnswer, OfficeConfig } from '@cherha/shared/protocol'
import { anOffice } from '@cherha/testing'
import { generate } from 'otplib'
import { pino } from 'pino'
import { newSecrets } from '../src/accounts/new-secrets.ts'
import type { App } from '../src/http/app.ts'
import { buildHttp } from '../src/http/http.ts'
import { openLogger } from '../src/http/logging.ts'
import { Metrics } from '../src/http/metrics.ts'
import type { HttpParts, HubLink, HubLinks } from '../src/http/parts.ts'
import type { ServerClock } from '../src/offices/ports.ts'
import { RunningOffices } from '../src/server/running-offices.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { type DatabaseStores, openStores } from '../src/store/stores.ts'
import { type FakeCaseHttp, fakeCaseHttp } from './support/fake-cases.ts'

/** Wednesday, 09:00 in Kyiv. */
export const wednesday = Date.parse('2026-03-04T09:00:00+02:00')

/** A clock that stands until it is moved. */
export class StandingClock implements ServerClock {
  at = wednesday
  readonly timers: { readonly due: number; readonly fire: () => void }[] = []
  now(): number {
    return this.at
  }
  setTimer(ms: number, fire: () => void): () => void {
    const timer = { due: this.at + ms, fire }
    this.timers.push(timer)
    return () => {
      const index = this.timers.indexOf(timer)
      if (index >= 0) this.timers.splice(index, 1)
    }
  }
}

/** Hubs of which a test says where they are and what they answer. */
export class FakeHubs implements HubLinks {
  state: HubLink['state'] = 'never'
  hub: string | null = null
  readonly orders: HubOrder[] = []
  readonly dropped: string[] = []
  answer: HubOrderAnswer | null = null
  link(): HubLink {
    return { state: this.state, lastContact: null, version: null, epoch: 0 }
  }
  connectedHub(): string | null {
    return this.hub
  }
  status(): null {
    return null
  }
  async order(_office: string, order: HubOrder): Promise<HubOrderAnswer | null> {
    this.orders.push(order)
    return this.answer
  }
  drop(hub: string): void {
    this.dropped.push(hub)
  }
  readonly settled: string[] = []
  async settle(hub: string): Promise<void> {
    this.settled.push(hub)
  }
}

/** A browser that is signed in. */
export interface Browser {
  readonly cookie: string
  readonly csrf: string
  readonly password: string
  readonly totpSecret: string | null
}

export interface Answer {
  readonly status: number
  // what a test reads of a body it looks at itself
  readonly body: { readonly [key: string]: unknown; readonly error?: { code: string; message: string; field?: string } }
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

export type MakeParts = (
  made: Pick<HttpUnderTest, 'database' | 'stores' | 'offices' | 'clock' | 'cases'>,
) => Promise<Partial<HttpParts>>

/** The HTTP interface over a real database in a folder of its own. */
export class HttpUnderTest {
  readonly app: App
  readonly clock: StandingClock
  readonly hubs: FakeHubs
  readonly stores: DatabaseStores
  readonly offices: RunningOffices
  readonly database: Database
  readonly logged: string[]
  /** The case interface stands on these, unless a test gave its own. */
  readonly cases: FakeCaseHttp
  readonly #folder: string
  #asked = 0

  private constructor(
    made: Omit<HttpUnderTest, 'signIn' | 'ask' | 'office' | 'close' | 'browser' | 'code'>,
    folder: string,
  ) {
    this.app = made.app
    this.clock = made.clock
    this.hubs = made.hubs
    this.stores = made.stores
    this.offices = made.offices
    this.database = made.database
    this.logged = made.logged
    this.cases = made.cases
    this.#folder = folder
  }

  /** @param more parts in the place of the usual ones, where they need the database made from what is there by then */
  static async start(more: Partial<HttpParts> | MakeParts = {}): Promise<HttpUnderTest> {
    const folder = mkdtempSync(join(tmpdir(), 'cherha-http-'))
    const database = await openDatabase({ dataDir: folder, log: pino({ level: 'silent' }) })
    const stores = openStores(database)
    const clock = new StandingClock()
    const hubs = new FakeHubs()
    const cases = fakeCaseHttp(clock)
    const logged: string[] = []
    const logger = openLogger('debug', { write: (line) => void logged.push(line) })
    const offices = await RunningOffices.open(stores, clock, (message, err) => logger.error({ err }, message))
    const app = await buildHttp({
      stores,
      offices,
      hubs,
      clock,
      logger,
      metrics: new Metrics({ offices: () => [] }),
      ping: () => database.ping(),
      pages: null,
      secureCookies: false,
      version: '1.2.3',
      cases,
      ...(typeof more === 'function' ? await more({ database, stores, offices, clock, cases }) : more),
    })
    return new HttpUnderTest({ app, clock, hubs, stores, offices, database, logged, cases }, folder)
  }

  /** An office with one service, open on weekdays, that sells online. */
  async office(code = '6801', change: Partial<OfficeConfig> = {}): Promise<OfficeConfig> {
    const usual = anOffice()
      .withService('А', { id: 'passport' })
      .withWindow('w1')
      .with({
        code,
        channels: { online: true, terminal: true },
        quotas: { online: 1, terminal: 1, current: 1 },
        horizons: { online: 3, terminal: 3 },
      })
      .config()
    // also people, whom the builder would add
    const config = { ...usual, ...change }
    const office = await this.offices.create(config)
    if (office === null) throw new Error(`there is an office ${code} already`)
    return config
  }

  /** Adds an account and signs it in. */
  async browser(login: string, role: AdminRole, office: string | null = null): Promise<Browser> {
    const { kept, shown } = await newSecrets(login, role)
    await this.stores.accounts.create({ login, name: login, role, office, ...kept })
    return this.signIn(login, shown.password, shown.totpSecret)
  }

  /** Of the next request: the limits per address have a test of their own. */
  #nextAddress(): string {
    this.#asked += 1
    return `10.${(this.#asked >> 16) & 255}.${(this.#asked >> 8) & 255}.${this.#asked & 255}`
  }

  async signIn(login: string, password: string, totpSecret: string | null): Promise<Browser> {
    const totp = totpSecret === null ? {} : { totp: await this.code(totpSecret) }
    const answer = await this.app.inject({
      method: 'POST',
      url: '/api/admin/login',
      remoteAddress: this.#nextAddress(),
      payload: { login, password, ...totp },
    })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const { me } = answer.json<{ me: { csrf: string } }>()
    return { cookie, csrf: me.csrf, password, totpSecret }
  }

  /** The six digits of an authenticator now. */
  code(secret: string): Promise<string> {
    return generate({ secret, epoch: Math.floor(this.clock.at / 1000) })
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    {
      as,
      body,
      headers = {},
      from = this.#nextAddress(),
    }: { as?: Browser; body?: object | string | Buffer; headers?: Record<string, string>; from?: string } = {},
  ): Promise<Answer> {
    const answer = await this.app.inject({
      method,
      url,
      remoteAddress: from,
      headers: {
        ...(as === undefined ? {} : { cookie: as.cookie, ...(method === 'GET' ? {} : { 'x-csrf-token': as.csrf }) }),
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    const isJson = String(answer.headers['content-type']).startsWith('application/json')
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : {},
      text: answer.body,
      headers: answer.headers,
    }
  }

  async close(): Promise<void> {
    await this.app.close()
    await this.offices.close()
    await this.database.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
