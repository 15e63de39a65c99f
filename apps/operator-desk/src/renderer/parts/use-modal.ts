import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'

/** What a dialog element needs to be modal for the keyboard too. */
export interface Modal {
  readonly ref: RefObject<HTMLDialogElement | null>
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/**
 * Opens a dialog as long as its component is there. Tab goes round inside it: past its last control a browser would go
 * on to its own tool bar, which a locked desk has not. When it closes, the focus is back on what opened it.
 */
export function useModal(): Modal {
  const ref = useRef<HTMLDialogElement>(null)
  // a layout effect closes it while it is still on the page: only then the browser gives the focus back
  useLayoutEffect(() => {
    const element = ref.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return {
    ref,
    onKeyDown: (event) => {
      if (event.key !== 'Tab' || ref.current === null) return
      const target = wrapped(ref.current, event.shiftKey)
      if (target === null) return
      event.preventDefault()
      target.focus()
    },
  }
}

/** Where Tab goes from the last control, and Shift+Tab from the first; null: the browser knows the next one. */
function wrapped(dialog: HTMLElement, back: boolean): HTMLElement | null {
  const controls = [...dialog.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')]
  const [first, last] = [controls[0], controls.at(-1)]
  if (first === undefined || last === undefined) return null
  const edge = back ? first : last
  if (stopOf(document.activeElement, controls) !== stopOf(edge, controls)) return null
  return stopOf(back ? last : first, controls) as HTMLElement
}

/** The answers of one question are one stop: the chosen one, else the first. */
function stopOf(control: Element | null, controls: readonly HTMLElement[]): Element | null {
  if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return control
  const group = controls.filter(
    (other): other is HTMLInputElement => other instanceof HTMLInputElement && other.name === control.name,
  )
  return group.find(({ checked }) => checked) ?? group[0] ?? control
}
