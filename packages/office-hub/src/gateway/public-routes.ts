import type { IncomingHttpHeaders } from 'node:http'
import { DateText, Id, type HealthBody, type PrintingView } from '@cherha/shared/protocol'
import {
  boardView,
  daysView,
  findTicket,
  placesView,
  publicOffice,
  ticketStatus,
  type QueueState,
} from '@cherha/shared/queue'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { ServerContact } from '../uplink/ports.ts'
import { serverView } from '../uplink/server-view.ts'
import { Failure } from './failure.ts'
import { parse } from './parse.ts'
import type { ProofReader } from './proof.ts'

const NoQuery = z.strictObject({})
const DaysQuery = z.strictObject({ service: Id })
const PlacesQuery = z.strictObject({ service: Id, date: DateText })
const TicketParams = z.strictObject({ date: DateText, number: z.string().min(2).max(12) })
const codeHeader = 'x-ticket-code'
/** What proves an online booking instead of the code; never in the address, which may be written down. */
const timeHeader = 'x-ticket-time'
const digitsHeader = 'x-document-digits'

export interface PublicParts {
  readonly engine: Engine
  readonly clock: HubClock
  readonly proofs: ProofReader
  readonly printerStatus: () => HealthBody['printer']
  readonly printing: () => PrintingView | null
  readonly serverContact: () => ServerContact
  readonly cases: () => HealthBody['cases']
  readonly displays: () => NonNullable<HealthBody['displays']>
  readonly terminals: () => NonNullable<HealthBody['terminals']>
}

/** Reads anybody on the office's network may make: numbers and places, never a name. */
export function publicRoutes(
  server: FastifyInstance,
  { engine, clock, proofs, printerStatus, printing, serverContact, cases, displays, terminals }: PublicParts,
): void {
  server.get('/health', async (request): Promise<HealthBody> => {
    parse(NoQuery, request.query)
    const { epoch, today } = engine.state
    const { seq, hash } = engine.head()
    const server = serverView(serverContact())
    const known = printing()
    return {
      ok: engine.writable,
      epoch,
      seq,
      head: hash,
      day: today,
      printer: printerStatus(),
      ...(known === null
        ? {}
        : { printing: { answers: known.answers, trouble: known.trouble, paperLow: known.paperLow } }),
      server,
      cases: cases(),
      displays: displays(),
      terminals: terminals(),
    }
  })

  server.get('/api/office', async (request) => {
    parse(NoQuery, request.query)
    return publicOffice(configOf(engine.state))
  })

  server.get('/api/board', async (request) => {
    parse(NoQuery, request.query)
    return boardView(engine.state, clock.now())
  })

  server.get('/api/days', async (request) => {
    const { service } = parse(DaysQuery, request.query)
    assertService(engine.state, service)
    return { service, days: daysView(engine.state, service, clock.now().at) }
  })

  server.get('/api/places', async (request) => {
    const { service, date } = parse(PlacesQuery, request.query)
    assertService(engine.state, service)
    return { service, date, places: placesView(engine.state, service, date, clock.now().at) }
  })

  server.get('/api/tickets/:date/:number', async (request) => {
    const { date, number } = parse(TicketParams, request.params)
    const given = ticketProof(request.headers)
    if (given === null) {
      throw new Failure(
        'code-required',
        `send the ticket's code in the header ${codeHeader}, or of an online booking ${timeHeader} and ${digitsHeader}`,
      )
    }
    const { state } = engine
    const { at } = clock.now()
    const found = findTicket(state, at, number, date)
    if (found === null) throw new Failure('unknown-ticket', 'there is no such ticket')
    const { proof, ticket = found.ticket.number } = proofs.prove(state, at, { ticket: number, date, ...given })
    if (proof === 'locked') throw new Failure('code-locked', 'too many wrong codes for this ticket')
    if (proof === 'code-required') throw new Failure('code-required', 'this ticket was taken without a document')
    if (proof === 'wrong') throw new Failure('wrong-code', 'the code does not match the ticket')
    return ticketStatus(state, date, ticket, at)
  })
}

/** The code, or time and digits; null: neither is whole. */
function ticketProof(headers: IncomingHttpHeaders): { code: string } | { time: string; documentDigits: string } | null {
  const at = (name: string): string => {
    const value = headers[name]
    return typeof value === 'string' ? value : ''
  }
  if (at(codeHeader) !== '') return { code: at(codeHeader) }
  const [time, documentDigits] = [at(timeHeader), at(digitsHeader)]
  return time === '' || documentDigits === '' ? null : { time, documentDigits }
}

function configOf(state: QueueState) {
  if (state.config === null) throw new Failure('internal', 'the office is not configured')
  return state.config
}

function assertService(state: QueueState, service: string): void {
  if (!configOf(state).services.some(({ id }) => id === service)) {
    throw new Failure('unknown-service', 'there is no such service', { field: 'service' })
  }
}
