import { describe, expect, it } from 'vitest'
import { dayMs, monday, today, tomorrow } from '../support/an-office.ts'
import { withDatabase } from '../support/database.ts'
import { aHold, book, freeOn, openWorld, phoneOf, signIn, type World } from './world.ts'

const databases = withDatabase()
const world = async () => openWorld(await databases.fresh())
const minute = 60_000
const midnight = Date.parse(`${tomorrow}T00:00:00+02:00`)

/** What a phone number was told besides codes, newest last. */
const told = ({ sms }: World, phone: string = phoneOf(0)) =>
  sms
    .to(phone)
    .filter(({ kind }) => kind !== 'code')
    .map(({ kind }) => kind)

/** The state of the only booking of a phone number. */
async function stateOf(one: World, phone: string = phoneOf(0)) {
  const mine = await one.booking.mine(await signIn(one, phone))
  return mine?.bookings[0]
}

/** The day of the bookings has begun: handed over, and opened by the hub. */
async function onTheDay(one: World, ms = 9 * 60 * minute): Promise<void> {
  await one.clock.advance(midnight - one.clock.now() + ms)
  await one.node.closeDue()
  one.hub.at = one.clock.now()
  await one.hub.exchange(one.node)
  one.hub.write([{ type: 'day-opened', date: tomorrow }])
  await one.exchange()
}

describe('a cancellation', () => {
  it('B31 before the handover it is at once; the office hears of it and the visitor gets a message', async () => {
    const one = await world()
    const { id, number } = await book(one)
    await one.exchange()
    const token = await signIn(one, phoneOf(0))
    const answers = await Promise.all([one.booking.cancelMine(token, id), one.booking.cancelMine(token, id)])
    for (const answer of answers)
      expect(answer).toMatchObject({ ok: true, value: { state: 'cancelled', cancel: null } })
    expect(await one.booking.cancelMine(token, id)).toMatchObject({ ok: true, value: { state: 'cancelled' } })
    await one.exchange()
    expect(one.hub.state.days[tomorrow]?.tickets[number]?.status).toEqual({ is: 'ended', by: 'withdrawn' })
    expect(told(one)).toEqual(['booked', 'cancelled'])
  })

  it('B22 a cancelled place is on sale again after a chance delay, under its number', async () => {
    const one = await world()
    const { id, number } = await book(one)
    await one.booking.cancelMine(await signIn(one, phoneOf(0)), id)
    expect(freeOn(one)).toBe(15)
    // half way between 5 and 60 minutes
    await one.clock.advance(32.5 * minute - 1)
    await one.booking.tick()
    expect(freeOn(one)).toBe(15)
    await one.clock.advance(1)
    await one.booking.tick()
    expect(freeOn(one)).toBe(16)
    expect(await book(one, { phone: phoneOf(1) })).toMatchObject({ number, time: '09:00' })
    await one.exchange()
    expect(await stateOf(one, phoneOf(1))).toMatchObject({ state: 'booked' })
    expect(await stateOf(one)).toMatchObject({ state: 'cancelled' })
  })

  it('B31 after the handover it is a request, and the page shows that it was granted', async () => {
    const one = await world()
    const { id } = await book(one)
    await onTheDay(one, 8 * 60 * minute)
    expect(await stateOf(one)).toMatchObject({ state: 'booked', cancel: 'request' })
    const token = await signIn(one, phoneOf(0))
    expect(await one.booking.cancelMine(token, id)).toMatchObject({ ok: true, value: { state: 'asked', cancel: null } })
    expect(await one.booking.cancelMine(token, id)).toMatchObject({ ok: true, value: { state: 'asked' } })
    expect(freeOn(one)).toBe(0)
    await one.exchange()
    expect(await stateOf(one)).toMatchObject({ state: 'cancelled' })
    expect(told(one)).toEqual(['booked', 'cancelled'])
  })

  it('B31 a request that comes when the ticket has been called is refused, and the page says so', async () => {
    const one = await world()
    const { id, number } = await book(one)
    await onTheDay(one)
    const token = await signIn(one, phoneOf(0))
    expect(await one.booking.cancelMine(token, id)).toMatchObject({ value: { state: 'asked' } })
    one.hub.write([
      { type: 'window-opened', window: 'w1', session: 's', staff: 'olena' },
      { type: 'ticket-called', window: 'w1', number, call: 'c', early: false },
    ])
    await one.exchange()
    expect(await stateOf(one)).toMatchObject({ state: 'booked', cancel: null })
    expect(await one.booking.cancelMine(token, id)).toMatchObject({ ok: false, code: 'already-called' })
    expect(told(one)).toEqual(['booked'])
  })

  it('B31 a booking of somebody else cannot be cancelled, nor one that has ended', async () => {
    const one = await world()
    const { id } = await book(one)
    const stranger = await signIn(one, phoneOf(1))
    expect(await one.booking.cancelMine(stranger, id)).toMatchObject({ code: 'unknown-booking' })
    await onTheDay(one, 20 * 60 * minute)
    one.hub.write([{ type: 'unserved', date: tomorrow, number: 'А-003' }])
    await one.exchange()
    expect(await one.booking.cancelMine(await signIn(one, phoneOf(0)), id)).toMatchObject({ code: 'booking-ended' })
  })
})

