import { SpeechRequest } from '@cherha/shared/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Speaker } from './speaker.ts'

/**
 * What a terminal's page asks of the voice of its computer. An answer comes once the last word has been heard, so that the page
 * knows when its time limits begin.
 * @param refuse the answer to any page but the device's own, or null for that one
 */
export function addSpeechRoutes(
  app: FastifyInstance,
  speaker: Speaker,
  refuse: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null,
): void {
  app.get('/host/speech', (request, reply) => {
    reply.header('cache-control', 'no-store')
    return refuse(request, reply) ?? reply.send(speaker.state())
  })
  app.post('/host/speech', { bodyLimit: 64 * 1024 }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const refused = refuse(request, reply)
    if (refused !== null) return refused
    const wanted = SpeechRequest.safeParse(request.body)
    if (!wanted.success) {
      const message = 'Give `parts`: 1–60 sentences, each with its `text` and `language`.'
      return reply.status(400).send({ ok: false, error: { code: 'malformed', message } })
    }
    return reply.send({ heard: await speaker.say(wanted.data.parts) })
  })
  app.delete('/host/speech', (request, reply) => {
    const refused = refuse(request, reply)
    if (refused !== null) return refused
    speaker.stop()
    return reply.status(204).send()
  })
}
