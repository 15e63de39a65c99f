import { WhereAnswer, WhereBody } from '@cherha/shared/protocol'
import type { App } from '../app.ts'
import { networkOf } from '../cases/ask-limits.ts'
import type { BookingGate } from './gate.ts'
import type { BookingHttp } from './parts.ts'
import { valueOf } from './refused.ts'

/** "Where am I": a ticket's place in the queue, to whoever has its number and its check-in code (B34). */
export function whereRoute(app: App, { booking }: BookingHttp, gate: BookingGate): void {
  app.post(
    '/api/booking/where',
    { schema: { body: WhereBody, response: { 200: WhereAnswer } } },
    async ({ client, body }) => {
      gate.checkTrying(client)
      return valueOf(await booking.where(body, networkOf(client)))
    },
  )
}
