import { PrintSheetRequest, type PrintSheetAnswer, refusalMessage } from '@cherha/shared/protocol'
import type { Card } from '@cherha/shared/workflow'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Engine } from '../engine/engine.ts'
import { Failure } from './failure.ts'
import { parse } from './parse.ts'
import type { RateLimiter } from './rate-limits.ts'
import { callerOf } from './request-caller.ts'
import type { HubPrinter } from '../printing/hub-printer.ts'
import { informationOf, sheetModel } from '../printing/sheet-model.ts'

export interface SheetRouteParts {
  readonly engine: Engine
  readonly printer: Pick<HubPrinter, 'stopped' | 'printSheet'> | null
  readonly cards: () => readonly Card[]
  readonly limiter: RateLimiter
}

const busy = {
  uk: 'Принтер ще друкує попередні аркуші. Спробуйте за хвилину.',
  en: 'The printer is still busy with earlier sheets. Try again in a minute.',
} as const
const nothing = {
  uk: 'Для цієї послуги немає такої довідки. Запитайте працівника.',
  en: 'There is no such information for this service. Please ask the staff.',
} as const

/** P10: sheets of information on the ticket printer, for terminals. Nothing is journaled: a sheet belongs to nobody. */
export function sheetRoutes(server: FastifyInstance, { engine, printer, cards, limiter }: SheetRouteParts): void {
  server.post(
    '/api/print-sheet',
    { onRequest: async (request) => void terminalOf(request) },
    async (request, reply) => {
      const terminal = terminalOf(request)
      const asked = parse(PrintSheetRequest, request.body)
      const { config } = engine.state
      if (config === null || !config.services.some(({ id }) => id === asked.service)) {
        throw new Failure('unknown-service', 'there is no such service', { field: 'service' })
      }
      const information = informationOf(config, cards(), asked.service)
      if (information === null) {
        throw new Failure('not-found', 'the service has no information card', { field: 'service', text: nothing })
      }
      if (printer === null || printer.stopped) {
        throw new Failure('printer-stopped', 'the ticket printer does not print', {
          text: refusalMessage('printer-stopped'),
        })
      }
      // paper is not free: a child at the screen empties no roll
      limiter.take('sheet', terminal, 'command')
      if (!printer.printSheet(sheetModel(config, information, asked))) {
        throw new Failure('too-many-requests', 'sheets wait for the printer already', { retryAfter: 30, text: busy })
      }
      const answer: PrintSheetAnswer = { ok: true }
      return reply.code(202).send(answer)
    },
  )
}

function terminalOf(request: FastifyRequest): string {
  const caller = callerOf(request)
  if (caller.kind !== 'device' || caller.device.role !== 'terminal') {
    throw new Failure('forbidden', 'only a terminal may ask this')
  }
  return caller.device.id
}
