import { BookingView } from '@cherha/shared/protocol'
import type { BookingAnswer } from '../../booking/ports.ts'
import type { ServerClock } from '../../offices/ports.ts'
import { quotaZone } from '../../portals/once.ts'
import type { KeptAnswer, PassingRefusal } from '../../portals/ports.ts'
import { untilNextDate } from '../../portals/quota-day.ts'
import type { App } from '../app.ts'
import { whichPortal } from './guard.ts'
import type { PortalHttp } from './parts.ts'
import { PortalProblem, problemOf } from './problem.ts'
import { schemas } from './schemas.ts'

/** A booking is some hundred bytes. */
const bodyLimit = 8 * 1024

/** A portal asks for many people from one address: what counts is its own quota, which the guard keeps. */
const config = { rateLimit: { max: 12_000, timeWindow: 60_000 } }

export function portalRoutes(app: App, { once }: PortalHttp, clock: ServerClock): void {
  app.addHook('onSend', async (_request, reply) => {
    for (const name of ['limit', 'remaining', 'reset']) reply.removeHeader(`x-ratelimit-${name}`)
  })

  app.get('/services', { config, schema: schemas.services }, async (request) => whichPortal(request).booking.services())

  app.get('/offices', { config, schema: schemas.offices }, async (request) => {
    const offices = whichPortal(request).booking.offices(request.query.service)
    if (offices === null) throw new PortalProblem('unknown-service', { field: 'service' })
    return offices
  })

  app.get('/days', { config, schema: schemas.days }, async (request) => {
    const { office, service } = request.query
    return valueOf(whichPortal(request).booking.days(office, service))
  })

  app.get('/places', { config, schema: schemas.places }, async (request) => {
    const { office, service, date } = request.query
    return valueOf(whichPortal(request).booking.places(office, service, date))
  })

  app.post('/bookings', { config, bodyLimit, schema: schemas.book }, async (request, reply) => {
    const { portal, apiKey, booking } = whichPortal(request)
    const { body } = request
    const key = request.headers['idempotency-key']
    const answered = await once.take({ portal: portal.name, apiKey, key, body }, async (id) =>
      kept(await booking.bookForPortal({ ...body, id, portal: portal.name })),
    )
    switch (answered.is) {
      case 'reused':
        throw new PortalProblem('idempotency-key-reused')
      case 'revoked':
        throw new PortalProblem('key-revoked')
      case 'quota':
        reply.headers({ 'x-bookings-limit': String(portal.perDay), 'x-bookings-remaining': '0' })
        throw new PortalProblem('quota-exhausted', { retryAfter: untilNextDate(clock.now(), quotaZone) })
      case 'answer': {
        const { answer, replayed, left } = answered
        reply.headers({ 'x-bookings-limit': String(portal.perDay), 'x-bookings-remaining': String(left) })
        if (replayed) reply.header('idempotency-replayed', 'true')
        // as it was kept, byte for byte: nothing is written anew
        return reply
          .code(answer.status as 201)
          .type('application/json; charset=utf-8')
          .serializer((text: unknown) => String(text))
          .send(answer.body as never)
      }
    }
  })

  app.get('/bookings/:id', { config, schema: schemas.booking }, async (request) => {
    const { portal, booking } = whichPortal(request)
    const view = await booking.portalBooking(portal.name, request.params.id)
    if (view === null) throw new PortalProblem('unknown-booking', { field: 'id' })
    return view
  })

  app.delete('/bookings/:id', { config, schema: schemas.cancel }, async (request) => {
    const { portal, booking } = whichPortal(request)
    const view = await booking.portalBooking(portal.name, request.params.id)
    if (view === null) throw new PortalProblem('unknown-booking', { field: 'id' })
    // sent again: what it asked for is so
    if (view.state === 'cancelled' || view.state === 'asked') return view
    return valueOf(await booking.cancelForPortal(portal.name, request.params.id))
  })
}

function valueOf<T>(answer: BookingAnswer<T>): T {
  if (!answer.ok) throw problemOf(answer)
  return answer.value
}

/** The answer that is given again, if it is not one that will pass by itself. */
function kept(answer: BookingAnswer<BookingView>): KeptAnswer | PassingRefusal {
  if (answer.ok) return { status: 201, body: JSON.stringify(BookingView.parse(answer.value)) }
  const problem = problemOf(answer)
  if (problem.status === 429 || problem.status === 503) return { passing: problem }
  return { status: problem.status, body: JSON.stringify(problem.body) }
}
