import {
  BookedPerson,
  BookingDays,
  BookingOfficeCode,
  BookingOffices,
  BookingPlaces,
  BookingServices,
  BookingView,
  DateText,
  Id,
  Language,
  PhoneText,
  WantedPlace,
} from '@cherha/shared/protocol'
import { z } from 'zod'
import { PortalError } from './problem.ts'

export const ServiceQuery = z.strictObject({ service: Id })
export const DaysQuery = z.strictObject({ office: BookingOfficeCode, service: Id })
export const PlacesQuery = z.strictObject({ office: BookingOfficeCode, service: Id, date: DateText })
export const BookingParams = z.strictObject({ id: z.uuid() })

/** Other headers are none of ours. */
export const BookingHeaders = z.object({
  'idempotency-key': z
    .string('the header idempotency-key is missing')
    .regex(/^[\x21-\x7e]{8,100}$/, '8 to 100 printable characters without blanks')
    .meta({ description: 'New for every booking; the same when a request is sent again.' }),
})

/** What a portal asks for. It has proved the phone number: no code is sent. */
export const PortalBookingBody = z.strictObject({
  ...WantedPlace.shape,
  person: BookedPerson.meta({
    description: 'Last four digits of the identity document; of a child the child’s own and those of a guardian.',
  }),
  phone: PhoneText.meta({ description: 'Mobile number of a national operator, checked by the portal.' }),
  language: Language,
})

/** What the document says once, under a name. */
export const schemaRegistry = z.registry<{ id: string }>()
schemaRegistry.add(PortalError, { id: 'Problem' })
schemaRegistry.add(BookingView, { id: 'Booking' })

const problems = {
  400: PortalError,
  401: PortalError,
  429: PortalError,
  503: PortalError,
} as const

/** The schema of a question without a body. */
const question = <Q extends z.ZodType, A extends z.ZodType>(
  operationId: string,
  summary: string,
  querystring: Q,
  answer: A,
) => ({
  operationId,
  summary,
  querystring,
  response: { 200: answer, ...problems, 404: PortalError },
})

export const schemas = {
  services: {
    operationId: 'listServices',
    summary: 'Services that any office sells online',
    response: { 200: BookingServices, ...problems },
  },
  offices: question('listOffices', 'Offices of a service, each with its nearest day', ServiceQuery, BookingOffices),
  days: question('listDays', 'Days of an office that are open for booking', DaysQuery, BookingDays),
  places: question('listPlaces', 'Times of a day with free places', PlacesQuery, BookingPlaces),
  book: {
    operationId: 'createBooking',
    summary: 'Books a place',
    description:
      'The same idempotency key with the same body has the same answer for 24 hours, refusals among them; with another ' +
      'body it is refused. Answers 429 and 503 are not kept: send the same request again.',
    headers: BookingHeaders,
    body: PortalBookingBody,
    response: { 201: BookingView, ...problems, 404: PortalError, 409: PortalError, 413: PortalError, 422: PortalError },
  },
  booking: {
    operationId: 'getBooking',
    summary: 'A booking of this portal',
    params: BookingParams,
    response: { 200: BookingView, ...problems, 404: PortalError },
  },
  cancel: {
    operationId: 'cancelBooking',
    summary: 'Cancels a booking, or asks the office to',
    description:
      'Before the day of the visit the booking is cancelled at once (`cancelled`). On the day the office is asked ' +
      '(`asked`), and its answer is in the booking later. Sent again it does nothing more.',
    params: BookingParams,
    response: { 200: BookingView, ...problems, 404: PortalError, 409: PortalError },
  },
} as const
