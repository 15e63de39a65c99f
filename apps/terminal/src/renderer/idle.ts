import { useEffect, useEffectEvent, useState } from 'react'

/** Seconds without input before the terminal asks, and seconds it then waits. */
export const idleSeconds = 60
export const askSeconds = 20

/**
 * Watches for input. Null while the visitor is active; whole seconds left while the terminal asks
 * «Вам потрібен ще час?». Input does not answer that question: only `stay` does.
 * @param watching false stops the watch
 * @param onGone nobody answered: everything is to be forgotten
 */
export function useIdle(watching: boolean, onGone: () => void): { secondsLeft: number | null; stay: () => void } {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const [turn, setTurn] = useState(0)
  const leave = useEffectEvent(onGone)
  useEffect(() => {
    setSecondsLeft(null)
    if (!watching) return
    let lastInput = performance.now()
    let asking = false
    let gone = false
    const seen = (): void => {
      if (!asking) lastInput = performance.now()
    }
    const look = (): void => {
      const idle = (performance.now() - lastInput) / 1000
      asking = idle >= idleSeconds
      setSecondsLeft(asking ? Math.max(0, Math.ceil(idleSeconds + askSeconds - idle)) : null)
      if (idle < idleSeconds + askSeconds || gone) return
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
  return { secondsLeft, stay: () => setTurn((value) => value + 1) }
}