describe('what an office tells', () => {
  it('B27 the end as unserved is told, also when the day is closed in the same batch', async () => {
    const one = await world()
    const { number } = await book(one)
    await onTheDay(one, 23 * 60 * minute)
    one.hub.write([
      { type: 'unserved', date: tomorrow, number },
      { type: 'day-closed', date: tomorrow },
    ])
    await one.exchange()
    expect(one.node.mirror.days[tomorrow]).toBeUndefined()
    expect(await stateOf(one)).toMatchObject({ state: 'unserved' })
    expect(told(one)).toEqual(['booked', 'unserved'])
    await one.booking.tick()
    expect(told(one)).toEqual(['booked', 'unserved'])
  })

  it('the other ends of a visit are shown and not told: finished, missed, a document that did not match', async () => {
    const one = await world()
    const numbers = []
    for (const [n, time] of ['09:00', '09:30', '10:00'].entries())
      numbers.push((await book(one, { time, phone: phoneOf(n) })).number)
    await onTheDay(one)
    const [finished = '', missed = '', mismatch = ''] = numbers
    one.hub.write([
      { type: 'finished', window: 'w1', number: finished, because: 'clerk' },
      { type: 'no-show', window: 'w1', number: missed, call: 'c' },
      { type: 'mismatch', window: 'w1', number: mismatch, reason: 'identity' },
    ])
    await one.exchange()
    const states = []
    for (const n of [0, 1, 2]) states.push((await stateOf(one, phoneOf(n)))?.state)
    expect(states).toEqual(['finished', 'missed', 'mismatch'])
    expect(told(one, phoneOf(1))).toEqual(['booked'])
  })

  it('B27 a cancelled day is told at once, whether or not the office has heard', async () => {
    const one = await world()
    await book(one)
    await book(one, { time: '09:30', phone: phoneOf(1) })
    await one.node.cancelDay(tomorrow, 'emergency')
    await one.booking.tick()
    expect(await stateOf(one)).toMatchObject({ state: 'cancelled-by-office', cancel: null })
    expect([told(one), told(one, phoneOf(1))]).toEqual([
      ['booked', 'cancelled'],
      ['booked', 'cancelled'],
    ])
    expect(one.sms.to(phoneOf(0)).findLast(({ kind }) => kind === 'cancelled')?.text).toContain('Прийому не буде')
    await one.exchange()
    expect(told(one)).toEqual(['booked', 'cancelled'])
  })

  it('B27 an alert is told once, to those of the day who still wait', async () => {
    const one = await world()
    const { number } = await book(one)
    await book(one, { time: '09:30', phone: phoneOf(1) })
    await book(one, { date: '2026-03-04', phone: phoneOf(2) })
    await onTheDay(one)
    one.hub.write([{ type: 'finished', window: 'w1', number, because: 'clerk' }])
    const alert = { type: 'office-suspended', reason: 'alert', staff: 'olena' } as const
    one.hub.write([alert])
    await one.exchange()
    one.hub.write([{ type: 'office-resumed' }, alert])
    await one.exchange()
    expect([told(one), told(one, phoneOf(1)), told(one, phoneOf(2))]).toEqual([
      ['booked'],
      ['booked', 'alert'],
      ['booked'],
    ])
  })

  it('B27 what the office told while the server was away is told after its start', async () => {
    const one = await world()
    const { number } = await book(one)
    await onTheDay(one)
    await one.booking.close()
    one.hub.write([{ type: 'unserved', date: tomorrow, number }])
    await one.hub.exchange(one.node)
    const again = await one.reopen()
    await again.tick()
    expect(told(one)).toEqual(['booked', 'unserved'])
    await again.close()
  })

  it('Q27 a booking whose place was claimed by somebody else is followed under its new number', async () => {
    const one = await world()
    const { number } = await book(one)
    const sealed = { box: '', fingerprint: 'x' }
    await onTheDay(one)
    const place = one.node.mirror.days[tomorrow]?.places[number]
    if (place === undefined) throw new Error('no place')
    const { service, minutes, time, at, lane } = place
    one.hub.write([
      { type: 'place-added', date: tomorrow, number: 'А-901', service, minutes, time, at, lane, because: 'claim' },
      {
        type: 'registered',
        date: tomorrow,
        number: 'А-901',
        service,
        sold: 1,
        channel: 'online',
        present: false,
        priority: null,
        language: 'uk',
        session: null,
        device: '',
        sealed,
        displaced: number,
      },
      { type: 'finished', window: 'w1', number: 'А-901', because: 'clerk' },
    ])
    await one.exchange()
    expect(await stateOf(one)).toMatchObject({ state: 'finished', number })
  })
})

