import { normalisePhone } from '@cherha/shared/text'
import type { Field, Fields } from '@cherha/shared/workflow'

/** What is typed into a form: texts as they stand there, ticks as true. */
export type Typed = Readonly<Record<string, string | boolean | readonly string[]>>

/** Why a field cannot be sent; a key of the texts. */
export type FieldProblem = 'missing' | 'number' | 'date' | 'phone' | 'email' | 'choice'

/** The values a form holds, as the rules read them: an empty text is none, a box that is not ticked says no. */
export function valuesOf(fields: readonly Field[], typed: Typed): Fields {
  const values: Record<string, string | number | boolean> = {}
  for (const { key, kind } of fields) {
    const raw = typed[key]
    if (kind === 'yes-no') {
      values[key] = raw === true
      continue
    }
    const text = typeof raw === 'string' ? raw.trim() : ''
    if (text === '') continue
    const number = Number(text.replace(',', '.'))
    values[key] = kind === 'number' && Number.isFinite(number) ? number : text
  }
  return values
}

/** What cannot be sent as it stands, field by field. */
export function problemsOf(
  fields: readonly Field[],
  missing: readonly string[],
  values: Fields,
): Readonly<Record<string, FieldProblem>> {
  const problems: Record<string, FieldProblem> = {}
  for (const field of fields) {
    const value = values[field.key]
    if (missing.includes(field.key)) problems[field.key] = 'missing'
    else if (field.kind === 'number' && typeof value === 'string') problems[field.key] = 'number'
    else if (typeof value === 'string') {
      const problem = problemOf(field, value)
      if (problem !== null) problems[field.key] = problem
    }
  }
  return problems
}

function problemOf(field: Field, text: string): FieldProblem | null {
  switch (field.kind) {
    case 'date':
      return isDay(text) ? null : 'date'
    case 'date-time':
      return isDay(text.slice(0, 10)) && /T([01]\d|2[0-3]):[0-5]\d$/.test(text) ? null : 'date'
    case 'phone':
      return normalisePhone(text) === null ? 'phone' : null
    case 'email':
      return isEmail(text) ? null : 'email'
    case 'choice':
      return field.options?.some(({ key }) => key === text) ? null : 'choice'
    case 'text':
    case 'file':
    case 'number':
    case 'yes-no':
      return null
  }
}

/** A date of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

/** What the rules take for an e-mail address. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text)
}
