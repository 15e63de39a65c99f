import path from 'node:path'
import { anOffice } from '@cherha/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { audit } from '../tools/audit/command.ts'
import { BoardWatch, boardOf } from './support/board-watch.ts'
import { type Called, Clerk } from './support/clerk.ts'
import { LinkedOffice } from './support/linked-office.ts'
import { eventsOf } from './support/log-events.ts'
import type { HttpAnswer } from './support/office.ts'
import type { Booking } from './support/server.ts'
import { somebody } from './support/somebody.ts'

/** 20-minute places from 09:00 to 13:00 and from 14:00 to 18:00, a third of them for each channel. */
const config = anOffice()
  .withService('А')
  .withService('К')
  .withWindow('w1')
  .withWindow('w2')
  .withStaff('olena', 'clerk')
  .withStaff('taras', 'clerk')
  .withStaff('auditor', 'auditor')
  .withDevice('terminal-1', 'terminal')
  .withDevice('display-1', 'display')
  .withDevice('desk-1', 'desk')
  .withDevice('desk-2', 'desk')
  .withPlaces({ online: 1, terminal: 1, current: 1 })
  .with({ channels: { online: true, terminal: true }, horizons: { online: 3, terminal: 3 } })
  .config()
const { code } = config
/** Wednesday, 17:00. */
const evening = at('2026-03-04', '17:00')
const wednesday = '2026-03-04'
const thursday = '2026-03-05'
const friday = '2026-03-06'

let linked: LinkedOffice
beforeAll(async () => {
  linked = await LinkedOffice.open(config, evening)
  await linked.converged()
})
afterAll(() => linked?.close())

/** A moment of the office's clock, in winter. */
function at(date: string, time: string): string {
  return `${date}T${time}:00+02:00`
}

function book(date: string, service: string, time: string, documentDigits: string): Promise<Booking> {
  return linked.server.book({ office: code, date, service, time, documentDigits, ...somebody() })
}

/** A terminal may send five commands a second: it waits for its turn. */
async function atTerminal(command: Record<string, unknown>): Promise<HttpAnswer> {
  const answer = await linked.hub.command(linked.hub.tokens.terminal, command)
  if (answer.status !== 429) return answer
  await new Promise((resolve) => setTimeout(resolve, 250))
  return atTerminal(command)
}

/** Registers for now until there is no place. @returns the tickets */
async function sellOut(service: string): Promise<string[]> {
  const tickets: string[] = []
  for (;;) {
    const answer = await atTerminal({ type: 'register-current', service, person: somebody(), language: 'uk' })
    if (answer.status !== 200) {
      expect(answer.body.refusal).toMatchObject({ code: 'no-places' })
      return tickets
    }
    tickets.push(String(answer.body.result?.['ticket']))
  }
}

