import type { SpokenClip, VoiceLanguage } from '../voice/clips.ts'
import { joinClips, wavAddress } from '../voice/join.ts'
import type { AudioPort, Chime, Heard, Sentence } from './audio-port.ts'
import type { Player } from './player.ts'
import { type VoiceShelf, voiceRate } from './voice-shelf.ts'

export interface SpeakerParts {
  readonly player: Player
  readonly shelf: VoiceShelf
  /** Samples of the chimes at `voiceRate`; null: it could not be loaded. */
  readonly chime: (chime: Chime) => Promise<Float32Array | null>
  /** Resolves after that many ms. */
  readonly after: (ms: number) => Promise<void>
}

/** A call just after the start waits this long for the pack, then goes without words, ms. */
const packPatienceMs = 4_000
/** A pack that is not whole is looked at again this often, ms. */
const lookAgainMs = 60_000

/**
 * Chime and sentence as one piece of sound, one after another. What cannot be spoken is left out whole: the chime and
 * the screen still call.
 */
export function speaker({ player, shelf, chime, after }: SpeakerParts): AudioPort {
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  player.subscribe(changed)
  let volume = 100
  let stops = 0
  let last: Promise<unknown> = Promise.resolve()
  const ready = shelf.load().then(changed)
  void keepLooking()

  async function keepLooking(): Promise<void> {
    await ready
    while (shelf.state().state === 'incomplete') {
      await after(lookAgainMs)
      await shelf.load()
      changed()
    }
  }

  async function sound(sentence: Sentence, stopsBefore: number): Promise<Heard> {
    if (stops !== stopsBefore) return { heard: false, reason: 'stopped' }
    if (volume === 0) return { heard: false, reason: 'muted' }
    if (shelf.state().state === 'loading') await Promise.race([ready, after(packPatienceMs)])
    const start = await chime(sentence.chime)
    const parts = [...(start === null ? [] : [start]), ...spoken(sentence.clips)]
    if (parts.length === 0) return { heard: false, reason: 'failed' }
    if (stops !== stopsBefore) return { heard: false, reason: 'stopped' }
    return player.play(wavAddress(joinClips(parts, voiceRate), voiceRate), volume / 100)
  }

  /** Each language is spoken whole or not at all. */
  function spoken(clips: readonly SpokenClip[]): readonly Float32Array[] {
    const languages = [...new Set(clips.map(({ language }): VoiceLanguage => language))]
    return languages.flatMap((language) => shelf.clips(clips.filter((clip) => clip.language === language)) ?? [])
  }

  return {
    say(sentence) {
      const stopsBefore = stops
      const done = last
        .then(() => sound(sentence, stopsBefore))
        .catch((): Heard => ({ heard: false, reason: 'failed' }))
      last = done
      return done
    },
    stop() {
      stops += 1
      player.stop()
    },
    setVolume(percent) {
      volume = Math.max(0, Math.min(100, percent))
    },
    blocked: player.blocked,
    noDevice: player.noDevice,
    voice: shelf.state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
