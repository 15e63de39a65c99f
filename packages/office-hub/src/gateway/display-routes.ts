import { DisplayReport } from '@cherha/shared/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { DisplaySound } from './display-sound.ts'
import { Failure } from './failure.ts'
import { parse } from './parse.ts'
import { callerOf, staffOf } from './request-caller.ts'

const Nothing = z.strictObject({}).optional()

/** Sound of the displays: what they say of it, and the test a lead asks for. */
export function displayRoutes(server: FastifyInstance, sound: DisplaySound): void {
  const asDisplay = { onRequest: async (request: FastifyRequest) => void displayOf(request) }
  server.post('/api/display-report', asDisplay, async (request, reply) => {
    sound.keep(displayOf(request), parse(DisplayReport, request.body))
    return reply.code(204).send()
  })

  server.post('/api/sound-test', async (request, reply) => {
    if (staffOf(request).staff.role !== 'lead') throw new Failure('forbidden', 'a lead asks for the sound test')
    parse(Nothing, request.body ?? undefined)
    sound.test()
    return reply.code(204).send()
  })
}

function displayOf(request: FastifyRequest): string {
  const caller = callerOf(request)
  if (caller.kind !== 'device' || caller.device.role !== 'display')
    throw new Failure('forbidden', 'only a display may report its sound')
  return caller.device.id
}
