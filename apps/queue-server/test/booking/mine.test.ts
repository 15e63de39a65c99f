import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { OfficeUnavailableError } from '../../src/offices/answers.ts'
import { tomorrow } from '../support/an-office.ts'
import { withDatabase } from '../support/database.ts'
import { aHold, book, freeOn, openWorld, phoneOf, signIn, type World } from './world.ts'

const databases = withDatabase()
const world = async () => openWorld(await databases.fresh())

describe('my bookings', () => {
  it('B30 whoever proves a phone number sees the bookings of that number, and nobody else’s, for 15 minutes', async () => {
    const one = await world()
    const first = await book(one, { time: '09:30' })
    const second = await book(one, {
      time: '09:00',
      person: { who: 'child', documentDigits: '1', guardianDigits: '2' },
    })
    await book(one, { time: '10:00', phone: phoneOf(1) })
    const token = await signIn(one, phoneOf(0))
    const mine = await one.booking.mine(token)
    expect(mine?.bookings.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(mine).toMatchObject({ phone: '+380 67 ***-**-00', reminders: true })
    await one.clock.advance(899_999)
    expect(await one.booking.mine(token)).not.toBeNull()
    await one.clock.advance(1)
    expect(await one.booking.mine(token)).toBeNull()
    expect(await one.booking.cancelMine(token, first.id)).toMatchObject({ code: 'session-ended' })
    expect(await one.booking.setReminders(token, false)).toMatchObject({ code: 'session-ended' })
    expect(await one.booking.mine('x')).toBeNull()
  })

  it('B30 a session that was ended shows nothing', async () => {
    const one = await world()
    const token = await signIn(one, phoneOf(0))
    await one.booking.endMine(token)
    expect(await one.booking.mine(token)).toBeNull()
  })

  it('B23 asking for a code says the same of a number with bookings and of one without', async () => {
    const one = await world()
    await book(one)
    const ask = (phone: string) => one.booking.mineCode({ id: randomUUID(), phone, language: 'uk', address: '' })
    const [with_, without] = [await ask(phoneOf(0)), await ask(phoneOf(1))]
    for (const answer of [with_, without])
      expect(answer).toMatchObject({ ok: true, value: { secondsLeft: 300, resendSeconds: 60 } })
    expect(one.sms.to(phoneOf(1))).toHaveLength(1)
    expect((await one.booking.mine(await signIn(one, phoneOf(1))))?.bookings).toEqual([])
  })

  it('B30 a code is good for five minutes, three tries and one session; sent again the request asks for no second one', async () => {
    const one = await world()
    const { booking, sms, clock } = one
    const command = { id: randomUUID(), phone: phoneOf(0), language: 'uk', address: '' } as const
    await booking.mineCode(command)
    await booking.mineCode(command)
    expect(sms.to(phoneOf(0))).toHaveLength(1)
    expect(await booking.mineCode({ ...command, phone: phoneOf(1) })).toMatchObject({ code: 'command-reused' })
    const code = sms.codeOf(phoneOf(0))
    const wrong = code === '000000' ? '000001' : '000000'
    expect(await booking.mineSession(command.id, wrong)).toMatchObject({ code: 'wrong-code', triesLeft: 2 })
    expect(await booking.mineSession(command.id, code)).toMatchObject({ ok: true })
    expect(await booking.mineSession(command.id, code)).toMatchObject({ code: 'session-ended' })
    const late = { ...command, id: randomUUID() }
    await booking.mineCode(late)
    await clock.advance(300_000)
    expect(await booking.mineSession(late.id, sms.codeOf(phoneOf(0)))).toMatchObject({ code: 'session-ended' })
    expect(await booking.mineSession('unknown', code)).toMatchObject({ code: 'session-ended' })
  })

  it('B50 the request of an old code is a new request: another code, another message, and the old code opens nothing', async () => {
    const one = await world()
    const { booking, sms, clock } = one
    const command = { id: randomUUID(), phone: phoneOf(0), language: 'uk', address: '' } as const
    await booking.mineCode(command)
    const seen = sms.codeOf(command.phone)
    expect(await booking.mineSession(command.id, seen)).toMatchObject({ ok: true })
    const codes = new Set([seen])
    for (const asked of [2, 3, 4]) {
      await clock.advance(310_000)
      await booking.tick()
      expect(await booking.mineCode(command)).toMatchObject({ ok: true })
      expect(sms.to(command.phone)).toHaveLength(asked)
      const newest = sms.codeOf(command.phone)
      if (newest !== seen) expect(await booking.mineSession(command.id, seen)).toMatchObject({ code: 'wrong-code' })
      codes.add(newest)
    }
    // two of four may be the same six digits, all of them are not
    expect(codes.size).toBeGreaterThan(1)
  })

  it('B32 the check-in code is shown with the booking and is in no message', async () => {
    const one = await world()
    const { checkInCode, qr, number } = await book(one)
    expect(checkInCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(qr).toBe(`CHERHA1|6801|${tomorrow}|${number}|1|${checkInCode}`)
    expect(one.sms.all.map(({ text }) => text).join()).not.toContain(checkInCode)
  })
})

describe('where am I', () => {
  const where = ({ booking }: World, number: string, code: string, date = tomorrow) =>
    booking.where({ office: '6801', date, number, code }, '192.0.2.1')

  /** The day has begun at nine. */
  async function begun(one: World): Promise<void> {
    await one.clock.advance(Date.parse(`${tomorrow}T09:00:00+02:00`) - one.clock.now())
    await one.node.closeDue()
    one.hub.at = one.clock.now()
    await one.hub.exchange(one.node)
    one.hub.write([{ type: 'day-opened', date: tomorrow }])
    await one.exchange()
  }

  it('B34 the place in the queue is told to whoever has the number and the check-in code', async () => {
    const one = await world()
    const first = await book(one)
    const second = await book(one, { time: '09:30', phone: phoneOf(1) })
    expect(await where(one, first.number, first.checkInCode)).toMatchObject({ value: { state: 'not-today' } })
    await begun(one)
    expect(await where(one, second.number, second.checkInCode)).toMatchObject({
      ok: true,
      value: { number: second.number, time: '09:30', state: 'waiting', before: 1, suspended: false, ageSeconds: 0 },
    })
    // as typed with Latin letters, in lower case
    const typed = second.number.replace('А', 'a').replace('-', '')
    expect(await where(one, typed, second.checkInCode.toLowerCase())).toMatchObject({ ok: true })
    one.hub.write([
      { type: 'window-opened', window: 'w1', session: 's', staff: 'olena' },
      { type: 'ticket-called', window: 'w1', number: first.number, call: 'c', early: false },
    ])
    await one.exchange()
    expect(await where(one, first.number, first.checkInCode)).toMatchObject({
      value: { state: 'called', window: '1', before: null },
    })
    expect(await where(one, second.number, second.checkInCode)).toMatchObject({ value: { before: 0 } })
  })

  it('B34 five wrong codes lock a ticket for an hour; a number there is not answers like a wrong code', async () => {
    const one = await world()
    const { number, checkInCode } = await book(one)
    for (let tries = 0; tries < 5; tries += 1)
      expect(await where(one, number, '00000000')).toEqual({ ok: false, code: 'unknown-ticket' })
    expect(await where(one, number, checkInCode)).toMatchObject({ ok: false, code: 'too-many', retrySeconds: 3_600 })
    await one.clock.advance(3_600_000)
    expect(await where(one, number, checkInCode)).toMatchObject({ ok: true })
    expect(await where(one, 'А-777', checkInCode)).toEqual({ ok: false, code: 'unknown-ticket' })
    expect(await where(one, 'nothing', checkInCode)).toEqual({ ok: false, code: 'unknown-ticket' })
  })

  it('B34 tickets nobody has are counted too, and only so many: those tried longest ago are forgotten first', async () => {
    const one = await world()
    const { number, checkInCode } = await book(one)
    for (let tries = 0; tries < 5; tries += 1) await where(one, number, '00000000')
    for (let n = 0; n < 99_999; n += 1) await where(one, `Я-${100 + (n % 900)}`, '0', `some day ${Math.floor(n / 900)}`)
    expect(await where(one, number, checkInCode)).toMatchObject({ code: 'too-many' })
    await where(one, 'Л-001', '0')
    expect(await where(one, number, checkInCode)).toMatchObject({ ok: true })
  })
})

describe('a portal', () => {
  const command = (over = {}) => ({ ...aHold(over), portal: 'yedpap' })

  it('B39 a booking that could not be written is made by the same request, also when its hold is long over', async () => {
    const one = await world()
    const wanted = command()
    one.disk.inboxFails = true
    await expect(one.booking.bookForPortal(wanted)).rejects.toThrow(OfficeUnavailableError)
    one.disk.inboxFails = false
    await one.clock.advance(310_000)
    await one.booking.tick()
    expect(freeOn(one)).toBe(16)
    expect(await one.booking.bookForPortal(wanted)).toMatchObject({ ok: true, value: { state: 'booked' } })
    expect(freeOn(one)).toBe(15)
  })

  it('B37 a portal books by the same rules and limits, without a code, and sees its own bookings only', async () => {
    const one = await world()
    const { booking, sms } = one
    const wanted = command()
    const answers = await Promise.all([booking.bookForPortal(wanted), booking.bookForPortal(wanted)])
    expect(answers[0]).toMatchObject({ ok: true, value: { number: 'А-003', state: 'booked' } })
    expect(answers[1]).toEqual(answers[0])
    expect(await booking.bookForPortal(wanted)).toEqual(answers[0])
    expect(sms.to(phoneOf(0)).map(({ kind }) => kind)).toEqual(['booked'])
    expect(freeOn(one)).toBe(15)
    expect(await booking.bookForPortal({ ...wanted, time: '09:30' })).toMatchObject({ code: 'command-reused' })
    expect(await booking.bookForPortal(command())).toMatchObject({ code: 'place-taken' })
    expect(await booking.bookForPortal(command({ time: '09:30' }))).toMatchObject({ code: 'already-booked' })
    expect(await booking.portalBooking('yedpap', wanted.id)).toMatchObject({ number: 'А-003' })
    expect(await booking.portalBooking('other', wanted.id)).toBeNull()
    expect(await booking.cancelForPortal('other', wanted.id)).toMatchObject({ code: 'unknown-booking' })
    expect(await booking.cancelForPortal('yedpap', wanted.id)).toMatchObject({
      ok: true,
      value: { state: 'cancelled' },
    })
    expect((await booking.mine(await signIn(one, phoneOf(0))))?.bookings).toHaveLength(1)
  })
})
