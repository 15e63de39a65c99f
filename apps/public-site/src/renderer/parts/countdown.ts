import { useEffect, useState } from 'react'

/** Whole seconds left of `seconds` that were left at `since` (`performance.now()`). Ticks while there are any. */
export function useSecondsLeft(seconds: number, since: number): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil(seconds - Math.max(0, now - since) / 1_000))
}

/** `4:05`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
