import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Writes src/renderer/sound/chime.wav, three falling bell tones, and tone.wav, the last of them alone, for calls under
// load; mono, 16 bit. Run it with Node after a change; a test compares the committed files with what this script makes.

const sampleRate = 22_050
const chimeSeconds = 2.2
const toneSeconds = 0.7

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
  return wavOf(chimeSeconds, 0)
}

/** One tone of the chime, as the bytes of a WAV file. */
export function toneWav(): Buffer {
  return wavOf(toneSeconds, tones[2].start)
}

/** @param from where in the chime it begins, s: what began before is not in it */
function wavOf(seconds: number, from: number): Buffer {
  const samples = Float64Array.from({ length: Math.round(sampleRate * seconds) }, (_, i) =>
    sampleAt(from, i / sampleRate),
  )
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const wav = Buffer.alloc(44 + samples.length * 2)
  writeHeader(wav, samples.length * 2)
  samples.forEach((sample, i) => {
    const release = Math.min(1, (samples.length - i) / (releaseSeconds * sampleRate))
    wav.writeInt16LE(Math.round((sample / loudest) * peak * release * 32_767), 44 + i * 2)
  })
  return wav
}

/** All tones that begin at `from` or later, `time` seconds after it, before the volume is set. */
function sampleAt(from: number, time: number): number {
  let sum = 0
  for (const tone of tones) {
    const t = from + time - tone.start
    if (tone.start < from || t < 0) continue
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
  writeFileSync(new URL('../src/renderer/sound/tone.wav', import.meta.url), toneWav())
}
