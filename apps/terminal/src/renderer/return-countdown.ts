import { useEffect, useEffectEvent, useState } from 'react'

/** Seconds until a finished visit gives the screen back. */
export const returnSeconds = 20
/** The same when nothing was printed: the number has to be written down or photographed. */
export const returnSecondsUnprinted = 60

/**
 * Counts down from `seconds` and calls `onEnd` at zero. A touch or a key begins the count again: who needs longer has it.
 * @param seconds where to begin; another value begins again
 * @param paused true holds the count at its beginning
 */
export function useReturnCountdown(seconds: number, paused: boolean, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds)
  const end = useEffectEvent(onEnd)
  useEffect(() => {
    setLeft(seconds)
    if (paused) return
    let endAt = performance.now() + seconds * 1000
    const extend = (): void => {
      endAt = performance.now() + seconds * 1000
    }
    window.addEventListener('pointerdown', extend, { capture: true, passive: true })
    window.addEventListener('keydown', extend, { capture: true, passive: true })
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((endAt - performance.now()) / 1000))), 250)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pointerdown', extend, { capture: true })
      window.removeEventListener('keydown', extend, { capture: true })
    }
  }, [seconds, paused])
  useEffect(() => {
    if (left === 0) end()
  }, [left])
  return left
}
