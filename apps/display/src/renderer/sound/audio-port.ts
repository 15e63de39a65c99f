/** A recorded piece of sound. The spoken sentence of a call will be more clips played after the chime. */
export type Clip = 'chime'

/** What a display can do with sound. */
export interface AudioPort {
  /**
   * Plays the clips one after another and resolves when the last one has ended. Resolves `silent`, never
   * rejects, when nobody could have heard them: sound blocked, clip not loaded, stopped on the way.
   */
  play(clips: readonly Clip[]): Promise<'played' | 'silent'>
  /** Stops what is playing; its `play` resolves `silent`. */
  stop(): void
  /** True while the browser keeps the page silent until somebody touches it. */
  blocked(): boolean
  /** Calls back when `blocked()` may have changed; returns the way to stop listening. */
  subscribe(listener: () => void): () => void
}
