import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { Failure } from '../failure.ts'

/** What each field is: said whenever it is not. */
const fields: Readonly<Record<string, string>> = {
  id: 'a UUID, made by the page and the same when the request is repeated',
  service: 'the id of a service from GET /api/booking/services',
  office: 'the four digits of an office from GET /api/booking/offices',
  date: 'a date like 2026-03-09',
  time: 'a time like 09:30',
  person: 'an object with who and the digits of the identity document',
  who: '"self" or "child"',
  documentDigits: 'the last four digits of the number of the identity document, without letters',
  guardianDigits: 'the last four digits of the number of the parent’s or guardian’s identity document',
  phone: 'a mobile number of at most 30 characters',
  language: '"uk" or "en"',
  challenge: 'a solved puzzle from GET /api/booking/challenge, in base64, of at most 2,000 characters',
  reminders: 'true or false',
  number: 'the number of the ticket, of 2 to 12 characters',
}
const smsCode = 'the six digits from the message'
const checkInCode = 'the check-in code of the ticket, of 8 characters'

/** What went wrong with one field. */
interface Issue {
  readonly keyword: string
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
}

/**
 * A request that is not as the schema says, in a sentence about the field and the way it is wrong: left out, of another
 * kind, too long, too short, of another form, or not asked for. It never repeats what was sent.
 */
export function fieldFailure(error: unknown, request: { body: unknown; query: unknown; params: unknown }): unknown {
  if (!hasZodFastifySchemaValidationErrors(error)) return error
  const { validationContext } = error
  const sent =
    validationContext === 'querystring' ? request.query : validationContext === 'params' ? request.params : request.body
  const [issue] = error.validation as readonly Issue[]
  if (issue === undefined) return error
  const path = issue.instancePath.split('/').filter((part) => part !== '')
  const extra = issue.keyword === 'unrecognized_keys' ? keysOf(issue.params['keys']) : []
  if (extra.length > 0) {
    const [first = ''] = extra
    return malformed([...path, first], 'is not asked for: leave it out')
  }
  if (path.length === 0) return new Failure('malformed', 'the body must be a JSON object')
  const what = meaning(path, sent)
  return malformed(path, `${wayOf(issue, valueAt(sent, path))}: give ${what}`)
}

function malformed(path: readonly string[], sentence: string): Failure {
  // a name nobody knows may hold anything
  const field = path.map((part) => (/^[a-zA-Z]{1,20}$/.test(part) ? part : '…')).join('.')
  return new Failure('malformed', `${field} ${sentence}`, { field })
}

function meaning(path: readonly string[], sent: unknown): string {
  const name = path.at(-1) ?? ''
  if (name !== 'code') return fields[name] ?? 'what the documentation says'
  return typeof sent === 'object' && sent !== null && 'number' in sent ? checkInCode : smsCode
}

function wayOf({ keyword }: Issue, value: unknown): string {
  if (value === undefined) return 'is missing'
  if (keyword === 'invalid_type') return `is of another kind (${kindOf(value)})`
  if (keyword === 'too_big') return 'is too long'
  if (value === '') return 'is empty'
  if (keyword === 'too_small') return 'is too short'
  if (typeof value !== 'string') return `is of another kind (${kindOf(value)})`
  return 'has another form'
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value
}

function valueAt(sent: unknown, path: readonly string[]): unknown {
  let value = sent
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = Reflect.get(value, part)
  }
  return value
}

function keysOf(keys: unknown): string[] {
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : []
}
