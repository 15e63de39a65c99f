import { BookingDays, BookingOffices, BookingPlaces, BookingServices, BookingView } from '@cherha/shared/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phone, PortalsUnderTest, wanted } from './portals-under-test.ts'

let made: PortalsUnderTest
beforeAll(async () => {
  made = await PortalsUnderTest.start()
})
afterAll(() => made.close())

describe('a portal', () => {
  it('B37 finds service, office, day and time, books, looks and cancels', async () => {
    const portal = await made.portal('walk')
    const { services } = BookingServices.parse((await portal.get('/services')).body)
    const service = services[0]?.id ?? ''
    const { offices } = BookingOffices.parse((await portal.get(`/offices?service=${service}`)).body)
    const office = offices[0]?.code ?? ''
    expect(offices[0]?.nearest).toEqual({ date: '2026-03-05', free: 64 })
    const { days } = BookingDays.parse((await portal.get(`/days?office=${office}&service=${service}`)).body)
    expect(days).toHaveLength(14)
    const date = days[1]?.date ?? ''
    const where = `/places?office=${office}&service=${service}&date=${date}`
    const before = BookingPlaces.parse((await portal.get(where)).body)
    const time = before.times[0]?.time ?? ''

    const answer = await portal.book({ ...wanted, service, office, date, time, phone: phone(1) })
    expect(answer.status, answer.text).toBe(201)
    const view = BookingView.parse(answer.body)
    expect(view).toMatchObject({ number: 'А-001', date, time, state: 'booked', cancel: 'now', who: 'self' })
    expect(view.qr).toBe(`CHERHA1|0000|${date}|А-001|1|${view.checkInCode}`)
    const after = BookingPlaces.parse((await portal.get(where)).body)
    expect(after.times[0]?.free).toBe((before.times[0]?.free ?? 0) - 1)

    const seen = await portal.get(`/bookings/${view.id}`)
    expect(seen).toMatchObject({ status: 200, body: { id: view.id, state: 'booked' } })
    const cancelled = await portal.delete(`/bookings/${view.id}`)
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled', cancel: null } })
    expect(await portal.delete(`/bookings/${view.id}`)).toMatchObject({ status: 200, body: { state: 'cancelled' } })
    expect(BookingPlaces.parse((await portal.get(where)).body)).toEqual(before)
  })

  it('B37 books a child with the digits of a guardian', async () => {
    const portal = await made.portal('child')
    const person = { who: 'child', documentDigits: '0001', guardianDigits: '1234' }
    const answer = await portal.book({ ...wanted, person, phone: phone(2) })
    expect(answer).toMatchObject({ status: 201, body: { who: 'child' } })
  })

  it('B37 the limits of a phone number hold over all portals: one open booking of a service and digits, five in all', async () => {
    const [one, other] = [await made.portal('limits-one'), await made.portal('limits-two')]
    const mine = { ...wanted, date: '2026-03-10', phone: phone(3) }
    const times = ['10:00', '10:30', '11:00', '11:30']
    expect((await one.book(mine)).status).toBe(201)
    expect(await other.book({ ...mine, time: '10:00' })).toMatchObject({
      status: 409,
      body: { error: { code: 'already-booked' } },
    })
    for (const [index, time] of times.entries()) {
      const documentDigits = `000${index + 1}`
      const person = { who: 'self', documentDigits }
      expect((await other.book({ ...mine, time, person })).status, documentDigits).toBe(201)
    }
    const sixth = await one.book({ ...mine, person: { who: 'self', documentDigits: '0005' } })
    expect(sixth).toMatchObject({ status: 409, body: { error: { code: 'too-many-open' } } })
  })

  it('B37 a place is sold once: the fifth at one time of four lanes is refused', async () => {
    const portal = await made.portal('lanes')
    const at = { ...wanted, date: '2026-03-09', time: '11:00' }
    const answers = await Promise.all([10, 11, 12, 13, 14].map((n) => portal.book({ ...at, phone: phone(n) })))
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 201, 201, 201, 409])
    const numbers = answers.flatMap(({ status, body }) => (status === 201 ? [body['number']] : []))
    expect(new Set(numbers).size).toBe(4)
    expect(answers.find(({ status }) => status === 409)?.body.error?.code).toBe('place-taken')
  })

  it('B37 sees no booking of another portal, and cancels none', async () => {
    const [one, other] = [await made.portal('mine'), await made.portal('stranger')]
    const { body } = await one.book({ ...wanted, time: '12:00', phone: phone(20) })
    const path = `/bookings/${String(body['id'])}`
    for (const answer of [await other.get(path), await other.delete(path)]) {
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'unknown-booking' } } })
    }
    expect(await one.get(path)).toMatchObject({ status: 200, body: { state: 'booked' } })
  })

  it('B37 on the day of the visit a cancellation is a request, which the office answers', async () => {
    const own = await PortalsUnderTest.start()
    try {
      const portal = await own.portal('day')
      const { body } = await portal.book({ ...wanted, time: '17:00' })
      own.http.clock.at = Date.parse('2026-03-05T08:00:00+02:00')
      for (const { fire } of own.http.clock.timers.splice(0)) fire()
      const path = `/bookings/${String(body['id'])}`
      await expect.poll(async () => (await portal.get(path)).body).toMatchObject({ state: 'booked', cancel: 'request' })
      expect(await portal.delete(path)).toMatchObject({ status: 200, body: { state: 'cancelled' } })
      const late = await portal.book({ ...wanted, phone: phone(21) })
      expect(late).toMatchObject({ status: 409, body: { error: { code: 'date-closed', field: 'date' } } })
    } finally {
      await own.close()
    }
  })

  it('B37 is told every refusal by a code, a sentence in English and the field it is about', async () => {
    const portal = await made.portal('wrong')
    const cases: readonly [Record<string, unknown>, number, string, string | undefined][] = [
      [{ phone: '044 123 45 67' }, 422, 'phone-fixed', 'phone'],
      [{ phone: '071 123 45 67' }, 422, 'phone-not-national', 'phone'],
      [{ phone: '+48 600 000 000' }, 422, 'phone-foreign', 'phone'],
      [{ phone: "'; DROP TABLE booking; --" }, 422, 'phone-malformed', 'phone'],
      [{ office: '9999' }, 404, 'unknown-office', 'office'],
      [{ service: 'none' }, 404, 'unknown-service', 'service'],
      [{ date: '2026-03-04' }, 409, 'date-closed', 'date'],
      [{ date: '2027-03-04' }, 409, 'date-closed', 'date'],
      [{ time: '13:30' }, 409, 'unknown-place', 'time'],
    ]
    for (const [change, status, code, field] of cases) {
      const answer = await portal.book({ ...wanted, ...change })
      expect(answer, JSON.stringify(change)).toMatchObject({ status, body: { error: { code, field } } })
      expect(answer.body.error?.message).toMatch(/^[\x20-\x7e“”’]+$/)
    }
    for (const path of ['/offices?service=none', '/days?office=0000&service=none']) {
      expect(await portal.get(path)).toMatchObject({ status: 404, body: { error: { code: 'unknown-service' } } })
    }
    expect(await portal.get('/days?office=0001&service=passport')).toMatchObject({ status: 404 })
    expect(await portal.get('/places?office=0000&service=passport&date=2026-03-04')).toMatchObject({ status: 409 })
  })

  it('B37 a body of wrong types, of wrong form or too long is refused and changes nothing', async () => {
    const portal = await made.portal('types')
    const { phone: _phone, ...without } = wanted
    const at = (field: string, what: string) => ({ code: 'malformed', message: `${field}: ${what}`, field })
    const whole = (message: string) => ({ code: 'malformed', message })
    const noText = (received: string) => `Invalid input: expected string, received ${received}`
    const pattern = (expected: RegExp) => `Invalid string: must match pattern ${String(expected)}`
    const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
    const control = 'a text has a control character, or half of one that is written in two'
    const bodies: readonly [unknown, number, { code: string; message: string; field?: string }][] = [
      [without, 400, at('phone', noText('undefined'))],
      [{ ...wanted, phone: 671234567 }, 400, at('phone', noText('number'))],
      [{ ...wanted, phone: null }, 400, at('phone', noText('null'))],
      [{ ...wanted, phone: 'a\u0000b' }, 400, { ...whole(control), field: 'phone' }],
      [{ ...wanted, date: '5 March' }, 400, at('date', pattern(day))],
      [{ ...wanted, time: '25:00' }, 400, at('time', pattern(/^([01]\d|2[0-3]):[0-5]\d$/))],
      [{ ...wanted, language: 'pl' }, 400, at('language', 'Invalid option: expected one of "uk"|"en"')],
      [
        { ...wanted, person: { who: 'self', documentDigits: '12' } },
        400,
        at('person.documentDigits', pattern(/^\d{4}$/)),
      ],
      [
        { ...wanted, person: { who: 'child', documentDigits: '1234' } },
        400,
        at('person.guardianDigits', noText('undefined')),
      ],
      [{ ...wanted, name: 'Оксана' }, 400, whole('the request: Unrecognized key: "name"')],
      [[], 400, whole('the request: Invalid input: expected object, received array')],
      ['{"service":', 400, whole('the request is not well-formed: the body must be JSON, and addresses as documented')],
      [
        { ...wanted, more: 'x'.repeat(100_000) },
        413,
        { code: 'too-large', message: 'a body may have at most 8192 bytes' },
      ],
    ]
    for (const [body, status, error] of bodies) {
      const answer = await portal.book(body)
      const sent = JSON.stringify(body).slice(0, 100)
      expect(answer.status, sent).toBe(status)
      expect(answer.body, sent).toEqual({ error })
    }
    expect((await portal.get('/bookings/1')).status).toBe(400)
    expect((await portal.get('/days?office=0000')).status).toBe(400)
  })
})
