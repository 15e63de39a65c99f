import { createHash } from 'node:crypto'
import { canonicalJson } from '@cherha/event-log'
import { AdminPortals } from '@cherha/shared/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PortalBooking } from '../../src/portals/ports.ts'
import { bookingId } from '../../src/portals/once.ts'
import { Caller, phone, PortalsUnderTest, wanted } from './portals-under-test.ts'

let made: PortalsUnderTest
beforeAll(async () => {
  made = await PortalsUnderTest.start()
})
afterAll(() => made.close())

const hourMs = 3_600_000
const later = { ...wanted, date: '2026-03-06' }

describe('the key of a portal', () => {
  it('B38 is wanted for every request, and is kept as a hash only', async () => {
    const portal = await made.portal('keys')
    const { key } = portal
    const url = '/api/portal/v1/services'
    const wrong: readonly Record<string, string>[] = [
      {},
      { authorization: `Bearer ${key}x` },
      { authorization: `Basic ${key}` },
    ]
    for (const headers of wrong) {
      const answer = await made.http.ask('GET', url, { headers })
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorised' } } })
      expect(answer.headers['www-authenticate']).toBe('Bearer')
    }
    expect((await portal.get('/services')).status).toBe(200)
    const rows = await made.http.database.db.selectFrom('secret.portal').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(key)
    expect(made.http.logged.join('')).not.toContain(key)
  })

  it('B38 that is revoked is refused at once, also for a booking that was made with it; others go on', async () => {
    const [portal, other] = [await made.portal('revoked'), await made.portal('goes-on')]
    const { body } = await portal.book({ ...later, phone: phone(1) }, 'the-same-key')
    expect(await made.portals.store.revoke('revoked', made.http.clock.now())).toBe(true)
    for (const answer of [
      await portal.get('/services'),
      await portal.get(`/bookings/${String(body['id'])}`),
      await portal.book({ ...later, phone: phone(1) }, 'the-same-key'),
    ]) {
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'key-revoked' } } })
    }
    expect((await other.get('/services')).status).toBe(200)
  })

  it('B38 is revoked in the console by an administrator, who also sees what it uses; all of it is in the journal', async () => {
    const portal = await made.portal('console', { perMinute: 7, perDay: 9 })
    await portal.book({ ...later, time: '17:30', phone: phone(2) })
    const [admin, operator] = [
      await made.http.browser('olena', 'administrator'),
      await made.http.browser('taras', 'service-operator'),
    ]
    const seen = AdminPortals.parse((await made.http.ask('GET', '/api/admin/portals', { as: operator })).body)
    expect(seen.portals.find(({ name }) => name === 'console')).toMatchObject({
      kind: 'sandbox',
      minute: { most: 7, now: 1 },
      day: { most: 9, now: 1 },
      revokedAt: null,
    })
    const revoke = '/api/admin/portals/console/revoke'
    expect((await made.http.ask('POST', revoke, { as: operator })).status).toBe(403)
    for (let i = 0; i < 2; i += 1) expect((await made.http.ask('POST', revoke, { as: admin })).status).toBe(200)
    expect((await portal.get('/services')).body.error?.code).toBe('key-revoked')
    const journal = await made.http.stores.journal.list({ limit: 20 })
    expect(journal.filter(({ action }) => action === 'portal-revoked')).toMatchObject([
      { who: 'olena', office: null, detail: { portal: 'console' } },
    ])
    const unknown = await made.http.ask('POST', '/api/admin/portals/nobody/revoke', { as: admin })
    expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'unknown-portal' } } })
  })

  it('B38 has so many requests a minute; each answer tells how many are left', async () => {
    const portal = await made.portal('minute', { perMinute: 3 })
    for (const left of ['2', '1', '0']) {
      const { status, headers } = await portal.get('/services')
      expect([status, headers['ratelimit-limit'], headers['ratelimit-remaining']]).toEqual([200, '3', left])
      expect(headers['x-ratelimit-limit']).toBeUndefined()
    }
    made.http.clock.at += 20_000
    const refused = await portal.get('/services')
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'too-many-requests' } } })
    expect(refused.headers).toMatchObject({ 'retry-after': '40', 'ratelimit-remaining': '0', 'ratelimit-reset': '40' })
    made.http.clock.at += 40_000
    expect((await portal.get('/services')).status).toBe(200)
  })

  it('B38 has so many bookings a day, exactly, however many come at once; refused and repeated ones do not count', async () => {
    const portal = await made.portal('day', { perDay: 3 })
    const refused = await portal.book({ ...later, time: '13:30', phone: phone(9) })
    expect(refused).toMatchObject({ status: 409 })
    expect(refused.headers['x-bookings-remaining']).toBe('3')
    const all = await Promise.all(
      [10, 11, 12, 13, 14].map((n) => portal.book({ ...later, time: '10:00', phone: phone(n) }, `at-once-${n}`)),
    )
    expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 201, 201, 429, 429])
    const over = all.find(({ status }) => status === 429)
    expect(over?.body.error?.code).toBe('quota-exhausted')
    // 09:01 in Kyiv: the next day begins in 14 h 59 min
    expect(over?.headers).toMatchObject({
      'x-bookings-limit': '3',
      'x-bookings-remaining': '0',
      'retry-after': '53940',
    })
    const again = all.findIndex(({ status }) => status === 201)
    const replay = await portal.book({ ...later, time: '10:00', phone: phone(10 + again) }, `at-once-${10 + again}`)
    expect(replay).toMatchObject({ status: 201, text: all[again]?.text })
    expect(await made.portals.store.booked('2026-03-04')).toEqual(
      new Map([
        ['console', 1],
        ['day', 3],
        ['revoked', 1],
      ]),
    )

    made.http.clock.at += 15 * hourMs
    const next = await portal.book({ ...later, time: '11:00', phone: phone(15) })
    expect(next.status, next.text).toBe(201)
    expect(next.headers['x-bookings-remaining']).toBe('2')
    made.http.clock.at -= 15 * hourMs
  })

  it('B40 a sandbox key reaches the sandbox only, a live key never does', async () => {
    const asked: string[] = []
    const live = onlyServices(() => asked.push('services'))
    const own = await PortalsUnderTest.start(live)
    try {
      await own.http.office('6801')
      const [sandbox, real] = [await own.portal('trial'), await own.portal('real', { kind: 'live' })]
      expect((await real.get('/services')).body).toEqual({ services: [] })
      expect((await sandbox.get('/services')).body).toMatchObject({ services: [{ id: 'passport' }, { id: 'permit' }] })
      expect(asked).toHaveLength(1)
      expect((await sandbox.get('/days?office=6801&service=passport')).body.error?.code).toBe('unknown-office')
      expect(own.http.offices.all().map(({ code }) => code)).toEqual(['6801'])
      expect((await sandbox.book(wanted)).status).toBe(201)
      // nothing of the sandbox is in an inbox
      const { rows } = await own.http.database.pool.query(`SELECT 1 FROM log_record WHERE office = '0000'`)
      expect(rows).toEqual([])
    } finally {
      await own.close()
    }
  })

  it('B38 of a live portal on a server without online booking is told so', async () => {
    const portal = await made.portal('live', { kind: 'live' })
    const answer = await portal.get('/services')
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } })
    expect(answer.headers['retry-after']).toBe('5')
  })
})

