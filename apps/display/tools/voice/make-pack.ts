// Makes the built-in voice pack, src/renderer/public/voice/{uk,en}: node apps/display/tools/voice/make-pack.ts
// Needs espeak-ng 1.51 and ffmpeg with libopus. The clips are committed; docs/voice.md tells how to put recordings
// in their place.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { silenceBelow, trimSilence } from '../../src/renderer/voice/join.ts'
import { voiceLanguages, type VoiceLanguage } from '../../src/renderer/voice/clips.ts'
import { peakOf, readWav, rmsOf, writeWav } from './pcm.ts'
import { ukrainianPhonemes } from './phonemes.ts'
import { type Words, wordsOf } from './words.ts'

const voices: Readonly<Record<VoiceLanguage, string>> = { uk: 'uk', en: 'en-gb' }
/** Words a minute: slower than espeak's own 175, for a hall with an echo. */
const wordsPerMinute = 150
/** Loudness of every clip, root mean square of 1; the loudest sample stays below `mostPeak`, and Opus adds to it. */
const targetRms = 0.13
const mostPeak = 0.7

const out = path.resolve(import.meta.dirname, '../../src/renderer/public/voice')
const work = mkdtempSync(path.join(tmpdir(), 'cherha-voice-'))

for (const language of voiceLanguages) {
  const folder = path.join(out, language)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const clips: Record<string, string> = {}
  for (const [clip, words] of wordsOf(language)) {
    const file = `${fileName(clip)}.ogg`
    makeClip(words, path.join(folder, file))
    clips[clip] = file
  }
  const manifest = {
    format: 1,
    language,
    title: language === 'uk' ? 'Вбудований голос (синтез)' : 'Built-in voice (synthesised)',
    maker: 'espeak-ng 1.51, apps/display/tools/voice/make-pack.ts',
    licence: 'EUPL-1.2',
    clips,
  }
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  process.stdout.write(`${language}: ${Object.keys(clips).length} clips\n`)
}
rmSync(work, { recursive: true })

/** Names of files in ASCII: some archives spoil others. `letter-А` is `letter-u0410`. */
function fileName(clip: string): string {
  return clip.replace(/[^\x20-\x7e]/g, (char) => `u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}

function makeClip({ text: words, spokenIn: language }: Words, file: string): void {
  const spoken = path.join(work, 'spoken.wav')
  const text = language === 'uk' ? `[[${ukrainianPhonemes(words)}]]` : words
  execFileSync('espeak-ng', ['-v', voices[language], '-s', String(wordsPerMinute), '-w', spoken, '--', text])
  const { rate, samples } = readWav(readFileSync(spoken))
  const loud = level(samples)
  const clip = trimSilence(loud, rate)
  if (rmsOf(clip) < silenceBelow) throw new Error(`${language}: espeak-ng said nothing for ${JSON.stringify(words)}`)
  const trimmed = path.join(work, 'clip.wav')
  writeFileSync(trimmed, writeWav(clip, rate))
  const opus = ['-c:a', 'libopus', '-b:a', '24k', '-vbr', 'on', '-application', 'voip', '-ar', '24000', '-ac', '1']
  // bitexact: the same words give the same bytes
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-i',
    trimmed,
    ...opus,
    '-flags',
    '+bitexact',
    '-fflags',
    '+bitexact',
    file,
  ])
}

function level(samples: Float32Array): Float32Array {
  const voiced = trimSilence(samples, 22_050)
  const gain = Math.min(targetRms / rmsOf(voiced), mostPeak / peakOf(voiced))
  return samples.map((sample) => sample * gain)
}
