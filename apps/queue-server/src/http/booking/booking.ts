import { AdminBooking } from '@cherha/shared/protocol'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import type { HttpParts } from '../parts.ts'
import { fieldFailure } from './fields.ts'
import { BookingGate } from './gate.ts'
import { adminBooking } from './health.ts'
import { holdRoutes } from './hold-routes.ts'
import { mineRoutes } from './mine-routes.ts'
import { notDone } from './not-done.ts'
import { Puzzle } from './puzzle.ts'
import { readRoutes } from './read-routes.ts'
import { whereRoute } from './where-route.ts'

/** The largest honest body is a hold with a solved puzzle; what is larger is refused before it is read. */
export const bookingBodyLimitBytes = 4 * 1024

const reads = new Set(['GET', 'HEAD'])

/** Online booking at `/api/booking/`: for anybody with a browser, without signing in. */
export async function bookingInterface(app: App, parts: HttpParts): Promise<void> {
  const http = parts.booking
  app.get('/api/admin/booking', { schema: { response: { 200: AdminBooking } } }, async () => ({
    booking: http === undefined ? null : await adminBooking(http),
  }))
  if (http === undefined) {
    app.all('/api/booking/*', { schema: { hide: true } }, async () => {
      throw new Failure('unavailable', 'online booking is not set up at this server; places are given at the offices')
    })
    return
  }
  const puzzle = new Puzzle(http.settings.puzzle, http.codesAreMany, parts.clock)
  const gate = new BookingGate(http, puzzle, parts.clock)
  await app.register(async (scope: App) => {
    // only JSON: what a form of another site can send is none
    scope.removeContentTypeParser('text/plain')
    scope.addHook('onRoute', (route) => {
      route.bodyLimit = bookingBodyLimitBytes
    })
    scope.addHook('onRequest', async ({ method, headers }) => {
      const site = headers['sec-fetch-site']
      if (!reads.has(method) && (site === 'cross-site' || site === 'same-site')) {
        throw new Failure('forbidden', 'this may be asked by the pages of this server only')
      }
    })
    scope.setErrorHandler((error, request) => {
      throw fieldFailure(notDone(error, request.routeOptions.url), request)
    })
    readRoutes(scope, http, puzzle, gate)
    holdRoutes(scope, http, gate)
    mineRoutes(scope, parts, http, gate)
    whereRoute(scope, http, gate)
  })
}
