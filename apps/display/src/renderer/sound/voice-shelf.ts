import { requiredClips, voiceLanguages, type SpokenClip, type VoiceLanguage } from '../voice/clips.ts'
import { trimSilence } from '../voice/join.ts'
import { readManifest } from '../voice/manifest.ts'
import type { VoiceState } from './audio-port.ts'

/** Samples per second of everything that is spoken. */
export const voiceRate = 24_000

/** How the shelf gets at files and turns them into samples. */
export interface ClipSource {
  /** Text of a file below the page; null: it cannot be had. */
  text(path: string): Promise<string | null>
  /** Mono samples of a sound file at `voiceRate`; null: it cannot be had or decoded. */
  samples(path: string): Promise<Float32Array | null>
}

/** The clips of the packs `voice/uk` and `voice/en`, decoded once and trimmed. */
export interface VoiceShelf {
  /** Reads both packs; again after a failure. Never rejects. */
  load(): Promise<void>
  /** Null when one of them is missing: half a sentence would send somebody to the wrong window. */
  clips(wanted: readonly SpokenClip[]): readonly Float32Array[] | null
  state(): VoiceState
}

/** Names given to whoever has to mend a pack; more would say nothing more. */
const mostNamed = 5

export function voiceShelf(source: ClipSource): VoiceShelf {
  const shelf = new Map<string, Float32Array>()
  let loaded = false

  async function loadPack(language: VoiceLanguage): Promise<void> {
    const folder = `voice/${language}`
    const text = await source.text(`${folder}/manifest.json`)
    const files = text === null ? null : filesOf(text, language)
    if (files === null) return
    await Promise.all(
      requiredClips[language].map(async (clip) => {
        const file = files[clip]
        if (file === undefined || shelf.has(`${language}/${clip}`)) return
        const samples = await source.samples(`${folder}/${file}`)
        const trimmed = samples === null ? null : trimSilence(samples, voiceRate)
        if (trimmed !== null && trimmed.length > 0) shelf.set(`${language}/${clip}`, trimmed)
      }),
    )
  }

  return {
    async load() {
      await Promise.all(voiceLanguages.map(loadPack))
      loaded = true
    },
    clips(wanted) {
      const found = wanted.flatMap(({ language, clip }) => shelf.get(`${language}/${clip}`) ?? [])
      return found.length === wanted.length ? found : null
    },
    state() {
      if (!loaded) return { state: 'loading', missing: [] }
      const missing = voiceLanguages.flatMap((language) =>
        requiredClips[language].map((clip) => `${language}/${clip}`).filter((clip) => !shelf.has(clip)),
      )
      return { state: missing.length === 0 ? 'ok' : 'incomplete', missing: missing.slice(0, mostNamed) }
    },
  }
}

/** A pack that lacks a clip still speaks with the others; one whose manifest says nothing of clips does not. */
function filesOf(text: string, language: VoiceLanguage): Readonly<Record<string, string>> | null {
  const read = readManifest(text)
  if (read.ok) return read.manifest.language === language ? read.manifest.clips : null
  try {
    const { clips } = JSON.parse(text) as { clips?: Readonly<Record<string, unknown>> }
    return Object.fromEntries(Object.entries(clips ?? {}).filter((each): each is [string, string] => isFile(each[1])))
  } catch {
    return null
  }
}

function isFile(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-][\w./-]*$/.test(value) && !value.includes('..')
}
