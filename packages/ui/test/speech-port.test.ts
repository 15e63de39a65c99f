import { defaultSpeechKeys, type SpeechState } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import type { SpeechBridge } from '../src/speech/host-speech.ts'
import { openSpeech } from '../src/speech/speech-port.ts'

/** Voices of a browser, and which of them were asked for anything. */
function aBrowser(...voices: readonly { lang: string; localService: boolean }[]): {
  synthesis: Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel'>
  cancelled: () => number
} {
  let cancelled = 0
  const synthesis = {
    getVoices: () => voices.map((voice) => ({ ...voice, default: false, name: voice.lang, voiceURI: voice.lang })),
    cancel: () => void (cancelled += 1),
    speak: () => undefined,
  }
  return { synthesis, cancelled: () => cancelled }
}

function aHost(available: boolean): SpeechBridge & { readonly said: string[] } {
  const state: SpeechState = { available, keys: defaultSpeechKeys }
  const said: string[] = []
  return {
    said,
    state: async () => state,
    say: async (parts) => {
      said.push(parts.map(({ text }) => text).join(' '))
      return true
    },
    stop: async () => undefined,
  }
}

const text = [{ text: 'Їжакевич', language: 'uk' as const }]
const local = [
  { lang: 'uk-UA', localService: true },
  { lang: 'en-GB', localService: true },
]

test('E9 voices of the browser that speak in the network are told nothing: the host speaks', async () => {
  const { synthesis, cancelled } = aBrowser(
    { lang: 'uk-UA', localService: false },
    { lang: 'en-GB', localService: false },
  )
  const host = aHost(true)
  const { port } = await openSpeech(host, synthesis)
  expect(await port?.say(text)).toBe(true)
  expect(host.said).toEqual(['Їжакевич'])
  expect(cancelled()).toBe(0)
})

test('E9 one language in the network is enough for the host to speak both', async () => {
  const { synthesis } = aBrowser({ lang: 'uk-UA', localService: true }, { lang: 'en-GB', localService: false })
  const host = aHost(true)
  await (await openSpeech(host, synthesis)).port?.say(text)
  expect(host.said).toEqual(['Їжакевич'])
})

test('E9 the browser’s own voices are used where both languages have one on this computer', async () => {
  const { synthesis, cancelled } = aBrowser(...local)
  const host = aHost(true)
  const { port } = await openSpeech(host, synthesis)
  port?.stop()
  expect(cancelled()).toBe(1)
  expect(host.said).toEqual([])
})

test('E10 without a voice of the browser or the host hearing is not offered', async () => {
  const { synthesis } = aBrowser({ lang: 'uk-UA', localService: false })
  expect((await openSpeech(aHost(false), synthesis)).port).toBeNull()
  expect((await openSpeech(undefined, synthesis)).port).toBeNull()
})
