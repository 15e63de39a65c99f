import type { z } from 'zod'
import { Failure } from './failure.ts'

/** Parses what came from outside, or throws the 400 that names the field. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  if (issue === undefined) throw new Failure('malformed', 'malformed')
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    const field = [...path, issue.keys[0] ?? ''].join('.')
    throw new Failure('malformed', `unknown field ${field}`, { field })
  }
  const field = path.join('.')
  throw new Failure(
    'malformed',
    field === '' ? issue.message : `${field}: ${issue.message}`,
    field === '' ? {} : { field },
  )
}
