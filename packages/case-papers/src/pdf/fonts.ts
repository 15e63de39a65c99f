import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readCoverage } from './coverage.ts'

export type Weight = 400 | 600

/** A stretch of text one font draws. */
export interface Run {
  readonly font: string
  readonly text: string
}

interface FontFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly has: ReadonlySet<number>
}

const loaded = new Map<string, FontFile>()

/** The font files of the papers: Golos Text, and Noto Sans for Latin letters Golos Text does not have. */
export function fontFiles(): readonly FontFile[] {
  return ([400, 600] as const).flatMap((weight) => [load(`golos-paper-${weight}`), load(`noto-paper-${weight}`)])
}

/** The text in stretches of one font each. Golos Text sets no marks above arbitrary letters: such clusters are Noto's. */
export function runsOf(text: string, weight: Weight): readonly Run[] {
  const [main, spare] = [load(`golos-paper-${weight}`), load(`noto-paper-${weight}`)]
  const runs: { font: string; text: string }[] = []
  for (const cluster of clustersOf(text)) {
    const codes = [...cluster].map((each) => each.codePointAt(0) ?? 0)
    const font = codes.length === 1 && codes.every((code) => main.has.has(code)) ? main.name : spare.name
    const last = runs.at(-1)
    if (last?.font === font) last.text += cluster
    else runs.push({ font, text: cluster })
  }
  return runs
}

/** The characters of a text that no font of the papers has; they would come out as empty boxes. */
export function unprintable(text: string): readonly string[] {
  const [main, spare] = [load('golos-paper-400'), load('noto-paper-400')]
  const missing = [...text].filter((each) => {
    const code = each.codePointAt(0) ?? 0
    return each !== '\n' && !main.has.has(code) && !spare.has.has(code)
  })
  return [...new Set(missing)]
}

/** Letters with the marks above and below them. */
export function clustersOf(text: string): readonly string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []
}

function load(name: string): FontFile {
  const known = loaded.get(name)
  if (known !== undefined) return known
  const bytes = readFileSync(fileURLToPath(new URL(`../../assets/${name}.ttf`, import.meta.url)))
  const font = { name, bytes, has: readCoverage(bytes) }
  loaded.set(name, font)
  return font
}
