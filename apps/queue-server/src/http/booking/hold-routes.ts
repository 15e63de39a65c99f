import { randomUUID } from 'node:crypto'
import { ConfirmBody, Done, HoldBody, HoldView, NewCodeBody } from '@cherha/shared/protocol'
import { z } from 'zod'
import type { App } from '../app.ts'
import { networkOf } from '../cases/ask-limits.ts'
import type { BookingGate } from './gate.ts'
import type { BookingHttp } from './parts.ts'
import type { Booking } from '../../booking/ports.ts'
import { bookingFailure, valueOf } from './refused.ts'

const keptIds = 20_000

const HoldParams = z.strictObject({ id: z.uuid() })

/** A place is held, its code typed, and it is booked. Whoever has the id of a hold has made it. */
export function holdRoutes(app: App, { booking }: BookingHttp, gate: BookingGate): void {
  const made = new RecentIds()

  app.post('/api/booking/holds', { schema: { body: HoldBody, response: { 200: HoldView } } }, async (request) => {
    const { client, body } = request
    gate.checkNetwork(client)
    const { challenge, ...wanted } = body
    if (gate.isPuzzleOn && challenge === undefined && !made.has(wanted.id)) refuseWhatIsSoldOut(booking, wanted)
    await gate.checkAsking(client, wanted.id, challenge)
    const view = valueOf(await booking.hold({ ...wanted, address: networkOf(client) }))
    made.add(wanted.id)
    return view
  })

  app.get(
    '/api/booking/holds/:id',
    { schema: { params: HoldParams, response: { 200: HoldView } } },
    async ({ params }) => {
      const view = await booking.holdView(params.id)
      if (view === null) throw bookingFailure({ code: 'hold-gone' })
      if (view === 'past') throw bookingFailure({ code: 'unknown-booking' })
      return view
    },
  )

  app.post(
    '/api/booking/holds/:id/confirm',
    { schema: { params: HoldParams, body: ConfirmBody, response: { 200: HoldView } } },
    async ({ client, params, body }) => {
      gate.checkTrying(client)
      return valueOf(await booking.confirm(params.id, body.code))
    },
  )

  app.post(
    '/api/booking/holds/:id/code',
    { schema: { params: HoldParams, body: NewCodeBody, response: { 200: HoldView } } },
    async ({ client, params, body }) => {
      gate.checkTrying(client)
      await gate.checkPuzzled(`a new code, ${randomUUID()}`, body?.challenge)
      return valueOf(await booking.newCode(params.id))
    },
  )

  app.delete(
    '/api/booking/holds/:id',
    { schema: { params: HoldParams, response: { 200: Done } } },
    async ({ params }) => {
      await booking.release(params.id)
      return { ok: true as const }
    },
  )
}

/** Nobody solves a puzzle for nothing: what is free anybody may look at. Asks no database, whatever the rush. */
function refuseWhatIsSoldOut(
  booking: Booking,
  { office, service, date }: { office: string; service: string; date: string },
): void {
  const { times } = valueOf(booking.places(office, service, date))
  if (times.length === 0) throw bookingFailure({ code: 'sold-out', field: 'date' })
}

/** Holds that were made lately: a repetition of one has its place, and is not told that there is none. */
class RecentIds {
  readonly #ids = new Set<string>()

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  add(id: string): void {
    this.#ids.add(id)
    const oldest = this.#ids.values().next()
    if (this.#ids.size > keptIds && !oldest.done) this.#ids.delete(oldest.value)
  }
}
