import {
  BookingView,
  Done,
  Mine,
  MineCode,
  MineCodeBody,
  MineSessionBody,
  RemindersBody,
} from '@cherha/shared/protocol'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { networkOf } from '../cases/ask-limits.ts'
import type { HttpParts } from '../parts.ts'
import type { BookingGate } from './gate.ts'
import type { BookingHttp } from './parts.ts'
import { bookingFailure, valueOf } from './refused.ts'

/** Name of the cookie of "my bookings". */
export const mineCookie = 'cherha_booking'
/** B30. */
const sessionSeconds = 15 * 60

const BookingParams = z.strictObject({ id: z.uuid() })

/** "My bookings": a phone number is proved by a code; from then on a cookie stands for it (B30). */
export function mineRoutes(app: App, parts: Pick<HttpParts, 'secureCookies'>, http: BookingHttp, gate: BookingGate) {
  const { booking } = http
  const cookieOf = ({ protocol }: FastifyRequest) =>
    ({
      path: '/api/booking/mine',
      httpOnly: true,
      sameSite: 'strict',
      secure: parts.secureCookies || protocol === 'https',
    }) as const
  const tokenOf = ({ cookies }: FastifyRequest): string => {
    const token = cookies[mineCookie]
    if (token === undefined) throw bookingFailure({ code: 'session-ended' })
    return token
  }

  app.post(
    '/api/booking/mine/codes',
    { schema: { body: MineCodeBody, response: { 200: MineCode } } },
    async ({ client, body: { challenge, ...asked } }) => {
      await gate.checkAsking(client, asked.id, challenge)
      return valueOf(await booking.mineCode({ ...asked, address: networkOf(client) }))
    },
  )

  app.post(
    '/api/booking/mine/sessions',
    { schema: { body: MineSessionBody, response: { 200: Mine } } },
    async (request, reply) => {
      gate.checkTrying(request.client)
      const { token, mine } = valueOf(await booking.mineSession(request.body.id, request.body.code))
      void reply.setCookie(mineCookie, token, { ...cookieOf(request), maxAge: sessionSeconds })
      return mine
    },
  )

  app.delete('/api/booking/mine/sessions', { schema: { response: { 200: Done } } }, async (request, reply) => {
    const token = request.cookies[mineCookie]
    if (token !== undefined) await booking.endMine(token)
    void reply.clearCookie(mineCookie, cookieOf(request))
    return { ok: true as const }
  })

  app.get('/api/booking/mine', { schema: { response: { 200: Mine } } }, async (request) => {
    const mine = await booking.mine(tokenOf(request))
    if (mine === null) throw bookingFailure({ code: 'session-ended' })
    return mine
  })

  app.delete(
    '/api/booking/mine/:id',
    { schema: { params: BookingParams, response: { 200: BookingView } } },
    async (request) => valueOf(await booking.cancelMine(tokenOf(request), request.params.id)),
  )

  app.put(
    '/api/booking/mine/reminders',
    { schema: { body: RemindersBody, response: { 200: Mine } } },
    async (request) => valueOf(await booking.setReminders(tokenOf(request), request.body.reminders)),
  )
}
