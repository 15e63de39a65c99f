import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { config, tomorrow } from '../support/an-office.ts'
import { withDatabase } from '../support/database.ts'
import { aHold, freeOn, openWorld, phoneOf, smsName, type World } from './world.ts'

const databases = withDatabase()
const dates = [tomorrow, '2026-03-04']

/** An office of 20 lanes that sells online only: 320 places a day. */
async function bigWorld(): Promise<World> {
  const services = config().services.map((service) => ({ ...service, lanes: 20 }))
  return openWorld(
    await databases.fresh(),
    {},
    { smsName, services, quotas: { online: 1, terminal: 0, current: 0 }, horizons: { online: 2, terminal: 2 } },
  )
}

/** The same chance for everybody who begins with the same number. */
function chanceOf(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** One visitor: chooses among what is free, chooses again when it has just been taken, gives up when nothing is left. */
async function visit({ booking, sms }: World, n: number): Promise<string> {
  const chance = chanceOf(n)
  for (;;) {
    const free = dates.flatMap((date) => {
      const places = booking.places('6801', 'permit', date)
      return places.ok ? places.value.times.map(({ time }) => ({ date, time })) : []
    })
    const wanted = free[Math.floor(chance() * free.length)]
    if (wanted === undefined) return 'sold-out'
    const command = aHold({ ...wanted, id: randomUUID(), phone: phoneOf(n), address: `address ${n}` })
    const held = await booking.hold(command)
    if (!held.ok) {
      if (held.code === 'place-taken' || held.code === 'sold-out') continue
      if (held.code === 'busy') {
        // too many are waiting for the writer: whoever is told to wait comes back
        await sleep(250)
        continue
      }
      return held.code
    }
    const booked = await booking.confirm(command.id, sms.codeOf(command.phone))
    return booked.ok ? `${booked.value.booking.date} ${booked.value.booking.number}` : booked.code
  }
}

it('B7 five thousand users at once: exactly the places there are get sold, no number twice', {
  timeout: 120_000,
}, async () => {
  const one = await bigWorld()
  expect(dates.map((date) => freeOn(one, date))).toEqual([320, 320])
  const results = await Promise.all(Array.from({ length: 5_000 }, (_, n) => visit(one, n)))
  const sold = results.filter((result) => result !== 'sold-out')
  expect(sold).toHaveLength(640)
  expect(new Set(sold).size).toBe(640)
  expect(sold.every((number) => /^2026-03-0[34] А-\d{3}$/.test(number))).toBe(true)
  expect(dates.map((date) => freeOn(one, date))).toEqual([0, 0])
  const { rows } = await one.database.pool.query<{ count: number }>(
    'SELECT count(DISTINCT (date, number)) AS count FROM booking',
  )
  expect(rows[0]?.count).toBe(640)
  await one.exchange()
  expect(dates.map((date) => Object.keys(one.hub.state.days[date]?.tickets ?? {}).length)).toEqual([320, 320])
  expect(one.booking.counts()).toMatchObject({ holds: 0, booked: 640, codes: { hour: 640, refused: 0 } })
})

it('B14 fifty bots that try all places with three phone numbers each end with five bookings for a number', {
  timeout: 120_000,
}, async () => {
  const one = await bigWorld()
  const { booking, sms } = one
  const refusals = new Set<string>()
  const bot = async (n: number) => {
    const chance = chanceOf(n)
    for (let step = 0; step < 12; step += 1) {
      const phone = phoneOf(n * 3 + (step % 3))
      const places = booking.places('6801', 'permit', dates[step % 2] ?? tomorrow)
      const times = places.ok ? places.value.times : []
      const attempts = Array.from({ length: 3 }, async (_, k) => {
        const time = times[Math.floor(chance() * times.length)]?.time ?? '09:00'
        const documentDigits = String(1_000 + step * 10 + k)
        const date = dates[step % 2] ?? tomorrow
        const command = aHold({ date, time, phone, person: { who: 'self', documentDigits }, address: `bot ${n}` })
        const held = await booking.hold(command)
        if (!held.ok) return void refusals.add(held.code)
        // codes of the same number come together: one of them is this hold's
        for (const { text } of sms.to(phone).filter(({ kind }) => kind === 'code')) {
          const booked = await booking.confirm(command.id, text.slice(0, 6))
          if (booked.ok || booked.triesLeft === 0 || booked.code === 'hold-gone') return
        }
      })
      await Promise.all(attempts)
    }
  }
  await Promise.all(Array.from({ length: 50 }, (_, n) => bot(n)))
  const { rows } = await one.database.pool.query<{ count: number }>(
    "SELECT count(*) AS count FROM booking WHERE state = 'booked' GROUP BY phone_hash",
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(Math.max(...rows.map(({ count }) => count))).toBeLessThanOrEqual(5)
  expect([...refusals].sort()).toEqual(expect.arrayContaining(['too-many-held']))
})
