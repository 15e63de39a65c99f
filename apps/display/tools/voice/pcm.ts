// Sound as numbers, for the maker and the checker of voice packs.

/** Mono, 16 bit, as espeak-ng writes it, or any other plain WAV. */
export function readWav(bytes: Buffer): { readonly rate: number; readonly samples: Float32Array } {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') throw new Error('not a WAV file')
  let at = 12
  let rate = 0
  let channels = 1
  while (at + 8 <= bytes.length) {
    const name = bytes.toString('latin1', at, at + 4)
    // a WAV written to a pipe does not know its length
    const size = Math.min(bytes.readUInt32LE(at + 4), bytes.length - at - 8)
    if (name === 'fmt ') {
      channels = bytes.readUInt16LE(at + 10)
      rate = bytes.readUInt32LE(at + 12)
    }
    if (name === 'data') {
      const count = Math.floor(size / 2 / channels)
      const samples = Float32Array.from(
        { length: count },
        (_, i) => bytes.readInt16LE(at + 8 + i * 2 * channels) / 32_768,
      )
      return { rate, samples }
    }
    at += 8 + size + (size % 2)
  }
  throw new Error('a WAV file without data')
}

export function writeWav(samples: Float32Array, rate: number): Buffer {
  const wav = Buffer.alloc(44 + samples.length * 2)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + samples.length * 2, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20) // PCM
  wav.writeUInt16LE(1, 22) // mono
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, i) => wav.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + i * 2))
  return wav
}

/** Loudest sample, of 1. */
export function peakOf(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}

/** Root mean square, of 1. */
export function rmsOf(samples: Float32Array): number {
  return samples.length === 0
    ? 0
    : Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
}