describe('an idempotency key', () => {
  it('B39 has the same answer byte for byte, and another body is refused', async () => {
    const portal = await made.portal('replay')
    const body = { ...later, time: '14:00', phone: phone(30) }
    const first = await portal.book(body, 'one-booking')
    expect(first.status, first.text).toBe(201)
    expect(first.headers['idempotency-replayed']).toBeUndefined()
    const { time, phone: number, ...rest } = body
    const otherOrder = { phone: number, time, ...rest }
    await portal.delete(`/bookings/${String(first.body['id'])}`)
    for (const sent of [body, otherOrder]) {
      const again = await portal.book(sent, 'one-booking')
      expect([again.status, again.text]).toEqual([201, first.text])
      expect(again.headers).toMatchObject({
        'idempotency-replayed': 'true',
        'content-type': first.headers['content-type'],
      })
    }
    const other = await portal.book({ ...body, time: '14:30' }, 'one-booking')
    expect(other).toMatchObject({ status: 422, body: { error: { code: 'idempotency-key-reused' } } })
  })

  it('B39 also of a refusal', async () => {
    const portal = await made.portal('refusals')
    const body = { ...later, time: '13:30', phone: phone(31) }
    const first = await portal.book(body, 'refused-one')
    const again = await portal.book(body, 'refused-one')
    expect([again.status, again.text]).toEqual([409, first.text])
  })

  it('B39 ten at once with one key are one booking and one answer', async () => {
    const portal = await made.portal('ten')
    const body = { ...later, time: '15:00', phone: phone(32) }
    const answers = await Promise.all(Array.from({ length: 10 }, () => portal.book(body, 'ten-at-once')))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    const places = await portal.get('/places?office=0000&service=passport&date=2026-03-06')
    expect(places.body['times']).toContainEqual({ time: '15:00', free: 3 })
    const mixed = await Promise.all([
      portal.book({ ...body, phone: phone(33) }, 'two-bodies'),
      portal.book({ ...body, phone: phone(34) }, 'two-bodies'),
    ])
    expect(mixed.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 422])
  })

  it('B39 B43 is forgotten after 24 hours, is each portal’s own, and is erased a day later though nobody books', async () => {
    const own = await PortalsUnderTest.start()
    const { clock, database } = own.http
    const left = async () =>
      (await database.pool.query(`SELECT 1 FROM secret.portal_request WHERE key = 'shared-key'`)).rowCount
    try {
      const [one, other] = [await own.portal('hours-one'), await own.portal('hours-two')]
      const body = { ...later, date: '2026-03-10', phone: phone(1) }
      const first = await one.book(body, 'shared-key')
      const second = await other.book({ ...body, phone: phone(2) }, 'shared-key')
      expect([first.status, second.status]).toEqual([201, 201])
      expect(second.body['id']).not.toBe(first.body['id'])
      clock.at += 24 * hourMs - 1
      expect((await one.book(body, 'shared-key')).headers['idempotency-replayed']).toBe('true')
      clock.at += 1
      // it is carried out again, and is still the same booking
      const late = await one.book(body, 'shared-key')
      expect(late.headers['idempotency-replayed']).toBeUndefined()
      expect([late.status, late.body['id']]).toEqual([201, first.body['id']])
      expect(await left()).toBe(2)
      clock.at += 48 * hourMs + 1
      // B43: nobody books
      for (const timer of clock.timers.filter(({ due }) => due <= clock.at)) timer.fire()
      await expect.poll(left).toBe(0)
    } finally {
      await own.close()
    }
  })

  it('B39 the id of a booking cannot be foretold by whoever knows the name of the portal and its idempotency keys', async () => {
    const [portal, namesake] = [await made.portal('order-numbers'), await made.portal('order numbers')]
    const first = await portal.book({ ...later, time: '09:30', phone: phone(51) }, 'order-0001')
    const second = await namesake.book({ ...later, time: '10:00', phone: phone(52) }, 'order-0001')
    expect([first.body['id'], second.body['id']]).toEqual([
      bookingId(portal.key, 'order-0001'),
      bookingId(namesake.key, 'order-0001'),
    ])
    expect(first.body['id']).not.toBe(second.body['id'])
  })

  it('B38 what was refused because something was away, and will pass, takes nothing from the quota', async () => {
    let away = true
    const own = await PortalsUnderTest.start({
      ...onlyServices(() => {}),
      bookForPortal: async () => (away ? { ok: false, code: 'gateway-away' } : { ok: false, code: 'sold-out' }),
    })
    try {
      const portal = await own.portal('outage', { kind: 'live', perDay: 2 })
      for (let n = 0; n < 4; n += 1)
        expect(await portal.book({ ...wanted, phone: phone(n) }, `visitor-${n}`)).toMatchObject({
          status: 503,
          body: { error: { code: 'gateway-away' } },
        })
      const { rows } = await own.http.database.pool.query('SELECT * FROM secret.portal_request')
      expect(rows).toEqual([])
      away = false
      expect(await portal.book({ ...wanted, phone: phone(0) }, 'visitor-0')).toMatchObject({ status: 409 })
      // one whose end nobody knows counts, and an outage in between does not make it forgotten
      await own.http.database.pool.query('UPDATE secret.portal_request SET status = NULL, box = NULL')
      own.http.clock.at += 1_000
      away = true
      expect(await portal.book({ ...wanted, phone: phone(0) }, 'visitor-0')).toMatchObject({ status: 503 })
      const kept = await own.http.database.pool.query('SELECT key, status FROM secret.portal_request')
      expect(kept.rows).toEqual([{ key: 'visitor-0', status: null }])
    } finally {
      await own.close()
    }
  })

  it('B39 a crash between the booking and its answer is healed by the next request', async () => {
    const portal = await made.portal('crash')
    const body = { ...later, time: '16:00', phone: phone(38) }
    const begun = { portal: 'crash', key: 'crashed-key', at: made.http.clock.now(), day: '2026-03-04' }
    const first = await portal.book(body, begun.key)
    await made.http.database.pool.query(`UPDATE secret.portal_request SET status = NULL, box = NULL WHERE key = $1`, [
      begun.key,
    ])
    const healed = await portal.book(body, begun.key)
    expect([healed.status, healed.text]).toEqual([201, first.text])
    expect(healed.body['id']).toBe(bookingId(portal.key, begun.key))
    const kept = await portal.book(body, begun.key)
    expect([kept.text, kept.headers['idempotency-replayed']]).toEqual([first.text, 'true'])
  })

  it('B39 an error keeps nothing: the same request sent again books', async () => {
    let broken = true
    const own = await PortalsUnderTest.start({
      ...onlyServices(() => {}),
      bookForPortal: async () => {
        if (broken) throw new Error('something broke')
        return { ok: false, code: 'sold-out', field: 'date' }
      },
    })
    try {
      const portal = await own.portal('errors', { kind: 'live' })
      expect((await portal.book(wanted, 'twice-sent')).status).toBe(500)
      broken = false
      const answer = await portal.book(wanted, 'twice-sent')
      expect(answer).toMatchObject({ status: 409, body: { error: { code: 'sold-out', field: 'date' } } })
    } finally {
      await own.close()
    }
  })

  it('B39 is missing or no key: refused before anything is done', async () => {
    const portal = await made.portal('no-key')
    for (const key of ['', 'short', 'with blanks in it', 'я'.repeat(8), 'x'.repeat(101)]) {
      const answer = await new Caller(made.http, portal.key).book(wanted, Buffer.from(key).toString('latin1'))
      expect(answer, key).toMatchObject({ status: 400, body: { error: { field: 'idempotency-key' } } })
    }
  })

  it('B39 what is kept for it can be read by nobody without the key of the portal', async () => {
    const portal = await made.portal('sealed')
    const body = { ...later, time: '16:30', phone: phone(39) }
    const { body: view } = await portal.book(body, 'sealed-key')
    const [row] = await made.http.database.db
      .selectFrom('secret.portal_request')
      .selectAll()
      .where('portal', '=', 'sealed')
      .execute()
    const kept = `${JSON.stringify(row)} ${row?.box?.toString('latin1') ?? ''}`
    expect(row?.box?.length).toBeGreaterThan(300)
    expect(kept).not.toContain(String(view['checkInCode']))
    expect(kept).not.toMatch(/1000039|100 00 39/)
    // a hash that anybody could make of a phone number and four digits would tell who it was
    expect(row?.hash).not.toBe(createHash('sha256').update(canonicalJson(body)).digest('hex'))
  })
})

/** A booking that has nothing to sell and tells when it is asked. */
function onlyServices(asked: () => void): PortalBooking {
  const refused = { ok: false, code: 'unknown-office' } as const
  return {
    services: () => {
      asked()
      return { services: [] }
    },
    offices: () => null,
    days: () => refused,
    places: () => refused,
    bookForPortal: async () => refused,
    portalBooking: async () => null,
    cancelForPortal: async () => ({ ok: false, code: 'unknown-booking' }),
  }
}
