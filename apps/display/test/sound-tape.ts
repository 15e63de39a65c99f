import type { Page } from 'playwright-core'

/** Everything a page has played, as the loudspeakers got it. */
export interface Tape {
  readonly rate: number
  readonly samples: Float32Array
  /** `Date.now()` of a moment of the tape, s. The audio of a busy computer falls behind the clock on the wall. */
  readonly wallAt: (seconds: number) => number
  /** The other way round, to a twentieth of a second; at most the end of the tape. */
  readonly secondsAt: (wall: number) => number
}

declare global {
  interface Window {
    soundTape?: { rate: number; parts: Float32Array[]; firstFrame: number | null; arrivals: number[] }
  }
}

/**
 * Records what a page really mixes: an AudioWorklet between its last node and its destination. Call it before `goto`; it
 * works with any WebAudio player, so the display's code is the shipped code.
 */
export async function recordSound(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const recorder = `registerProcessor('tape', class extends AudioWorkletProcessor {
      process([input], [output]) {
        const heard = input[0] ?? new Float32Array(128)
        output.forEach((channel, i) => channel.set(input[i] ?? heard))
        this.port.postMessage({ frame: currentFrame, samples: heard.slice() })
        return true
      }
    })`
    const connect = AudioNode.prototype.connect
    const taps = new WeakMap<BaseAudioContext, GainNode>()
    AudioNode.prototype.connect = function (this: AudioNode, target: AudioNode | AudioParam, ...rest: number[]) {
      if (!(target instanceof AudioDestinationNode) || !(target.context instanceof AudioContext))
        return Reflect.apply(connect, this, [target, ...rest]) as AudioNode
      const { context } = target
      let tap = taps.get(context)
      if (tap === undefined) {
        tap = context.createGain()
        taps.set(context, tap)
        const input = tap
        const tape: NonNullable<Window['soundTape']> = {
          rate: context.sampleRate,
          parts: [],
          firstFrame: null,
          arrivals: [],
        }
        window.soundTape = tape
        void context.audioWorklet
          .addModule(URL.createObjectURL(new Blob([recorder], { type: 'text/javascript' })))
          .then(() => {
            const node = new AudioWorkletNode(context, 'tape')
            node.port.onmessage = ({ data }: MessageEvent<{ frame: number; samples: Float32Array }>) => {
              tape.firstFrame ??= data.frame
              tape.parts.push(data.samples)
              tape.arrivals.push(Date.now() - ((data.frame - tape.firstFrame) / context.sampleRate) * 1_000)
            }
            Reflect.apply(connect, input, [node])
            Reflect.apply(connect, node, [context.destination])
          })
      }
      return Reflect.apply(connect, this, [tap, ...rest]) as AudioNode
    }
  })
}

/** Waits until the recorder runs: nothing before it is on the tape. */
export async function tapeRuns(page: Page): Promise<void> {
  await page.waitForFunction(() => (window.soundTape?.parts.length ?? 0) > 0)
}

/** Within so many seconds audio and wall keep the same pace, s. */
const nearS = 1

/** The tape so far. */
export async function soundTape(page: Page): Promise<Tape> {
  const { rate, partSize, arrivals, text } = await page.evaluate(() => {
    const tape = window.soundTape
    if (tape === undefined) throw new Error('nothing was recorded')
    const parts = [...tape.parts]
    const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      part.forEach((sample, i) => {
        whole[at + i] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)
      })
      at += part.length
    }
    const bytes = new Uint8Array(whole.buffer)
    let binary = ''
    for (let i = 0; i < bytes.length; i += 32_768) binary += String.fromCharCode(...bytes.subarray(i, i + 32_768))
    const partSize = parts[0]?.length ?? 0
    return { rate: tape.rate, partSize, arrivals: tape.arrivals.slice(0, parts.length), text: btoa(binary) }
  })
  const bytes = Buffer.from(text, 'base64')
  const samples = Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(i * 2) / 32_768)
  // a part is told of after it was mixed: the one told of soonest, of those nearby, says when the tape began
  const wallAt = (seconds: number): number => {
    const part = Math.round((seconds * rate) / partSize)
    const near = Math.round((nearS * rate) / partSize)
    return Math.min(...arrivals.slice(Math.max(0, part - near), part + near)) + seconds * 1_000
  }
  const secondsAt = (wall: number): number => {
    let seconds = 0
    while (seconds < samples.length / rate && wallAt(seconds) < wall) seconds += 0.05
    return seconds
  }
  return { rate, samples, wallAt, secondsAt }
}

/** Where a clip lies on a tape. */
export interface Found {
  readonly clip: string
  /** Seconds from the beginning of the tape. */
  readonly from: number
  readonly to: number
  /** Likeness of tape and clip there, 0–1; another sound mixed in lowers it. */
  readonly likeness: number
}

/**
 * Finds a clip on a tape by its shape. Both have the same rate.
 * @param after seconds from which on it may begin, and `before` until when
 */
export function findClip(tape: Tape, clip: string, samples: Float32Array, after = 0, before = Infinity): Found {
  const step = 6
  const coarse = (all: Float32Array): Float32Array =>
    Float32Array.from({ length: Math.floor(all.length / step) }, (_, i) => {
      let sum = 0
      for (let k = 0; k < step; k += 1) sum += all[i * step + k] ?? 0
      return sum / step
    })
  const from = Math.max(0, Math.round(after * tape.rate))
  const to = Math.min(tape.samples.length, Math.round(before * tape.rate) + samples.length)
  const part = tape.samples.subarray(from, to)
  const rough = best(coarse(part), coarse(samples), 0, Infinity)
  const fine = best(part, samples, (rough.at - 2) * step, (rough.at + 2) * step)
  const at = from + fine.at
  return { clip, from: at / tape.rate, to: (at + samples.length) / tape.rate, likeness: fine.likeness }
}

/** Where a clip could be heard there is at least this part of its energy; the silence of a tape is passed over. */
const leastEnergy = 0.02

function best(tape: Float32Array, clip: Float32Array, from: number, to: number): { at: number; likeness: number } {
  const clipEnergy = clip.reduce((sum, sample) => sum + sample * sample, 0)
  const first = Math.max(0, from)
  let energy = 0
  for (let i = 0; i < clip.length; i += 1) energy += (tape[first + i] ?? 0) ** 2
  let found = { at: 0, likeness: 0 }
  for (let at = first; at <= Math.min(to, tape.length - clip.length); at += 1) {
    if (energy > leastEnergy * clipEnergy) {
      let product = 0
      for (let i = 0; i < clip.length; i += 1) product += (tape[at + i] ?? 0) * (clip[i] ?? 0)
      const likeness = product / Math.sqrt(energy * clipEnergy)
      if (likeness > found.likeness) found = { at, likeness }
    }
    energy += (tape[at + clip.length] ?? 0) ** 2 - (tape[at] ?? 0) ** 2
  }
  return found
}

/** Where the next sound on a tape begins, s from its beginning; its end when nothing more is heard. */
export function soundFrom(tape: Tape, after: number, silenceBelow: number): number {
  const from = Math.round(after * tape.rate)
  const found = tape.samples.subarray(from).findIndex((sample) => Math.abs(sample) >= silenceBelow)
  return (found < 0 ? tape.samples.length : from + found) / tape.rate
}

/** Longest silence between two moments of a tape, s. */
export function longestSilence(tape: Tape, from: number, to: number, below: number): number {
  let longest = 0
  let run = 0
  for (let i = Math.round(from * tape.rate); i < Math.round(to * tape.rate); i += 1) {
    run = Math.abs(tape.samples[i] ?? 0) < below ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest / tape.rate
}