describe('a reminder', () => {
  const tenOclock = Date.parse(`${today}T10:00:00+02:00`)

  it('B26 it is sent on the day before the visit, at 10:00 of the office’s time, once', async () => {
    const one = await world()
    await book(one)
    await book(one, { date: '2026-03-04', phone: phoneOf(1) })
    await one.clock.advance(tenOclock - monday - 1)
    await one.booking.tick()
    expect(told(one)).toEqual(['booked'])
    await one.clock.advance(1)
    await one.booking.tick()
    await one.booking.tick()
    expect(told(one)).toEqual(['booked', 'reminder'])
    expect(told(one, phoneOf(1))).toEqual(['booked'])
    await one.booking.close()
    await (await one.reopen()).tick()
    expect(told(one)).toEqual(['booked', 'reminder'])
  })

  it('B26 not to who has declined it, whose booking has ended, or who has booked after that hour', async () => {
    const one = await world()
    await book(one)
    await one.booking.setReminders(await signIn(one, phoneOf(0)), false)
    const { id } = await book(one, { time: '09:30', phone: phoneOf(1) })
    await one.booking.cancelMine(await signIn(one, phoneOf(1)), id)
    await one.clock.advance(tenOclock - monday)
    await book(one, { time: '10:00', phone: phoneOf(2) })
    await one.booking.tick()
    expect(one.sms.all.map(({ kind }) => kind)).not.toContain('reminder')
  })

  it('B26 declining holds for the next booking of the phone number too', async () => {
    const one = await world()
    await book(one)
    const token = await signIn(one, phoneOf(0))
    expect(await one.booking.setReminders(token, false)).toMatchObject({ ok: true, value: { reminders: false } })
    await book(one, { time: '09:30', person: { who: 'child', documentDigits: '0001', guardianDigits: '1234' } })
    expect(await one.booking.mine(token)).toMatchObject({ reminders: false })
    await one.clock.advance(tenOclock - monday)
    await one.booking.tick()
    expect(told(one)).toEqual(['booked', 'booked'])
    await one.booking.setReminders(await signIn(one, phoneOf(0)), true)
    expect(await one.booking.mine(await signIn(one, phoneOf(0)))).toMatchObject({ reminders: true })
  })

  it('B44 declining outlives the erasure of the bookings, without the number, for 12 months; accepting ends it', async () => {
    const one = await world()
    await book(one)
    await one.booking.setReminders(await signIn(one, phoneOf(0)), false)
    await book(one, { time: '09:30', phone: phoneOf(1) })
    await one.booking.setReminders(await signIn(one, phoneOf(1)), false)
    await one.booking.setReminders(await signIn(one, phoneOf(1)), true)
    await one.booking.erase('6801', [tomorrow])
    await one.booking.tidy()
    const noted = async () =>
      (await one.database.pool.query<{ row: string }>('SELECT row_to_json(n)::text AS row FROM booking_no_reminder n'))
        .rows
    expect(await noted()).toHaveLength(1)
    expect((await noted())[0]?.row).not.toContain(phoneOf(0).slice(-9))
    expect(await one.booking.mine(await signIn(one, phoneOf(0)))).toMatchObject({ reminders: false, bookings: [] })
    expect(await one.booking.mine(await signIn(one, phoneOf(1)))).toMatchObject({ reminders: true })
    await book(one, { date: '2026-03-04', time: '10:00' })
    await one.clock.advance(tenOclock - monday + dayMs)
    await one.booking.tick()
    expect(told(one)).toEqual(['booked', 'booked'])
    // a booking of the number is known: a year later it still holds; then the booking goes
    await one.clock.advance(365 * dayMs)
    await one.booking.tidy()
    expect(await noted()).toHaveLength(1)
    await one.booking.erase('6801', ['2026-03-04'])
    await one.booking.tidy()
    expect(await noted()).toEqual([])
  })

  it('B26 a server that was away at 10:00 makes up for it in the afternoon, and not at night', async () => {
    const one = await world()
    await book(one)
    await one.booking.close()
    await one.clock.advance(tenOclock - monday + 5 * 3_600_000)
    const again = await one.reopen()
    await again.tick()
    expect(told(one)).toEqual(['booked', 'reminder'])
    const other = await world()
    await book(other)
    await other.clock.advance(tenOclock - monday + 11 * 3_600_000)
    await other.booking.tick()
    expect(told(other)).toEqual(['booked'])
  })
})

