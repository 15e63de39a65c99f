import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { burnInShift, shiftEveryMs } from '../src/renderer/layout.ts'
import { readManifest } from '../src/renderer/voice/manifest.ts'
import { checkPack } from '../tools/voice/check-pack.ts'
import { readWav, writeWav } from '../tools/voice/pcm.ts'

const rate = 24_000
let folder: string

/** A pack of tones: every clip the same WAV. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cherha-pack-'))
  const built = new URL('../src/renderer/public/voice/uk/manifest.json', import.meta.url)
  const manifest = JSON.parse(readFileSync(built, 'utf8')) as { clips: Record<string, string> }
  for (const clip of Object.keys(manifest.clips)) manifest.clips[clip] = 'tone.wav'
  manifest.clips['number-15'] = 'fifteen.wav'
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(path.join(folder, 'tone.wav'), aTone(0.3, 0.5))
  writeFileSync(path.join(folder, 'fifteen.wav'), aTone(0.3, 0.5))
})
afterEach(() => rmSync(folder, { recursive: true }))

function aTone(level: number, seconds: number): Buffer {
  return writeWav(
    Float32Array.from({ length: rate * seconds }, (_, i) => level * Math.sin(i / 10)),
    rate,
  )
}

const decode = async (bytes: Buffer): Promise<Float32Array | null> => {
  try {
    return readWav(bytes).samples
  } catch {
    return null
  }
}
const problems = async (): Promise<readonly string[]> => (await checkPack(folder, decode)).problems
const put = (name: string, content: Buffer | string): void => writeFileSync(path.join(folder, name), content)

describe('the checker of voice packs', () => {
  it('takes a pack in which every clip is there and heard', async () => {
    const { problems: found, notes, summary } = await checkPack(folder, decode)
    expect([found, notes]).toEqual([[], []])
    expect(summary).toMatch(/^uk: .* 134 clips, 67 s\./)
  })

  it.each([
    [
      'that is missing',
      () => rmSync(path.join(folder, 'fifteen.wav')),
      /^number-15 \(fifteen.wav\): the file is not there/,
    ],
    ['that is empty', () => put('fifteen.wav', ''), /^number-15 .*: the file is empty/],
    ['that cannot be decoded', () => put('fifteen.wav', 'no sound'), /^number-15 .*: it cannot be decoded: save it as/],
    ['that is silent', () => put('fifteen.wav', aTone(0, 0.5)), /^number-15 .*: silent, .* record it louder/],
    ['that whispers', () => put('fifteen.wav', aTone(0.008, 0.5)), /^number-15 .*: silent/],
    ['that is too long', () => put('fifteen.wav', aTone(0.3, 3)), /^number-15 .*: 3\.0 s, at most 2\.5 s/],
  ])('refuses a clip %s: what, why, what to do', async (_, spoil, expected) => {
    spoil()
    expect(await problems()).toEqual([expect.stringMatching(expected)])
  })

  it('names a clip that shouts or is clipped, and takes the pack', async () => {
    put('fifteen.wav', aTone(1, 0.5))
    const { problems: found, notes } = await checkPack(folder, decode)
    expect(found).toEqual([])
    expect(notes).toEqual([expect.stringContaining('clipped'), expect.stringContaining('much louder')])
  })

  it('refuses a folder that is none, and one without a manifest', async () => {
    expect((await checkPack(path.join(folder, 'nowhere'), decode)).problems[0]).toMatch(/is no folder/)
    mkdirSync(path.join(folder, 'empty'))
    expect((await checkPack(path.join(folder, 'empty'), decode)).problems[0]).toMatch(/manifest\.json is missing/)
  })

  it('says everything that is wrong with a manifest at once', () => {
    const clips = { call: '../call.ogg', 'letter-А': 'а.ogg' }
    const read = readManifest(JSON.stringify({ format: 2, language: 'de', title: ' ', maker: 'x', clips }))
    expect(read.ok ? [] : read.problems.map((text) => text.split(' ')[0])).toEqual([
      'format',
      'language',
      'title',
      'licence',
      'call:',
      'letter-А:',
    ])
    expect(readManifest('{').ok).toBe(false)
    expect(readManifest('[]').ok).toBe(false)
    const few = readManifest(
      JSON.stringify({ format: 1, language: 'en', title: 'x', maker: 'x', licence: 'x', clips: {} }),
    )
    expect(few.ok ? 0 : few.problems.length).toBe(120)
  })
})

describe('the place of the board', () => {
  it('moves every few minutes, by a few px, never far', () => {
    const places = Array.from({ length: 18 }, (_, i) => burnInShift(i * shiftEveryMs))
    expect(new Set(places.slice(0, 9).map(String)).size).toBe(9)
    expect(places.slice(9)).toEqual(places.slice(0, 9))
    for (const [x, y] of places) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(3)
    expect(burnInShift(shiftEveryMs - 1)).toEqual(burnInShift(0))
  })
})
