import type { WhereAnswer, WhereBody } from '@cherha/shared/protocol'
import { nextTickets, type Ticket } from '@cherha/shared/queue'
import { parseNumber } from '@cherha/shared/text'
import { type Context, refused } from '../context.ts'
import type { BookingAnswer, BookingOffice } from '../ports.ts'

const wrongCodes = 5
const lockedMs = 3_600_000
/** Who knows nothing may make no more entries than this. */
const mostTried = 100_000

interface Tried {
  readonly count: number
  readonly until: number
}

/** A ticket's place in the queue of its day, for whoever has its number and its check-in code (B34). */
export class Where {
  readonly #context: Context
  readonly #tried = new Map<string, Tried>()

  constructor(context: Context) {
    this.#context = context
  }

  find({ office: code, date, number: typed, code: checkIn }: WhereBody): BookingAnswer<WhereAnswer> {
    const { offices, clock } = this.#context
    const office = offices.get(code)
    const number = parseNumber(typed)?.number
    if (office === null || number === undefined) return refused('unknown-ticket')
    const key = `${code} ${date} ${number}`
    const now = clock.now()
    const tried = this.#tried.get(key)
    const running = tried !== undefined && tried.until > now ? tried : undefined
    if (running !== undefined && running.count >= wrongCodes)
      return refused('too-many', { retrySeconds: Math.ceil((running.until - now) / 1_000) })
    const found = ticketOf(office, date, number)
    // an answer for a ticket there is not and one for a wrong code are the same
    if (found === null || !isCode(office.codeOf({ date, ...found }), checkIn)) {
      this.#count(key, running, now)
      return refused('unknown-ticket')
    }
    this.#tried.delete(key)
    return { ok: true, value: answerOf(office, date, found, now) }
  }

  forget(): void {
    const now = this.#context.clock.now()
    for (const [key, { until }] of this.#tried) if (until <= now) this.#tried.delete(key)
  }

  #count(key: string, running: Tried | undefined, now: number): void {
    // set anew, so that the first of the map is the one nobody has tried for longest
    this.#tried.delete(key)
    const [oldest] = this.#tried.keys()
    if (this.#tried.size >= mostTried && oldest !== undefined) this.#tried.delete(oldest)
    this.#tried.set(key, { count: (running?.count ?? 0) + 1, until: now + lockedMs })
  }
}

/** A ticket as far as it is known here: a booking the hub has not learnt yet is only a place that is sold. */
interface Found {
  readonly number: string
  readonly sold: number
  readonly time: string
  readonly ticket: Ticket | null
}

function ticketOf({ mirror, online }: BookingOffice, date: string, number: string): Found | null {
  const day = mirror.days[date]
  const ticket = day?.tickets[day.displaced[number] ?? number]
  const place = online.days[date]?.places[number]
  if (place?.state === 'booked' && (ticket === undefined || ticket.sold < place.sold || ticket.number !== number))
    return {
      number,
      sold: place.sold,
      time: place.time,
      ticket: ticket?.status.is === 'ended' ? null : (ticket ?? null),
    }
  return ticket === undefined ? null : { number: ticket.number, sold: ticket.sold, time: ticket.time, ticket }
}

/** Crockford's base 32: look-alikes and case do not count. */
function isCode(right: string, given: string): boolean {
  const plain = given.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return plain === right
}

function answerOf(office: BookingOffice, date: string, { number, time, ticket }: Found, now: number): WhereAnswer {
  const { mirror, lastContact, today } = office
  const ageSeconds = lastContact === null ? null : Math.max(0, Math.round((now - lastContact) / 1_000))
  const nothing = { number, time, window: null, before: null, ageSeconds, suspended: mirror.suspension !== null }
  if (date !== today) return { ...nothing, state: 'not-today' }
  if (mirror.today !== date) return { ...nothing, state: ticket?.status.is === 'ended' ? 'ended' : 'not-open' }
  if (ticket === null) return { ...nothing, state: 'waiting' }
  const { status } = ticket
  const named = { ...nothing, number: ticket.number }
  switch (status.is) {
    case 'waiting': {
      const before = nextTickets(mirror, lastContact ?? mirror.lastAt).findIndex((one) => one.number === ticket.number)
      return { ...named, state: ticket.present ? 'present' : 'waiting', before: before < 0 ? null : before }
    }
    case 'called':
    case 'serving':
    case 'held':
      return { ...named, state: status.is, window: labelOf(office, status.window) }
    case 'ended':
      return { ...named, state: 'ended' }
  }
}

function labelOf({ config }: BookingOffice, window: string): string {
  return config?.windows.find(({ id }) => id === window)?.label ?? window
}
