import { afterAll, beforeAll, expect, it } from 'vitest'
import { HttpUnderTest } from '../http-under-test.ts'
import { aHoldBody, fakeBookingHttp, holdId } from '../support/fake-booking.ts'

const made = fakeBookingHttp()
let http: HttpUnderTest
beforeAll(async () => {
  http = await HttpUnderTest.start({ booking: made })
})
afterAll(() => http.close())

const left = Symbol('left out')
const digits = 'the last four digits of the number of the identity document, without letters'
const guardian = 'the last four digits of the number of the parent’s or guardian’s identity document'
const uuid = 'a UUID, made by the page and the same when the request is repeated'
const anOther: readonly unknown[] = [7, null, true, ['x'], { x: 1 }]

/** Of every field: what it is, and values that are too long, too short or of another form. */
const bodies = {
  '/api/booking/holds': {
    right: aHoldBody,
    fields: {
      id: [uuid, ['', 'x', '0190b2c4-7a10', `${holdId}0`]],
      service: ['the id of a service from GET /api/booking/services', ['', 'Паспорт', 'a b', 'x'.repeat(41), "'; --"]],
      office: ['the four digits of an office from GET /api/booking/offices', ['', '680', '68011', '６８０１', 'abcd']],
      date: ['a date like 2026-03-09', ['', '09.03.2026', '2026-13-01', '2026-3-9', '2026-03-09T00:00']],
      time: ['a time like 09:30', ['', '9:30', '24:00', '09:60', '0930']],
      person: ['an object with who and the digits of the identity document', []],
      'person.who': ['"self" or "child"', ['', 'mother']],
      'person.documentDigits': [digits, ['', '739', '73911', 'АБ12', '７３９１']],
      'person.guardianDigits': [guardian, ['', '1', '640-7']],
      phone: ['a mobile number of at most 30 characters', ['', '   ', '0'.repeat(31)]],
      language: ['"uk" or "en"', ['', 'ru', 'UK']],
      challenge: [
        'a solved puzzle from GET /api/booking/challenge, in base64, of at most 2,000 characters',
        ['x'.repeat(2_001)],
      ],
    },
  },
  [`/api/booking/holds/${holdId}/confirm`]: {
    right: { code: '123456' },
    fields: {
      code: ['the six digits from the message', ['', '12345', '1234567', 'abcdef', '１２３４５６', '1'.repeat(21)]],
    },
  },
  '/api/booking/mine/codes': {
    right: { id: holdId, phone: aHoldBody.phone, language: 'en' },
    fields: {
      id: [uuid, ['x']],
      phone: ['a mobile number of at most 30 characters', ['']],
      language: ['"uk" or "en"', ['de']],
    },
  },
  '/api/booking/mine/sessions': {
    right: { id: holdId, code: '123456' },
    fields: { id: [uuid, ['x']], code: ['the six digits from the message', ['12 34']] },
  },
  '/api/booking/where': {
    right: { office: '6801', date: '2026-03-09', number: 'А-003', code: 'K7M2Q9ZD' },
    fields: {
      office: ['the four digits of an office from GET /api/booking/offices', ['']],
      date: ['a date like 2026-03-09', ['today']],
      number: ['the number of the ticket, of 2 to 12 characters', ['', 'А', 'А-00000000003']],
      code: ['the check-in code of the ticket, of 8 characters', ['', 'K7M2', 'K7M2Q9ZDXX']],
    },
  },
} as const

function withField(body: object, path: string, value: unknown): object {
  const copy: object = structuredClone(body)
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  const place = parts.reduce<object>((at, part) => Reflect.get(at, part), copy)
  if (value === left) Reflect.deleteProperty(place, last)
  else Reflect.set(place, last, value)
  return copy
}

const cases = Object.entries(bodies).flatMap(([url, { right, fields }]) =>
  Object.entries(fields).flatMap(([field, [what, wrong]]) => {
    // left out, a challenge is none
    const missing = field === 'challenge' ? [] : [left]
    const others = field === 'person' ? anOther.slice(0, 4) : anOther
    return [...missing, ...others, ...wrong].map((value) => ({ url, right, field, value, what }))
  }),
)

const way = (value: unknown): RegExp => {
  if (value === left) return /is missing/
  if (value === null) return /is of another kind \(null\)/
  if (Array.isArray(value)) return /is of another kind \(a list\)/
  if (typeof value !== 'string') return new RegExp(`is of another kind \\(${typeof value}\\)`)
  return value === '' ? /is empty|is too short|has another form/ : /has another form|is too long|is too short|is empty/
}

