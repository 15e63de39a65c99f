import { CaseNumber, fileHeaders } from '@cherha/shared/protocol'
import { keySchema, paperKeys } from '@cherha/shared/workflow'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FileContent, NewFile } from '../../cases/cases.ts'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import { oddText, oddTextMessage } from '@cherha/shared/text'
import { staffOf } from './guard.ts'
import type { CaseHttp } from './parts.ts'
import { bytesOf, rawLimitBytes, withRawFiles } from './raw-files.ts'
import { AcceptedAnswer, RefusedAnswer } from './refused.ts'

const CaseParams = z.strictObject({ id: CaseNumber })
const FileParams = z.strictObject({ id: CaseNumber, hash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex') })
const PaperParams = z.strictObject({ id: CaseNumber, paper: z.enum(paperKeys) })

const FileMeta = z.object({
  commandId: z.uuid(),
  name: z.string().trim().min(1).max(120),
  document: keySchema.optional(),
  stage: keySchema.optional(),
})
const headerOf = { commandId: 'command', name: 'name', document: 'document', stage: 'stage' } as const

/** Scans and papers of a case. */
export async function fileRoutes(app: App, { cases }: CaseHttp): Promise<void> {
  await withRawFiles(app, (raw) => {
    raw.post(
      '/api/cases/:id/files',
      {
        bodyLimit: rawLimitBytes,
        schema: { params: CaseParams, response: { 200: AcceptedAnswer, 409: RefusedAnswer } },
      },
      async (request, reply) => {
        const { id } = request.params
        const answer = await cases.addFile(staffOf(request), id, metaOf(request), bytesOf(request.body))
        return answer.ok ? answer : reply.code(409).send(answer)
      },
    )
  })

  app.get('/api/cases/:id/files/:hash', { schema: { params: FileParams } }, async (request, reply) => {
    const { id, hash } = request.params
    return send(reply, await cases.file(staffOf(request), id, hash))
  })

  app.get(
    '/api/cases/:id/papers/:paper',
    { schema: { params: PaperParams, querystring: z.strictObject({ stage: keySchema }) } },
    async (request, reply) => {
      const { id, paper } = request.params
      const bytes = await cases.paper(staffOf(request), id, paper, request.query.stage)
      return send(reply, { type: 'application/pdf', name: `${id}-${paper}.pdf`, bytes })
    },
  )
}

function send(reply: FastifyReply, { type, name, bytes }: FileContent): FastifyReply {
  // never shown inside a page of this server, whatever it holds
  const plain = name.replaceAll(/[^\w .-]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  void reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${whole}`)
  return reply.type(type).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

function metaOf({ headers }: FastifyRequest): NewFile {
  const text = (header: string): string | undefined => {
    const value = headers[header]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const read = FileMeta.safeParse({
    commandId: text(fileHeaders.command),
    name: decoded(text(fileHeaders.name)),
    document: text(fileHeaders.document),
    stage: text(fileHeaders.stage),
  })
  if (!read.success) {
    const [issue] = read.error.issues
    const field = fileHeaders[headerOf[issue?.path[0] as keyof typeof headerOf] ?? 'name']
    throw new Failure('malformed', `${field}: ${issue?.message ?? 'is not as expected'}`, { field })
  }
  if (oddText(read.data.name) !== null) throw new Failure('malformed', oddTextMessage, { field: fileHeaders.name })
  return read.data
}

/** Undefined: it is no URI-encoded text. */
function decoded(name: string | undefined): string | undefined {
  try {
    return name === undefined ? undefined : decodeURIComponent(name)
  } catch {
    return undefined
  }
}
