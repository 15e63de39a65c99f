import { type ReactNode, useEffect, useRef } from 'react'
import { isPageUsed } from './kept-focus.ts'

/**
 * The heading of the main panel. When a new state takes the pressed button away, the focus moves here, so that a
 * screen reader reads the new state; the keys work from here as from anywhere.
 */
export function PanelTitle({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const focused = document.activeElement
    // a page that has just come and nobody has used yet is read from its title
    if (!isPageUsed()) return
    if (focused === null || focused === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  )
}
