import { SessionRequest, type AssistanceAnswer, type FeedbackBody } from '@cherha/shared/protocol'
import type { EventLog } from '@cherha/event-log'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Engine } from '../engine/engine.ts'
import type { Vault } from '../secrets/vault.ts'
import { Failure } from './failure.ts'
import { feedbackOf } from './feedback.ts'
import { parse } from './parse.ts'
import { callerOf, staffOf } from './request-caller.ts'

export interface AssistanceParts {
  readonly engine: Engine
  readonly credentials: Pick<Credentials, 'checkPin'>
  readonly clock: HubClock
  readonly log: EventLog
  readonly vault: Pick<Vault, 'openComment'>
}

/**
 * Who helps at a terminal (document 000 II.8), and what visitors said of their visit. The helper gets no token and no
 * session: what a terminal may ask is the same with and without one (E15).
 */
export function assistanceRoutes(server: FastifyInstance, parts: AssistanceParts): void {
  const { engine, credentials, clock, log, vault } = parts
  const asTerminal = { onRequest: async (request: FastifyRequest) => void terminalOf(request) }

  server.post('/api/assistance', asTerminal, async (request): Promise<AssistanceAnswer> => {
    const device = terminalOf(request)
    const { login, pin } = parse(SessionRequest, request.body)
    const check = await credentials.checkPin(login, pin, clock.now().at)
    if (check === 'locked') throw new Failure('pin-locked', 'too many wrong PINs; try again in 15 minutes')
    const staff = engine.state.config?.staff.find((member) => member.login === login)
    // a clerk's PIN is for a desk: who serves does not also register
    if (check === 'wrong' || staff?.role !== 'assistant') {
      throw new Failure('wrong-pin', 'the login or the PIN is wrong')
    }
    await engine.tell({ type: 'begin-assistance', device, staff: login })
    return { login, name: staff.name }
  })

  server.delete('/api/assistance', asTerminal, async (request, reply) => {
    await engine.tell({ type: 'end-assistance', device: terminalOf(request) })
    return reply.code(204).send()
  })

  server.get('/api/feedback', async (request): Promise<FeedbackBody> => {
    if (staffOf(request).staff.role === 'clerk') throw new Failure('forbidden', 'a lead or an auditor reads this')
    return { feedback: feedbackOf(log, vault) }
  })
}

function terminalOf(request: FastifyRequest): string {
  const caller = callerOf(request)
  if (caller.kind !== 'device' || caller.device.role !== 'terminal') {
    throw new Failure('forbidden', 'only a terminal may ask this')
  }
  return caller.device.id
}
