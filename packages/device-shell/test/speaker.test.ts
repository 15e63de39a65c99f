import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultSpeechKeys } from '@cherha/shared/protocol'
import { judgeKey } from '../src/lockdown/keys.ts'
import { openSpeaker } from '../src/speech/speaker.ts'

let folder: string
let command: string
let heard: string

/** A program that writes down what it is told to speak and how; it takes as long as the text has letters `.`. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cherha-voice-'))
  command = path.join(folder, 'voice')
  heard = path.join(folder, 'heard')
  writeFileSync(
    command,
    `#!${process.execPath}
const asked = process.argv[2].split('--voices=')[1]
if (asked !== undefined) {
  console.log('Pty Language Age/Gender VoiceName\\n' + (asked === process.env.NO_VOICE ? '' : ' 5  ' + asked + '  --/M  Voice'))
  process.exit(0)
}
let text = ''
process.stdin.on('data', (data) => (text += data)).on('end', () => {
  require('node:fs').appendFileSync(${JSON.stringify(heard)}, process.argv.slice(2).join(' ') + '|' + text + '\\n')
  if (text.includes('...')) setInterval(() => {}, 1000)
})
`,
  )
  chmodSync(command, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = (): string[] => (existsSync(heard) ? readFileSync(heard, 'utf8').trim().split('\n') : [])

describe('the voice of a device', () => {
  it('E9 a text goes to the program by its standard input, each part with the voice of its language', async () => {
    const speaker = openSpeaker({ command })
    await expect(
      speaker.say([
        { text: 'Ваш номер А-015', language: 'uk' },
        { text: 'English', language: 'en' },
      ]),
    ).resolves.toBe(true)
    expect(lines()).toEqual(['-v uk -s 150 --stdin|Ваш номер А-015', '-v en-gb -s 150 --stdin|English'])
  })

  it('E8 what comes next cuts off what is being spoken, and so does the end', async () => {
    const speaker = openSpeaker({ command })
    const long = speaker.say([
      { text: 'Довго...', language: 'uk' },
      { text: 'Ніколи', language: 'uk' },
    ])
    await expect.poll(lines).toHaveLength(1)
    await expect(speaker.say([{ text: 'Далі', language: 'uk' }])).resolves.toBe(true)
    await expect(long).resolves.toBe(false)
    const again = speaker.say([{ text: 'Довго...', language: 'uk' }])
    await expect.poll(lines).toHaveLength(3)
    speaker.stop()
    await expect(again).resolves.toBe(false)
    expect(lines().join()).not.toContain('Ніколи')
  })

  it('E18 a voice that hangs is ended after ten seconds and a fifth of one for each letter, and nothing comes after it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const speaker = openSpeaker({ command })
      let ended: boolean | null = null
      const speaking = speaker
        .say([
          { text: 'Довго...', language: 'uk' },
          { text: 'Ніколи', language: 'uk' },
        ])
        .then((heard) => (ended = heard))
      // (a poll would let the played time pass)
      while (lines().length === 0) await new Promise((resolve) => setImmediate(resolve))
      await vi.advanceTimersByTimeAsync(10_000 + 200 * 'Довго...'.length - 1)
      expect(ended).toBeNull()
      await vi.advanceTimersByTimeAsync(1)
      await speaking
      expect(ended).toBe(false)
      await expect(speaker.say([{ text: 'Далі', language: 'uk' }])).resolves.toBe(true)
      expect(lines().map((line) => line.split('|')[1])).toEqual(['Довго...', 'Далі'])
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('E10 a computer without the program says so and speaks nothing', async () => {
    const speaker = openSpeaker({ command: path.join(folder, 'nothing-here') })
    expect(speaker.state().available).toBe(false)
    expect(speaker.state().missing).toEqual(['uk', 'en'])
    await expect(speaker.say([{ text: 'Талон', language: 'uk' }])).resolves.toBe(false)
    expect(openSpeaker({ command }).state()).toEqual({ available: true, keys: defaultSpeechKeys })
  })

  it('E10 a program without a Ukrainian voice says which it lacks, and speaks nothing in another voice', async () => {
    writeFileSync(command, readFileSync(command, 'utf8').replace('process.env.NO_VOICE', "'uk'"))
    const speaker = openSpeaker({ command })
    expect(speaker.state()).toMatchObject({ available: false, missing: ['uk'] })
    await expect(speaker.say([{ text: 'English', language: 'en' }])).resolves.toBe(false)
    expect(lines()).toEqual([])
  })

  it('E8 the keys of a panel reach a terminal’s page, and no other keys of a row of functions do', () => {
    const key = (name: string) => ({
      type: 'keyDown',
      key: name,
      code: name,
      control: false,
      shift: false,
      alt: false,
      meta: false,
      isAutoRepeat: false,
    })
    for (const name of ['F13', 'F15', 'F20', 'F24']) expect(judgeKey('kiosk', key(name))).toBe('allow')
    for (const name of ['F1', 'F5', 'F11', 'F12']) expect(judgeKey('kiosk', key(name))).toBe('block')
    expect(judgeKey('desk', key('F15'))).toBe('block')
    // as Linux names F20
    expect(judgeKey('kiosk', { ...key('MicrophoneToggle'), code: 'F20' })).toBe('allow')
    expect(judgeKey('desk', { ...key('MicrophoneToggle'), code: 'F20' })).toBe('block')
  })
})

const installed = spawnSync('espeak-ng', ['--version']).status === 0
if (!installed) console.warn('espeak-ng is not installed: what the real voice sounds like is not tested here')

describe.skipIf(!installed)('espeak-ng itself (skipped where it is not installed)', () => {
  it('E9 makes sound of a Ukrainian sentence that no list of processes has seen', async () => {
    // the real program with the very arguments of the speaker; its sound goes to a file instead of a loudspeaker
    const wav = path.join(folder, 'sound.wav')
    const listed = path.join(folder, 'listed')
    const real = path.join(folder, 'real')
    writeFileSync(
      real,
      `#!/bin/sh
case "$1" in --voices=*) exec espeak-ng "$@" ;; esac
echo "$@" > '${listed}'
exec espeak-ng "$@" --stdout > '${wav}'
`,
    )
    chmodSync(real, 0o755)
    const speaker = openSpeaker({ command: real })
    expect(speaker.state().available).toBe(true)
    const loudness = async (text: string): Promise<{ seconds: number; rms: number }> => {
      await expect(speaker.say([{ text, language: 'uk' }])).resolves.toBe(true)
      return heardIn(readFileSync(wav))
    }
    const sentence = await loudness('Запрошується відвідувач з номером талона А п’ятнадцять.')
    expect(sentence.seconds).toBeGreaterThan(2)
    expect(sentence.rms).toBeGreaterThan(500)
    const word = await loudness('Так')
    expect(word.seconds).toBeLessThan(sentence.seconds / 2)
    expect(readFileSync(listed, 'utf8')).toBe('-v uk -s 150 --stdin\n')
  })
})

/** Length and mean loudness of 16-bit mono samples; a program that writes into a pipe does not know their number. */
function heardIn(wav: Buffer): { seconds: number; rms: number } {
  expect(wav.toString('latin1', 0, 4)).toBe('RIFF')
  const rate = wav.readUInt32LE(24)
  const from = wav.indexOf('data', 12, 'latin1') + 8
  const samples = Math.floor((wav.length - from) / 2)
  let sum = 0
  for (let n = 0; n < samples; n += 1) sum += wav.readInt16LE(from + n * 2) ** 2
  return { seconds: samples / rate, rms: Math.sqrt(sum / samples) }
}
