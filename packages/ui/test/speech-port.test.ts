import { defaultSpeechKeys, type SpeechState } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import type { SpeechBridge } from '../src/speech/host-speech.ts'
import { openSpeech, type OpenedSpeech } from '../src/speech/speech-port.ts'

type Synthesis = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'addEventListener'>
interface Voice {
  readonly lang: string
  readonly localService: boolean
}

/** Voices of a browser, and which of them were asked for anything. */
function aBrowser(...voices: readonly Voice[]): {
  synthesis: Synthesis
  cancelled: () => number
  /** The browser learns what voices there are. */
  learns: (...others: readonly Voice[]) => void
} {
  let cancelled = 0
  let known = voices
  const events = new EventTarget()
  const synthesis: Synthesis = {
    getVoices: () => known.map((voice) => ({ ...voice, default: false, name: voice.lang, voiceURI: voice.lang })),
    cancel: () => void (cancelled += 1),
    speak: () => undefined,
    addEventListener: events.addEventListener.bind(events),
  }
  const learns = (...others: readonly Voice[]): void => {
    known = others
    events.dispatchEvent(new Event('voiceschanged'))
  }
  return { synthesis, cancelled: () => cancelled, learns }
}

/** What was opened, one after the other. */
async function opened(bridge: SpeechBridge | undefined, synthesis: Synthesis): Promise<OpenedSpeech[]> {
  const found: OpenedSpeech[] = []
  await openSpeech(bridge, (speech) => void found.push(speech), synthesis)
  return found
}
const port = async (bridge: SpeechBridge | undefined, synthesis: Synthesis) =>
  (await opened(bridge, synthesis)).at(-1)?.port

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
  expect(await (await port(host, synthesis))?.say(text)).toBe(true)
  expect(host.said).toEqual(['Їжакевич'])
  expect(cancelled()).toBe(0)
})

test('E9 one language in the network is enough for the host to speak both', async () => {
  const { synthesis } = aBrowser({ lang: 'uk-UA', localService: true }, { lang: 'en-GB', localService: false })
  const host = aHost(true)
  await (await port(host, synthesis))?.say(text)
  expect(host.said).toEqual(['Їжакевич'])
})

test('E9 the browser’s own voices are used where both languages have one on this computer', async () => {
  const { synthesis, cancelled } = aBrowser(...local)
  const host = aHost(true)
  const speech = await port(host, synthesis)
  speech?.stop()
  expect(cancelled()).toBe(1)
  expect(host.said).toEqual([])
})

test('E10 without a voice of the browser or the host hearing is not offered', async () => {
  const { synthesis } = aBrowser({ lang: 'uk-UA', localService: false })
  expect(await port(aHost(false), synthesis)).toBeNull()
  expect(await port(undefined, synthesis)).toBeNull()
})

test('E10 voices that the browser learns only later are offered then, without a new start', async () => {
  const { synthesis, learns, cancelled } = aBrowser()
  const found = await opened(aHost(false), synthesis)
  expect(found.map((speech) => speech.port === null)).toEqual([true])
  learns({ lang: 'uk-UA', localService: true })
  expect(found).toHaveLength(1)
  learns(...local)
  expect(found.map((speech) => speech.port === null)).toEqual([true, false])
  found.at(-1)?.port?.stop()
  expect(cancelled()).toBe(1)
  // the same again changes nothing, and none any more is no hearing any more
  learns(...local)
  expect(found).toHaveLength(2)
  learns()
  expect(found.map((speech) => speech.port === null)).toEqual([true, false, true])
})
