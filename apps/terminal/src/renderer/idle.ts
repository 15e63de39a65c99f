import { useEffect, useEffectEvent, useState } from 'react'

/** Seconds without input before the terminal asks, and seconds it then waits. */
export const idleSeconds = 60
export const askSeconds = 20

/**
 * Watches for input. Null while the visitor is active; whole seconds left while the terminal asks
 * «Вам потрібен ще час?». Input does not answer that question: only `stay` does.
 * @param watching false stops the watch
 * @param speaking the visitor is still being told something: nobody is asked meanwhile, and the answer's time begins after it
 * @param onGone nobody answered: everything is to be forgotten
 */
export function useIdle(
  watching: boolean,
  speaking: boolean,
  onGone: () => void,
): { secondsLeft: number | null; stay: () => void } {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const [turn, setTurn] = useState(0)
  const leave = useEffectEvent(onGone)
  const isSpeaking = useEffectEvent(() => speaking)
  useEffect(() => {
    setSecondsLeft(null)
    if (!watching) return
    let lastInput = performance.now()
    let asking = false
    let gone = false
    let looked = lastInput
    const seen = (): void => {
      if (!asking) lastInput = performance.now()
    }
    const look = (): void => {
      const now = performance.now()
      // time that speaking takes is nobody's delay
      if (isSpeaking()) lastInput += now - looked
      looked = now
      const idle = (now - lastInput) / 1000
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
