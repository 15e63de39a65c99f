import { bookingRefusalCodes, bookingRefusalText } from '@cherha/shared/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OfficeUnavailableError } from '../../src/offices/answers.ts'
import { type Answer, HttpUnderTest } from '../http-under-test.ts'
import {
  aBooking,
  aHeld,
  aHoldBody,
  bookingId,
  fakeBookingHttp,
  holdId,
  mine,
  mineToken,
} from '../support/fake-booking.ts'

const made = fakeBookingHttp()
const { booking } = made
let http: HttpUnderTest
beforeAll(async () => {
  http = await HttpUnderTest.start({ booking: made })
})
beforeEach(() => {
  booking.refusal = null
  booking.isPast = false
  booking.broken = null
  booking.calls.splice(0)
  booking.holds.splice(0)
})
afterAll(() => http.close())

const signedIn = { cookie: `cherha_booking=${mineToken}` }
const asking = async (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const answer = await http.app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) })
  return { status: answer.statusCode, body: answer.json(), text: answer.body, headers: answer.headers }
}

/** Every route, asked as the page asks it, and what it answers. */
const routes = [
  ['GET', '/api/booking/rules', undefined, { state: 'open', addresses: 'off', limits: { holdSeconds: 300 } }],
  ['GET', '/api/booking/services', undefined, { services: [{ id: 'passport' }] }],
  ['GET', '/api/booking/offices?service=passport', undefined, { offices: [{ code: '6801', nearest: { free: 1 } }] }],
  ['GET', '/api/booking/days?service=passport&office=6801', undefined, { days: [{ free: 1 }], next: null }],
  [
    'GET',
    '/api/booking/places?service=passport&office=6801&date=2026-03-09',
    undefined,
    { times: [{ time: '09:30' }] },
  ],
  ['GET', '/api/booking/challenge', undefined, { parameters: { algorithm: 'PBKDF2/SHA-256' } }],
  ['POST', '/api/booking/holds', aHoldBody, aHeld],
  ['POST', `/api/booking/holds/${holdId}/confirm`, { code: '123 456' }, { state: 'booked', booking: aBooking }],
  ['POST', `/api/booking/holds/${holdId}/code`, undefined, aHeld],
  ['DELETE', `/api/booking/holds/${holdId}`, undefined, { ok: true }],
  ['POST', '/api/booking/mine/codes', { id: holdId, phone: '0671234567', language: 'en' }, { secondsLeft: 300 }],
  ['POST', '/api/booking/mine/sessions', { id: holdId, code: '123456' }, mine],
  ['GET', '/api/booking/mine', undefined, mine],
  ['DELETE', `/api/booking/mine/${bookingId}`, undefined, { state: 'cancelled' }],
  ['PUT', '/api/booking/mine/reminders', { reminders: false }, { reminders: false }],
  ['DELETE', '/api/booking/mine/sessions', undefined, { ok: true }],
  [
    'POST',
    '/api/booking/where',
    { office: '6801', date: '2026-03-09', number: 'А-003', code: 'K7M2Q9ZD' },
    { state: 'waiting', before: 2 },
  ],
] as const

it.each(routes)('%s %s answers as documented', async (method, url, body, wanted) => {
  const answer = await asking(method, url, body, signedIn)
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining(answer.body)])
  expect(answer.body).toMatchObject(wanted)
  expect(answer.headers['cache-control']).toBe('no-store')
})

it('B2 what a hold asks for arrives as it was typed, with the address of whoever asks and no name', async () => {
  await asking('POST', '/api/booking/holds', aHoldBody)
  expect(booking.holds).toEqual([{ ...aHoldBody, address: '127.0.0.1' }])
  const named = await asking('POST', '/api/booking/holds', { ...aHoldBody, surname: 'Жученко' })
  expect(named).toMatchObject({ status: 400, body: { error: { field: 'surname' } } })
})

it('B4 nothing of the interface takes a payment', async () => {
  const paths = Object.entries(http.app.swagger().paths ?? {})
  const described = JSON.stringify(paths.filter(([path]) => path.startsWith('/api/booking/')))
  expect(described).toContain('/api/booking/holds')
  expect(described).not.toMatch(/pay|price|card number|amount/i)
})

it('B33 the phones of support are told before anything is asked', async () => {
  expect((await asking('GET', '/api/booking/rules')).body).toMatchObject({ phones: ['0 800 500 000'] })
})

