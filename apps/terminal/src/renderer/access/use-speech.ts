import type { Language, SpeechKey, SpeechKeys } from '@cherha/shared/protocol'
import type { OpenedSpeech } from '@cherha/ui'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { T } from '../texts/index.ts'
import { SpeechMode } from './speech-mode.ts'

interface Settings {
  readonly speech: OpenedSpeech
  /** The visitor hears the screen. */
  readonly on: boolean
  readonly t: T
  readonly language: Language
  /** Keys or the headset's plug turn hearing on and off. */
  readonly turn: (on: boolean) => void
}

const actions: readonly SpeechKey[] = ['next', 'previous', 'choose', 'repeat', 'plugged', 'unplugged']
const starting: readonly SpeechKey[] = ['next', 'previous', 'repeat', 'plugged']

/** Which of the keys an event is; null: none of them. */
export function speechKeyOf(code: string, keys: SpeechKeys): SpeechKey | null {
  return actions.find((action) => keys[action].includes(code)) ?? null
}

/**
 * Lets the four hardware keys work the screen. Any of next, previous and repeat begins it, or the plug of a headset; a pulled
 * plug ends it, so that nothing is spoken aloud. True while something is being spoken.
 */
export function useSpeech({ speech: { port, keys }, on, t, language, turn }: Settings): boolean {
  const [speaking, setSpeaking] = useState(false)
  const mode = useRef<SpeechMode | null>(null)
  const words = useEffectEvent(() => ({ t, language }))

  useEffect(() => {
    if (!on || port === null) return
    const started = new SpeechMode(document.body, port, () => words(), setSpeaking)
    started.start()
    mode.current = started
    return () => {
      started.stop()
      mode.current = null
    }
  }, [on, port])

  const pressed = useEffectEvent((key: SpeechKey): boolean => {
    if (key === 'plugged' || key === 'unplugged') {
      turn(key === 'plugged')
      return true
    }
    if (mode.current !== null) mode.current.press(key)
    else if (starting.includes(key)) turn(true)
    else return false
    return true
  })

  useEffect(() => {
    if (port === null) return
    const onKey = (event: KeyboardEvent): void => {
      // a chord is no key of a panel; whether the page's lock has refused the key to the browser does not matter here
      const chord = event.ctrlKey || event.altKey || event.metaKey
      const key = chord ? null : speechKeyOf(event.code, keys)
      if (key === null || !pressed(key)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [port, keys])

  return speaking
}
