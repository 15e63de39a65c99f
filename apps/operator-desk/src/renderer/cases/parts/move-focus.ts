import { type RefObject, useEffect, useRef } from 'react'

/** Whether the focus is where nobody works: on the page itself, or on what `inside` holds. */
function isFree(inside: Element | null): boolean {
  const focused = document.activeElement
  if (focused === null || focused === document.body) return true
  return inside?.contains(focused) === true && focused.closest('input, select, textarea') === null
}

/**
 * When `step` becomes another one, the focus goes to its heading, so that a screen reader reads it and the next Tab is
 * the first thing to do there. Nobody who types is interrupted.
 * @param heading finds the heading inside the box; it has to be focusable
 */
export function useFocusOnStep(
  box: RefObject<HTMLElement | null>,
  step: string,
  heading: string,
  block: ScrollLogicalPosition = 'nearest',
): void {
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    if (!isFree(box.current)) return
    const found = box.current?.querySelector<HTMLElement>(heading)
    found?.focus({ preventScroll: true })
    found?.scrollIntoView({ block })
  }, [box, step, heading, block])
}

/** Puts the focus on the first control of a form that has just been opened, unless somebody is typing elsewhere. */
export function useFocusInside(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const focused = document.activeElement
    if (focused?.closest('input, select, textarea, dialog[open]') != null) return
    box.current?.querySelector<HTMLElement>('input, select, textarea, .acts button')?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [box])
}
