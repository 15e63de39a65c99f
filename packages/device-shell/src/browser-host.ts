import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { CertificateChangedError, CertificateDatesError } from './hub-errors.ts'
import { foreignBecause } from './origin.ts'
import { pageHeaders } from './page-headers.ts'
import { PageCookie, PairCodes } from './pairing.ts'
import type { DeviceLink } from './pairing/device-link.ts'
import { addLinkRoutes } from './pairing/link-routes.ts'
import {
  answerWithin,
  bodyLimit,
  HubUnreachableError,
  pageAnswerHeaders,
  relayedPath,
  relayRequest,
  relayedWays,
  scanAddress,
  scanLimit,
  type HubAccess,
} from './relay-request.ts'
import { relaySockets } from './relay-socket.ts'
import { openSpeaker, type Speaker } from './speech/speaker.ts'
import { addSpeechRoutes } from './speech/speech-routes.ts'
import { openVoicePacks } from './voice/voice-packs.ts'
import { addVoiceRoutes } from './voice/voice-routes.ts'

export type HostRole = 'terminal' | 'display' | 'desk'

/** How a page is served. */
export interface PageSettings {
  readonly role: HostRole
  /** Folder of the built renderer. */
  readonly pagesDir: string
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port: number
  /** At least 16 bytes, kept between starts: pages that were paired stay paired. */
  readonly hostSecret: Buffer
  /** Silence of the hub, in ms, after which a relayed request is answered 502. */
  readonly hubAnswerMs?: number
  /** The voice of a terminal. Left out: espeak-ng, where the computer has it. */
  readonly speaker?: Speaker
  /** Folder with voice packs `uk` and `en` that replace a display's built-in ones. Left out: there are none. */
  readonly voiceDir?: string
}

export interface BrowserHostSettings extends PageSettings {
  /** The office hub, `http://HOST:PORT`. */
  readonly hubUrl: string
  /** Bearer of this device at the hub. It never reaches the page. */
  readonly deviceToken: string
}

/** Which hub the page gets through to. */
export interface HostConnection {
  /** Asked at each request; null while the device belongs to none. */
  readonly hub: () => HubAccess | null
  /** Lets the page connect the device; null: the hub was given with the start. */
  readonly link: DeviceLink | null
}

export interface BrowserHost {
  /** Address of the page, `http://127.0.0.1:PORT`. */
  readonly url: string
  /** A new one-time code; the page takes it from its fragment, `URL/#pair=CODE`. */
  pairCode(): string
  /** Stops listening and closes every connection. */
  close(): Promise<void>
}

/** Serves one device's renderer with a hub and a token that are known from the start. */
export async function startBrowserHost(settings: BrowserHostSettings): Promise<BrowserHost> {
  const hub: HubAccess = { url: new URL(settings.hubUrl), deviceToken: settings.deviceToken }
  return serveDevice(settings, { hub: () => hub, link: null })
}

/**
 * Serves one device's renderer to a browser on this computer and relays its hub connection (design: devices and
 * their host). Only the page that was paired gets through to the hub, and only to the hub's public interface.
 */
