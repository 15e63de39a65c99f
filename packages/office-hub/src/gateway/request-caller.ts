import type { FastifyReply, FastifyRequest } from 'fastify'
import { bearerOf, type Caller, type Doorkeeper, limitOf } from './caller.ts'
import { Failure } from './failure.ts'
import type { Presence } from './presence.ts'
import type { RateLimiter } from './rate-limits.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request; null: nobody the hub knows. Set before any route runs. */
    caller: Caller | null
  }
}

/** Before each request: who it is, whether that is too often, and that the desk is there. */
export function identify(doorkeeper: Doorkeeper, limiter: RateLimiter, presence: Presence) {
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const caller = doorkeeper.callerOf(bearerOf(request.headers.authorization))
    request.caller = caller
    const { kind, id } = caller ? limitOf(caller) : ({ kind: 'public', id: request.ip } as const)
    limiter.take(kind, id, request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'command')
    if (caller?.kind === 'staff' && caller.staff.role !== 'auditor') presence.deskRequest(caller.session.id)
  }
}

/** The sender, or the 401. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Failure('unauthorised', 'send a valid bearer token')
  return request.caller
}

/** The signed-in person, or the 401 or 403. */
export function staffOf(request: FastifyRequest): Extract<Caller, { kind: 'staff' }> {
  const caller = callerOf(request)
  if (caller.kind !== 'staff') throw new Failure('forbidden', 'this needs a staff session')
  return caller
}
