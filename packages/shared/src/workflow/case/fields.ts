import { isDate } from '../../calendar/dates.ts'
import { normalisePhone } from '../../text/phone.ts'
import type { Field, Outcome, Stage } from '../stage.ts'
import { holds } from '../term.ts'
import { type CaseRefusal, objection } from './refusals.ts'
import type { FieldValue, Fields } from './state.ts'
import { trueFacts } from './writer.ts'

export type FieldsChecked =
  | { readonly ok: true; readonly facts: Readonly<Record<string, boolean>> }
  | { readonly ok: false; readonly refusal: CaseRefusal }

/**
 * Whether the fields of a stage and of the chosen outcome are filled in. A refusal, a correction and a stage that
 * stays open ask only for the outcome's own. Answers the facts the case has with them: a yes-no field is one.
 */
export function checkFields(
  stage: Stage,
  outcome: Outcome,
  given: Fields,
  facts: Readonly<Record<string, boolean>>,
): FieldsChecked {
  const fields = [...stage.fields, ...outcome.fields]
  for (const key of Object.keys(given)) {
    if (!fields.some((field) => field.key === key)) return { ok: false, refusal: objection('unknown-field', key) }
  }
  const after: Record<string, boolean> = { ...facts }
  for (const { key, kind } of fields) {
    const value = given[key]
    if (kind === 'yes-no' && typeof value === 'boolean') after[key] = value
  }
  const known = trueFacts(after)
  for (const field of fields) {
    const value = given[field.key]
    const asked =
      field.required && holds(field.when, known) && (outcome.fields.includes(field) || goesOn(stage, outcome))
    if (value === undefined || value === '') {
      if (asked) return { ok: false, refusal: objection('field-missing', field.key) }
    } else if (!isFilledIn(field, value)) {
      return { ok: false, refusal: objection('field-invalid', field.key) }
    }
  }
  return { ok: true, facts: after }
}

function goesOn(stage: Stage, outcome: Outcome): boolean {
  return !outcome.stay && outcome.refusal === undefined && !outcome.to.includes(stage.key)
}

/** Whether the value is one a field of the kind can have. */
export function isFilledIn(field: Pick<Field, 'kind' | 'options'>, value: FieldValue): boolean {
  switch (field.kind) {
    case 'yes-no':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && value.length <= 2000
    case 'date':
      return typeof value === 'string' && isDate(value)
    case 'date-time':
      return typeof value === 'string' && /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(value) && isDate(value.slice(0, 10))
    case 'phone':
      return typeof value === 'string' && normalisePhone(value) !== null
    case 'email':
      return typeof value === 'string' && value.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)
    case 'choice':
      return field.options?.some(({ key }) => key === value) ?? false
    case 'file':
      return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
  }
}
