import { BookingChallenge, type BookingSettings } from '@cherha/shared/protocol'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { afterEach, describe, expect, it } from 'vitest'
import { Load } from '../../src/http/booking/load.ts'
import { type Answer, HttpUnderTest } from '../http-under-test.ts'
import { aHoldBody, bookingId, type FakeBooking, fakeBookingHttp, holdId } from '../support/fake-booking.ts'

let http: HttpUnderTest
let booking: FakeBooking
let codesAreMany = false
const start = async (puzzle: BookingSettings['puzzle'], requestsPerAddressHour = 300) => {
  codesAreMany = false
  const usual = fakeBookingHttp({ codesAreMany: () => codesAreMany })
  const made = {
    ...usual,
    settings: { ...usual.settings, puzzle, limits: { ...usual.settings.limits, requestsPerAddressHour } },
  }
  booking = made.booking
  http = await HttpUnderTest.start({ booking: made })
}
afterEach(() => http.close())

const post = (url: string, body: object, from?: string): Promise<Answer> =>
  http.ask('POST', url, { body, ...(from === undefined ? {} : { from }) })
const hold = (more: object = {}, from?: string) => post('/api/booking/holds', { ...aHoldBody, ...more }, from)
const code = { id: holdId, phone: aHoldBody.phone, language: 'uk' }

const written = (payload: unknown): string => Buffer.from(JSON.stringify(payload)).toString('base64')
/** As the page does it. */
const solved = async (): Promise<{
  challenge: BookingChallenge
  solution: { counter: number; derivedKey: string }
}> => {
  const { body } = await http.ask('GET', '/api/booking/challenge')
  const challenge = BookingChallenge.parse(body)
  const solution = await solveChallenge({ challenge, deriveKey })
  if (solution === null) throw new Error('not solved')
  return { challenge, solution }
}
const wantsPuzzle = { status: 428, body: { error: { booking: 'challenge-required', field: 'challenge' } } }

describe('B19 of one address', () => {
  it('so many holds and codes an hour are asked for, and the answer tells when to try again', async () => {
    await start({ mode: 'off', fromPerSecond: 20 }, 4)
    const from = '192.0.2.1'
    for (let n = 0; n < 2; n += 1) {
      expect((await hold({}, from)).status).toBe(200)
      expect((await post('/api/booking/mine/codes', code, from)).status).toBe(200)
    }
    http.clock.at += 1_000
    for (const refused of [await hold({}, from), await post('/api/booking/mine/codes', code, from)]) {
      expect(refused).toMatchObject({
        status: 429,
        headers: { 'retry-after': '3599' },
        body: { error: { booking: 'too-many', retrySeconds: 3599 } },
      })
    }
    expect((await hold({}, '192.0.2.2')).status).toBe(200)
    // looking is not counted
    expect((await http.ask('GET', '/api/booking/days?service=passport&office=6801', { from })).status).toBe(200)
    http.clock.at += 3_599_000
    expect((await hold({}, from)).status).toBe(200)
  })

  it('so many codes and tickets are tried, whatever they are for', async () => {
    await start({ mode: 'off', fromPerSecond: 20 }, 4)
    const from = '192.0.2.1'
    const ticket = { office: '6801', date: '2026-03-09', number: 'А-003', code: 'K7M2Q9ZD' }
    const tries = [
      () => post(`/api/booking/holds/${holdId}/confirm`, { code: '123456' }, from),
      () => post(`/api/booking/holds/${bookingId}/code`, {}, from),
      () => post('/api/booking/mine/sessions', { id: holdId, code: '123456' }, from),
      () => post('/api/booking/where', ticket, from),
    ]
    for (const one of tries) expect((await one()).status).toBe(200)
    for (const one of tries)
      expect(await one()).toMatchObject({ status: 429, body: { error: { booking: 'too-many' } } })
    expect(booking.calls).toEqual(['confirm', 'newCode', 'mineSession', 'where'])
  })

  it('a customer’s IPv6 network counts as one address, and IPv4 written as IPv6 as itself', async () => {
    await start({ mode: 'off', fromPerSecond: 20 }, 2)
    expect((await hold({}, '2001:db8:0:7::1')).status).toBe(200)
    expect((await hold({}, '2001:db8:0:7:ffff::2')).status).toBe(200)
    expect((await hold({}, '2001:db8:0:7::3')).status).toBe(429)
    expect((await hold({}, '2001:db8:0:8::1')).status).toBe(200)
    expect((await hold({}, '192.0.2.1')).status).toBe(200)
    expect((await hold({}, '::ffff:192.0.2.1')).status).toBe(200)
    expect((await hold({}, '192.0.2.1')).status).toBe(429)
  })

  it('so many puzzles are made', async () => {
    await start({ mode: 'off', fromPerSecond: 20 }, 2)
    const from = '192.0.2.1'
    const answers: number[] = []
    for (let n = 0; n < 5; n += 1) answers.push((await http.ask('GET', '/api/booking/challenge', { from })).status)
    expect(answers).toEqual([200, 200, 200, 200, 429])
  })
})

