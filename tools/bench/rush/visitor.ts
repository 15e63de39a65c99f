import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BookingDays, BookingPlaces, ServerError } from '@cherha/shared/protocol'
import type { CodeGateway } from './gateway.ts'
import type { Reply, Wire } from './wire.ts'

export const office = '6801'
export const service = 'passport'

/** What became of a visitor: a booking, or what the page said last. */
export type Outcome =
  | { readonly is: 'booked'; readonly place: string; readonly phone: string }
  | { readonly is: 'sold-out' }
  | { readonly is: 'wait'; readonly code: string; readonly seconds: number }
  | { readonly is: 'refused'; readonly code: string }

export interface Visitor {
  readonly from: string
  /** `+380…`, proved by the code sent to it. */
  readonly phone: string
  readonly digits: string
}

/** Answers that mean "wait": try again later, and when. */
const waits = new Set(['busy', 'too-many', 'challenge-required', 'gateway-away', 'unavailable', 'too-many-requests'])
/** Times somebody else was quicker or the server asked to wait, before a visitor gives up. */
const patience = 200
/** Whoever is told to come back so soon does; for longer nobody stays. */
const longestWaitSeconds = 5

/** Does what the page does: looks for a day and a time, holds it, types the code of the message. */
export class Booker {
  readonly #wire: Wire
  readonly #gateway: CodeGateway
  readonly #note: (ms: number) => void

  /** @param note told how long each answer took */
  constructor(wire: Wire, gateway: CodeGateway, note: (ms: number) => void) {
    this.#wire = wire
    this.#gateway = gateway
    this.#note = note
  }

  async book(visitor: Visitor): Promise<Outcome> {
    for (let tries = 0; tries < patience; tries += 1) {
      const looked = await this.#ask('GET', `days?service=${service}&office=${office}`, visitor)
      if (looked.status !== 200) return otherwise(looked)
      const day = oneOf((looked.body as BookingDays).days.filter(({ free }) => free > 0))
      if (day === null) return { is: 'sold-out' }
      const where = `places?service=${service}&office=${office}&date=${day.date}`
      const found = await this.#ask('GET', where, visitor)
      if (found.status !== 200) return otherwise(found)
      const place = oneOf((found.body as BookingPlaces).times)
      if (place === null) continue
      const outcome = await this.take(visitor, day.date, place.time)
      if (outcome.is === 'wait' && outcome.seconds <= longestWaitSeconds) {
        await sleep(outcome.seconds * 1_000)
        continue
      }
      if (outcome.is !== 'refused' || outcome.code !== 'place-taken') {
        // this day is; another may not be
        if (outcome.is !== 'sold-out') return outcome
      }
    }
    return { is: 'refused', code: 'no patience' }
  }

  /** Holds this place and books it. */
  async take(visitor: Visitor, date: string, time: string): Promise<Outcome> {
    const { id, reply } = await this.hold(visitor, date, time)
    if (reply.status !== 200) return otherwise(reply)
    const code = await this.#gateway.code(visitor.phone)
    const booked = await this.#ask('POST', `holds/${id}/confirm`, visitor, { code })
    if (booked.status !== 200) return otherwise(booked)
    const { booking } = booked.body as { booking: { date: string; number: string } }
    return { is: 'booked', place: `${booking.date} ${booking.number}`, phone: visitor.phone }
  }

  async hold(visitor: Visitor, date: string, time: string): Promise<{ readonly id: string; readonly reply: Reply }> {
    const id = randomUUID()
    const person = { who: 'self', documentDigits: visitor.digits }
    const wanted = { id, service, office, date, time, person, phone: visitor.phone, language: 'uk' }
    return { id, reply: await this.#ask('POST', 'holds', visitor, wanted) }
  }

  /** What is free, as the page shows it. */
  async days(visitor: Pick<Visitor, 'from'>): Promise<BookingDays['days']> {
    const { body } = await this.#ask('GET', `days?service=${service}&office=${office}`, visitor)
    return (body as BookingDays).days
  }

  async #ask(method: 'GET' | 'POST', path: string, { from }: { from: string }, body?: object): Promise<Reply> {
    const began = performance.now()
    const reply = await this.#wire.ask(method, `/api/booking/${path}`, from, body)
    this.#note(performance.now() - began)
    return reply
  }
}

function otherwise({ status, body }: Reply): Outcome {
  const { code, retrySeconds = Infinity } = (body as ServerError).error
  if (code === 'sold-out') return { is: 'sold-out' }
  if (waits.has(code) && status >= 428) return { is: 'wait', code, seconds: retrySeconds }
  return { is: 'refused', code }
}

/** By chance, as people do; null: there is none. */
function oneOf<T>(all: readonly T[]): T | null {
  return all[Math.floor(Math.random() * all.length)] ?? null
}
