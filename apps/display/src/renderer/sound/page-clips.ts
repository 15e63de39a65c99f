import { type ClipSource, voiceRate } from './voice-shelf.ts'

/** Clips as files of the page. They are decoded without an audio device, so a silent computer knows its pack too. */
export function pageClips(): ClipSource {
  // a host that goes away in the middle of a file is one that cannot be asked
  const get = async <T>(path: string, read: (response: Response) => Promise<T>): Promise<T | null> => {
    try {
      const response = await fetch(`./${path}`)
      return response.ok ? await read(response) : null
    } catch {
      return null
    }
  }
  return {
    text: (path) => get(path, (response) => response.text()),
    async samples(path) {
      const bytes = await get(path, (response) => response.arrayBuffer())
      return bytes === null ? null : decodeSound(bytes)
    },
  }
}

let decoder: OfflineAudioContext | null = null

/** Mono samples at `voiceRate`; null for what is no sound. */
export async function decodeSound(bytes: ArrayBuffer): Promise<Float32Array | null> {
  try {
    decoder ??= new OfflineAudioContext(1, 1, voiceRate)
    const sound = await decoder.decodeAudioData(bytes)
    const mono = new Float32Array(sound.length)
    for (let channel = 0; channel < sound.numberOfChannels; channel += 1) {
      sound.getChannelData(channel).forEach((sample, i) => {
        mono[i] = (mono[i] ?? 0) + sample / sound.numberOfChannels
      })
    }
    return mono
  } catch {
    return null
  }
}
