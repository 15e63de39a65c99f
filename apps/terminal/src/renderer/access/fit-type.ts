import { useEffect } from 'react'

/** How large type is beside the designed size, by the visitor's step. */
const steps = [1, 1.15, 1.3] as const
const smallest = 0.7
const less = 0.05
/** Pixels a part may reach over its zone: rounding. */
const slack = 1

/**
 * Lets type be as large as the visitor wants it and as the screen holds it: where a long name or sentence would reach over its
 * zone, the type of that zone is set smaller until it does not. On everyday texts the designed sizes stay.
 * @param of what makes another screen: with it the size begins anew
 */
export function useFittingType(step: 0 | 1 | 2, of: string): void {
  useEffect(() => {
    const wanted = steps[step]
    const zones = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main > section, .panel')]
    for (const zone of zones()) zone.style.setProperty('--type', String(wanted))
    const fit = (): void => {
      for (const zone of zones()) {
        let size = Number(zone.style.getPropertyValue('--type')) || wanted
        if (zone.style.getPropertyValue('--type') === '') zone.style.setProperty('--type', String(size))
        while (size > smallest && overflows(zone)) {
          size -= less
          zone.style.setProperty('--type', size.toFixed(2))
        }
      }
    }
    fit()
    const observer = new MutationObserver(fit)
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
    // letters that arrive late are wider or narrower
    void document.fonts.ready.then(fit)
    return () => observer.disconnect()
  }, [step, of])
}

function overflows(zone: HTMLElement): boolean {
  const { bottom } = zone.getBoundingClientRect()
  const { paddingBottom } = getComputedStyle(zone)
  const inner = bottom - Math.min(16, Number.parseFloat(paddingBottom)) + slack
  return [...zone.children].some((part) => part.getBoundingClientRect().bottom > inner)
}
