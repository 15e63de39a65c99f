import { randomUUID } from 'node:crypto'
import { HoldView } from '@cherha/shared/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOnlineOffice, BookingOffice, friday, refusalOf, saturday, wednesday } from './support/booking-office.ts'

const config = anOnlineOffice().withService('А', { minutes: 10, lanes: 2 }).config()

let office: BookingOffice
beforeAll(async () => {
  office = await BookingOffice.open(config, wednesday, { puzzle: { mode: 'off' } })
  await office.linked.converged()
})
afterAll(() => office?.close())

const wanted = (phone: string, time: string, digits = '4821') => ({
  service: 'service-1',
  date: friday,
  time,
  digits,
  phone,
})
const freeAt = async (time: string): Promise<number> =>
  (await office.times('service-1', friday)).find((one) => one.time === time)?.free ?? 0
const firstFree = async (): Promise<string> => (await office.times('service-1', friday))[0]?.time ?? ''
const numberOf = (body: unknown): string => {
  const view = HoldView.parse(body)
  if (view.state !== 'booked') throw new Error(`not booked: ${JSON.stringify(view)}`)
  return view.booking.number
}
const confirm = (id: string, code: string) => office.request('POST', `holds/${id}/confirm`, { code })

describe('booking while something is broken', () => {
  it('R11 with the line to the office cut a confirmed booking stands, and the office learns it afterwards', async () => {
    const time = await firstFree()
    const id = randomUUID()
    await office.hold(wanted('0671110001', time), id)
    const code = await office.code('0671110001')
    office.linked.wan.cut()
    const confirmed = await confirm(id, code)
    expect(confirmed.status).toBe(200)
    office.linked.wan.heal()
    await office.linked.converged()
    const { days } = await office.linked.server.office(office.linked.code)
    expect(days.find(({ date }) => date === friday)?.sold.online).toBe(1)
  })

  it('B11 ten browsers with one command make one hold; the confirmation pressed ten times is one booking', async () => {
    const time = await firstFree()
    const id = randomUUID()
    const held = await Promise.all(Array.from({ length: 10 }, () => office.hold(wanted('0671110002', time), id)))
    expect(new Set(held.map(({ status }) => status)).size).toBe(1)
    const code = await office.code('0671110002')
    expect(office.sms.messages('0671110002')).toHaveLength(1)
    const confirmed = await Promise.all(Array.from({ length: 10 }, () => confirm(id, code)))
    const numbers = confirmed.map(({ body }) => numberOf(body))
    expect(new Set(numbers).size).toBe(1)
    const other = await office.hold(wanted('0671110002', time, '9999'), id)
    expect(refusalOf(other)).toBe('command-reused')
  })

  it('B7 B14 ten browsers of one phone hold no more than the limit, and each place once', async () => {
    const times = (await office.times('service-1', friday)).slice(0, 10)
    const answers = await Promise.all(
      times.map(({ time }, n) => office.hold(wanted('0671110003', time, String(1000 + n)))),
    )
    const held = answers.filter(({ status }) => status < 300)
    expect(held).toHaveLength(5)
    for (const answer of answers) if (answer.status >= 300) expect(refusalOf(answer)).toBe('too-many-held')
    for (const { body } of held) {
      await office.request('DELETE', `holds/${HoldView.parse(body).id}`)
    }
    expect((await office.times('service-1', friday)).slice(0, 10)).toEqual(times)
  })

  it('B8 three wrong codes end the hold and free the place; a late code is told so', async () => {
    const time = await firstFree()
    const before = await freeAt(time)
    const id = randomUUID()
    await office.hold(wanted('0671110004', time), id)
    const code = await office.code('0671110004')
    expect(await freeAt(time)).toBe(before - 1)
    const wrong = code === '000000' ? '000001' : '000000'
    for (const tries of [2, 1, 0]) {
      const answer = await confirm(id, wrong)
      expect([refusalOf(answer), (answer.body['error'] as { triesLeft?: number }).triesLeft]).toEqual([
        'wrong-code',
        tries,
      ])
    }
    expect(refusalOf(await confirm(id, code))).toBe('hold-gone')
    expect(await freeAt(time)).toBe(before)

    const late = randomUUID()
    await office.hold(wanted('0671110004', time), late)
    const second = await office.code('0671110004', 1)
    await office.linked.pass(301)
    expect(refusalOf(await confirm(late, second))).toBe('hold-gone')
    await expect.poll(() => freeAt(time)).toBe(before)
  })

  it('B12 without a gateway nothing is held and the page is told; with it again booking goes on', async () => {
    const time = await firstFree()
    const before = await freeAt(time)
    await office.sms.order({ fault: 'dead' })
    const id = randomUUID()
    const state = async () => (await office.request('GET', 'rules')).body['state']
    // the first one finds out
    expect((await office.hold(wanted('0671110005', time))).status).toBeLessThan(300)
    await expect.poll(state).toBe('gateway-away')
    expect(refusalOf(await office.hold(wanted('0671110006', time)))).toBe('gateway-away')
    await office.linked.pass(61)
    await expect.poll(() => freeAt(time)).toBe(before)
    await office.sms.order({ fault: 'none' })
    await expect.poll(async () => (await office.hold(wanted('0671110006', time), id)).status).toBeLessThan(300)
    expect((await confirm(id, await office.code('0671110006'))).status).toBe(200)
  })

  it('B13 the server killed at the moment of confirmation: the booking is there once, its message is sent', async () => {
    const time = (await office.times('service-1', friday)).at(-1)?.time ?? ''
    const id = randomUUID()
    await office.hold(wanted('0671110007', time), id)
    const code = await office.code('0671110007')
    const asked = confirm(id, code).catch(() => null)
    await office.linked.server.stop('SIGKILL')
    await asked
    await office.linked.server.start()
    const answer = await confirm(id, code)
    expect([answer.status, refusalOf(answer)]).toEqual([200, undefined])
    await office.linked.converged()
    const number = numberOf(answer.body)
    await office.message('0671110007', new RegExp(number))
    expect(refusalOf(await office.hold({ ...wanted('0671110007', time), date: saturday }))).toBe('already-booked')
  })
})
