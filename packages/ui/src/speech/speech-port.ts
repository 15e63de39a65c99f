import { defaultSpeechKeys, type Language, type SpeechKeys, type SpokenPart } from '@cherha/shared/protocol'
import type { SpeechBridge } from './host-speech.ts'

/** What speaks for a screen that is heard. */
export interface SpeechPort {
  /** Takes the place of what is being spoken. True once all was heard; false: cut short, or nothing can be heard. */
  say(parts: readonly SpokenPart[]): Promise<boolean>
  stop(): void
}

export interface OpenedSpeech {
  /** null: this computer has no voice, and hearing is not offered. */
  readonly port: SpeechPort | null
  readonly keys: SpeechKeys
}

/** What is needed of a browser's voices. */
type Synthesis = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'addEventListener'>

/**
 * Finds what speaks: the browser's own voices where both languages have one, else the host's; a voice that fails is not
 * offered. A browser may learn its voices only later, or others than before.
 * @param onOpened told once what there is now, and again whenever something else speaks
 */
export async function openSpeech(
  bridge: SpeechBridge | undefined,
  onOpened: (speech: OpenedSpeech) => void,
  synthesis: Synthesis | undefined = globalThis.speechSynthesis,
): Promise<void> {
  const host = await bridge?.state().catch(() => null)
  const keys = host?.keys ?? defaultSpeechKeys
  const otherwise = bridge !== undefined && host?.available === true ? bridgeSpeech(bridge) : null
  const own = synthesis === undefined ? null : synthesisSpeech(synthesis)
  const port = (): SpeechPort | null => (synthesis !== undefined && speaksBoth(synthesis) ? own : otherwise)
  let opened = port()
  synthesis?.addEventListener('voiceschanged', () => {
    const found = port()
    if (found === opened) return
    opened = found
    onOpened({ port: found, keys })
  })
  onOpened({ port: opened, keys })
}

function bridgeSpeech(bridge: SpeechBridge): SpeechPort {
  return {
    say: (parts) => bridge.say(parts).catch(() => false),
    stop: () => void bridge.stop().catch(() => undefined),
  }
}

const languages: readonly Language[] = ['uk', 'en']

function speaksBoth(synthesis: Synthesis): boolean {
  return languages.every((language) => voiceOf(synthesis, language) !== undefined)
}

/** A voice on this computer: one in the network would be told names. */
function voiceOf(synthesis: Synthesis, language: Language): SpeechSynthesisVoice | undefined {
  return synthesis.getVoices().find(({ lang, localService }) => localService && lang.startsWith(language))
}

/** The voices of the browser, one utterance after another. */
export function synthesisSpeech(synthesis: Synthesis): SpeechPort {
  let turn = 0
  const speak = ({ text, language }: SpokenPart): Promise<boolean> =>
    new Promise((resolve) => {
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.lang = language
      utterance.voice = voiceOf(synthesis, language) ?? null
      utterance.addEventListener('end', () => resolve(true))
      utterance.addEventListener('error', () => resolve(false))
      synthesis.speak(utterance)
    })
  return {
    async say(parts) {
      turn += 1
      const mine = turn
      synthesis.cancel()
      for (const part of parts) {
        if (!(await speak(part)) || mine !== turn) return false
      }
      return true
    },
    stop() {
      turn += 1
      synthesis.cancel()
    },
  }
}
