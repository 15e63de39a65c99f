import { SessionRequest, type SessionAnswer } from '@cherha/shared/protocol'
import type { FastifyInstance } from 'fastify'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Engine } from '../engine/engine.ts'
import { Failure } from './failure.ts'
import { parse } from './parse.ts'
import type { Presence } from './presence.ts'
import { callerOf, staffOf } from './request-caller.ts'

export interface SessionParts {
  readonly engine: Engine
  readonly credentials: Credentials
  readonly clock: HubClock
  readonly presence: Presence
  /** Called when a session has ended: its sockets are closed. */
  readonly onSignedOut: (session: string) => void
}

/** Signing in and out at a desk. */
export function sessionRoutes(server: FastifyInstance, parts: SessionParts): void {
  const { engine, credentials, clock, presence, onSignedOut } = parts

  server.post(
    '/api/sessions',
    {
      onRequest: async (request) => void callerOf(request),
    },
    async (request): Promise<SessionAnswer> => {
      const caller = callerOf(request)
      if (caller.kind !== 'device' || caller.device.role !== 'desk') {
        throw new Failure('forbidden', 'staff sign in at a desk device')
      }
      const { login, pin } = parse(SessionRequest, request.body)
      const check = await credentials.checkPin(login, pin, clock.now().at)
      if (check === 'locked') throw new Failure('pin-locked', 'too many wrong PINs; try again in 15 minutes')
      const config = engine.state.config
      // a login without staff entry answers as a wrong PIN: nobody learns who works here
      const staff = config?.staff.find((member) => member.login === login)
      if (check === 'wrong' || !config || !staff) throw new Failure('wrong-pin', 'the login or the PIN is wrong')
      if (staff.role === 'assistant') throw new Failure('forbidden', 'an assistant helps at a terminal, not at a desk')
      const { token, session } = credentials.startSession(login, caller.device.id, clock.now().at)
      return {
        session: token,
        staff: { login, role: staff.role, name: staff.name },
        windows: config.windows.map(({ id, label, services }) => ({ id, label, services })),
        expiresAt: new Date(session.expires).toISOString(),
      }
    },
  )

  server.delete('/api/sessions', async (request, reply) => {
    const { session } = staffOf(request)
    credentials.endSession(session.id)
    onSignedOut(session.id)
    presence.deskSignedOut(session.id)
    return reply.code(204).send()
  })
}
