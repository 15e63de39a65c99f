import type { RunningServer, ServerOptions } from '@cherha/queue-server'
import { Language } from '@cherha/shared/protocol'
import { z } from 'zod'
import { clockMover } from './clock-route.ts'
import type { VirtualClock } from './virtual-clock.ts'

const Book = z.strictObject({
  office: z.string(),
  date: z.string(),
  service: z.string(),
  time: z.string(),
  language: Language.default('uk'),
  surname: z.string().default(''),
  givenName: z.string().default(''),
  documentDigits: z.string().optional(),
  guardianPhone: z.string().optional(),
})
const Free = z.strictObject({ office: z.string(), date: z.string(), service: z.string().optional() })
const Cancel = z.strictObject({
  office: z.string(),
  date: z.string(),
  number: z.string(),
  by: z.enum(['visitor', 'office']).default('visitor'),
})
const Code = z.strictObject({ office: z.string(), restore: z.boolean().default(false) })
const OfficeParams = z.strictObject({ code: z.string() })

/**
 * What a test may ask of the queue server that nobody else may: time, bookings without their page, codes for hubs, and
 * how far an office is. Refusals are answers with status 200 and `ok: false`, as the office gives them.
 */
export function serverRoutes(clock: VirtualClock): NonNullable<ServerOptions['routes']> {
  return (app, server) => {
    const move = clockMover(clock, () => server.idle())
    app.post('/test/clock', async (request, reply) => {
      const { status, body } = await move(request.body)
      return reply.code(status).send(body)
    })
    app.post('/test/book', { schema: { body: Book } }, async ({ body }) => {
      const { office, date, service, time, language, surname, givenName, documentDigits, guardianPhone } = body
      const digits = documentDigits === undefined ? {} : { documentDigits }
      const guardian = guardianPhone === undefined ? {} : { guardian: { phone: guardianPhone } }
      const visitor = { surname, givenName, patronymic: null, ...digits, ...guardian }
      return officeOf(server, office).book({ date, service, time, language, visitor })
    })
    app.post('/test/cancel', { schema: { body: Cancel } }, async ({ body: { office, ...cancel } }) =>
      officeOf(server, office).cancelBooking(cancel),
    )
    app.post('/test/free', { schema: { body: Free } }, async ({ body: { office, date, service } }) => ({
      times: officeOf(server, office).freePlaces(date, service),
    }))
    app.post('/test/enrolment-code', { schema: { body: Code } }, async ({ body: { office, restore } }) => ({
      code: await server.provision.enrolmentCode(office, restore),
    }))
    app.get('/test/offices/:code', { schema: { params: OfficeParams } }, async ({ params }) => {
      const office = officeOf(server, params.code)
      return {
        inbox: office.inboxHead,
        /** What the hub has learnt, as far as its log is here. */
        learnt: office.mirror.inbox.seq,
        head: office.copyHead,
        epoch: office.mirror.epoch,
        stateHash: office.stateHash(),
        days: office.published(),
      }
    })
  }
}

function officeOf(server: RunningServer, code: string) {
  const office = server.offices.get(code)
  if (office === null) throw Object.assign(new Error(`there is no office ${code}`), { statusCode: 404 })
  return office
}
