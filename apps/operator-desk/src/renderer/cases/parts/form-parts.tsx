import type { CaseView, OutcomeOffer, StageOffer } from '@cherha/shared/protocol'
import type { Field } from '@cherha/shared/workflow'
import type { FieldProblem, Typed } from '../model/fields.ts'
import { CardFieldInput } from './field.tsx'

/** Names of the forms of a stage and of one of its outcomes, among what is typed. */
export const stageForm = (id: string, stage: string): string => `stage ${id} ${stage}`
export const outcomeForm = (id: string, stage: string, outcome: string): string => `outcome ${id} ${stage} ${outcome}`

/** Which button an outcome is. */
export function pressedOf(offer: Pick<StageOffer, 'stage'>, outcome: Pick<OutcomeOffer, 'key'>): string {
  return `${offer.stage} ${outcome.key}`
}

/** Texts and ticks side by side, in the order of the card. */
export function FieldList({
  fields,
  typed,
  problems,
  view,
  onType,
}: {
  readonly fields: readonly Field[]
  readonly typed: Typed
  readonly problems: Readonly<Record<string, FieldProblem>>
  readonly view: CaseView
  readonly onType: (key: string, value: string | boolean) => void
}) {
  if (fields.length === 0) return null
  return (
    <div className="fields">
      {fields.map((field) => (
        <CardFieldInput
          key={field.key}
          field={field}
          typed={typed}
          problem={problems[field.key] ?? null}
          files={view.files}
          onType={(value) => onType(field.key, value)}
        />
      ))}
    </div>
  )
}

/**
 * The eyes and the keyboard go to the first thing that is not right, in the form or in what stands above it in the same
 * step.
 */
export function focusFirstProblem(box: HTMLElement | null): void {
  const step = box?.closest('.open, .decide') ?? box
  requestAnimationFrame(() => {
    const wrong = step?.querySelector<HTMLElement>('[aria-invalid="true"]')
    wrong?.focus({ preventScroll: true })
    // its label and what is wrong with it are seen too, not under the buttons that stay in sight
    wrong?.scrollIntoView({ block: 'center' })
  })
}
