import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { silenceBelow, trimSilence } from '../../src/renderer/voice/join.ts'
import { requiredClips } from '../../src/renderer/voice/clips.ts'
import { readManifest } from '../../src/renderer/voice/manifest.ts'
import { peakOf, rmsOf } from './pcm.ts'

/** Decodes a sound file to mono at 24,000 samples a second, as the display will; null: it cannot. */
export type Decode = (bytes: Buffer) => Promise<Float32Array | null>

export interface PackReport {
  /** What makes the pack unusable: what, why, what to do; one line each. */
  readonly problems: readonly string[]
  /** What is said of a pack that is used all the same. */
  readonly notes: readonly string[]
  readonly summary: string | null
}

const rate = 24_000
/** A sentence has up to twelve clips, and the next call waits for its end. */
const longest: { readonly phrase: number; readonly word: number } = { phrase: 8, word: 2.5 }
/** Words of numbers and letters; everything else is a phrase. */
const isWord = (clip: string): boolean => /^(number|tens|hundred|thousand|letter|latin|hour|minutes?)-/.test(clip)
/** Root mean square below which a clip is not heard in a hall, of 1. */
const leastLoudness = 0.01
const clippedAt = 0.999
/** Loudness of clips of one pack should lie this close together, as a factor. */
const evenWithin = 3

/** Checks a voice pack: the folder, its manifest and every clip. Changes nothing. */
export async function checkPack(folder: string, decode: Decode): Promise<PackReport> {
  const file = path.join(folder, 'manifest.json')
  const fail = (...problems: string[]): PackReport => ({ problems, notes: [], summary: null })
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return fail(`${folder} is no folder: give the folder of one language, with its manifest.json.`)
  if (!existsSync(file)) return fail(`${file} is missing: a pack begins with it; copy that of the built-in pack.`)
  const read = readManifest(readFileSync(file, 'utf8'))
  if (!read.ok) return fail(...read.problems)
  const { manifest } = read
  const problems: string[] = []
  const notes: string[] = []
  const loudness = new Map<string, number>()
  let seconds = 0
  for (const clip of requiredClips[manifest.language]) {
    const name = manifest.clips[clip] ?? ''
    const known = await readClip(path.join(folder, name), decode)
    if (typeof known === 'string') {
      problems.push(`${clip} (${name}): ${known}`)
      continue
    }
    const heard = trimSilence(known, rate)
    const length = heard.length / rate
    seconds += length
    const most = isWord(clip) ? longest.word : longest.phrase
    if (heard.length === 0 || rmsOf(heard) < leastLoudness)
      problems.push(`${clip} (${name}): silent, so its word would be missing from the sentence: record it louder.`)
    else if (length > most)
      problems.push(
        `${clip} (${name}): ${length.toFixed(1)} s, at most ${most} s, the next call waits: cut or record it anew.`,
      )
    else loudness.set(clip, rmsOf(heard))
    if (peakOf(known) >= clippedAt) notes.push(`${clip} (${name}): clipped at full scale; it may crackle.`)
  }
  notes.push(...uneven(loudness))
  const { language, title, maker, licence } = manifest
  return {
    problems,
    notes,
    summary: `${language}: ${title}. ${Object.keys(manifest.clips).length} clips, ${seconds.toFixed(0)} s. ${maker}. ${licence}.`,
  }
}

async function readClip(file: string, decode: Decode): Promise<Float32Array | string> {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    return 'the file is not there or cannot be read: put it beside the manifest.'
  }
  if (bytes.length === 0) return 'the file is empty: record or copy it again.'
  const samples = await decode(bytes)
  return samples ?? 'it cannot be decoded: save it as Ogg Opus, Ogg Vorbis, MP3 or WAV.'
}

/** Clips far from the middle of the pack: one shouts or whispers in the sentence. */
function uneven(loudness: ReadonlyMap<string, number>): readonly string[] {
  const sorted = [...loudness.values()].sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? silenceBelow
  return [...loudness]
    .filter(([, value]) => value > middle * evenWithin || value < middle / evenWithin)
    .map(([clip, value]) => `${clip}: ${value > middle ? 'much louder' : 'much quieter'} than the others; level it.`)
}