describe('a refusal', () => {
  const statuses: Readonly<Record<string, number>> = {
    'address-refused': 403,
    'challenge-required': 428,
    'too-many': 429,
    busy: 429,
    'resend-early': 429,
    'unknown-office': 404,
    'unknown-service': 404,
    'unknown-place': 404,
    'unknown-booking': 404,
    'unknown-ticket': 404,
    'hold-gone': 410,
    'gateway-away': 503,
    'session-ended': 401,
  }

  it.each(bookingRefusalCodes)('%s is told by status, code and sentence', async (code) => {
    booking.refusal = { ok: false, code, field: 'phone', triesLeft: 2, retrySeconds: 7.2 }
    const answer = await asking('POST', '/api/booking/holds', aHoldBody)
    expect(answer.status).toBe(statuses[code] ?? (code.startsWith('phone-') ? 422 : 409))
    const told = { code, booking: code, field: 'phone', triesLeft: 2, retrySeconds: 8 }
    expect(answer.body).toEqual({ error: { ...told, message: bookingRefusalText(code).en } })
    expect(answer.headers['retry-after']).toBe('8')
  })

  it('B12 that no message can be sent says when to try again', async () => {
    booking.refusal = { ok: false, code: 'gateway-away' }
    const { status, headers } = await asking('POST', '/api/booking/holds', aHoldBody)
    expect([status, headers['retry-after']]).toEqual([503, '60'])
  })

  it('B45 of what nobody has: an unknown service, a hold nobody made, a booking that is past, a session that is over', async () => {
    const unknown = await asking('GET', '/api/booking/offices?service=visa')
    expect(unknown).toMatchObject({ status: 404, body: { error: { booking: 'unknown-service', field: 'service' } } })
    const gone = await asking('GET', `/api/booking/holds/${bookingId}`)
    expect(gone).toMatchObject({ status: 410, body: { error: { booking: 'hold-gone' } } })
    booking.isPast = true
    const past = await asking('GET', `/api/booking/holds/${bookingId}`)
    expect(past).toMatchObject({ status: 404, body: { error: { booking: 'unknown-booking' } } })
    for (const headers of [{}, { cookie: 'cherha_booking=old' }]) {
      const over = await asking('GET', '/api/booking/mine', undefined, headers)
      expect(over).toMatchObject({ status: 401, body: { error: { booking: 'session-ended' } } })
    }
  })

  it.each([
    ['holds', aHoldBody, 'the booking could not be completed now and nothing was taken: try again'],
    [
      `holds/${holdId}/confirm`,
      { code: '123456' },
      'the booking could not be completed now; the place is still held: send the same code again',
    ],
    [
      'mine/codes',
      { id: holdId, phone: aHoldBody.phone, language: 'uk' },
      'this could not be completed now: send the same again',
    ],
  ])(
    'B42 of what could not be written at %s says what has become of it and what to do, and not why it may have been',
    async (path, body, message) => {
      booking.broken = new OfficeUnavailableError('away')
      const answer = await asking('POST', `/api/booking/${path}`, body)
      expect(answer).toMatchObject({ status: 503, body: { error: { code: 'unavailable', message } } })
      expect(answer.headers['retry-after']).toBe('5')
      expect(booking.holds).toEqual([])
    },
  )
})

describe('the session of “my bookings”', () => {
  it('B30 is a cookie that no script reads and no other site sends, for 15 minutes', async () => {
    const { headers } = await asking('POST', '/api/booking/mine/sessions', { id: holdId, code: '123456' })
    expect(String(headers['set-cookie']).split('; ').sort()).toEqual(
      ['HttpOnly', 'Max-Age=900', 'Path=/api/booking/mine', 'SameSite=Strict', `cherha_booking=${mineToken}`].sort(),
    )
    const behind = await asking(
      'POST',
      '/api/booking/mine/sessions',
      { id: holdId, code: '123456' },
      { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.1' },
    )
    expect(String(behind.headers['set-cookie'])).toContain('Secure')
  })

  it('ends with the cookie', async () => {
    const { headers } = await asking('DELETE', '/api/booking/mine/sessions', undefined, signedIn)
    expect(booking.calls).toEqual(['endMine'])
    expect(String(headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970')
    await asking('DELETE', '/api/booking/mine/sessions')
    expect(booking.calls).toEqual(['endMine'])
  })

  it.each(['cross-site', 'same-site'])('no write comes from another site (%s), whatever it sends', async (site) => {
    for (const [method, url, body] of routes) {
      if (method === 'GET') continue
      const answer = await asking(method, url, body, { ...signedIn, 'sec-fetch-site': site })
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
    }
    expect(booking.calls).toEqual([])
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'nothing but JSON is read: %s',
    async (type) => {
      const answer = await http.app.inject({
        method: 'POST',
        url: '/api/booking/mine/sessions',
        headers: { 'content-type': type },
        payload: JSON.stringify({ id: holdId, code: '123456' }),
      })
      expect([answer.statusCode, answer.json()]).toEqual([
        400,
        { error: { code: 'malformed', message: 'the body must be JSON' } },
      ])
    },
  )
})

it('the first answer of a server and every later one have the same headers of protection', async () => {
  const fresh = await HttpUnderTest.start({ booking: made })
  const protection = async (url: string) => {
    const { headers } = await fresh.app.inject({ method: 'GET', url })
    const names = Object.keys(headers).filter((name) => /policy|^x-(?!ratelimit)|origin|transport/.test(name))
    return JSON.stringify(names.sort().map((name) => [name, headers[name]]))
  }
  const told: string[] = []
  for (const url of ['/api/booking/rules', '/api/booking/rules', '/api/nowhere', '/health', '/api/admin/me']) {
    told.push(await protection(url))
  }
  await fresh.close()
  expect(new Set(told).size).toBe(1)
  for (const name of ['content-security-policy', 'x-frame-options', 'x-content-type-options', 'referrer-policy']) {
    expect(told[0]).toContain(name)
  }
})

it('/health tells holds, bookings, messages, codes, gateway and networks', async () => {
  expect((await asking('GET', '/health')).body).toMatchObject({
    booking: {
      gateway: 'up',
      holds: 1,
      booked: 2,
      messages: { waiting: 3, retrying: 0 },
      codes: { hour: 4, refused: 5 },
      networks: { state: 'off', networks: 0, readAt: null },
    },
  })
})

describe('a server without online booking', () => {
  let bare: HttpUnderTest
  beforeAll(async () => {
    bare = await HttpUnderTest.start()
  })
  afterAll(() => bare.close())

  it.each(['/api/booking/rules', '/api/booking/holds', '/api/booking/mine'])('says so at %s', async (url) => {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const answer = await bare.app.inject({ method, url })
      expect([answer.statusCode, answer.json()]).toEqual([
        503,
        {
          error: {
            code: 'unavailable',
            message: 'online booking is not set up at this server; places are given at the offices',
          },
        },
      ])
    }
    expect((await bare.ask('GET', '/health')).body).not.toHaveProperty('booking')
  })
})
