import { describe, expect, it } from 'vitest'
import { withDatabase } from '../support/database.ts'
import { tomorrow } from '../support/an-office.ts'
import { aHold, book, openWorld, phoneOf } from './world.ts'

const databases = withDatabase()
const world = async (...over: Parameters<typeof openWorld> extends [unknown, ...infer Rest] ? Rest : never) =>
  openWorld(await databases.fresh(), ...over)

describe('from a hold to a booking', () => {
  it('B2 a booking asks for a service, an office, a date and time, four digits and a phone number, and gives a number', async () => {
    const { booking, sms, hub, node, exchange } = await world()
    const command = aHold()
    const held = await booking.hold(command)
    expect(held).toMatchObject({
      ok: true,
      value: { state: 'held', secondsLeft: 300, triesLeft: 3, phone: '+380 67 ***-**-00' },
    })
    expect(await booking.holdView(command.id)).toMatchObject({ state: 'held', sent: true })
    const booked = await booking.confirm(command.id, sms.codeOf(command.phone))
    expect(booked).toMatchObject({
      ok: true,
      value: {
        state: 'booked',
        booking: { number: 'А-003', date: tomorrow, time: '09:00', state: 'booked', cancel: 'now', who: 'self' },
      },
    })
    expect(sms.to(command.phone).map(({ text }) => text)[1]).toBe(
      'ДМС Вінниця. Номер у черзі А-003. 03.03.2026 о 09:00',
    )
    await exchange()
    expect(hub.state.days[tomorrow]?.tickets['А-003']).toMatchObject({ channel: 'online', sold: 1 })
    expect(node.mirror.days[tomorrow]?.tickets['А-003']).toBeDefined()
  })

  it('B7 a held place is nobody else’s, for five minutes', async () => {
    const { booking, clock, sms } = await world()
    const free = () => {
      const days = booking.days('6801', 'permit')
      return days.ok ? days.value.days[0]?.free : null
    }
    const before = free() ?? 0
    const command = aHold()
    await booking.hold(command)
    expect(free()).toBe(before - 1)
    expect(await booking.hold(aHold({ phone: phoneOf(1) }))).toMatchObject({ ok: false, code: 'place-taken' })
    await clock.advance(299_999)
    expect(await booking.holdView(command.id)).toMatchObject({ state: 'held', secondsLeft: 1 })
    await clock.advance(1)
    await booking.tick()
    expect(await booking.holdView(command.id)).toEqual({ state: 'gone', id: command.id, why: 'expired' })
    expect(await booking.confirm(command.id, sms.codeOf(command.phone))).toMatchObject({ code: 'hold-gone' })
    expect(free()).toBe(before)
  })

  it('B31 a mother books for herself and two children with one phone', async () => {
    const one = await world()
    const { exchange, hub } = one
    const mother = await book(one, { time: '09:00' })
    const child = (documentDigits: string) => ({ who: 'child', documentDigits, guardianDigits: '1234' }) as const
    const first = await book(one, { time: '09:30', person: child('0001') })
    const second = await book(one, { time: '10:00', person: child('0002') })
    expect([mother.who, first.who, second.who]).toEqual(['self', 'child', 'child'])
    await exchange()
    expect(Object.keys(hub.state.days[tomorrow]?.tickets ?? {}).sort()).toEqual(
      [mother.number, first.number, second.number].sort(),
    )
    expect(await one.booking.hold(aHold({ time: '10:30' }))).toMatchObject({ code: 'already-booked' })
  })
})
