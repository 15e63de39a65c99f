import { useEffect, useEffectEvent, useState } from 'react'
import { isGone, later, secondsLeft, touched } from './idle-clock.ts'

interface Watch {
  /** False stops the watch. */
  readonly watching: boolean
  /** The question can be shown now. Where it cannot, a touch is enough. */
  readonly canAsk: boolean
  /** The visitor is still being told something: nobody is asked meanwhile, and the answer's time begins after it. */
  readonly speaking: boolean
  /** Nobody answered: everything is to be forgotten. */
  readonly onGone: () => void
}

/**
 * Watches for input. Null while the visitor is active; whole seconds left while the terminal asks
 * «Вам потрібен ще час?». Input does not answer that question while it is shown: only `stay` does.
 */
export function useIdle({ watching, canAsk, speaking, onGone }: Watch): {
  readonly secondsLeft: number | null
  readonly stay: () => void
} {
  const [left, setLeft] = useState<number | null>(null)
  const [turn, setTurn] = useState(0)
  const leave = useEffectEvent(onGone)
  const step = useEffectEvent((clock: typeof touched, elapsed: number) => later(clock, elapsed, speaking, canAsk))
  useEffect(() => {
    setLeft(null)
    if (!watching) return
    let clock = touched
    let gone = false
    let looked = performance.now()
    const seen = (): void => {
      if (!clock.asking) clock = touched
    }
    const look = (): void => {
      const now = performance.now()
      clock = step(clock, now - looked)
      looked = now
      setLeft(secondsLeft(clock))
      if (gone || !isGone(clock)) return
      gone = true
      leave()
      setTurn((value) => value + 1)
    }
    const timer = setInterval(look, 250)
    const inputs = ['pointerdown', 'keydown', 'input'] as const
    for (const input of inputs) window.addEventListener(input, seen, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const input of inputs) window.removeEventListener(input, seen, { capture: true })
    }
  }, [watching, turn])
  return { secondsLeft: left, stay: () => setTurn((value) => value + 1) }
}
