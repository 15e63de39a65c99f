import { CaseHandover, CaseHandoverAnswer, CaseNumber, Done } from '@cherha/shared/protocol'
import { z } from 'zod'
import { CaseFileRefused } from '../../cases/cases.ts'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import { hubOf } from './guard.ts'
import type { CaseHttp } from './parts.ts'
import { bytesOf, rawLimitBytes, withRawFiles } from './raw-files.ts'
import { RefusedAnswer } from './refused.ts'

/** Two thousand commands, one of them an application form with every field full, and notes. */
const handoverLimitBytes = 4 * 1024 * 1024

const CaseParams = z.strictObject({ id: CaseNumber })
const FileParams = z.strictObject({ id: CaseNumber, hash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex') })

/** A hub hands over an intake that is over: its files first, then its commands. */
export async function intakeRoutes(app: App, { cases }: CaseHttp): Promise<void> {
  app.put(
    '/api/cases/:id/intake',
    {
      bodyLimit: handoverLimitBytes,
      schema: { params: CaseParams, body: CaseHandover, response: { 200: CaseHandoverAnswer } },
    },
    async (request) => {
      const { office } = hubOf(request)
      const { id } = request.params
      ownNumber(id, office)
      if (request.body.id !== id) throw new Failure('malformed', 'id: not the case of the address', { field: 'id' })
      if (request.body.office !== office) {
        throw new Failure('forbidden', 'a hub hands over cases of its own office only', { field: 'office' })
      }
      return cases.take(office, request.body)
    },
  )

  await withRawFiles(app, (raw) => {
    raw.put(
      '/api/cases/:id/intake/files/:hash',
      {
        bodyLimit: rawLimitBytes,
        schema: { params: FileParams, response: { 200: Done, 409: RefusedAnswer } },
      },
      async (request, reply) => {
        const { office } = hubOf(request)
        const { id, hash } = request.params
        ownNumber(id, office)
        try {
          await cases.receiveFile(office, id, hash, bytesOf(request.body))
        } catch (error) {
          if (!(error instanceof CaseFileRefused)) throw error
          return reply.code(409).send({ ok: false as const, refusal: { code: error.code, message: error.text } })
        }
        return { ok: true as const }
      },
    )
  })
}

/** The number of a case names the office whose hub gave it. */
function ownNumber(id: string, office: string): void {
  if (!id.startsWith(`${office}-`)) {
    throw new Failure('forbidden', 'a hub hands over cases with its own numbers only', { field: 'id' })
  }
}
