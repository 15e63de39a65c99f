import { OfficeUnavailableError } from '../../src/offices/answers.ts'
import type { Pool } from 'pg'
import { describe, expect, it } from 'vitest'
import { dayMs, monday, tomorrow } from '../support/an-office.ts'
import { withDatabase } from '../support/database.ts'
import { aHold, book, freeOn, openWorld, phoneOf, signIn, type World } from './world.ts'

const databases = withDatabase()

/** A pool whose transactions can be made to fail: before they begin, or when their COMMIT has arrived. */
class Wire {
  away = false
  losesCommit = false
  readonly pool: Pool

  constructor(real: Pool) {
    const fail = () => {
      if (this.away) throw new Error('the database is away')
    }
    this.pool = new Proxy(real, {
      get: (target, name) => {
        if (name === 'query') {
          return async (...given: Parameters<Pool['query']>) => {
            fail()
            const answer: unknown = Reflect.apply(target.query, target, given)
            const result = await answer
            // what the writer sends is a transaction of its own
            const [sent] = given as readonly unknown[]
            const isWrite =
              typeof sent === 'object' && sent !== null && 'text' in sent && String(sent.text).startsWith('WITH ')
            if (this.losesCommit && isWrite) throw new Error('the answer was lost')
            return result
          }
        }
        if (name !== 'connect') return Reflect.get(target, name) as unknown
        return async () => {
          fail()
          const client = await target.connect()
          return new Proxy(client, {
            get: (one, key) => {
              if (key === 'release') return one.release.bind(one)
              if (key !== 'query') return Reflect.get(one, key) as unknown
              return async (...given: Parameters<Pool['query']>) => {
                fail()
                const answer: unknown = Reflect.apply(one.query, one, given)
                const result = await answer
                if (this.losesCommit && String(given[0]) === 'COMMIT') throw new Error('the answer was lost')
                return result
              }
            },
          })
        }
      },
    })
  }
}

async function world(): Promise<World & { wire: Wire }> {
  const database = await databases.fresh()
  const wire = new Wire(database.pool)
  return { ...(await openWorld(database, { pool: wire.pool })), wire }
}

