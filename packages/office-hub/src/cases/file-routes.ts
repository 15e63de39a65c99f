import { pipeline, Readable } from 'node:stream'
import { CaseNumber, fileHeaders } from '@cherha/shared/protocol'
import { keySchema, maxFileBytes, paperKeys } from '@cherha/shared/workflow'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Failure } from '../gateway/failure.ts'
import { parse } from '../gateway/parse.ts'
import { atDesk, kept, plain, relayOf } from './desk-request.ts'
import type { CasesAtHub } from './cases-at-hub.ts'
import type { ScanToAdd } from './intake-desk.ts'
import { bounded, relay } from './relay.ts'

/** What is just too large is told in words the clerk understands. */
const mostBytes = maxFileBytes + 1_024
const CaseParams = z.strictObject({ id: CaseNumber })
const FileParams = z.strictObject({ id: CaseNumber, hash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex') })
const PaperParams = z.strictObject({ id: CaseNumber, paper: z.enum(paperKeys) })
const PaperQuery = z.strictObject({ stage: keySchema })
const Scan = z.strictObject({
  [fileHeaders.command]: z.uuid(),
  [fileHeaders.name]: z.string().trim().min(1).max(120),
  [fileHeaders.document]: keySchema.optional(),
  [fileHeaders.stage]: keySchema.optional(),
})

/** Scans and papers of applications. */
export function fileRoutes(server: FastifyInstance, cases: CasesAtHub): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // a scan for the queue server is not read here: it flows through
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.post('/api/cases/:id/files', async (request, reply) => {
      const who = atDesk(request)
      const { id } = parse(CaseParams, request.params)
      const scan = scanOf(request)
      const body = request.body instanceof Readable ? request.body : Readable.from([])
      if (cases.open !== null && cases.open.intake.knows(id, scan.commandId)) {
        const { intake } = cases.open
        const bytes = await bytesOf(body, reply)
        const answer = await kept(request, () => intake.addFile(who, id, scan, bytes))
        if (answer !== null) return reply.code(answer.ok ? 200 : 409).send(answer)
      }
      return sendOn(cases, request, reply, id, body)
    })
  })

  server.get('/api/cases/:id/files/:hash', async (request, reply) => {
    const { login } = atDesk(request)
    const { id, hash } = parse(FileParams, request.params)
    const file = await cases.open?.reading.file(login, id, hash)
    if (file != null) return attach(reply, file.name, file.type, file.bytes)
    return relayOf(cases, request, reply, { method: 'GET', path: `/api/cases/${encodeURIComponent(id)}/files/${hash}` })
  })

  server.get('/api/cases/:id/papers/:paper', async (request, reply) => {
    const { login } = atDesk(request)
    const { id, paper } = parse(PaperParams, request.params)
    const { stage } = parse(PaperQuery, request.query)
    const bytes = await cases.open?.reading.paper(login, id, paper, stage)
    if (bytes != null) return attach(reply, `${id}-${paper}.pdf`, 'application/pdf', bytes)
    const path = `/api/cases/${encodeURIComponent(id)}/papers/${paper}?stage=${encodeURIComponent(stage)}`
    return relayOf(cases, request, reply, { method: 'GET', path })
  })
}

async function sendOn(
  cases: CasesAtHub,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  body: Readable,
): Promise<FastifyReply> {
  if (!cases.server.exists) throw new Failure('not-found', 'there is no such application here')
  const { login } = atDesk(request)
  const headers: Record<string, string> = {
    'content-type': request.headers['content-type'] ?? 'application/octet-stream',
  }
  for (const name of Object.values(fileHeaders)) {
    const value = request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  const within = bounded(mostBytes)
  let tooLarge: Failure | null = null
  within.once('error', (error) => {
    if (!(error instanceof Failure)) return
    tooLarge = error
    reply.header('connection', 'close')
  })
  // a desk that breaks off breaks off the request to the server too
  pipeline(body, within, () => {})
  const stream = Readable.toWeb(within) as ReadableStream<Uint8Array>
  const path = `/api/cases/${encodeURIComponent(id)}/files`
  try {
    return await relay(cases.server, { method: 'POST', path, login, headers, body: stream, file: true }, reply)
  } catch (error) {
    throw tooLarge ?? error
  }
}

function attach(reply: FastifyReply, name: string, type: string, bytes: Uint8Array): FastifyReply {
  // never shown inside a page, whatever it holds
  const plain = name.replaceAll(/[^\w .-]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${whole}`)
  return reply.type(type).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

function scanOf({ headers }: FastifyRequest): ScanToAdd {
  const given: Record<string, unknown> = {}
  for (const name of Object.values(fileHeaders)) {
    const value = headers[name]
    if (typeof value === 'string' && value !== '') given[name] = name === fileHeaders.name ? decoded(value) : value
  }
  const read = parse(Scan, plain(given))
  return {
    commandId: read[fileHeaders.command],
    name: read[fileHeaders.name],
    document: read[fileHeaders.document] ?? null,
    stage: read[fileHeaders.stage] ?? null,
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw new Failure('malformed', `${fileHeaders.name}: URI-encoded`, { field: fileHeaders.name })
  }
}

/** The whole body. One that is too large is not read to its end: the answer goes out, and the line is closed. */
function bytesOf(body: Readable, reply: FastifyReply): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve, reject) => {
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= mostBytes) return void chunks.push(chunk)
      body.removeAllListeners('data').pause()
      reply.header('connection', 'close')
      reject(new Failure('too-large', `a file may have at most ${maxFileBytes} bytes`))
    })
    body.once('end', () => resolve(Buffer.concat(chunks)))
    body.once('error', reject)
  })
}
