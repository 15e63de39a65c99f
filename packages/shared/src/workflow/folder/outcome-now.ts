import type { CaseView, OutcomeOffer, StageOffer } from '../../protocol/cases/views.ts'
import type { Fields } from '../case/state.ts'
import type { Field, Signer } from '../stage.ts'
import { holds } from '../term.ts'

/** An offered outcome as it stands with what has been filled in so far. */
export interface OutcomeNow {
  /** The yes-no fields allow it. */
  readonly offered: boolean
  /** Fields to show, in order: those of the stage (where the outcome asks for them), then its own. */
  readonly fields: readonly Field[]
  /** Parties whose signature on paper is asked for; the optional ones may be left out. */
  readonly parties: readonly Signer[]
  /** Required fields without a value. */
  readonly missing: readonly string[]
  /** What to send: the values of the fields that are shown. */
  readonly values: Fields
}

/**
 * What an outcome asks for, given the values in its form: a yes-no field may bring other fields, signers and outcomes.
 * The rules read conditions the same way, so what is complete here is not refused for a field.
 */
export function outcomeNow(
  view: Pick<CaseView, 'facts'>,
  stage: Pick<StageOffer, 'fields'>,
  outcome: Pick<OutcomeOffer, 'fields' | 'parties' | 'requires' | 'asksStageFields' | 'kind'>,
  given: Fields,
): OutcomeNow {
  if (outcome.kind === 'sign') return { offered: true, fields: [], parties: [], missing: [], values: {} }
  const asked = [...(outcome.asksStageFields ? stage.fields : []), ...outcome.fields]
  const known = new Set(view.facts)
  const fields: Field[] = []
  const values: Record<string, string | number | boolean> = {}
  for (const field of asked) {
    if (!holds(field.when, known)) continue
    fields.push(field)
    const value = given[field.key]
    if (value === undefined || value === '') continue
    values[field.key] = value
    if (typeof value !== 'boolean') continue
    if (value) known.add(field.key)
    else known.delete(field.key)
  }
  return {
    offered: outcome.requires.every(({ field, value }) => known.has(field) === value),
    fields,
    parties: outcome.parties.filter(({ when }) => holds(when, known)),
    missing: fields.filter(({ key, required }) => required && values[key] === undefined).map(({ key }) => key),
    values,
  }
}
