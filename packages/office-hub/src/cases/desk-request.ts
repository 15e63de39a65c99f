import { oddText, oddTextMessage } from '@cherha/shared/text'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../gateway/failure.ts'
import { staffOf } from '../gateway/request-caller.ts'
import type { CasesAtHub } from './cases-at-hub.ts'
import { type RefusedAction, refusedBy, wordsOf } from './refusals.ts'
import { relay } from './relay.ts'

const json = { 'content-type': 'application/json' }

interface Relayed {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
}

/** Asks the server as whoever is signed in. */
export function relayOf(
  cases: Pick<CasesAtHub, 'server' | 'open'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { method, path, body }: Relayed,
): Promise<FastifyReply> {
  const { login } = atDesk(request)
  if (!cases.server.exists) throw noSuchCase(cases)
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: json }
  return relay(cases.server, { method, path, login, ...sent }, reply)
}

/** Where there is no server, what is no draft is nothing; where the drafts cannot be read, nobody knows. */
function noSuchCase(cases: Pick<CasesAtHub, 'open'>): Failure {
  if (cases.open === null) return unavailable()
  return new Failure('server-away', 'this hub belongs to no queue server', { text: wordsOf('no-server') })
}

/** A signed-in member of staff. Auditors read the log, not applications. */
export function atDesk(request: FastifyRequest): { readonly login: string; readonly session: string } {
  const { staff, session } = staffOf(request)
  if (staff.role === 'auditor') throw new Failure('forbidden', 'an auditor has no part in applications')
  return { login: staff.login, session: session.id }
}

/**
 * What a desk sends, if it is text the queue server keeps too: what the hub took and the server did not would be a draft
 * that nobody can hand over.
 */
export function plain<T>(input: T): T {
  const odd = oddText(input)
  if (odd === null) return input
  throw new Failure('malformed', oddTextMessage, { field: odd.join('.'), text: wordsOf('odd-text') })
}

/** The drafts of this hub cannot be opened. */
export function unavailable(): Failure {
  return new Failure('cases-unavailable', 'the applications of this hub cannot be opened', {
    text: wordsOf('cases-unavailable'),
  })
}

/** A disk that is full or broken refuses the action, in words, and nothing has changed: it may be sent again. */
export async function kept<T>(request: FastifyRequest, action: () => Promise<T>): Promise<T | RefusedAction> {
  try {
    return await action()
  } catch (error) {
    if (!isOfDisk(error)) throw error
    request.log.error({ err: error }, 'an application could not be written')
    return refusedBy('log-unavailable')
  }
}

const diskCodes = /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY)|ENOSPC|EIO|EROFS|EDQUOT|EMFILE|ENFILE)/

function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && diskCodes.test(error.code)
}
