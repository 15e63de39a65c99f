import { z } from 'zod'
import { type Card, cardSchema } from '../card.ts'
import type { CardProblem, Path } from './problem.ts'

/** The part of a JSON schema that is read here. */
interface Form {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Form>>
  readonly additionalProperties?: Form | boolean
  readonly items?: Form
  readonly anyOf?: readonly Form[]
  readonly oneOf?: readonly Form[]
  readonly enum?: readonly string[]
  readonly const?: unknown
  readonly required?: readonly string[]
  readonly pattern?: string
  readonly minimum?: number
  readonly minItems?: number
  readonly propertyNames?: Form
}

export interface FormCheck {
  readonly problems: readonly CardProblem[]
  /**
   * The card; where it has mistakes of form, with stand-ins in their place, so that the rest can be checked too.
   * Null for what is no card at all.
   */
  readonly card: Card | null
}

/** More rounds than a stand-in can need: a term gets its unit, then loses the amount that unit does not have. */
const mostRounds = 6
/** A card is nine levels deep at most. */
const deepest = 16
const longestShown = 60

/** Checks each value by itself: its kind, and that it is one of those allowed. */
export function checkForm(data: unknown): FormCheck {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return { problems: [{ path: [], message: `a card is a table of ${words(cardForm()).join(', ')}` }], card: null }
  }
  const first = cardSchema.safeParse(data)
  if (first.success) return { problems: [], card: first.data }
  const problems = first.error.issues.flatMap((issue) => toProblems(issue, data))
  let copy: unknown = copyOf(data, deepest)
  for (let round = 0; round < mostRounds; round += 1) {
    const parsed = cardSchema.safeParse(copy)
    if (parsed.success) return { problems, card: parsed.data }
    for (const issue of parsed.error.issues) copy = repaired(copy, issue)
  }
  return { problems, card: null }
}

function toProblems(issue: z.core.$ZodIssue, data: unknown): CardProblem[] {
  const path = issue.path.map(step)
  const value = valueAt(data, path)
  const shown = value === undefined ? 'is missing' : `${shownAs(value)} is not allowed`
  switch (issue.code) {
    case 'unrecognized_keys': {
      const form = formAt(path)
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `${key} is not known here; one of ${words(form).join(', ')}`,
      }))
    }
    case 'invalid_value':
      return [{ path, message: `${shown}; one of ${issue.values.map(String).join(', ')}` }]
    case 'invalid_union':
      return [{ path, message: `${shown}; one of ${optionsOf(issue).join(', ')}` }]
    case 'invalid_type':
      return [{ path, message: `${shown}; ${kindNames[issue.expected] ?? issue.expected} is needed` }]
    case 'too_small':
    case 'too_big':
      return [{ path, message: `${shown}; ${sizeOf(issue)}` }]
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return [{ path, message: `${shown}; ${issue.message}` }]
  }
}

function sizeOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`
  if (issue.origin === 'string') return issue.code === 'too_small' ? 'some text is needed' : `${bound} characters`
  return issue.origin === 'array' ? `${bound} of them` : bound
}

/** A copy with a stand-in at the place of one mistake. */
function repaired(data: unknown, issue: z.core.$ZodIssue): unknown {
  const path = issue.path.map(step)
  if (issue.code === 'unrecognized_keys') {
    const owner = valueAt(data, path)
    if (isTable(owner)) for (const key of issue.keys) delete owner[key]
    return data
  }
  const last = path.at(-1)
  if (last === undefined) return data
  const owner = valueAt(data, path.slice(0, -1))
  const standIn = sample(formAt(path))
  if (Array.isArray(owner) && typeof last === 'number') owner[last] = standIn
  else if (isTable(owner)) owner[String(last)] = standIn
  return data
}

function sample(form: Form): unknown {
  if (form.const !== undefined) return form.const
  if (form.enum !== undefined) return form.enum[0]
  const option = (form.anyOf ?? form.oneOf)?.[0]
  if (option !== undefined) return sample(option)
  if (form.type === 'array') return (form.minItems ?? 0) > 0 && form.items ? [sample(form.items)] : []
  if (form.type === 'object')
    return Object.fromEntries((form.required ?? []).map((key) => [key, sample(form.properties?.[key] ?? {})]))
  if (form.type === 'integer' || form.type === 'number') return Math.max(form.minimum ?? 1, 1)
  if (form.type === 'boolean') return false
  return form.pattern?.startsWith('^UA') ? `UA${'0'.repeat(27)}` : 'x'
}

let known: Form | null = null

function cardForm(): Form {
  known ??= z.toJSONSchema(cardSchema, { io: 'input', unrepresentable: 'any' }) as Form
  return known
}

function formAt(path: Path): Form {
  return path.reduce<Form>((form, at) => {
    const options = [form, ...(form.anyOf ?? []), ...(form.oneOf ?? [])]
    for (const option of options) {
      if (typeof at === 'number' && option.items) return option.items
      const property = option.properties?.[String(at)]
      if (property) return property
      if (typeof option.additionalProperties === 'object') return option.additionalProperties
    }
    return {}
  }, cardForm())
}

/** The words that may stand in a table. */
function words(form: Form): readonly string[] {
  const options = [form, ...(form.anyOf ?? []), ...(form.oneOf ?? [])]
  return [
    ...new Set(
      options.flatMap((option) => [...Object.keys(option.properties ?? {}), ...(option.propertyNames?.enum ?? [])]),
    ),
  ]
}

/** The kinds a value with a `unit` or the like can be of. */
function optionsOf(issue: z.core.$ZodIssueInvalidUnion): readonly string[] {
  const options: unknown = 'options' in issue ? issue.options : []
  return Array.isArray(options) ? options.map(String) : []
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a table',
  record: 'a table',
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, at) => (Array.isArray(value) ? value[Number(at)] : isTable(value) ? value[String(at)] : undefined),
    data,
  )
}

/** Copies what a card can hold; anything deeper is none of it (an alias in YAML can even hold itself). */
function copyOf(value: unknown, depth: number): unknown {
  if (depth === 0) return null
  if (Array.isArray(value)) return value.map((part) => copyOf(part, depth - 1))
  if (isTable(value))
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part, depth - 1)]))
  return value
}

/** A value in a message: short, whatever it is. */
function shownAs(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : 'a list'
  if (isTable(value)) return 'a table'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function step(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key)
}
