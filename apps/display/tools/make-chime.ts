import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Writes src/renderer/sound/chime.wav: three falling bell tones, mono, 16 bit. Run it with Node after a change;
// a test compares the committed file with what this script makes.

const sampleRate = 22_050
const seconds = 2.2

/** Start in s, frequency in Hz, strength. A falling major triad: heard as "listen", not as an alarm. */
const tones = [
  { start: 0, hertz: 783.99, gain: 0.9 },
  { start: 0.34, hertz: 659.26, gain: 0.9 },
  { start: 0.68, hertz: 523.25, gain: 1 },
] as const

/** Partials of a struck bar, softened: multiple of the tone, strength, how fast it dies away. */
const partials = [
  { multiple: 1, gain: 1, decay: 3.2 },
  { multiple: 2, gain: 0.35, decay: 5.5 },
  { multiple: 3, gain: 0.12, decay: 9 },
] as const

const attackSeconds = 0.008
const releaseSeconds = 0.12
/** Loudest sample, of 1: −3 dB leaves room for small speakers. */
const peak = 0.7

/** The chime as the bytes of a WAV file. The same bytes every time. */
export function chimeWav(): Buffer {
  const samples = Float64Array.from({ length: Math.round(sampleRate * seconds) }, (_, i) => sampleAt(i / sampleRate))
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const wav = Buffer.alloc(44 + samples.length * 2)
  writeHeader(wav, samples.length * 2)
  samples.forEach((sample, i) => {
    const release = Math.min(1, (samples.length - i) / (releaseSeconds * sampleRate))
    wav.writeInt16LE(Math.round((sample / loudest) * peak * release * 32_767), 44 + i * 2)
  })
  return wav
}

/** All tones and partials at `time` seconds, before the volume is set. */
function sampleAt(time: number): number {
  let sum = 0
  for (const tone of tones) {
    const t = time - tone.start
    if (t < 0) continue
    const attack = Math.min(1, t / attackSeconds)
    for (const partial of partials) {
      const wave = Math.sin(2 * Math.PI * tone.hertz * partial.multiple * t)
      sum += tone.gain * partial.gain * attack * Math.exp(-partial.decay * t) * wave
    }
  }
  return sum
}

function writeHeader(wav: Buffer, dataBytes: number): void {
  wav.write('RIFF', 0, 'ascii')
  wav.writeUInt32LE(36 + dataBytes, 4)
  wav.write('WAVEfmt ', 8, 'ascii')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20) // PCM
  wav.writeUInt16LE(1, 22) // mono
  wav.writeUInt32LE(sampleRate, 24)
  wav.writeUInt32LE(sampleRate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'ascii')
  wav.writeUInt32LE(dataBytes, 40)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../src/renderer/sound/chime.wav', import.meta.url), chimeWav())
}
