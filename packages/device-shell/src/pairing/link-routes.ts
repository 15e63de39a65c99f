import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DeviceLink } from './device-link.ts'
import { connectProblems, type ConnectProblem, PairingError } from './problems.ts'

const statusOf: Partial<Record<ConnectProblem, number>> = {
  address: 400,
  'code-form': 400,
  busy: 409,
  'already-connected': 409,
  'too-many-requests': 429,
  'not-saved': 507,
}
const connectBody = {
  type: 'object',
  required: ['address', 'code'],
  additionalProperties: false,
  properties: {
    address: { type: 'string', minLength: 1, maxLength: 300 },
    code: { type: 'string', minLength: 1, maxLength: 40 },
  },
}

/**
 * What the page of a device needs to show "connect this device" (S36). The host has looked at Host and Origin before;
 * here the page has to be the one that whoever started the host has opened.
 * @param refuse the answer to any other page, or null for that one
 * @param link null: the host was started with a hub and a token, and there is nothing to connect
 */
export function addLinkRoutes(
  app: FastifyInstance,
  link: DeviceLink | null,
  refuse: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null,
): void {
  app.get('/host/pairing', (request, reply) => {
    reply.header('cache-control', 'no-store')
    const refused = refuse(request, reply)
    if (refused !== null) return refused
    return link === null ? reply.status(204).send() : reply.send(link.status())
  })
  if (link === null) return
  app.get('/host/hubs', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return refuse(request, reply) ?? reply.send({ hubs: await link.hubs() })
  })
  app.post<{ Body: { address: string; code: string } }>(
    '/host/connect',
    { bodyLimit: 1_024, schema: { body: connectBody } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const refused = refuse(request, reply)
      if (refused !== null) return refused
      try {
        await link.connect(request.body.address, request.body.code)
        return reply.send(link.status())
      } catch (error) {
        if (!(error instanceof PairingError)) throw error
        const { problem } = error
        const body = { ok: false, error: { code: problem, message: connectProblems[problem] } }
        return reply.status(statusOf[problem] ?? 422).send(body)
      }
    },
  )
}