describe('the network is lost before the day handover and stays so for a whole day', () => {
  let known: Booking
  let unknown: Booking
  let watch: BoardWatch
  const called: Called[] = []
  const late: Booking[] = []
  const sold: string[] = []
  let claimed: string

  it('R1 R4 a visitor books before the cut and the hub knows; the next one books a moment too late', async () => {
    const [first = '', second = '', third = ''] = await linked.server.freeTimes(code, thursday, 'service-1')
    known = await book(thursday, 'service-1', first, '1111')
    await linked.converged()
    linked.wan.cut()
    unknown = await book(thursday, 'service-1', second, '2222')
    // a third one books too, and somebody else will say the number is theirs
    late.push(await book(thursday, 'service-1', third, '3333'))
    watch = new BoardWatch(linked.hub)
    await expect.poll(async () => (await linked.server.board(code)).connected).toBe(false)
  })

  it('R9 the server goes on booking until midnight and sells nothing of the day after it', async () => {
    await linked.passUntil(at(wednesday, '23:00'))
    const [time = ''] = await linked.server.freeTimes(code, thursday, 'service-2')
    late.push(await book(thursday, 'service-2', time, '4444'))
    await linked.passUntil(at(thursday, '00:00'))
    const [free = ''] = await linked.server.freeTimes(code, friday, 'service-2')
    late.push(await book(friday, 'service-2', free, '5555'))
    expect(await linked.server.freeTimes(code, thursday, 'service-2')).toEqual([])
    const refused = await linked.server.tryToBook({ office: code, date: thursday, service: 'service-2', time: free })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'online-closed' } })
    expect((await linked.server.office(code)).days.find(({ date }) => date === thursday)).toMatchObject({
      state: 'closed',
      sold: { online: 4 },
    })
  })

  it('R10 R11 the hub opens the day by itself, and its terminal sells its own places and none of the server’s', async () => {
    await linked.passUntil(at(thursday, '08:30'))
    const places = placesOf(thursday)
    const online = places.filter(({ channel }) => channel === 'online').map(({ number }) => number)
    expect(online).toHaveLength(16)
    expect(online).toContain(unknown.number)
    for (const service of ['service-1', 'service-2']) sold.push(...(await sellOut(service)))
    expect(sold.filter((number) => online.includes(number))).toEqual([])
    expect(new Set(sold).size).toBe(sold.length)
    expect(sold.length).toBeGreaterThan(10)
  })

  it('Q26 who is unknown to the hub checks in by number, time and digits, and not with another time', async () => {
    const digits = { type: 'check-in', ticket: unknown.number, documentDigits: '2222', language: 'uk' }
    const wrong = await atTerminal({ ...digits, time: '09:01' })
    expect([wrong.status, wrong.body.refusal]).toMatchObject([409, { code: 'wrong-code' }])
    expect(await atTerminal({ ...digits, time: unknown.time })).toMatchObject({ status: 200 })
    const stranger = await atTerminal({
      type: 'check-in',
      ticket: late[0]?.number,
      time: late[0]?.time,
      documentDigits: '9999',
      language: 'uk',
    })
    expect(stranger.status).toBe(200)
    claimed = late[0]?.number ?? ''
    expect(await atTerminal({ type: 'check-in', ticket: known.number, code: known.code })).toMatchObject({
      status: 200,
    })
  })

  it('R11 each visitor is called at the printed time, whether the hub knew the booking or not', async () => {
    await linked.passUntil(at(thursday, '09:00'))
    const clerks = await Promise.all([
      Clerk.atWindow(linked.hub, 'olena', 'w1'),
      Clerk.atWindow(linked.hub, 'taras', 'w2', 'desk-2'),
    ])
    for (let minutes = 9 * 60; minutes < 18 * 60; minutes += 10) {
      const now = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
      await linked.passUntil(at(thursday, now))
      for (const clerk of clerks) {
        const call = await clerk.turn((time) => time <= now, watch)
        if (call !== null) called.push({ ...call, at: now })
      }
    }
    for (const clerk of clerks) clerk.leave()
    for (const { number, time } of [known, unknown]) {
      expect(called.filter(({ ticket }) => ticket === number)).toEqual([{ ticket: number, time, at: time }])
    }
    expect(called.filter(({ time, at: when }) => when < time)).toEqual([])
    expect(called.map(({ ticket }) => ticket)).toContain(claimed)
    expect(new Set(called.map(({ ticket }) => ticket)).size).toBe(called.length)
    for (const number of sold) expect(called.map(({ ticket }) => ticket)).toContain(number)
  })

  it('R25 meanwhile the server shows the board of before the cut, and how old it is', async () => {
    const board = await linked.server.board(code)
    expect(board).toMatchObject({ connected: false, board: { called: [], serving: [], date: wednesday } })
    // 17:00 to 17:50 of the next day
    expect(board.ageSeconds).toBe((24 * 60 + 50) * 60)
  })

  it('R3 R5 the network is back: both sides are one office again', async () => {
    linked.wan.heal()
    await linked.converged()
    const { days } = await linked.server.office(code)
    expect(days.find(({ date }) => date === friday)?.sold.online).toBe(1)
    await expect
      .poll(async () => (await linked.server.board(code)).board)
      .toEqual(expect.objectContaining(await boardOf(linked.hub)))
    const { looks, faults } = await watch.end()
    console.info(`${called.length} calls, ${looks} looks at the board`)
    expect(faults).toEqual([])
    expect(looks).toBeGreaterThan(50)
  })

  it('R11 Q27 no number was given twice and no place sold twice; whose number was taken has a place all the same', async () => {
    const file = path.join(linked.hub.dataDir, 'office.db')
    const audited = audit([file, '--json'])
    expect(JSON.parse(audited.out)).toMatchObject({ verdict: 'clean', violations: [] })
    const tickets = ticketsOf(thursday)
    expect(new Set(tickets.map(({ number }) => number)).size).toBe(tickets.length)
    const of = (booking: Booking | undefined) => tickets.filter(({ number }) => number === booking?.number)
    expect(of(known)).toMatchObject([{ type: 'registered' }])
    expect(of(unknown)).toMatchObject([{ type: 'claimed' }])
    expect(of(late[0])).toMatchObject([{ type: 'claimed' }])
    expect(tickets.filter(({ displaced }) => displaced === claimed)).toHaveLength(1)
    expect(of(late[1])).toMatchObject([{ type: 'registered' }])
  })

  it('R8 after the handover the office is asked for a cancellation, and answers', async () => {
    const free = await linked.server.freeTimes(code, thursday, 'service-1')
    expect(free).toEqual([])
    const answer = await linked.server.cancel({ office: code, date: thursday, number: late[1]?.number ?? '' })
    expect(answer).toMatchObject({ ok: true })
    await linked.converged()
  })
})

const Ticket = z.object({
  type: z.enum(['registered', 'claimed']),
  number: z.string(),
  displaced: z.string().optional(),
})

/** Registrations and claims of a date, from the hub's own log. */
function ticketsOf(date: string): z.infer<typeof Ticket>[] {
  const types: readonly unknown[] = Ticket.shape.type.options
  return eventsOfDay(date)
    .filter(({ type }) => types.includes(type))
    .map((event) => Ticket.parse(event))
}

interface Planned {
  readonly letter: string
  readonly places: readonly { readonly channel: string }[]
}

/** The places of a date as they were published: N2, the n-th of a service has the number n. */
function placesOf(date: string): { number: string; channel: string }[] {
  const [plan] = eventsOfDay(date).filter(({ type }) => type === 'plan-published')
  return ((plan?.['services'] ?? []) as Planned[]).flatMap(({ letter, places }) =>
    places.map(({ channel }, index) => ({ number: `${letter}-${String(index + 1).padStart(3, '0')}`, channel })),
  )
}

function eventsOfDay(date: string): Record<string, unknown>[] {
  return eventsOf(path.join(linked.hub.dataDir, 'office.db')).filter((event) => event['date'] === date)
}
