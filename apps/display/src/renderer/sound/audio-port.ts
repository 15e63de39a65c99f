import type { SilentReason } from '@cherha/shared/protocol'
import type { SpokenClip } from '../voice/clips.ts'

/** The chime, or one tone of it under load. */
export type Chime = 'chime' | 'tone'

/** One piece of sound: the chime and what is said after it. */
export interface Sentence {
  readonly chime: Chime
  readonly clips: readonly SpokenClip[]
}

/** Whether anybody could have heard it, and why not. */
export type Heard = { readonly heard: true } | { readonly heard: false; readonly reason: SilentReason }

/** Whether the sentence can be spoken after the chime. */
export interface VoiceState {
  readonly state: 'loading' | 'ok' | 'incomplete'
  /** `uk/number-15`; the first few, for whoever has to mend the pack. */
  readonly missing: readonly string[]
}

/** What a display can do with sound. Sentences never overlap: one waits for the end of another. */
export interface AudioPort {
  /** Resolves when the sound has ended; never rejects. */
  say(sentence: Sentence): Promise<Heard>
  /** Stops what is playing and what waits: their `say` resolves with `stopped`. */
  stop(): void
  /** From 0 to 100; 0 is silence, and said so. Holds from the next sentence on. */
  setVolume(percent: number): void
  /** True while the browser keeps the page silent until somebody touches it. */
  blocked(): boolean
  /** True while the computer has nothing to play on. */
  noDevice(): boolean
  voice(): VoiceState
  /** Calls back when `blocked()`, `noDevice()` or `voice()` may have changed; returns the way to stop listening. */
  subscribe(listener: () => void): () => void
}
