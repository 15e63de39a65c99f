import { hasAudioOutput } from '@cherha/ui'

/** What the computer has to play on, as far as the browser tells. */
export interface Outputs {
  /** Looks again. False: there is nothing, nobody hears what is played (A19). */
  look(): Promise<boolean>
  /** As of the last look. */
  none(): boolean
}

/** Looks at once, and whenever a device comes or goes. @param changed called when `none` has changed */
export function pageOutputs(changed: () => void): Outputs {
  let none = false
  async function look(): Promise<boolean> {
    // a browser that does not tell has told nothing new
    const now = (await hasAudioOutput()) ?? !none
    if (none === now) {
      none = !now
      changed()
    }
    return now
  }
  navigator.mediaDevices?.addEventListener('devicechange', () => void look())
  void look()
  return { look, none: () => none }
}