it.each(cases)('$url: $field of $value has its own sentence', async ({ url, right, field, value, what }) => {
  const answer = await http.ask('POST', url, { body: withField(right, field, value) })
  const { error } = answer.body
  expect([answer.status, error?.code, error?.field]).toEqual([400, 'malformed', field])
  expect(error?.message).toMatch(way(value))
  expect(error?.message).toContain(`${field} `)
  expect(error?.message).toContain(`give ${what}`)
  if (typeof value === 'string' && value.trim() !== '' && value.length > 4) expect(answer.text).not.toContain(value)
})

it('B3 of the identity document four digits are asked for, of whatever kind it is; letters are never taken', async () => {
  const hold = (documentDigits: string) =>
    http.ask('POST', '/api/booking/holds', { body: { ...aHoldBody, person: { who: 'self', documentDigits } } })
  for (const series of ['АБ12', 'FX12', 'І-БК', '12А4', '12345', 'СО123456']) {
    const { status, body } = await hold(series)
    expect([series, status, body.error?.field]).toEqual([series, 400, 'person.documentDigits'])
  }
  expect((await hold('0417')).status).toBe(200)
  expect(made.booking.holds.pop()?.person).toEqual({ who: 'self', documentDigits: '0417' })
})

it('a body in order is taken', async () => {
  for (const [url, { right }] of Object.entries(bodies)) {
    expect([url, (await http.ask('POST', url, { body: right })).status]).toEqual([url, 200])
  }
})

it('nothing that was refused has reached the booking', () => {
  expect(made.booking.holds).toHaveLength(1)
})

it.each([
  ['no body', undefined, 'the body must be a JSON object'],
  ['a text', '"x"', 'the body must be a JSON object'],
  ['a list', '[]', 'the body must be a JSON object'],
  ['half of one', '{"id":', 'the request is not well-formed: the body must be JSON, and addresses as documented'],
  [
    'a prototype',
    '{"__proto__":{"id":1}}',
    'the request is not well-formed: the body must be JSON, and addresses as documented',
  ],
])('a body that is %s is refused in a sentence', async (_, body, message) => {
  const answer = await http.ask('POST', '/api/booking/holds', body === undefined ? {} : { body })
  expect([answer.status, answer.body.error]).toEqual([400, { code: 'malformed', message }])
})

it.each(['surname', 'admin', 'constructor', 'імʼя; DROP TABLE booking', 'a'.repeat(300)])(
  'a member nobody asks for is refused, and its name is not repeated when it is odd: %s',
  async (name) => {
    const { status, body } = await http.ask('POST', '/api/booking/holds', { body: { ...aHoldBody, [name]: 'x' } })
    const field = /^[a-z]{1,20}$/.test(name) ? name : '…'
    expect([status, body.error]).toEqual([
      400,
      { code: 'malformed', message: `${field} is not asked for: leave it out`, field },
    ])
  },
)

it.each([
  "0671234567'; DROP TABLE booking; --",
  '<img src=x onerror=alert(1)>',
  '${7*7}{{7*7}}',
  '067\r\nSet-Cookie: a=b',
])('a phone that is an injection arrives as a text or is refused, and is never repeated: %s', async (phone) => {
  const answer = await http.ask('POST', '/api/booking/holds', { body: { ...aHoldBody, phone } })
  expect([200, 400]).toContain(answer.status)
  expect(answer.text).not.toContain(phone)
  expect(answer.headers).not.toHaveProperty('set-cookie')
})

it.each(['\u0000', '\ud800'])('characters no person types are refused: %j', async (odd) => {
  const { status, body } = await http.ask('POST', '/api/booking/holds', { body: { ...aHoldBody, phone: `067${odd}1` } })
  expect([status, body.error?.field]).toEqual([400, 'phone'])
})

it.each([100 * 1024, 5 * 1024])('a body of %d bytes is refused before it is read', async (bytes) => {
  for (const url of Object.keys(bodies)) {
    const answer = await http.ask('POST', url, { body: { ...aHoldBody, phone: 'x'.repeat(bytes) } })
    expect(answer).toMatchObject({
      status: 413,
      body: { error: { code: 'too-large', message: 'a body may have at most 4096 bytes' } },
    })
  }
})

it.each([
  ['/api/booking/offices', 'service is missing'],
  ['/api/booking/offices?service=', 'service is empty'],
  ['/api/booking/days?service=passport', 'office is missing'],
  ['/api/booking/days?service=passport&office=6801&office=6802', 'office is of another kind (a list)'],
  ['/api/booking/places?service=passport&office=6801&date=9.3', 'date has another form'],
  ['/api/booking/places?service=passport&office=6801', 'date is missing'],
  ['/api/booking/holds/42', 'id has another form'],
])('%s: %s', async (url, sentence) => {
  const { status, body } = await http.ask('GET', url)
  expect([status, body.error?.code]).toEqual([400, 'malformed'])
  expect(body.error?.message).toContain(sentence)
})
