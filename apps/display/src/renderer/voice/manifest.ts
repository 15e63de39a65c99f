import { requiredClips, voiceLanguages, type VoiceLanguage } from './clips.ts'

/** `manifest.json` of a pack: a folder with one language (docs/voice.md). */
export interface VoiceManifest {
  readonly format: 1
  readonly language: VoiceLanguage
  readonly title: string
  /** Who spoke or made it. */
  readonly maker: string
  /** Under what the recordings may be used. */
  readonly licence: string
  /** File of each clip, relative to the manifest. */
  readonly clips: Readonly<Record<string, string>>
}

export type ReadManifest =
  | { readonly ok: true; readonly manifest: VoiceManifest }
  /** One sentence each: what, why, what to do. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Files a pack may have: plain names below its folder, in formats every display decodes. */
const clipFile = /^(?!\.)[\w.-]+(\/[\w.-]+)?\.(ogg|opus|wav|mp3)$/

/** Reads a manifest. A clip that is not required may be there; every one that is must be. */
export function readManifest(text: string): ReadManifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return {
      ok: false,
      problems: ['manifest.json is not JSON: correct it, or make it with the built-in pack as model.'],
    }
  }
  if (!isRecord(value)) return { ok: false, problems: ['manifest.json is not an object: see docs/voice.md.'] }
  const problems: string[] = []
  const { format } = value
  if (format !== 1) problems.push(`format is ${JSON.stringify(format)}, this display reads 1: write "format": 1.`)
  const language = languageOf(value['language'], problems)
  const told = (field: 'title' | 'maker' | 'licence'): string => {
    const text = value[field]
    if (typeof text === 'string' && text.trim() !== '') return text
    problems.push(`${field} is missing: whoever uses the pack must know it; write it as a text.`)
    return ''
  }
  const [title, maker, licence] = [told('title'), told('maker'), told('licence')]
  const clips = clipsOf(value['clips'], language, problems)
  if (problems.length > 0 || language === null) return { ok: false, problems }
  return { ok: true, manifest: { format: 1, language, title, maker, licence, clips } }
}

function languageOf(value: unknown, problems: string[]): VoiceLanguage | null {
  if (isLanguage(value)) return value
  problems.push(`language is ${JSON.stringify(value)}: write one of ${voiceLanguages.join(', ')}.`)
  return null
}

/** Files by clip; those with a wrong name are told and left out. */
function clipsOf(value: unknown, language: VoiceLanguage | null, problems: string[]): Readonly<Record<string, string>> {
  if (!isRecord(value)) {
    problems.push('clips is missing: write an object with the file of each clip.')
    return {}
  }
  const named = Object.entries(value).flatMap(([clip, file]): [string, string][] => {
    if (typeof file === 'string' && clipFile.test(file)) return [[clip, file]]
    problems.push(
      `${clip}: ${JSON.stringify(file)} is no name of an .ogg, .opus, .wav or .mp3 file: use letters, digits, - and _.`,
    )
    return []
  })
  const missing = missingClips(value, language)
  problems.push(
    ...missing.map((clip) => `${clip}: the clip is not in the manifest, so a sentence would break off: record it.`),
  )
  return Object.fromEntries(named)
}

/** Required clips a pack does not have. */
export function missingClips(
  clips: Readonly<Record<string, unknown>>,
  language: VoiceLanguage | null,
): readonly string[] {
  return language === null ? [] : requiredClips[language].filter((clip) => !Object.hasOwn(clips, clip))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isLanguage(value: unknown): value is VoiceLanguage {
  return (voiceLanguages as readonly unknown[]).includes(value)
}
