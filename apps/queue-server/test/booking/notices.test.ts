import { describe, expect, it } from 'vitest'
import { today, tomorrow } from '../support/an-office.ts'
import { withDatabase } from '../support/database.ts'
import { book, openWorld, phoneOf, signIn, smsName, type World } from './world.ts'

const databases = withDatabase()
const minute = 60_000
const hour = 60 * minute
const midnight = Date.parse(`${tomorrow}T00:00:00+02:00`)

const told = ({ sms }: World, phone: string) =>
  sms
    .to(phone)
    .filter(({ kind }) => kind !== 'code')
    .map(({ kind }) => kind)

async function stateOf(one: World, phone: string) {
  const mine = await one.booking.mine(await signIn(one, phone))
  return mine?.bookings[0]?.state
}

/** Nine o'clock of the day; the hub has heard nothing since the evening before. */
async function morningAfterSilence(one: World): Promise<void> {
  await one.clock.advance(midnight - one.clock.now() + 9 * hour)
  await one.node.closeDue()
  one.hub.at = one.clock.now()
}

/** Cancelled while the hub was away, and sold again under the same number. */
async function soldAgain(one: World): Promise<string> {
  const { id, number } = await book(one)
  await one.exchange()
  await one.booking.cancelMine(await signIn(one, phoneOf(0)), id)
  await one.clock.advance(hour)
  await one.booking.tick()
  expect(await book(one, { phone: phoneOf(1) })).toMatchObject({ number })
  return number
}

describe('a hub that was away', () => {
  it('B27 hears after the handover of a cancellation the server made before: whoever has the place since keeps it', async () => {
    const one = await openWorld(await databases.fresh())
    await soldAgain(one)
    await morningAfterSilence(one)
    await one.exchange()
    expect([await stateOf(one, phoneOf(0)), await stateOf(one, phoneOf(1))]).toEqual(['cancelled', 'booked'])
    expect(told(one, phoneOf(1))).toEqual(['booked'])
  })

  it('B27 the same when it has told of the cancellation and not yet of the second booking', async () => {
    const one = await openWorld(await databases.fresh())
    await soldAgain(one)
    await morningAfterSilence(one)
    const news = await one.node.readInbox(one.hub.state.inbox.seq, 100)
    const second = news.findLastIndex(({ event }) => event.type === 'booked')
    one.hub.learn(news.slice(0, second))
    const heard = one.hub.log.read(one.node.copyHead.seq, 100)
    await one.node.takeCopy(heard)
    await one.booking.tick()
    await one.exchange()
    expect(await stateOf(one, phoneOf(1))).toBe('booked')
  })

  it('B27 the same when it has closed the day before it tells anything', async () => {
    const one = await openWorld(await databases.fresh())
    const number = await soldAgain(one)
    await morningAfterSilence(one)
    one.hub.learn(await one.node.readInbox(one.hub.state.inbox.seq, 100))
    one.hub.write([
      { type: 'day-opened', date: tomorrow },
      { type: 'unserved', date: tomorrow, number },
      { type: 'day-closed', date: tomorrow },
    ])
    await one.exchange()
    expect([await stateOf(one, phoneOf(0)), await stateOf(one, phoneOf(1))]).toEqual(['cancelled', 'unserved'])
    expect(told(one, phoneOf(1))).toEqual(['booked', 'unserved'])
  })

  it('Q27 what became of whoever claimed the place is not what became of the booking', async () => {
    const one = await openWorld(await databases.fresh())
    const { number } = await book(one)
    await one.booking.tick()
    const day = one.node.mirror.days[tomorrow]
    const place = day?.places[number]
    if (place === undefined) throw new Error('no place')
    await morningAfterSilence(one)
    const { service, minutes, time, at, lane } = place
    const added = { type: 'place-added', date: tomorrow, number: 'А-901', service, minutes, time, at, lane } as const
    const who = { session: null, device: '', sealed: { box: '', fingerprint: 'x' } }
    const visit = { channel: 'online', present: false, priority: null, language: 'uk', ...who } as const
    one.hub.write([
      { type: 'day-opened', date: tomorrow },
      { type: 'no-show', window: 'w1', number, call: 'c' },
      { ...added, because: 'claim' },
      { type: 'registered', date: tomorrow, number: 'А-901', service, sold: 1, ...visit, displaced: number },
    ])
    await one.exchange()
    expect(await stateOf(one, phoneOf(0))).toBe('booked')
    one.hub.write([{ type: 'finished', window: 'w1', number: 'А-901', because: 'clerk' }])
    await one.exchange()
    expect(await stateOf(one, phoneOf(0))).toBe('finished')
  })
})

describe('a reminder', () => {
  it('B26 is sent at ten o’clock of the office’s time on a day whose clocks change, in another time zone', async () => {
    const config = { smsName, timeZone: 'America/New_York', horizons: { online: 10, terminal: 10 } }
    const one = await openWorld(await databases.fresh(), {}, config)
    expect(one.node.today).toBe(today)
    await book(one, { date: '2026-03-09' })
    const ten = Date.parse('2026-03-08T10:00:00-04:00')
    await one.clock.advance(ten - 1 - one.clock.now())
    await one.booking.tick()
    expect(told(one, phoneOf(0))).toEqual(['booked'])
    await one.clock.advance(1)
    await one.booking.tick()
    expect(told(one, phoneOf(0))).toEqual(['booked', 'reminder'])
  })

  it('B28 is dropped when the office has cancelled the day before it could be sent', async () => {
    const one = await openWorld(await databases.fresh())
    await book(one)
    await one.clock.advance(Date.parse(`${today}T10:00:00+02:00`) - one.clock.now())
    await one.booking.tick()
    const reminder = one.sms.all.find(({ kind }) => kind === 'reminder')
    await one.node.cancelDay(tomorrow, 'emergency')
    await one.booking.tick()
    expect(one.sms.dropped).toContain(reminder?.id)
  })
})

it('R9 a server that was off at midnight hands the day over at its start, without a failure in its log', async () => {
  const one = await openWorld(await databases.fresh())
  await one.booking.close()
  await one.clock.advance(midnight - one.clock.now() + hour)
  const again = await one.reopen()
  await again.tick()
  expect(one.node.online.days[tomorrow]?.state).toBe('closed')
  expect(one.reports).toEqual([])
  await again.close()
})
