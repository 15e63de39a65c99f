import { readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

/** Below this address of a page its voice packs lie, one folder a language. */
const packAddress = /^voice\/(uk|en)\/(.+)$/
/** What a clip may be called (docs/voice.md): plain names, at most one folder deep. */
const clipFile = /^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)?\.(ogg|opus|wav|mp3)$/
const manifestFile = 'manifest.json'
/** A clip lasts seconds and a manifest has a line for each; what is larger is something else. */
const largest = { manifest: 256 * 1024, clip: 4 * 1024 * 1024 } as const

const types: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
}

/** A file of an installed pack: its whole content, or that the pack has no such file. */
export type PackFile = { readonly type: string; readonly bytes: Buffer } | 'absent'

/** The voice packs of one device, in a folder of its own: they replace those the program was built with. */
export interface VoicePacks {
  /**
   * @param name address below the page, decoded: `voice/uk/call.ogg`
   * @returns null: no pack of that language is installed, the program's own is served
   */
  file(name: string): PackFile | null
}

/**
 * Packs as folders `uk` and `en` below `folder`, looked at anew for each file, so that a pack can be put there while
 * the device runs. A folder with a manifest replaces its language whole: two voices are never mixed, and what it lacks the
 * display reports. Only the manifest and the files it names are served, and nothing a link leads to outside the pack.
 */
export function openVoicePacks(folder: string): VoicePacks {
  return {
    file(name) {
      const [, language, file] = packAddress.exec(name) ?? []
      if (language === undefined || file === undefined) return null
      const pack = join(folder, language)
      const manifest = read(pack, manifestFile, largest.manifest)
      if (manifest === null) return null
      if (file === manifestFile) return { type: typeOf(file), bytes: manifest }
      if (!clipFile.test(file) || !filesNamed(manifest).has(file)) return 'absent'
      const bytes = read(pack, file, largest.clip)
      return bytes === null ? 'absent' : { type: typeOf(file), bytes }
    },
  }
}

/** The files a manifest names; none when it cannot be read: the display says then what it lacks. */
function filesNamed(manifest: Buffer): ReadonlySet<unknown> {
  try {
    const { clips } = JSON.parse(manifest.toString('utf8')) as { clips?: unknown }
    return new Set(typeof clips === 'object' && clips !== null ? Object.values(clips) : [])
  } catch {
    return new Set()
  }
}

/** Null for what is not there, no file, too large, or outside the pack. */
function read(pack: string, file: string, most: number): Buffer | null {
  try {
    const real = realpathSync(join(pack, file))
    if (!real.startsWith(realpathSync(pack) + sep)) return null
    const { size } = statSync(real)
    return statSync(real).isFile() && size <= most ? readFileSync(real) : null
  } catch {
    return null
  }
}

function typeOf(file: string): string {
  return types[extname(file)] ?? 'application/octet-stream'
}
