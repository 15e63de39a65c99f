import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Heard } from '../src/renderer/sound/audio-port.ts'
import { speaker } from '../src/renderer/sound/speaker.ts'
import { voiceRate, voiceShelf } from '../src/renderer/sound/voice-shelf.ts'
import { requiredClips } from '../src/renderer/voice/clips.ts'
import { joinClips, silenceBelow, trimSilence, wavAddress } from '../src/renderer/voice/join.ts'
import { callSentence } from '../src/renderer/voice/sentences.ts'
import { soundHealth } from '../src/renderer/calls/sound-health.ts'
import { readWav } from '../tools/voice/pcm.ts'

const manifest = (language: 'uk' | 'en'): string =>
  readFileSync(new URL(`../src/renderer/public/voice/${language}/manifest.json`, import.meta.url), 'utf8')

/** A clip of 100 samples at a level, with silence around it. */
const aClip = (level: number): Float32Array =>
  Float32Array.from({ length: 3_000 }, (_, i) => (i >= 1_000 && i < 1_100 ? level : 0))

/** A speaker whose loudspeaker is a list. @param broken names of files that cannot be decoded */
async function aSpeaker(broken: readonly string[] = [], chime: Float32Array | null = aClip(0.5)) {
  const played: { seconds: number; volume: number }[] = []
  const endings: ((heard: Heard) => void)[] = []
  const listeners: (() => void)[] = []
  const shelf = voiceShelf({
    text: async (path) => manifest(path.startsWith('voice/uk') ? 'uk' : 'en'),
    samples: async (path) => (broken.some((name) => path.endsWith(name)) ? null : aClip(0.4)),
  })
  let looks = 0
  const audio = speaker({
    shelf,
    chime: async () => chime,
    after: () => {
      looks += 1
      return looks > 2 ? new Promise(() => {}) : Promise.resolve()
    },
    player: {
      play: (address, volume) => {
        const { rate, samples } = readWav(Buffer.from(address.split(',')[1] ?? '', 'base64'))
        played.push({ seconds: samples.length / rate, volume })
        return new Promise((resolve) => {
          endings.push(resolve)
        })
      },
      stop: () => endings.splice(0).forEach((end) => end({ heard: false, reason: 'stopped' })),
      blocked: () => false,
      noDevice: () => false,
      subscribe: (listener) => {
        listeners.push(listener)
        return () => {}
      },
    },
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  await settle()
  return { audio, played, endings, settle }
}

const call = (language: 'uk' | 'en') => ({
  chime: 'chime' as const,
  clips: callSentence({ ticket: 'А-015', window: '3', language, short: false, again: false }),
})
const clipSeconds = (100 + 2 * Math.round(0.008 * voiceRate)) / voiceRate

describe('the speaker', () => {
  it('A12 makes chime and sentence one piece of sound: six clips and the chime, trimmed, nothing between them', async () => {
    const { audio, played, settle } = await aSpeaker()
    void audio.say(call('uk'))
    await settle()
    expect(played).toEqual([{ seconds: expect.closeTo(3_000 / voiceRate + 6 * clipSeconds, 4) as number, volume: 1 }])
  })

  it('A12 never lets two sounds overlap: the second begins when the first has ended', async () => {
    const { audio, played, endings, settle } = await aSpeaker()
    const first = audio.say(call('uk'))
    const second = audio.say(call('en'))
    await settle()
    expect(played).toHaveLength(1)
    endings[0]?.({ heard: true })
    expect(await first).toEqual({ heard: true })
    await settle()
    expect(played).toHaveLength(2)
    endings[1]?.({ heard: true })
    expect(await second).toEqual({ heard: true })
  })

  it('stops what plays and what waits', async () => {
    const { audio, played, settle } = await aSpeaker()
    const both = [audio.say(call('uk')), audio.say(call('en'))]
    await settle()
    audio.stop()
    expect(await Promise.all(both)).toEqual([
      { heard: false, reason: 'stopped' },
      { heard: false, reason: 'stopped' },
    ])
    expect(played).toHaveLength(1)
  })

  it('A15 calls with the chime alone when a clip of the sentence is missing, and names the clip', async () => {
    const { audio, played, settle } = await aSpeaker(['uk/number-15.ogg'])
    void audio.say(call('uk'))
    await settle()
    expect(played).toEqual([{ seconds: 3_000 / voiceRate, volume: 1 }])
    expect(audio.voice()).toEqual({ state: 'incomplete', missing: ['uk/number-15'] })
  })

  it('A15 leaves a language out whole when one of its clips is missing, and speaks the other', async () => {
    const { audio, played, settle } = await aSpeaker(['en/to-window.ogg'])
    void audio.say(call('en'))
    await settle()
    expect(played[0]?.seconds).toBeCloseTo(3_000 / voiceRate + 6 * clipSeconds, 4)
  })

  it('A15 speaks without the chime when only that is missing, and is silent for a reason when nothing is left', async () => {
    const noChime = await aSpeaker([], null)
    void noChime.audio.say(call('uk'))
    await noChime.settle()
    expect(noChime.played[0]?.seconds).toBeCloseTo(6 * clipSeconds, 4)
    const nothing = await aSpeaker(['.ogg'], null)
    expect(await nothing.audio.say(call('uk'))).toEqual({ heard: false, reason: 'failed' })
  })

  it('A14 plays at the volume it is told, and says so when that is none', async () => {
    const { audio, played, settle } = await aSpeaker()
    audio.setVolume(35)
    void audio.say(call('uk'))
    await settle()
    expect(played[0]?.volume).toBe(0.35)
    const muted = await aSpeaker()
    muted.audio.setVolume(0)
    expect(await muted.audio.say(call('uk'))).toEqual({ heard: false, reason: 'muted' })
    expect(muted.played).toEqual([])
  })
})

describe('joining', () => {
  it('takes the silence off both ends and keeps less than a joint may have', () => {
    const clip = trimSilence(aClip(0.5), voiceRate)
    const quiet = clip.findIndex((sample) => Math.abs(sample) >= silenceBelow)
    expect(quiet / voiceRate).toBeLessThanOrEqual(0.015)
    expect(trimSilence(new Float32Array(500), voiceRate)).toHaveLength(0)
  })

  it('writes a WAV that reads back', () => {
    const samples = joinClips([aClip(0.5), aClip(-0.25)], voiceRate)
    const back = readWav(Buffer.from(wavAddress(samples, voiceRate).split(',')[1] ?? '', 'base64'))
    expect(back.rate).toBe(voiceRate)
    expect(back.samples).toHaveLength(6_000)
    expect(back.samples[1_050]).toBeCloseTo(0.5, 3)
    expect(back.samples[4_050]).toBeCloseTo(-0.25, 3)
  })
})

describe('what the hub is told of the sound', () => {
  function aHealth(answers: boolean[]) {
    const sent: unknown[] = []
    const timers: (() => void)[] = []
    let blocked = false
    let noDevice = false
    const listeners: (() => void)[] = []
    const health = soundHealth(
      {
        blocked: () => blocked,
        noDevice: () => noDevice,
        voice: () => ({ state: 'incomplete', missing: ['uk/number-15'] }),
        subscribe: (listener) => {
          listeners.push(listener)
          return () => {}
        },
      },
      async (report) => {
        sent.push(report)
        return answers.shift() ?? true
      },
      (_, run) => timers.push(run),
    )
    const settle = () => new Promise((resolve) => setImmediate(resolve))
    const block = (value: boolean): void => {
      blocked = value
      for (const listener of listeners) listener()
    }
    const unplug = (value: boolean): void => {
      noDevice = value
      for (const listener of listeners) listener()
    }
    return { health, sent, timers, settle, block, unplug }
  }
  const ok = { sound: 'ok', voice: 'incomplete', missing: ['uk/number-15'] }

  it('A15 is said when the hub is there and when it changes, not at every call', async () => {
    const { health, sent, block } = aHealth([])
    health.heard({ heard: true })
    expect(sent).toEqual([])
    health.linked()
    health.heard({ heard: true })
    health.heard({ heard: false, reason: 'failed' })
    health.heard({ heard: false, reason: 'stopped' })
    block(true)
    expect(sent).toEqual([ok, { ...ok, sound: 'failed' }, { ...ok, sound: 'blocked' }])
  })

  it('A19 is that there is no sound device, without waiting for a call, and that there is one again', async () => {
    const { health, sent, unplug } = aHealth([])
    health.linked()
    unplug(true)
    health.heard({ heard: false, reason: 'no-device' })
    expect(sent).toEqual([ok, { ...ok, sound: 'no-device' }])
    unplug(false)
    // it came in the middle of a call that nobody has heard from its beginning
    health.heard({ heard: false, reason: 'no-device' })
    expect(sent).toEqual([ok, { ...ok, sound: 'no-device' }, ok])
  })

  it('A15 is said again when the hub could not be told, and to a hub that was away', async () => {
    const { health, sent, timers, settle } = aHealth([false])
    health.linked()
    await settle()
    timers.shift()?.()
    expect(sent).toEqual([ok, ok])
    health.linked()
    expect(sent).toHaveLength(3)
  })
})

it('the built-in packs have exactly the clips that are required', () => {
  for (const language of ['uk', 'en'] as const) {
    expect(Object.keys((JSON.parse(manifest(language)) as { clips: object }).clips)).toEqual(requiredClips[language])
  }
})