const rowsOf = async ({ database }: World, table: 'booking' | 'booking_hold') =>
  (await database.pool.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`)).rows.map(({ id }) => id)
const soldOf = ({ node }: World) => node.published().find(({ date }) => date === tomorrow)?.sold.online

describe('a database that is away', () => {
  it('B7 a hold that could not be stored holds nothing, and the same command holds later', async () => {
    const one = await world()
    const command = aHold()
    one.wire.away = true
    await expect(one.booking.hold(command)).rejects.toThrow(OfficeUnavailableError)
    expect(freeOn(one)).toBe(16)
    one.wire.away = false
    expect(await one.booking.hold(command)).toMatchObject({ ok: true })
    expect(freeOn(one)).toBe(15)
  })

  it('B7 when the answer of a commit is lost, sending the command again makes one hold whose first code is right', async () => {
    const one = await world()
    const command = aHold()
    one.wire.losesCommit = true
    await expect(one.booking.hold(command)).rejects.toThrow(OfficeUnavailableError)
    const code = one.sms.codeOf(command.phone)
    one.wire.losesCommit = false
    expect(await one.booking.hold(command)).toMatchObject({ ok: true })
    expect(await rowsOf(one, 'booking_hold')).toEqual([command.id])
    expect(one.sms.to(command.phone)).toHaveLength(1)
    expect(await one.booking.confirm(command.id, code)).toMatchObject({ ok: true })
  })

  it('B43 a row that a lost answer left, and that nobody asks for again, is erased; holds that are known stay', async () => {
    const one = await world()
    const { booking, clock, wire } = one
    const lost = aHold()
    wire.losesCommit = true
    await expect(booking.hold(lost)).rejects.toThrow(OfficeUnavailableError)
    wire.losesCommit = false
    expect(await rowsOf(one, 'booking_hold')).toEqual([lost.id])
    expect(freeOn(one)).toBe(16)
    await booking.tidy()
    expect(await rowsOf(one, 'booking_hold')).toEqual([lost.id])
    await clock.advance(360_001)
    const known = aHold({ time: '09:30', phone: phoneOf(1) })
    expect(await booking.hold(known)).toMatchObject({ ok: true })
    await booking.tidy()
    expect(await rowsOf(one, 'booking_hold')).toEqual([known.id])
    expect(await booking.confirm(known.id, one.sms.codeOf(known.phone))).toMatchObject({ ok: true })
  })

  it('B13 a booking that is in the inbox only is not acknowledged; it is completed by the next try', async () => {
    const one = await world()
    const command = aHold()
    await one.booking.hold(command)
    const code = one.sms.codeOf(command.phone)
    one.wire.away = true
    await expect(one.booking.confirm(command.id, code)).rejects.toThrow(OfficeUnavailableError)
    expect(soldOf(one)).toBe(1)
    one.wire.away = false
    expect(await rowsOf(one, 'booking')).toEqual([])
    expect(await one.booking.confirm(command.id, code)).toMatchObject({
      ok: true,
      value: { booking: { number: 'А-003' } },
    })
    expect(soldOf(one)).toBe(1)
    expect(await rowsOf(one, 'booking_hold')).toEqual([])
  })

  it('B13 nobody tries again: what the office has booked becomes a booking when the hold would end', async () => {
    const one = await world()
    const command = aHold()
    await one.booking.hold(command)
    one.wire.away = true
    await expect(one.booking.confirm(command.id, one.sms.codeOf(command.phone))).rejects.toThrow(OfficeUnavailableError)
    one.wire.away = false
    await one.clock.advance(300_000)
    await one.booking.tick()
    expect(await one.booking.holdView(command.id)).toMatchObject({ state: 'booked' })
    expect(one.sms.to(command.phone).map(({ kind }) => kind)).toEqual(['code', 'booked'])
  })

  it('B13 an inbox that fails changes nothing: the hold goes on, and the same code books', async () => {
    const one = await world()
    const command = aHold()
    await one.booking.hold(command)
    const code = one.sms.codeOf(command.phone)
    one.disk.inboxFails = true
    await expect(one.booking.confirm(command.id, code)).rejects.toThrow(OfficeUnavailableError)
    one.disk.inboxFails = false
    expect(await one.booking.holdView(command.id)).toMatchObject({ state: 'held', triesLeft: 3 })
    expect(await one.booking.confirm(command.id, code)).toMatchObject({ ok: true })
    expect(soldOf(one)).toBe(1)
  })
})

describe('a crash', () => {
  it('B13 between the inbox and the table: the next start completes it before anything else is sold', async () => {
    const one = await world()
    const command = aHold()
    const other = aHold({ time: '09:30', phone: phoneOf(1) })
    await one.booking.hold(command)
    await one.booking.hold(other)
    one.wire.away = true
    await expect(one.booking.confirm(command.id, one.sms.codeOf(command.phone))).rejects.toThrow(OfficeUnavailableError)
    one.wire.away = false
    const again = await one.reopen()
    expect(await again.holdView(command.id)).toMatchObject({ state: 'booked', booking: { number: 'А-003' } })
    expect(await again.holdView(other.id)).toMatchObject({ state: 'held' })
    expect(await rowsOf(one, 'booking')).toEqual([command.id])
    expect(await rowsOf(one, 'booking_hold')).toEqual([other.id])
    expect(freeOn({ booking: again })).toBe(14)
    expect(await again.hold(aHold({ time: '10:00' }))).toMatchObject({ code: 'already-booked' })
    expect(one.sms.to(command.phone).map(({ kind }) => kind)).toEqual(['code', 'booked'])
  })

  it('B7 holds of before a restart go on, and end when their time is over', async () => {
    const one = await world()
    const command = aHold()
    await one.booking.hold(command)
    await one.booking.close()
    await one.clock.advance(200_000)
    const again = await one.reopen()
    expect(await again.holdView(command.id)).toMatchObject({ state: 'held', secondsLeft: 100 })
    expect(freeOn({ booking: again })).toBe(15)
    await again.close()
    await one.clock.advance(100_000)
    const third = await one.reopen()
    expect(freeOn({ booking: third })).toBe(16)
    expect(await rowsOf(one, 'booking_hold')).toEqual([])
  })

  it('B12 a hold whose code was not handed over before a restart ends in the same minute; one whose code was goes on', async () => {
    const one = await world()
    const { clock, sms } = one
    const handed = aHold()
    await one.booking.hold(handed)
    sms.isQuick = false
    const waiting = aHold({ time: '09:30', phone: phoneOf(1) })
    const late = aHold({ time: '10:00', phone: phoneOf(2) })
    await one.booking.hold(waiting)
    await one.booking.hold(late)
    await one.booking.close()
    await clock.advance(20_000)
    const again = await one.reopen()
    expect(await again.holdView(handed.id)).toMatchObject({ state: 'held', sent: true })
    expect(await again.holdView(waiting.id)).toMatchObject({ state: 'held', sent: false })
    // the outbox of the new process hands one of them over
    const [message] = sms.to(waiting.phone)
    if (message !== undefined) sms.settle(message, true)
    expect(await again.holdView(waiting.id)).toMatchObject({ state: 'held', sent: true })
    await clock.advance(40_000)
    await again.tick()
    expect(await again.holdView(late.id)).toMatchObject({ state: 'gone', why: 'gateway-away' })
    expect(await again.holdView(waiting.id)).toMatchObject({ state: 'held' })
    expect(await again.holdView(handed.id)).toMatchObject({ state: 'held' })
    expect(freeOn({ booking: again })).toBe(14)
  })

  it('B22 a place on its way back stays away through a restart; a cancellation cut off in the middle is completed', async () => {
    const one = await world()
    const { id, number } = await book(one)
    const token = await signIn(one, phoneOf(0))
    // the row of the place is written, the office has cancelled, the table of bookings is not reached any more
    const cancelled = one.node.onInbox(() => {
      one.wire.away = true
    })
    await expect(one.booking.cancelMine(token, id)).rejects.toThrow(OfficeUnavailableError)
    cancelled()
    one.wire.away = false
    expect(soldOf(one)).toBe(0)
    const again = await one.reopen()
    expect(freeOn({ booking: again })).toBe(15)
    expect(await again.holdView(id)).toMatchObject({ state: 'booked', booking: { state: 'cancelled', number } })
    expect(one.sms.to(phoneOf(0)).at(-1)).toMatchObject({ kind: 'cancelled' })
    await one.clock.advance(3_600_000)
    await again.tick()
    expect(freeOn({ booking: again })).toBe(16)
  })
})

describe('midnight', () => {
  const midnight = Date.parse(`${tomorrow}T00:00:00+02:00`)
  const stateOf = ({ node }: World) => node.published().find(({ date }) => date === tomorrow)?.state

  it('B10 a hold from before midnight may end in a booking of its day, and the day is handed over after it', async () => {
    const one = await world()
    const { booking, clock, node, sms } = one
    await clock.advance(midnight - monday - 60_000)
    const [first, second] = [aHold(), aHold({ time: '09:30', phone: phoneOf(1) })]
    await booking.hold(first)
    await booking.hold(second)
    await clock.advance(90_000)
    expect(node.today).toBe(tomorrow)
    await node.closeDue(booking.waitingDates('6801'))
    expect(stateOf(one)).toBe('acknowledged')
    expect(await booking.hold(aHold({ time: '10:00', phone: phoneOf(2) }))).toMatchObject({ code: 'date-closed' })
    expect(await booking.confirm(first.id, sms.codeOf(first.phone))).toMatchObject({ ok: true })
    expect(stateOf(one)).toBe('acknowledged')
    expect(await booking.confirm(second.id, sms.codeOf(second.phone))).toMatchObject({ ok: true })
    await expect.poll(() => stateOf(one)).toBe('closed')
  })

  it('R9 the day is handed over when its last hold has expired', async () => {
    const one = await world()
    const { booking, clock, node, sms } = one
    await clock.advance(midnight - monday - 60_000)
    const command = aHold()
    await booking.hold(command)
    await clock.advance(60_000)
    await node.closeDue(booking.waitingDates('6801'))
    await clock.advance(239_999)
    await booking.tick()
    expect(stateOf(one)).toBe('acknowledged')
    await clock.advance(1)
    await booking.tick()
    await expect.poll(() => stateOf(one)).toBe('closed')
    expect(await booking.confirm(command.id, sms.codeOf(command.phone))).toMatchObject({ code: 'hold-gone' })
  })

  it('B10 at 00:05 the day is handed over whatever is still being confirmed', async () => {
    const one = await world()
    const { booking, clock, node, sms, wire } = one
    await clock.advance(midnight - monday - 1_000)
    const command = aHold()
    await booking.hold(command)
    wire.away = true
    await expect(booking.confirm(command.id, sms.codeOf(command.phone))).rejects.toThrow(OfficeUnavailableError)
    await clock.advance(300_000)
    expect([...booking.waitingDates('6801')]).toEqual([tomorrow])
    await clock.advance(1_000)
    expect([...booking.waitingDates('6801')]).toEqual([])
    await node.closeDue(booking.waitingDates('6801'))
    expect(stateOf(one)).toBe('closed')
    wire.away = false
    await booking.tick()
    expect(await booking.holdView(command.id)).toMatchObject({ state: 'booked', booking: { cancel: 'request' } })
  })

  it('B10 a hold of another day waits for nothing', async () => {
    const one = await world()
    await one.booking.hold(aHold({ date: '2026-03-04' }))
    await one.clock.advance(dayMs)
    expect([...one.booking.waitingDates('6801')]).toEqual([])
  })
})

describe('a plan that changes while a place is held', () => {
  it('B7 a held place that was withdrawn is gone when its code comes, and nothing is booked', async () => {
    const one = await world()
    const { booking, node, sms } = one
    const command = aHold()
    await booking.hold(command)
    expect(await node.changePlaces({ date: tomorrow, add: [], withdraw: ['А-003'] })).toMatchObject({ ok: true })
    expect(freeOn(one)).toBe(15)
    expect(await booking.confirm(command.id, sms.codeOf(command.phone))).toMatchObject({
      ok: false,
      code: 'place-taken',
    })
    expect(await booking.holdView(command.id)).toMatchObject({ state: 'gone', why: 'released' })
    expect(freeOn(one)).toBe(15)
    expect(soldOf(one)).toBe(0)
  })

  it('C24 a cancelled day is sold no more, and a hold of it ends without a booking', async () => {
    const one = await world()
    const { booking, node, sms } = one
    const command = aHold()
    await booking.hold(command)
    await node.cancelDay(tomorrow, 'emergency')
    expect(await booking.hold(aHold({ time: '09:30', phone: phoneOf(1) }))).toMatchObject({ code: 'date-closed' })
    expect(await booking.confirm(command.id, sms.codeOf(command.phone))).toMatchObject({ code: 'date-closed' })
    expect(soldOf(one)).toBe(0)
  })
})
