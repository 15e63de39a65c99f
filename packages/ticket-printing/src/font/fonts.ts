import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GlobalFonts } from '@napi-rs/canvas'
import { readCoverage } from './coverage.ts'

export const weights = [600, 700, 800] as const
export type Weight = (typeof weights)[number]

/** Family and the characters it can draw. The name is ours, so a Golos Text installed on the machine is never taken. */
interface Family {
  readonly name: string
  readonly has: ReadonlySet<number>
}

/** A piece of text drawn in one family. */
export interface Run {
  readonly family: string
  readonly text: string
}

const loaded = new Map<string, Family>()

/** Splits a text into runs so that every letter comes from the bundled fonts, never from the machine's. */
export function splitByFont(text: string, weight: Weight): Run[] {
  const main = load(`golos-ticket-${weight}`)
  const spare = load('noto-ticket')
  const runs: { family: string; text: string }[] = []
  for (const cluster of clusters(printable(text))) {
    const { name } = drawnBy(main, cluster) ? main : spare
    const last = runs.at(-1)
    if (last?.family === name) last.text += cluster
    else runs.push({ family: name, text: cluster })
  }
  return runs
}

/**
 * The text as it can be printed: composed (NFC), white space other than no-break spaces as single spaces, invisible
 * characters dropped. A letter no bundled font has becomes its base letter, and a question mark if that fails too:
 * a wrong shape from an unknown font would be worse, a missing ticket worst.
 */
export function printable(text: string): string {
  const tidy = text
    .normalize('NFC')
    .replace(/[^\S\u00a0]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  return clusters(tidy).map(drawable).join('')
}

/** Letters with the marks that belong to them. */
export function clusters(text: string): string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []
}

function drawable(cluster: string): string {
  const [main, spare] = [load('golos-ticket-600'), load('noto-ticket')]
  if (drawnBy(main, cluster) || drawnBy(spare, cluster)) return cluster
  const base = [...cluster.normalize('NFKD')].filter((each) => !/\p{M}/u.test(each) && drawnBy(main, each)).join('')
  return base === '' ? '?' : base
}

/** Golos Text places no marks above arbitrary letters; Noto Sans does, so a cluster with a mark is always its. */
function drawnBy(family: Family, cluster: string): boolean {
  const codes = [...cluster].map((each) => each.codePointAt(0) ?? 0)
  if (codes.length > 1 && family.name !== nameOf('noto-ticket')) return false
  return codes.every((code) => family.has.has(code))
}

function load(file: string): Family {
  const known = loaded.get(file)
  if (known !== undefined) return known
  const bytes = readFileSync(fileURLToPath(new URL(`../../assets/${file}.ttf`, import.meta.url)))
  const family = { name: nameOf(file), has: readCoverage(bytes) }
  if (GlobalFonts.register(bytes, family.name) === null) throw new Error(`The font ${file}.ttf cannot be loaded.`)
  loaded.set(file, family)
  return family
}

function nameOf(file: string): string {
  return `cherha-${file}`
}
