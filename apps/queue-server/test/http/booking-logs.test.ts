import { afterAll, beforeAll, expect, it } from 'vitest'
import { bookingRefusalCodes } from '@cherha/shared/protocol'
import { measuredBooking } from '../../src/http/booking/health.ts'
import { Metrics } from '../../src/http/metrics.ts'
import { HttpUnderTest } from '../http-under-test.ts'
import { aHoldBody, bookingId, fakeBookingHttp, holdId } from '../support/fake-booking.ts'

const made = fakeBookingHttp()
const { booking } = made
const metrics = new Metrics({
  offices: () => [],
  booking: measuredBooking(made),
})
let http: HttpUnderTest
beforeAll(async () => {
  http = await HttpUnderTest.start({ booking: made, metrics })
})
afterAll(() => http.close())

/** A phone in three spellings, digits of both documents, both codes, the session's token, an address. */
const canaries = [
  '0671234567',
  '380671234567',
  '067 123 45 67',
  '7391',
  '6407',
  '918273',
  'K7M2Q9ZD',
  'token-of-mine',
  '203.0.113.77',
]

const asked = [
  ['GET', '/api/booking/rules'],
  ['GET', '/api/booking/days?service=7391&office=6801&phone=0671234567'],
  ['POST', '/api/booking/holds', { ...aHoldBody, phone: '0671234567' }],
  [
    'POST',
    '/api/booking/holds',
    { ...aHoldBody, phone: '+380671234567', person: { who: 'self', documentDigits: '7391', x: '6407' } },
  ],
  ['POST', '/api/booking/holds', '{"phone":"0671234567", 7391'],
  ['GET', `/api/booking/holds/${holdId}`],
  ['POST', `/api/booking/holds/${holdId}/confirm`, { code: '918273' }],
  ['POST', `/api/booking/holds/918273/confirm`, { code: '918273' }],
  ['POST', `/api/booking/holds/${holdId}/code`],
  ['DELETE', `/api/booking/holds/${bookingId}`],
  ['POST', '/api/booking/mine/codes', { id: holdId, phone: '0671234567', language: 'uk' }],
  ['POST', '/api/booking/mine/sessions', { id: holdId, code: '918273' }],
  ['GET', '/api/booking/mine'],
  ['PUT', '/api/booking/mine/reminders', { reminders: true }],
  ['POST', '/api/booking/where', { office: '6801', date: '2026-03-09', number: 'А-003', code: 'K7M2Q9ZD' }],
] as const

async function askAll(): Promise<void> {
  for (const [method, url, payload] of asked) {
    await http.app.inject({
      method,
      url,
      remoteAddress: '127.0.0.1',
      headers: {
        cookie: 'cherha_booking=token-of-mine',
        'x-forwarded-for': '203.0.113.77',
        'user-agent': '067 123 45 67',
        ...(typeof payload === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      ...(payload === undefined ? {} : { payload }),
    })
  }
}

it('D8 no phone, digits, code or address is in a line of the log or in a figure, whatever goes wrong', async () => {
  await askAll()
  for (const code of bookingRefusalCodes) {
    booking.refusal = { ok: false, code }
    await askAll()
  }
  booking.refusal = null
  booking.broken = new Error('duplicate key: phone +380671234567, digits 7391, code 918273, K7M2Q9ZD 067 123 45 67')
  await askAll()
  booking.broken = null
  const lines = http.logged.join('')
  expect(lines).toContain('/api/booking/holds')
  expect(lines).toContain('a request failed')
  const figures = await metrics.text()
  expect(figures).toContain('route="/api/booking/holds/:id/confirm"')
  const said = `${lines.replaceAll(/"time":\d+|"pid":\d+/g, '')}${figures.replaceAll(/[\d.e+-]+$/gm, '')}`
  expect(canaries.filter((canary) => said.includes(canary))).toEqual([])
})

it('/metrics counts holds, bookings and messages, and tells the gateway and the networks', async () => {
  const { text } = await http.ask('GET', '/metrics', { from: '127.0.0.1' })
  for (const line of [
    'cherha_booking{what="holds"} 1',
    'cherha_booking{what="booked"} 2',
    'cherha_booking{what="messages"} 3',
    'cherha_booking{what="retrying"} 0',
    'cherha_booking{what="gateway"} 1',
    'cherha_booking{what="networks"} 1',
  ]) {
    expect(text).toContain(line)
  }
})
