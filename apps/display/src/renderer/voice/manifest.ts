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
  const { format, language, clips } = value
  const problems: string[] = []
  if (format !== 1) problems.push(`format is ${JSON.stringify(format)}, this display reads 1: write "format": 1.`)
  if (!isLanguage(language)) {
    problems.push(`language is ${JSON.stringify(language)}: write one of ${voiceLanguages.join(', ')}.`)
  }
  for (const field of ['title', 'maker', 'licence'] as const) {
    if (typeof value[field] !== 'string' || value[field].trim() === '')
      problems.push(`${field} is missing: whoever uses the pack must know it; write it as a text.`)
  }
  if (!isRecord(clips)) problems.push('clips is missing: write an object with the file of each clip.')
  else problems.push(...clipProblems(clips, isLanguage(language) ? language : null))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, manifest: value as unknown as VoiceManifest }
}

function clipProblems(clips: Record<string, unknown>, language: VoiceLanguage | null): readonly string[] {
  const wrong = Object.entries(clips).flatMap(([clip, file]) =>
    typeof file === 'string' && clipFile.test(file)
      ? []
      : [
          `${clip}: ${JSON.stringify(file)} is no name of an .ogg, .opus, .wav or .mp3 file: use letters, digits, - and _.`,
        ],
  )
  const missing = missingClips(clips, language)
  return [
    ...wrong,
    ...missing.map((clip) => `${clip}: the clip is not in the manifest, so a sentence would break off: record it.`),
  ]
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