it('B35 nothing of a booking tells any more who made it when the key of its day is erased', async () => {
  const one = await world()
  const { id } = await book(one)
  await book(one, { date: '2026-03-04', phone: phoneOf(1) })
  const running = aHold({ time: '09:30', phone: phoneOf(2) })
  await one.booking.hold(running)
  const cancelled = await book(one, { time: '10:30', phone: phoneOf(3) })
  await one.booking.cancelMine(await signIn(one, phoneOf(3)), cancelled.id)
  const before = await one.database.pool.query<Record<string, string>>(
    `SELECT hash, encode(phone_hash, 'hex') AS phone, encode(pair_hash, 'hex') AS pair FROM booking WHERE date = $1`,
    [tomorrow],
  )
  expect(before.rows).toHaveLength(2)
  // the office's log is never erased: whoever has the key of the hashes could try all digits of a known phone
  const log = JSON.stringify(one.inbox.read(0, 1_000))
  expect(log).toContain(id)
  for (const hash of before.rows.flatMap((row) => Object.values(row))) expect(log).not.toContain(hash)
  await one.booking.erase('6801', [tomorrow])
  const { rows } = await one.database.pool.query('SELECT * FROM booking WHERE date = $1 ORDER BY made_at', [tomorrow])
  const erased = { phone_hash: null, pair_hash: null, box: null, hash: '' }
  expect(rows).toMatchObject([
    { id, number: 'А-003', ...erased },
    { id: cancelled.id, ...erased },
  ])
  const holds = await one.database.pool.query('SELECT * FROM booking_hold')
  expect(holds.rows).toEqual([])
  const mine = await one.booking.mine(await signIn(one, phoneOf(0)))
  expect(mine?.bookings).toEqual([])
  expect((await one.booking.mine(await signIn(one, phoneOf(1))))?.bookings).toHaveLength(1)
  await one.clock.advance(dayMs)
})
