import { useEffect, useEffectEvent, useState } from 'react'

/** `Date.now()`, refreshed every `everyMs`. */
export function useTicks(everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  // A render between two ticks, when a view arrives, must not show a time before it.
  return Math.max(now, Date.now() - everyMs)
}

/** Calls back once for each `picture`, when the browser has really painted it: two frames after the commit. */
export function usePainted(picture: string, painted: () => void): void {
  const report = useEffectEvent(painted)
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => report())
    })
    return () => cancelAnimationFrame(frame)
  }, [picture])
}
