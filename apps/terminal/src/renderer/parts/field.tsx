import { Icon, type KeyTarget } from '@cherha/ui'
import { useEffect, useId, useRef } from 'react'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The keyboard writes into the field that had the focus last. */
  readonly target: KeyTarget
  readonly onFocus?: () => void
  /** Takes the focus when the screen opens. */
  readonly first?: boolean
  /** What is wrong with the value; the field takes the focus. */
  readonly wrong?: string | null
  readonly maxLength?: number
  /** A PIN: nobody beside may read it. */
  readonly secret?: boolean
}

/** A field the on-screen keys write into; a real keyboard works too. */
export function Field({
  label,
  hint,
  value,
  onChange,
  target,
  onFocus,
  first = false,
  wrong = null,
  maxLength = 60,
  secret = false,
}: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  // until a field is touched the keys write into the first one of the screen: no key is dead
  useEffect(() => {
    target.current ??= input.current
  }, [target])
  useEffect(() => {
    if (!first && wrong === null) return
    const field = input.current
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [first, wrong])
  return (
    <div className={wrong === null ? 'field' : 'field wrong'}>
      <label htmlFor={id}>
        {label}
        {hint !== undefined && (
          <>
            {' '}
            <small>{hint}</small>
          </>
        )}
      </label>
      <div className="field-text">
        <input
          ref={input}
          id={id}
          type={secret ? 'password' : 'text'}
          value={value}
          maxLength={maxLength}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="none"
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          onFocus={(event) => {
            target.current = event.currentTarget
            onFocus?.()
          }}
          onChange={(event) => {
            // keys pressed before it was touched: from now on it is seen which field they write into
            if (document.activeElement !== event.currentTarget) event.currentTarget.focus()
            onChange(event.currentTarget.value)
          }}
        />
        <div role="alert">
          {wrong !== null && (
            <p id={`${id}-wrong`} className="field-wrong">
              <Icon name="cross" />
              {wrong}
            </p>
          )}
        </div>
      </div>
    </div>
  )
}
