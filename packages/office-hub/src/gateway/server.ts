import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { Failure } from './failure.ts'

export const bodyLimitBytes = 64 * 1024

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** The hub's HTTP server without its routes. No CORS: other origins' pages get nothing. */
export function createServer(logger: Logger): FastifyInstance {
  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: 15_000,
    forceCloseConnections: 'idle',
    // a hash of a file, in hex
    routerOptions: { maxParamLength: 64 },
  })
  server.addHook('onSend', async (_request, reply) => {
    reply.headers(securityHeaders)
  })
  server.setNotFoundHandler(async (request, reply) => {
    const failure = new Failure('not-found', `there is no ${request.method} ${request.url.split('?')[0]}`)
    return reply.code(failure.status).send(failure.body)
  })
  server.setErrorHandler<FastifyError | Failure>(async (error, _request, reply) => {
    const failure = error instanceof Failure ? error : fromFastify(error)
    if (failure.code === 'internal') logger.error({ err: error }, 'a request failed')
    if (failure.retryAfter !== undefined) reply.header('retry-after', String(failure.retryAfter))
    return reply.code(failure.status).send(failure.body)
  })
  return server
}

/** Fastify's own refusals in the words of the contract. */
function fromFastify(error: FastifyError): Failure {
  if (error.statusCode === 413) return new Failure('too-large', `a body may have at most ${bodyLimitBytes} bytes`)
  if (error.statusCode === 415) return new Failure('malformed', 'the body must be JSON')
  if (error.statusCode !== undefined && error.statusCode < 500) return new Failure('malformed', error.message)
  return new Failure('internal', 'the hub could not answer')
}
