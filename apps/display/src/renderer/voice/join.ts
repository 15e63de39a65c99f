/** Quieter than this nobody hears it in a hall: it counts as silence (of 1). */
export const silenceBelow = 0.006
/** What a clip keeps before its first and after its last sound, s. Two of them are less than the 30 ms of a joint. */
const marginSeconds = 0.008
/** Edges fade over this, s: a cut in the middle of a wave clicks. */
const fadeSeconds = 0.003

/**
 * A clip without the silence around it: recordings begin and end with some, and in a sentence it would be a gap.
 * @param rate samples per second
 */
export function trimSilence(samples: Float32Array, rate: number): Float32Array {
  const first = samples.findIndex((sample) => Math.abs(sample) >= silenceBelow)
  if (first === -1) return new Float32Array(0)
  const last = samples.findLastIndex((sample) => Math.abs(sample) >= silenceBelow)
  const margin = Math.round(marginSeconds * rate)
  return samples.slice(Math.max(0, first - margin), Math.min(samples.length, last + 1 + margin))
}

/** The clips as one piece of sound: nothing between them can wait for a timer. */
export function joinClips(clips: readonly Float32Array[], rate: number): Float32Array {
  const whole = new Float32Array(clips.reduce((length, clip) => length + clip.length, 0))
  const fade = Math.max(1, Math.round(fadeSeconds * rate))
  let at = 0
  for (const clip of clips) {
    whole.set(clip, at)
    const edge = Math.min(fade, Math.floor(clip.length / 2))
    for (let i = 0; i < edge; i += 1) {
      whole[at + i] = (clip[i] ?? 0) * (i / edge)
      whole[at + clip.length - 1 - i] = (clip[clip.length - 1 - i] ?? 0) * (i / edge)
    }
    at += clip.length
  }
  return whole
}

/** Mono sound as a WAV in a `data:` address, 16 bit: howler decodes it without a request. */
export function wavAddress(samples: Float32Array, rate: number): string {
  const bytes = new Uint8Array(44 + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const text = (at: number, value: string): void => [...value].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples.length * 2, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, i) =>
    view.setInt16(44 + i * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true),
  )
  let binary = ''
  // in pieces: `apply` takes no more arguments than fit on the stack
  for (let at = 0; at < bytes.length; at += 8_192) binary += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return `data:audio/wav;base64,${btoa(binary)}`
}
