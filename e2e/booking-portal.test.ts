import { randomUUID } from 'node:crypto'
import { BookingView } from '@cherha/shared/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOnlineOffice, BookingOffice, friday, refusalOf, saturday, wednesday } from './support/booking-office.ts'
import { Portal } from './support/portal.ts'
import type { ServerAnswer } from './support/server.ts'

const config = anOnlineOffice().withService('А', { minutes: 10, lanes: 2 }).config()
const service = 'service-1'

let office: BookingOffice
let portal: Portal
beforeAll(async () => {
  office = await BookingOffice.open(config, wednesday, { puzzle: { mode: 'off' } })
  await office.linked.converged()
  portal = await Portal.add(office.linked.server, 'city')
})
afterAll(() => office?.close())

interface Wish {
  readonly time: string
  readonly phone: string
  readonly digits?: string
}

const asked = ({ time, phone, digits = '4821' }: Wish) => ({
  office: office.linked.code,
  service,
  date: friday,
  time,
  person: { who: 'self', documentDigits: digits },
  phone,
  language: 'uk',
})
const onPage = ({ time, phone, digits = '4821' }: Wish) => ({ service, date: friday, time, phone, digits })

async function booked(answer: Promise<ServerAnswer>): Promise<BookingView> {
  const { status, body } = await answer
  if (status !== 201) throw new Error(`not booked: ${status} ${JSON.stringify(body)}`)
  return BookingView.parse(body)
}

/** A time with a place left, as the portal is told. */
async function free(): Promise<string> {
  const { body } = await portal.ask('GET', `places?office=${office.linked.code}&service=${service}&date=${friday}`)
  const times = (body['times'] ?? []) as { time: string; free: number }[]
  return times.find((one) => one.free > 0)?.time ?? ''
}

async function sold(): Promise<number | undefined> {
  await office.linked.converged()
  const { days } = await office.linked.server.office(office.linked.code)
  return days.find(({ date }) => date === friday)?.sold.online
}

const codeOf = (answer: ServerAnswer): unknown => (answer.body['error'] as { code?: string } | undefined)?.code

describe('a portal with a key made at the server', () => {
  it('B37 B24 R1 books a place of the online quota: the visitor gets the message, the office learns it', async () => {
    const time = await free()
    const booking = await booked(portal.book(asked({ time, phone: '0671110001' })))
    expect(booking).toMatchObject({ state: 'booked', date: friday, time, cancel: 'now' })
    expect(await office.message('0671110001', new RegExp(booking.number))).toBe(
      `ДМС, вул. Прикладна, 5. Номер у черзі ${booking.number}. 06.03.2026 о ${time}`,
    )
    expect(await sold()).toBe(1)
    const seen = await portal.ask('GET', `bookings/${booking.id}`)
    expect(seen).toMatchObject({ status: 200, body: { number: booking.number, checkInCode: booking.checkInCode } })
  })

  it('B39 one key sent ten times at once is one booking and one message; with another body it is refused', async () => {
    const before = await sold()
    const body = asked({ time: await free(), phone: '0671110002' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => portal.book(body, 'pressed-ten-times')))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    const [first] = answers
    await office.message('0671110002', new RegExp(String(first?.body['number'])))
    expect(office.sms.messages('0671110002')).toHaveLength(1)
    expect(await sold()).toBe((before ?? 0) + 1)
    const other = await portal.book(asked({ time: body.time, phone: '0671110009' }), 'pressed-ten-times')
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency-key-reused'])
  })

  it('B16 B37 who has booked at the portal cannot book the same on the page, nor the other way round', async () => {
    const phone = '0671110003'
    await booked(portal.book(asked({ time: await free(), phone, digits: '1001' })))
    expect(refusalOf(await office.hold(onPage({ time: await free(), phone, digits: '1001' })))).toBe('already-booked')
    await office.book(onPage({ time: await free(), phone, digits: '1002' }))
    const again = await portal.book(asked({ time: await free(), phone, digits: '1002' }))
    expect([again.status, codeOf(again)]).toEqual([409, 'already-booked'])
  })

  it('B56 B39 while the page holds a place for the same, a portal is told to wait; the same request books afterwards', async () => {
    const phone = '0671110008'
    const id = randomUUID()
    // the places of Friday are few
    const [first, second] = (await office.times(service, saturday)).map(({ time }) => time)
    await office.hold({ ...onPage({ time: first ?? '', phone }), date: saturday }, id)
    const body = { ...asked({ time: second ?? '', phone }), date: saturday }
    const waiting = await portal.book(body, 'while-held')
    expect([waiting.status, codeOf(waiting)]).toEqual([429, 'place-held'])
    await office.request('DELETE', `holds/${id}`)
    await booked(portal.book(body, 'while-held'))
  })

  it('B14 B15 B37 page and portal together keep to five open bookings of a number and ten a month', async () => {
    const phone = '0671110004'
    const of = async (digits: string): Promise<Wish> => ({ time: await free(), phone, digits })
    const open = [await office.book(onPage(await of('2000'))), await office.book(onPage(await of('2001')))]
    const ours: BookingView[] = []
    for (const digits of ['2002', '2003', '2004']) ours.push(await booked(portal.book(asked(await of(digits)))))
    expect(new Set([...open, ...ours].map(({ number }) => number)).size).toBe(5)
    expect(codeOf(await portal.book(asked(await of('2005'))))).toBe('too-many-open')
    expect(refusalOf(await office.hold(onPage(await of('2005'))))).toBe('too-many-open')

    // five more, each after one was given back: those count too
    for (const digits of ['2006', '2007', '2008', '2009', '2010']) {
      const { id = '' } = ours.shift() ?? {}
      expect(await portal.ask('DELETE', `bookings/${id}`)).toMatchObject({ status: 200, body: { state: 'cancelled' } })
      ours.push(await booked(portal.book(asked(await of(digits)))))
    }
    const { id = '' } = ours.shift() ?? {}
    await portal.ask('DELETE', `bookings/${id}`)
    expect(codeOf(await portal.book(asked(await of('2011'))))).toBe('too-many-month')
    expect(refusalOf(await office.hold(onPage(await of('2011'))))).toBe('too-many-month')
  })

  it('B27 B31 B37 cancels its own booking at once; the visitor is told, the office takes it out', async () => {
    const phone = '0671110005'
    const booking = await booked(portal.book(asked({ time: await free(), phone })))
    const before = await sold()
    expect(await portal.ask('DELETE', `bookings/${booking.id}`)).toMatchObject({
      status: 200,
      body: { state: 'cancelled', cancel: null },
    })
    expect(await office.message(phone, /Скасовано/)).toContain(booking.number)
    expect(await sold()).toBe((before ?? 0) - 1)
  })

  it('B38 a revoked key is refused with the next request, and its bookings stand', async () => {
    const other = await Portal.add(office.linked.server, 'other')
    const booking = await booked(other.book(asked({ time: await free(), phone: '0671110006' })))
    await other.revoke()
    const before = await sold()
    for (const answer of [
      await other.ask('GET', 'services'),
      await other.ask('DELETE', `bookings/${booking.id}`),
      await other.book(asked({ time: await free(), phone: '0671110007' })),
    ]) {
      expect([answer.status, codeOf(answer)]).toEqual([401, 'key-revoked'])
    }
    expect(await sold()).toBe(before)
    expect(office.sms.messages('0671110007')).toEqual([])
  })
})
