import {
  BookingChallenge,
  BookingDays,
  BookingOfficeCode,
  BookingOffices,
  BookingPlaces,
  BookingRules,
  BookingServices,
  DateText,
  Id,
} from '@cherha/shared/protocol'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { BookingGate } from './gate.ts'
import type { BookingHttp } from './parts.ts'
import type { Puzzle } from './puzzle.ts'
import { bookingFailure, valueOf } from './refused.ts'

const holdSeconds = 300

const OfficesQuery = z.strictObject({ service: Id })
const DaysQuery = z.strictObject({ service: Id, office: BookingOfficeCode })
const PlacesQuery = z.strictObject({ service: Id, office: BookingOfficeCode, date: DateText })

/** What anybody may look at, from anywhere and without a puzzle. */
export function readRoutes(app: App, http: BookingHttp, puzzle: Puzzle, gate: BookingGate): void {
  const { booking, settings, gateway } = http

  app.get('/api/booking/rules', { schema: { response: { 200: BookingRules } } }, async ({ client }) => {
    const { open, month } = settings.limits
    const state = gateway()
    return {
      state:
        state === 'up' ? ('open' as const) : state === 'none' ? ('no-gateway' as const) : ('gateway-away' as const),
      addresses: gate.addresses(client),
      limits: { open, month, holdSeconds },
      phones: [...settings.phones],
    }
  })

  app.get('/api/booking/services', { schema: { response: { 200: BookingServices } } }, async () => booking.services())

  app.get(
    '/api/booking/offices',
    { schema: { querystring: OfficesQuery, response: { 200: BookingOffices } } },
    async ({ query }) => {
      const offices = booking.offices(query.service)
      if (offices === null) throw bookingFailure({ code: 'unknown-service', field: 'service' })
      return offices
    },
  )

  app.get(
    '/api/booking/days',
    { schema: { querystring: DaysQuery, response: { 200: BookingDays } } },
    async ({ query: { office, service } }) => valueOf(booking.days(office, service)),
  )

  app.get(
    '/api/booking/places',
    { schema: { querystring: PlacesQuery, response: { 200: BookingPlaces } } },
    async ({ query: { office, service, date } }) => valueOf(booking.places(office, service, date)),
  )

  app.get('/api/booking/challenge', { schema: { response: { 200: BookingChallenge } } }, async ({ client }) => {
    gate.checkPuzzle(client)
    return BookingChallenge.parse(await puzzle.create())
  })
}
