import type { InformationSheet, UnitAnswer } from '@cherha/shared/information'
import { PrintSheetRequest, PublicOffices } from '@cherha/shared/protocol'
import type { Card } from '@cherha/shared/workflow'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ServerCases } from '../cases/server-cases.ts'
import type { Engine } from '../engine/engine.ts'
import { informationOf, sheetModel } from '../printing/sheet-model.ts'
import { Failure } from './failure.ts'
import { parse } from './parse.ts'

const UnitParams = z.strictObject({ code: z.string().regex(/^\d{4}$/) })

export interface InformationParts {
  readonly engine: Engine
  readonly cards: () => readonly Card[]
  readonly server: Pick<ServerCases, 'request' | 'exists'>
  /** Where the status of an application is shown on the web; null: nowhere. */
  readonly statusPage: string | null
}

/** Reads for a visitor who wants to find something out: nobody asks who, nothing is journaled (I22–I24). */
export function informationRoutes(server: FastifyInstance, parts: InformationParts): void {
  const { engine, cards, statusPage } = parts

  server.get('/api/information', async (request): Promise<InformationSheet> => {
    const asked = parse(PrintSheetRequest, request.query)
    const { config } = engine.state
    const information = config === null ? null : informationOf(config, cards(), asked.service)
    if (config === null || information === null) throw new Failure('not-found', 'there is no information card')
    const { title, subject, parts: content, notes } = sheetModel(config, information, asked)
    return {
      title,
      subject: subject ?? '',
      parts: content.map(({ heading, lines }) => ({ heading: heading ?? '', lines: [...lines] })),
      notes: [...notes],
    }
  })

  server.get('/api/units/:code', async (request): Promise<UnitAnswer> => {
    const { code } = parse(UnitParams, request.params)
    const { config } = engine.state
    if (config?.code === code) return { code, name: config.name, address: config.address }
    const unit = (await unitsOf(parts.server))?.find((office) => office.code === code)
    if (unit === undefined) throw new Failure('not-found', 'there is no such unit', { field: 'code' })
    return { code, name: unit.name, address: unit.address }
  })

  server.get('/api/status-page', async () => ({ address: statusPage }))
}

/** The units the queue server knows; null: this hub belongs to none. Throws the 503 when it cannot be asked. */
async function unitsOf(server: InformationParts['server']): Promise<PublicOffices['offices'] | null> {
  if (!server.exists) return null
  const body: unknown = await server.request({ method: 'GET', path: '/api/offices', soon: true }).then(
    (answer) => answer.json(),
    () => null,
  )
  const read = PublicOffices.safeParse(body)
  if (!read.success) throw new Failure('server-away', 'the queue server cannot be asked', { retryAfter: 5 })
  return read.data.offices
}
