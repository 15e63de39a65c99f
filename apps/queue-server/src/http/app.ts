import type { IncomingMessage, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { staffHeader } from '@cherha/shared/protocol'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { SignedIn } from '../accounts/sessions.ts'
import { TrustedProxies, usualProxies } from './client-address.ts'
import { failureOf } from './errors.ts'
import { Failure } from './failure.ts'
import { oddText, oddTextMessage } from '@cherha/shared/text'
import { networkOf } from './cases/ask-limits.ts'
import type { HttpParts } from './parts.ts'

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

declare module 'fastify' {
  interface FastifyInstance {
    /** What a person sees at an address nothing is at; null: there is no such page, the answer is JSON. */
    lostPage: () => Promise<string | null>
  }
  interface FastifyRequest {
    /** Who asks, on routes of the administrator's interface. */
    signedIn: SignedIn | null
    /** Address of whoever asks, after trusted proxies, in its one spelling. `ip` is not used: it may be anything. */
    readonly client: string
  }
}

export const bodyLimitBytes = 512 * 1024
/** Requests a minute of one address, all routes together. */
const perMinute = 1_200

/** The server's HTTP side without its routes: headers, limits, errors, log lines, figures. */
export async function createApp(
  parts: Pick<HttpParts, 'logger' | 'metrics' | 'version' | 'trustedProxies'>,
): Promise<App> {
  const { logger, metrics } = parts
  const proxies = new TrustedProxies(parts.trustedProxies ?? usualProxies)
  const app = Fastify({
    bodyLimit: bodyLimitBytes,
    // long enough for a scan of 10 MB over the line of a small office; larger bodies than usual are a hub's only
    requestTimeout: 120_000,
    // below the other one, or Node takes the two for each other; looked at often enough to keep to them
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    // what such a proxy says of the scheme and the host counts; of the address, see `client`
    trustProxy: (address) => proxies.trusts(address),
    frameworkErrors: (error, _request, reply) => {
      const failure = failureOf(error, bodyLimitBytes)
      reply.hijack()
      reply.raw.writeHead(failure.status, { 'content-type': 'application/json; charset=utf-8' })
      reply.raw.end(JSON.stringify(failure.body))
    },
    // the longest is a SHA-256 in hex
    routerOptions: { maxParamLength: 64 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('signedIn', null)
  app.decorateRequest('client', {
    getter() {
      return proxies.client(this.raw.socket.remoteAddress, this.headers['x-forwarded-for'])
    },
  })
  app.decorate('lostPage', async () => null)

  app.setErrorHandler(async (error, request, reply) => {
    const failure = failureOf(error, request.routeOptions.bodyLimit ?? bodyLimitBytes)
    // a log line names the route, never the address that was asked for: it may hold what somebody typed
    if (failure.code === 'internal') logger.error({ err: error, ...routeOf(request) }, 'a request failed')
    if (failure.code === 'unavailable') logger.warn({ err: error, ...routeOf(request) }, 'the database is away')
    if (failure.retryAfter !== undefined) reply.header('retry-after', String(failure.retryAfter))
    return reply.code(failure.status).send(failure.body)
  })
  app.addHook('onResponse', async (request, reply) => {
    const ms = reply.elapsedTime
    const { method, route } = routeOf(request)
    metrics.request(method, route, reply.statusCode, ms / 1000)
    logger.debug({ method, route, status: reply.statusCode, ms: Math.round(ms) }, 'answered')
  })

  // what a database cannot keep or look for is refused before anything is done with it
  app.addHook('preValidation', async ({ params, query, body }) => {
    const odd = oddText(params) ?? oddText(query) ?? oddText(body)
    if (odd !== null) throw new Failure('malformed', oddTextMessage, { field: odd.join('.') })
  })

  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  })
  // the same in every answer: made for the first, not for each of thousands a second
  let always: readonly [string, string | number | readonly string[]][] | null = null
  app.addHook('onRequest', async (_request, reply) => {
    if (always !== null) {
      for (const [name, value] of always) reply.raw.setHeader(name, value)
      return
    }
    reply.helmet()
    always = Object.entries(reply.raw.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    )
  })
  await app.register(cookie)
  await app.register(rateLimit, {
    global: true,
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: ({ client }) => networkOf(client),
    errorResponseBuilder: (_request, { ttl }) =>
      new Failure('too-many-requests', `too many requests; try again in ${Math.ceil(ttl / 1000)} seconds`, {
        retryAfter: Math.ceil(ttl / 1000),
      }),
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Cherha queue server', version: parts.version },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
          hub: { type: 'http', scheme: 'bearer' },
          staff: { type: 'apiKey', in: 'header', name: staffHeader },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) => {
    const page = wantsPage(request) ? await app.lostPage() : null
    if (page !== null) return reply.code(404).type('text/html; charset=utf-8').send(page)
    const failure = new Failure('not-found', `there is no ${request.method} at this address`)
    return reply.code(failure.status).send(failure.body)
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  return app
}

/** Name of the session's cookie. */
export const sessionCookie = 'cherha_session'

/** A person with a browser, not a program. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const asks = method === 'GET' || method === 'HEAD'
  return asks && !url.startsWith('/api/') && headers.accept?.includes('text/html') === true
}

function routeOf(request: FastifyRequest): { method: string; route: string } {
  return { method: request.method, route: request.routeOptions.url ?? 'none' }
}
