import { useEffect } from 'react'

/**
 * Keeps a place for the keyboard: when what had the focus leaves the screen (a button of an older state, a notice that
 * was answered), the focus goes to the open dialog, else to the heading of the page. A page that nobody has used yet
 * has lost nothing, and neither has one whose focus was given back by a click.
 */
export function useKeptFocus(): void {
  // after every render: whatever takes the control away is one
  useEffect(keepFocus)
}

let last: Element | null = null
let used = false
if (typeof window !== 'undefined') {
  for (const event of ['keydown', 'pointerdown'] as const)
    window.addEventListener(event, () => void (used = true), { capture: true, once: true })
}

/** Whether somebody has pressed anything on this page: before that it has lost no focus. */
export function isPageUsed(): boolean {
  return used
}

function keepFocus(): void {
  const focused = document.activeElement
  if (focused !== null && focused !== document.body) {
    last = focused
    return
  }
  if (last === null || last.isConnected) return
  const home = document.querySelector<HTMLElement>('dialog[open] :is(input, button)') ?? heading()
  home?.focus({ preventScroll: true })
}

function heading(): HTMLElement | null {
  return document.querySelector<HTMLElement>('h1[tabindex="-1"]')
}
