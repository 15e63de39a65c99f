import type { Field as CardField } from '@cherha/shared/workflow'
import { type ReactNode, useId } from 'react'
import { type FieldProblem, type Typed } from '../model/fields.ts'
import { useLook } from '../look.tsx'
import { DayInput } from './day-input.tsx'

/** A labelled control with its problem under it, in words; `children` gets the ids it has to carry. */
export function Labelled({
  label,
  problem,
  optional = false,
  wide = false,
  hint,
  children,
}: {
  readonly label: string
  readonly problem?: string | null
  readonly optional?: boolean
  readonly wide?: boolean
  readonly hint?: ReactNode
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby'?: string }) => ReactNode
}) {
  const { t } = useLook()
  const id = useId()
  const wrong = problem != null
  return (
    <div className={`field${wide ? ' wide' : ''}${wrong ? ' wrong' : ''}`}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="quiet"> {t('cases.optional')}</span>}
      </label>
      {children({ id, ...(wrong ? { 'aria-describedby': `${id}-problem` } : {}) })}
      <div className="under">
        {wrong && (
          <p id={`${id}-problem`} className="problem">
            {problem}
          </p>
        )}
        {hint}
      </div>
    </div>
  )
}

const inputTypes = { 'date-time': 'datetime-local', phone: 'tel', email: 'email' } as const

/** One field of a card, by its kind. A file is chosen among those of the case. */
export function CardFieldInput({
  field,
  typed,
  problem,
  files,
  onType,
}: {
  readonly field: CardField
  readonly typed: Typed
  readonly problem: FieldProblem | null
  readonly files: readonly { readonly hash: string; readonly name: string }[]
  readonly onType: (value: string | boolean) => void
}) {
  const { t, say } = useLook()
  const { key, kind, label, required } = field
  const value = typed[key]
  if (kind === 'yes-no') {
    return (
      <label className="tick">
        <input type="checkbox" checked={value === true} onChange={(event) => onType(event.target.checked)} />
        <span>{say(label)}</span>
      </label>
    )
  }
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  const options =
    kind === 'choice'
      ? (field.options ?? []).map((option) => ({ value: option.key, label: say(option.label) }))
      : files.map(({ hash, name }) => ({ value: hash, label: name }))
  return (
    <Labelled
      label={say(label)}
      optional={!required}
      problem={problem === null ? null : t(`cases.field.${problem}`)}
      wide={kind === 'text' || kind === 'file'}
    >
      {(ids) =>
        kind === 'choice' || kind === 'file' ? (
          <select
            {...ids}
            value={text}
            aria-invalid={problem !== null}
            onChange={(event) => onType(event.target.value)}
          >
            <option value="">{t(kind === 'file' && files.length === 0 ? 'cases.noFiles' : 'cases.choose')}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        ) : kind === 'date' ? (
          <DayInput {...ids} value={text} aria-required={required} aria-invalid={problem !== null} onChange={onType} />
        ) : (
          <input
            {...ids}
            type={kind === 'text' || kind === 'number' ? 'text' : inputTypes[kind]}
            inputMode={kind === 'number' ? 'decimal' : undefined}
            autoComplete="off"
            value={text}
            required={required}
            aria-invalid={problem !== null}
            onChange={(event) => onType(event.target.value)}
          />
        )
      }
    </Labelled>
  )
}
