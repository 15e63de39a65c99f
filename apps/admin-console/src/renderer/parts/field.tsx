import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react'

interface Described {
  readonly label: string
  readonly hint?: string | undefined
  readonly problem?: string | null | undefined
  readonly className?: string | undefined
}

/** A labelled input with its hint and, beside it, what is wrong with it. */
export function Field({
  label,
  hint,
  problem,
  className,
  ...input
}: Described & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Labelled label={label} hint={hint} problem={problem} className={className}>
      {(props) => <input {...input} {...props} />}
    </Labelled>
  )
}

/** A labelled choice. */
export function Choice({
  label,
  hint,
  problem,
  className,
  children,
  ...select
}: Described & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Labelled label={label} hint={hint} problem={problem} className={className}>
      {(props) => (
        <select {...select} {...props}>
          {children}
        </select>
      )}
    </Labelled>
  )
}

interface Wired {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

function Labelled({
  label,
  hint,
  problem,
  className,
  children,
}: Described & { readonly children: (props: Wired) => ReactNode }) {
  const id = useId()
  const notes = [...(hint === undefined ? [] : [`${id}h`]), ...(problem == null ? [] : [`${id}p`])]
  return (
    <div className={['field', className].filter(Boolean).join(' ')}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': notes.length === 0 ? undefined : notes.join(' '),
        'aria-invalid': problem == null ? undefined : true,
      })}
      {hint !== undefined && (
        <p id={`${id}h`} className="hint">
          {hint}
        </p>
      )}
      {problem != null && (
        <p id={`${id}p`} className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
