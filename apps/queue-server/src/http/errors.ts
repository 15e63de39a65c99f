import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { PaperNotPossible, PaperPressBusyError } from '@cherha/case-papers/press'
import { CaseNotFound } from '../cases/cases.ts'
import { CaseBusyError } from '../cases/work.ts'
import { isDatabaseAway } from './database-away.ts'
import { Failure } from './failure.ts'

/** Whatever a route threw, in the words of the contract. */
export function failureOf(error: unknown, bodyLimitBytes: number): Failure {
  if (error instanceof Failure) return error
  if (hasZodFastifySchemaValidationErrors(error)) return fromSchema(error.validation)
  if (error instanceof CaseNotFound)
    return new Failure('unknown-case', 'there is no such case, or it is not yours to see')
  if (error instanceof PaperNotPossible) return new Failure('unknown-paper', 'this stage has no such paper now')
  if (error instanceof PaperPressBusyError) {
    return new Failure('unavailable', 'too many papers are asked for at the moment; try again', { cause: error })
  }
  if (error instanceof CaseBusyError) {
    return new Failure('unavailable', 'others change this application at the moment; try again', { cause: error })
  }
  if (isCutOff(error)) return new Failure('malformed', 'the request was cut off')
  if (isDatabaseAway(error)) {
    return new Failure('unavailable', 'the server’s database is away; the offices go on, try again in a moment', {
      cause: error,
    })
  }
  if (isResponseSerializationError(error)) return new Failure('internal', 'the server could not answer')
  return fromFastify(error, bodyLimitBytes)
}

function fromSchema(issues: readonly { readonly instancePath: string; readonly message?: string }[]): Failure {
  const [first] = issues
  const field = first?.instancePath.replace(/^\//, '').replaceAll('/', '.') ?? ''
  const message = `${field === '' ? 'the request' : field}: ${first?.message ?? 'is not as expected'}`
  return new Failure('malformed', message, field === '' ? {} : { field })
}

/** Fastify's own refusals. */
function fromFastify(error: unknown, bodyLimitBytes: number): Failure {
  const status = statusOf(error)
  if (status === 413) return new Failure('too-large', `a body may have at most ${bodyLimitBytes} bytes`)
  if (status === 415) return new Failure('malformed', 'the body must be JSON')
  if (status !== null && status >= 400 && status < 500) {
    return new Failure(
      'malformed',
      'the request is not well-formed: the body must be JSON, and addresses as documented',
    )
  }
  return new Failure('internal', 'the server could not answer; its log tells why')
}

/** Who asked went away in the middle of the body: the database has nothing to do with it. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null
  return typeof error.statusCode === 'number' ? error.statusCode : null
}
