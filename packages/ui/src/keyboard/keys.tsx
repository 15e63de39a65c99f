import { useEffect, useRef, type MouseEvent, type PointerEvent, type ReactNode, type RefObject } from 'react'
import { Icon } from '../icon.tsx'
import { erase, typeKey, type Edit, type FieldText } from './typing.ts'

/** The field the keys write into: the one that had the focus last. */
export type KeyTarget = RefObject<HTMLInputElement | null>

const repeatAfterMs = 500
const repeatEveryMs = 90

/** Writes an edit as if it were typed: React's `onChange` sees it, the caret follows, the focus stays. */
function apply(input: HTMLInputElement, edit: Edit | null): void {
  if (edit === null) return
  input.setRangeText(edit.text, edit.from, edit.to, 'end')
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

function fieldText(input: HTMLInputElement): FieldText {
  const end = input.value.length
  return { text: input.value, start: input.selectionStart ?? end, end: input.selectionEnd ?? end }
}

/** Types a key into the target, through `shape` (capital or small letter). */
export function press(
  target: KeyTarget,
  key: string,
  shape: (before: string, key: string) => string = (_, k) => k,
): void {
  const input = target.current
  if (input === null) return
  const field = fieldText(input)
  const maxLength = input.maxLength > 0 ? input.maxLength : Infinity
  apply(input, typeKey(field, shape(field.text.slice(0, field.start), key), maxLength))
}

export function pressErase(target: KeyTarget): void {
  const input = target.current
  if (input !== null) apply(input, erase(fieldText(input)))
}

interface KeyProps {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly className?: string | undefined
  readonly grow?: number | undefined
  readonly label?: string | undefined
  readonly lang?: string | undefined
}

/**
 * A key: acts when it is touched, not when it is let go, so that fast typing with two hands loses nothing;
 * leaves the focus where it is. Assistive technology and Enter act by a click without a pointer.
 */
export function Key({ children, onPress, className, grow, label, lang }: KeyProps) {
  return (
    <button
      type="button"
      className={className}
      lang={lang}
      aria-label={label}
      style={grow === undefined ? undefined : { flex: `${grow} 1 0` }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        onPress()
      }}
      onMouseDown={keepFocus}
      onClick={(event) => {
        if (event.detail === 0) onPress()
      }}
    >
      {children}
    </button>
  )
}

/** Erases a character; held down, goes on erasing. */
export function EraseKey({ target, label, grow }: { target: KeyTarget; label: string; grow?: number | undefined }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = (): void => clearTimeout(timer.current)
  useEffect(() => stop, [])
  const start = (event: PointerEvent): void => {
    if (event.button !== 0) return
    event.preventDefault()
    stop()
    pressErase(target)
    const again = (): void => {
      pressErase(target)
      timer.current = setTimeout(again, repeatEveryMs)
    }
    timer.current = setTimeout(again, repeatAfterMs)
  }
  return (
    <button
      type="button"
      className="wide"
      aria-label={label}
      style={grow === undefined ? undefined : { flex: `${grow} 1 0` }}
      onPointerDown={start}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onMouseDown={keepFocus}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        if (event.detail === 0) pressErase(target)
      }}
    >
      <Icon name="backspace" />
    </button>
  )
}

function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}
