import type { FastifyRequest } from 'fastify'
import { apiKeyOf, hashApiKey } from '../../portals/api-key.ts'
import type { ServerClock } from '../../offices/ports.ts'
import type { App } from '../app.ts'
import type { Asking, PortalHttp } from './parts.ts'
import { PortalProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The portal that asks, on routes of portals. */
    asking: Asking | null
  }
}

/**
 * Who asks is found out for every request in the database, so that a key that has just been revoked is refused; then
 * the request is counted.
 */
export function guardPortalRoutes(app: App, { store, minutes, live, sandbox }: PortalHttp, clock: ServerClock): void {
  app.decorateRequest('asking', null)
  app.addHook('onRequest', async (request, reply) => {
    const apiKey = apiKeyOf(request.headers.authorization)
    const portal = apiKey === null ? null : await store.byHash(hashApiKey(apiKey))
    if (apiKey === null || portal === null) {
      reply.header('www-authenticate', 'Bearer')
      throw new PortalProblem('unauthorised')
    }
    if (portal.revokedAt !== null) throw new PortalProblem('key-revoked')
    const { ok, limit, remaining, resetSeconds } = minutes.take(portal.name, portal.perMinute, clock.now())
    reply.headers({
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(resetSeconds),
    })
    if (!ok) throw new PortalProblem('too-many-requests', { retryAfter: resetSeconds })
    const booking = portal.kind === 'sandbox' ? sandbox : live
    if (booking === null) throw new PortalProblem('unavailable')
    request.asking = { portal, apiKey, booking }
  })
}

/** The portal of a request; only on routes the guard has passed. */
export function whichPortal({ asking }: FastifyRequest): Asking {
  if (asking === null) throw new PortalProblem('unauthorised')
  return asking
}
