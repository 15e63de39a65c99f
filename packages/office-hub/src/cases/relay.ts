import { Readable, Transform } from 'node:stream'
import { maxFileBytes } from '@cherha/shared/workflow'
import type { FastifyReply } from 'fastify'
import { Failure } from '../gateway/failure.ts'
import { wordsOf } from './refusals.ts'
import { ServerAwayError, type ServerCases, type ServerRequest, textOf } from './server-cases.ts'

/** A paper may be somewhat larger than the largest scan. */
const mostFileBytes = maxFileBytes + 1024 * 1024

/**
 * Answers a request with what the queue server answers to it, and keeps nothing of it. Without an answer: 503
 * `server-away`, after which the same request is sent again.
 */
export async function relay(server: ServerCases, request: ServerRequest, reply: FastifyReply): Promise<FastifyReply> {
  const answer = await reach(server, request)
  const type = answer.headers.get('content-type') ?? 'application/octet-stream'
  const retryAfter = answer.headers.get('retry-after')
  if (retryAfter !== null) reply.header('retry-after', retryAfter)
  if (!type.startsWith('application/json')) {
    const disposition = answer.headers.get('content-disposition')
    if (disposition !== null) reply.header('content-disposition', disposition)
    const body = answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as never)
    return reply
      .code(answer.status)
      .type(type)
      .send(body.pipe(bounded(mostFileBytes)))
  }
  const text = await orAway(textOf(answer))
  if (text === null) throw new Failure('internal', 'the queue server’s answer is too long')
  return reply.code(answer.status).type('application/json; charset=utf-8').send(text)
}

/** The server's answer. Throws the 503 where there is none, also for a server that is there and cannot answer now. */
async function reach(server: ServerCases, request: ServerRequest): Promise<Response> {
  const answer = await orAway(server.request(request))
  if (answer.status !== 502 && answer.status !== 503 && answer.status !== 504) return answer
  await answer.body?.cancel()
  throw serverAway()
}

async function orAway<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof ServerAwayError ? serverAway() : error
  }
}

/** The queue server, which has the case, cannot be reached. */
export function serverAway(): Failure {
  return new Failure('server-away', 'the queue server cannot be reached', {
    retryAfter: 5,
    text: wordsOf('server-away'),
  })
}

/** Lets so many bytes through and breaks off at the next. */
export function bounded(most: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > most ? new Failure('too-large', `a file may have at most ${most} bytes`) : null, chunk)
    },
  })
}
