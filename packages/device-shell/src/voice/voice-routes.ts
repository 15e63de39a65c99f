import type { FastifyInstance } from 'fastify'
import type { VoicePacks } from './voice-packs.ts'

/** Serves the device's own voice packs before those of the built page. */
export function addVoiceRoutes(app: FastifyInstance, packs: VoicePacks): void {
  app.get<{ Params: { '*': string } }>('/voice/*', (request, reply) => {
    const name = `voice/${request.params['*']}`
    const found = packs.file(name)
    if (found === null) return reply.sendFile(name)
    // a pack is changed under the same names: it is never taken from a cache
    reply.header('cache-control', 'no-store')
    return found === 'absent' ? reply.callNotFound() : reply.type(found.type).send(found.bytes)
  })
}
