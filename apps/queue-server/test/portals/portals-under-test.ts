import { BookingSettings } from '@cherha/shared/protocol'
import { checkMobile } from '../../src/sms/check-mobile.ts'
import { newApiKey } from '../../src/portals/api-key.ts'
import { type OpenPortals, openPortals } from '../../src/portals/open-portals.ts'
import type { Portal, PortalBooking } from '../../src/portals/ports.ts'
import { type Answer, HttpUnderTest } from '../http-under-test.ts'

/** What a portal sends to book a place of the sandbox. */
export const wanted = {
  service: 'passport',
  office: '0000',
  date: '2026-03-05',
  time: '09:00',
  person: { who: 'self', documentDigits: '1234' },
  phone: '067 123 45 67',
  language: 'uk',
} as const

/** Another phone number each time. */
export const phone = (n: number): string => `067 ${String(1_000_000 + n).replace(/(\d{3})(\d\d)(\d\d)/, '$1 $2 $3')}`

/** A portal's program: its key, and a number for each of its requests. */
export class Caller {
  readonly #http: HttpUnderTest
  readonly key: string
  #made = 0

  constructor(http: HttpUnderTest, key: string) {
    this.#http = http
    this.key = key
  }

  get(path: string): Promise<Answer> {
    return this.#ask('GET', path)
  }

  delete(path: string): Promise<Answer> {
    return this.#ask('DELETE', path)
  }

  /** @param key of the repetition; left out: a new one */
  book(body: unknown, key: string = `request-${(this.#made += 1)}`): Promise<Answer> {
    return this.#ask('POST', '/bookings', { 'idempotency-key': key }, body)
  }

  async #ask(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    headers: Record<string, string> = {},
    body?: unknown,
  ): Promise<Answer> {
    const answer = await this.#http.app.inject({
      method,
      url: `/api/portal/v1${path}`,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const isJson = String(answer.headers['content-type']).startsWith('application/json')
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : {},
      text: answer.body,
      headers: answer.headers,
    }
  }
}

/** The interface of portals over a real database. */
export class PortalsUnderTest {
  readonly http: HttpUnderTest
  readonly portals: OpenPortals

  private constructor(http: HttpUnderTest, portals: OpenPortals) {
    this.http = http
    this.portals = portals
  }

  static async start(live: PortalBooking | null = null): Promise<PortalsUnderTest> {
    let portals: OpenPortals | null = null
    const http = await HttpUnderTest.start(async ({ database, clock }) => {
      portals = await openPortals({
        database,
        live,
        settings: BookingSettings.parse({}),
        checkPhone: checkMobile,
        clock,
        report: (message, error) => {
          throw new Error(message, { cause: error })
        },
      })
      return { portals }
    })
    if (portals === null) throw new Error('the portals were not opened')
    return new PortalsUnderTest(http, portals)
  }

  /** A portal of the sandbox unless told otherwise. */
  async portal(name: string, change: Partial<Portal> = {}): Promise<Caller> {
    const portal: Portal = {
      name,
      kind: 'sandbox',
      perMinute: 1_000,
      perDay: 1_000,
      createdAt: this.http.clock.now(),
      revokedAt: null,
      ...change,
    }
    const { key, hash } = newApiKey(portal.kind)
    if (!(await this.portals.store.add({ ...portal, hash }))) throw new Error(`there is a portal ${name} already`)
    return new Caller(this.http, key)
  }

  async close(): Promise<void> {
    await this.http.close()
    await this.portals.close()
  }
}