export async function serveDevice(settings: PageSettings, { hub, link }: HostConnection): Promise<BrowserHost> {
  if (settings.hostSecret.length < 16) throw new RangeError('hostSecret must have at least 16 bytes')
  const codes = new PairCodes()
  let port = settings.port
  let cookie = new PageCookie(settings.role, port, settings.hostSecret)

  const app = Fastify({
    bodyLimit,
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, reply) =>
      fail(reply.headers(pageHeaders), 400, 'bad-request', 'The address cannot be read.'),
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders)
    const foreign = foreignBecause(request.headers, port, request.method !== 'GET' && request.method !== 'HEAD')
    if (foreign === 'host') return fail(reply, 403, 'foreign-host', 'Open this page by its own address.')
    if (foreign === 'origin') return fail(reply, 403, 'foreign-origin', 'Only the page of this device may ask.')
  })
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof CertificateChangedError)
      return fail(reply, 502, 'certificate-changed', 'The hub has another certificate; nothing was sent to it.')
    if (error instanceof CertificateDatesError)
      return fail(reply, 502, 'certificate-dates', 'The hub’s certificate is not valid at this computer’s time.')
    if (error instanceof HubUnreachableError)
      return fail(reply, 502, 'hub-unreachable', 'The office hub does not answer.')
    if (error.statusCode === 413) return fail(reply, 413, 'too-large', 'The request is too large.')
    if (error.statusCode !== undefined && error.statusCode < 500)
      return fail(reply, error.statusCode, 'bad-request', error.message)
    return fail(reply, 500, 'host-failed', 'The host of this page failed.')
  })
  app.setNotFoundHandler((_request, reply) => fail(reply, 404, 'not-found', 'There is nothing at this address.'))

  addPairing(app, settings.role, codes, () => cookie)
  const refuseOthers = (request: FastifyRequest, reply: FastifyReply) =>
    cookie.isIn(request.headers.cookie) ? null : notPaired(reply)
  addLinkRoutes(app, link, refuseOthers)
  const speaker = settings.role === 'terminal' ? (settings.speaker ?? openSpeaker()) : null
  if (speaker !== null) addSpeechRoutes(app, speaker, refuseOthers)
  await app.register(async (scope) => {
    addRelay(scope, hub, () => cookie, settings.hubAnswerMs ?? 10_000, settings.role === 'desk')
  })
  if (settings.role === 'display' && settings.voiceDir !== undefined)
    addVoiceRoutes(app, openVoicePacks(settings.voiceDir))
  await app.register(fastifyStatic, {
    root: settings.pagesDir,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, file) => {
      // names below assets/ carry a hash of the content
      reply.header('cache-control', /[\\/]assets[\\/]/.test(file) ? 'max-age=31536000, immutable' : 'no-cache')
    },
  })
  const sockets = relaySockets(app.server, hub, {
    addressAtHub: (address) => address,
    refusalOf(request) {
      if (foreignBecause(request.headers, port, true) !== null) return 403
      return cookie.isIn(request.headers.cookie) ? null : 401
    },
  })

  await app.listen({ host: '127.0.0.1', port })
  const address = app.server.address()
  if (address !== null && typeof address === 'object') port = address.port
  cookie = new PageCookie(settings.role, port, settings.hostSecret)
  return {
    url: `http://127.0.0.1:${port}`,
    pairCode: () => codes.issue(),
    async close() {
      speaker?.stop()
      sockets.close()
      await app.close()
    },
  }
}

function addPairing(app: FastifyInstance, role: HostRole, codes: PairCodes, cookie: () => PageCookie): void {
  const body = {
    type: 'object',
    required: ['code'],
    additionalProperties: false,
    properties: { code: { type: 'string', minLength: 1, maxLength: 200 } },
  }
  app.post<{ Body: { code: string } }>('/host/pair', { bodyLimit: 1_024, schema: { body } }, (request, reply) => {
    if (!codes.redeem(request.body.code)) {
      return fail(
        reply,
        401,
        'wrong-code',
        'This pairing code has been used or was never given; start the device again for a new one.',
      )
    }
    return reply.header('set-cookie', cookie().issue()).header('cache-control', 'no-store').send({ role })
  })
  app.get('/host/device', (request, reply) => {
    reply.header('cache-control', 'no-store')
    return cookie().isIn(request.headers.cookie) ? reply.send({ role }) : notPaired(reply)
  })
}

function addRelay(
  app: FastifyInstance,
  hub: () => HubAccess | null,
  cookie: () => PageCookie,
  answerMs: number,
  takesScans: boolean,
): void {
  // whatever the page sends goes on as it is
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  const relay = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store')
    const path = relayedPath(request.raw.url ?? '')
    if (path === null) return fail(reply, 404, 'not-found', 'There is nothing at this address.')
    if (!cookie().isIn(request.headers.cookie)) return notPaired(reply)
    const access = hub()
    if (access === null) return fail(reply, 503, 'not-connected', 'This device is not connected to a hub yet.')
    const body = Buffer.isBuffer(request.body) ? request.body : null
    const answer = await relayRequest(access, path, request.method, request.headers, body, answerWithin(path, answerMs))
    return reply
      .status(answer.statusCode ?? 502)
      .headers(pageAnswerHeaders(answer.headers))
      .send(answer)
  }
  if (takesScans) app.route({ method: 'POST', url: scanAddress, bodyLimit: scanLimit, handler: relay })
  for (const [url, methods] of relayedWays) {
    app.route({ method: [...methods], url, exposeHeadRoute: false, handler: relay })
    const others = (['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST'] as const).filter(
      (m) => !methods.some((k) => k === m),
    )
    app.route({
      method: others,
      url,
      handler: (_request, reply) =>
        fail(
          reply.header('allow', methods.join(', ')),
          405,
          'method-not-allowed',
          'This address does not take that method.',
        ),
    })
  }
}

function notPaired(reply: FastifyReply): FastifyReply {
  return fail(
    reply,
    401,
    'not-paired',
    'This page is not paired with the device; open the address the device printed at its start.',
  )
}

function fail(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.status(status).type('application/json; charset=utf-8').send({ ok: false, error: { code, message } })
}
