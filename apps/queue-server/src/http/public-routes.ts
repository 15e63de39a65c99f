import { PublicBoard, PublicOffices, ServerHealth } from '@cherha/shared/protocol'
import { z } from 'zod'
import type { App } from './app.ts'
import { bookingHealth } from './booking/health.ts'
import { Failure } from './failure.ts'
import { officeOf } from './guard.ts'
import { instant } from './instants.ts'
import { isAskedHere } from './loopback.ts'
import { outsideSystem } from './outside-route.ts'
import type { HttpParts } from './parts.ts'

const OfficeParams = z.strictObject({ code: z.string().max(10) })

/** What anybody may ask: offices, boards, health. Numbers and windows, never a name. */
export function publicRoutes(app: App, parts: HttpParts): void {
  const { offices, hubs, clock } = parts

  app.get('/api/offices', { schema: { response: { 200: PublicOffices } } }, async () => ({
    offices: offices.all().flatMap((office) => {
      const { config } = office
      if (config === null) return []
      const { code, name, address, services } = config
      return [
        {
          code,
          name,
          address,
          services: services.map(({ id, letter, title }) => ({ id, letter, title })),
          board: { age: office.board().ageSeconds },
        },
      ]
    }),
  }))

  app.get(
    '/api/offices/:code/board',
    { schema: { params: OfficeParams, response: { 200: PublicBoard } } },
    async (request) => {
      const office = officeOf(offices, request.params.code)
      const connected = hubs.link(office.code).state === 'connected'
      const { config } = office
      const windows = config?.windows.map(({ id, label }) => ({ id, label })) ?? []
      const timeZone = config?.timeZone ?? 'UTC'
      return { office: office.code, at: instant(clock.now()), connected, timeZone, windows, ...office.board() }
    },
  )

  app.get('/health', { schema: { response: { 200: ServerHealth } } }, async () => {
    await ping(parts)
    const states = offices.all().map(({ code }) => hubs.link(code).state)
    const outside = await parts.outside?.()
    const count = (state: string) => states.filter((one) => one === state).length
    return {
      ok: true,
      version: parts.version,
      at: instant(clock.now()),
      database: 'ok' as const,
      clock: parts.clockState?.() ?? 'ok',
      offices: states.length,
      hubs: { connected: count('connected'), diverged: count('diverged') },
      ...(outside && {
        outside: outside.map(outsideSystem),
      }),
      ...(parts.booking && { booking: await bookingHealth(parts.booking) }),
    }
  })

  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isAskedHere(request)) throw new Failure('not-found', 'there is no GET at this address')
    return reply.type(parts.metrics.contentType).send(await parts.metrics.text())
  })

  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}

async function ping(parts: HttpParts): Promise<void> {
  try {
    await parts.ping()
  } catch (cause) {
    throw new Failure('unavailable', 'the server’s database is away; the offices go on', { cause })
  }
}
