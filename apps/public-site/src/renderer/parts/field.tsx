import { type InputHTMLAttributes, useEffect, useRef } from 'react'

/** A field with its name above and its hint, or what is wrong with it, below. A wrong one gets the focus. */
export function Field({
  name,
  label,
  hint,
  wrong = null,
  tries = 0,
  className = '',
  ...more
}: InputHTMLAttributes<HTMLInputElement> & {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly wrong?: string | null
  /** Counts refusals: each new one is led to, also when its words are the same. */
  readonly tries?: number
}) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wrong === null) return
    input.current?.focus()
    input.current?.select()
  }, [wrong, tries])
  return (
    <div className={`field ${className}`}>
      <label htmlFor={`field-${name}`}>{label}</label>
      <input
        ref={input}
        id={`field-${name}`}
        name={name}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={`hint-${name}`}
        aria-invalid={wrong !== null}
        {...more}
      />
      <p
        id={`hint-${name}`}
        className={wrong === null ? 'note' : 'note wrong'}
        role={wrong === null ? undefined : 'alert'}
      >
        {wrong ?? hint}
      </p>
    </div>
  )
}
