import type { HubOptions } from '@cherha/office-hub'
import type { VirtualClock } from './virtual-clock.ts'

/** The most one request may let pass; a mistyped year would keep the hub busy for ever. */
const mostMs = 400 * 24 * 3_600_000

interface Answer {
  readonly status: number
  readonly body: object
}

/**
 * `POST /test/clock {"advanceMs": n}` or `{"now": instant}`: lets virtual time pass and answers where it is.
 * Time never goes back.
 */
export function clockRoute(clock: VirtualClock): NonNullable<HubOptions['routes']> {
  return (server, hub) => {
    const move = clockMover(clock, () => hub.idle())
    server.post('/test/clock', async (request, reply) => {
      const { status, body } = await move(request.body)
      return reply.code(status).send(body)
    })
  }
}

/** What the route does, for a server of any kind. @param settle resolves when what a timer caused is through */
export function clockMover(clock: VirtualClock, settle: () => Promise<void>): (body: unknown) => Promise<Answer> {
  let turn: Promise<unknown> = Promise.resolve()
  return async (body) => {
    const ms = readAdvance(body, clock.now().at)
    if (ms === null) {
      const message = 'give {"advanceMs": whole number} or {"now": RFC 3339 instant} of the next 400 days'
      return { status: 400, body: { ok: false, error: { code: 'malformed', message } } }
    }
    // two requests at once are two advances, one after the other
    turn = turn.then(() => clock.advance(ms, settle))
    await turn
    return { status: 200, body: { now: new Date(clock.now().at).toISOString() } }
  }
}

function readAdvance(body: unknown, at: number): number | null {
  if (typeof body !== 'object' || body === null) return null
  const keys = Object.keys(body)
  if (keys.length !== 1) return null
  const ms =
    'advanceMs' in body
      ? body.advanceMs
      : 'now' in body && typeof body.now === 'string'
        ? Date.parse(body.now) - at
        : null
  return typeof ms === 'number' && Number.isInteger(ms) && ms >= 0 && ms <= mostMs ? ms : null
}
