import type { AudioPort, Chime } from './audio-port.ts'
import chimeUrl from './chime.wav?url'
import { decodeSound, pageClips } from './page-clips.ts'
import { howlerPlayer } from './player.ts'
import { speaker } from './speaker.ts'
import toneUrl from './tone.wav?url'
import { trimSilence } from '../voice/join.ts'
import { voiceRate, voiceShelf } from './voice-shelf.ts'

/** The display's sound: chimes of the program, clips of the packs, howler. */
export function pageSound(): AudioPort {
  const urls: { readonly [C in Chime]: string } = { chime: chimeUrl, tone: toneUrl }
  const kept = new Map<Chime, Float32Array>()
  const chime = async (name: Chime): Promise<Float32Array | null> => {
    const known = kept.get(name)
    if (known !== undefined) return known
    try {
      const samples = await decodeSound(await (await fetch(urls[name])).arrayBuffer())
      if (samples === null) return null
      // the words begin where the chime is no longer heard
      const heard = trimSilence(samples, voiceRate)
      kept.set(name, heard)
      return heard
    } catch {
      return null
    }
  }
  void chime('chime')
  void chime('tone')
  return speaker({
    player: howlerPlayer(),
    shelf: voiceShelf(pageClips()),
    chime,
    after: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
}
