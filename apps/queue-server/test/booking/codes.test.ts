import { randomUUID } from 'node:crypto'
import { BookingSettings } from '@cherha/shared/protocol'
import { describe, expect, it } from 'vitest'
import { withDatabase } from '../support/database.ts'
import { aHold, openWorld, phoneOf, signIn, type World } from './world.ts'

const databases = withDatabase()
const world = async (limits: object = {}): Promise<World> =>
  openWorld(await databases.fresh(), { settings: BookingSettings.parse({ limits }) })

const stranger = '198.51.100.7'
const owner = '192.0.2.1'
const askMine = ({ booking }: World, phone: string, address: string) =>
  booking.mineCode({ id: randomUUID(), phone, language: 'uk', address })

describe('codes to a phone number', () => {
  it('B19 six codes an hour to somebody else’s number keep its owner, who comes from another address, from nothing', async () => {
    const one = await world()
    for (let n = 0; n < 6; n += 1) expect(await askMine(one, phoneOf(0), stranger)).toMatchObject({ ok: true })
    const seventh = { code: 'too-many', field: 'phone', retrySeconds: 3_600 }
    expect(await askMine(one, phoneOf(0), stranger)).toMatchObject(seventh)
    expect(await one.booking.hold(aHold({ address: stranger }))).toMatchObject(seventh)
    expect(await signIn(one, phoneOf(0))).toMatch(/./)
    expect(await one.booking.hold(aHold({ address: owner }))).toMatchObject({ ok: true })
    await one.clock.advance(3_600_000)
    expect(await askMine(one, phoneOf(0), stranger)).toMatchObject({ ok: true })
  })

  it('B19 from however many addresses they are asked for, one number gets so many messages and no more', async () => {
    const one = await world()
    const answers: unknown[] = []
    for (let n = 0; n < 30; n += 1) answers.push(await askMine(one, phoneOf(0), `198.51.100.${n}`))
    expect(answers.slice(20)).toEqual(
      answers.slice(20).map(() => ({ ok: false, code: 'too-many', field: 'phone', retrySeconds: 3_600 })),
    )
    expect(one.sms.to(phoneOf(0))).toHaveLength(20)
  })

  it('B19 one address asks for so many codes an hour, to whatever numbers; another address still may', async () => {
    const one = await world({ codesPerAddressHour: 3 })
    for (let n = 0; n < 3; n += 1) expect(await askMine(one, phoneOf(n), stranger)).toMatchObject({ ok: true })
    const refused = await askMine(one, phoneOf(3), stranger)
    expect(refused).toEqual({ ok: false, code: 'too-many', retrySeconds: 3_600 })
    expect(await one.booking.hold(aHold({ phone: phoneOf(3), address: stranger }))).toEqual(refused)
    expect(await askMine(one, phoneOf(3), owner)).toMatchObject({ ok: true })
  })

  it('B50 the id of a hold that is long over, sent again, gets a new code by a new message; the old one books nothing', async () => {
    const one = await world()
    const command = aHold()
    await one.booking.hold(command)
    const seen = new Set<string>()
    for (const asked of [1, 2, 3]) {
      expect(one.sms.to(command.phone)).toHaveLength(asked)
      const newest = one.sms.codeOf(command.phone)
      for (const old of seen)
        if (old !== newest) expect(await one.booking.confirm(command.id, old)).toMatchObject({ code: 'wrong-code' })
      seen.add(newest)
      await one.booking.release(command.id)
      await one.clock.advance(3_700_000)
      await one.booking.tick()
      expect(await one.booking.hold(command)).toMatchObject({ ok: true, value: { state: 'held' } })
    }
    expect(seen.size).toBeGreaterThan(1)
  })

  it('B9 B19 a new code of a hold counts like any other', async () => {
    const one = await world({ codesPerPhoneAndAddressHour: 2 })
    const command = aHold({ address: stranger })
    await one.booking.hold(command)
    await one.clock.advance(60_000)
    expect(await one.booking.newCode(command.id)).toMatchObject({ ok: true })
    await one.clock.advance(60_000)
    expect(await one.booking.newCode(command.id)).toMatchObject({ code: 'too-many', retrySeconds: 3_480 })
    expect(await askMine(one, phoneOf(0), owner)).toMatchObject({ ok: true })
  })
})

describe('all codes of the server', () => {
  it('B41 have a limit a minute: whoever comes then is told to wait, nothing is held, and those who run it are told once', async () => {
    const one = await world({ codesMinute: 4 })
    const { booking, clock, sms, reports } = one
    const hold = (n: number, time: string) => booking.hold(aHold({ phone: phoneOf(n), address: `a${n}`, time }))
    expect(booking.codesAreMany()).toBe(false)
    expect(await hold(1, '09:00')).toMatchObject({ ok: true })
    expect(await hold(2, '09:30')).toMatchObject({ ok: true })
    expect(booking.codesAreMany()).toBe(true)
    await clock.advance(20_000)
    expect(await hold(3, '10:00')).toMatchObject({ ok: true })
    expect(await askMine(one, phoneOf(4), 'a4')).toMatchObject({ ok: true })
    for (const refused of [await hold(5, '10:30'), await askMine(one, phoneOf(6), 'a6')])
      expect(refused).toEqual({ ok: false, code: 'busy', retrySeconds: 40 })
    expect(sms.all).toHaveLength(4)
    expect(booking.counts()).toMatchObject({ holds: 3, codes: { hour: 4, refused: 2 } })
    expect(reports.filter((text) => text.includes('codesMinute'))).toHaveLength(1)
    await clock.advance(40_000)
    expect(await hold(5, '10:30')).toMatchObject({ ok: true })
    await clock.advance(60_000)
    expect(booking.codesAreMany()).toBe(false)
  })

  it('B41 have a limit an hour', async () => {
    const one = await world({ codesHour: 2 })
    for (let n = 0; n < 2; n += 1) expect(await askMine(one, phoneOf(n), `a${n}`)).toMatchObject({ ok: true })
    await one.clock.advance(3_599_000)
    expect(await askMine(one, phoneOf(3), 'a3')).toEqual({ ok: false, code: 'busy', retrySeconds: 1 })
    await one.clock.advance(1_000)
    expect(await askMine(one, phoneOf(3), 'a3')).toMatchObject({ ok: true })
  })
})