describe('B20 a puzzle', () => {
  it('is asked for before a hold and a code, and whoever has solved it gets on', async () => {
    await start({ mode: 'always', fromPerSecond: 20 })
    expect(await hold()).toMatchObject(wantsPuzzle)
    expect(await post('/api/booking/mine/codes', code)).toMatchObject(wantsPuzzle)
    expect(booking.holds).toEqual([])
    expect((await hold({ challenge: written(await solved()) })).status).toBe(200)
    const again = await post('/api/booking/mine/codes', { ...code, challenge: written(await solved()) })
    expect(again.status).toBe(200)
    // the solution is the gate's; the booking never sees it
    expect(booking.holds[0]).not.toHaveProperty('challenge')
  })

  it('is asked for before each new code of a hold, too', async () => {
    await start({ mode: 'always', fromPerSecond: 20 })
    const path = `/api/booking/holds/${bookingId}/code`
    expect(await http.ask('POST', path)).toMatchObject(wantsPuzzle)
    expect(await post(path, {})).toMatchObject(wantsPuzzle)
    const challenge = written(await solved())
    expect((await post(path, { challenge })).body).not.toMatchObject({ error: { code: 'challenge-required' } })
    expect(await post(path, { challenge })).toMatchObject(wantsPuzzle)
  })

  it('its solution is good once: for the command it was shown with, however often that is sent', async () => {
    await start({ mode: 'always', fromPerSecond: 20 })
    const challenge = written(await solved())
    expect((await hold({ challenge })).status).toBe(200)
    expect((await hold({ challenge })).status).toBe(200)
    expect(await hold({ challenge, id: bookingId })).toMatchObject(wantsPuzzle)
    expect(await post('/api/booking/mine/codes', { ...code, id: bookingId, challenge })).toMatchObject(wantsPuzzle)
  })

  it('is void after five minutes', async () => {
    await start({ mode: 'always', fromPerSecond: 20 })
    const [late, soon] = [written(await solved()), written(await solved())]
    http.clock.at += 299_000
    expect((await hold({ challenge: soon })).status).toBe(200)
    http.clock.at += 1_000
    expect(await hold({ challenge: late, id: bookingId })).toMatchObject(wantsPuzzle)
  })

  it('is not solved by anything else', async () => {
    await start({ mode: 'always', fromPerSecond: 20 })
    const { challenge, solution } = await solved()
    const { parameters } = challenge
    const easier = { ...challenge, parameters: { ...parameters, keyPrefix: '00' } }
    const longer = { ...challenge, parameters: { ...parameters, data: { until: parameters.data.until + 9_999 } } }
    const wrong: unknown[] = [
      null,
      [],
      'x',
      { challenge },
      { challenge, solution: { counter: solution.counter } },
      { challenge, solution: { counter: solution.counter, derivedKey: '0'.repeat(64) } },
      { challenge, solution: { ...solution, counter: -1 } },
      { challenge: easier, solution },
      { challenge: longer, solution },
      { challenge: { ...challenge, signature: '0'.repeat(64) }, solution },
      { challenge: { parameters }, solution },
      { challenge: { ...challenge, parameters: { ...parameters, cost: 1 } }, solution },
    ]
    for (const payload of wrong) expect(await hold({ challenge: written(payload) })).toMatchObject(wantsPuzzle)
    for (const text of ['%%%', '', 'e30=', 'A'.repeat(2_000)])
      expect(await hold({ challenge: text })).toMatchObject(wantsPuzzle)
    expect((await hold({ challenge: written({ challenge, solution }) })).status).toBe(200)
  })

  it('of another server, or of this one before its restart, is none', async () => {
    await start({ mode: 'always', fromPerSecond: 20 })
    const challenge = written(await solved())
    await http.close()
    await start({ mode: 'always', fromPerSecond: 20 })
    expect(await hold({ challenge })).toMatchObject(wantsPuzzle)
  })

  it('is asked for under load, for a minute after it, and not at other times', async () => {
    await start({ mode: 'auto', fromPerSecond: 3 })
    http.clock.at = Math.ceil(http.clock.at / 1_000) * 1_000
    for (let n = 0; n < 3; n += 1) expect((await hold()).status).toBe(200)
    expect(await hold()).toMatchObject(wantsPuzzle)
    expect((await hold({ challenge: written(await solved()) })).status).toBe(200)
    http.clock.at += 59_999
    expect(await hold()).toMatchObject(wantsPuzzle)
    http.clock.at += 1
    expect((await hold()).status).toBe(200)
  })

  it('B41 is asked for while half of all codes of a minute are used, however few ask just now', async () => {
    await start({ mode: 'auto', fromPerSecond: 20 })
    expect((await hold()).status).toBe(200)
    codesAreMany = true
    expect(await hold()).toMatchObject(wantsPuzzle)
    expect(await post('/api/booking/mine/codes', code)).toMatchObject(wantsPuzzle)
    expect((await hold({ challenge: written(await solved()) })).status).toBe(200)
    codesAreMany = false
    expect((await hold()).status).toBe(200)
  })

  it('is asked of nobody for looking, nor for what is sold out', async () => {
    await start({ mode: 'always', fromPerSecond: 1 })
    for (const url of [
      '/api/booking/rules',
      '/api/booking/services',
      '/api/booking/offices?service=passport',
      '/api/booking/days?service=passport&office=6801',
      '/api/booking/places?service=passport&office=6801&date=2026-03-09',
    ]) {
      expect((await http.ask('GET', url)).status).toBe(200)
    }
    const challenge = written(await solved())
    expect((await hold({ challenge })).status).toBe(200)
    booking.soldOut = true
    expect(await hold({ id: bookingId })).toMatchObject({ status: 409, body: { error: { booking: 'sold-out' } } })
    // the one that has its place is not told that there is none
    expect(await hold()).toMatchObject(wantsPuzzle)
    expect((await hold({ challenge })).status).toBe(200)
  })
})

describe('load', () => {
  it('is high when there were too many in one second, whatever was before', () => {
    const load = new Load(2)
    for (const at of [0, 400, 1_000, 1_900, 2_000]) load.count(at)
    expect(load.isHigh(2_000)).toBe(false)
    load.count(2_100)
    load.count(2_999)
    expect([load.isHigh(2_999), load.isHigh(62_998), load.isHigh(62_999)]).toEqual([true, true, false])
    // the clock is set back by a day
    expect(load.isHigh(-86_400_000)).toBe(false)
  })
})
