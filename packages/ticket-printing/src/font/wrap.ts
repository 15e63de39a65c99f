import { clusters } from './fonts.ts'

export type Measure = (text: string) => number

/** A piece of a line: what stands between it and the piece before it, and whether it always begins a line. */
interface Piece {
  readonly text: string
  readonly glue: '' | ' ' | '\u00a0'
  readonly fresh: boolean
}

/**
 * Puts units into lines no wider than `width`. A unit is kept whole while it fits a line; one that does not is
 * broken at its spaces, then after its hyphens, then between letters; broken inside a word, it begins on a line of
 * its own. Nothing is dropped or added.
 */
export function wrapUnits(units: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line: string | undefined
  for (const piece of units.flatMap((unit) => pieces(unit, ' ', width, measure))) {
    const longer: string = line === undefined ? piece.text : line + piece.glue + piece.text
    if (line !== undefined && (piece.fresh || measure(longer) > width)) {
      lines.push(line)
      line = piece.text
    } else {
      line = longer
    }
  }
  return line === undefined ? lines : [...lines, line]
}

/** Puts running text into lines no wider than `width`; no-break spaces hold. */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  return wrapUnits(words(text), width, measure)
}

/** Like `wrapText`, with as many lines but of about the same length. */
export function wrapBalanced(text: string, width: number, measure: Measure): string[] {
  const lines = wrapText(text, width, measure)
  let wide = Math.ceil(width)
  let narrow = Math.ceil(Math.max(0, ...words(text).map(measure)))
  while (narrow < wide) {
    const middle = Math.floor((narrow + wide) / 2)
    if (wrapText(text, middle, measure).length > lines.length) narrow = middle + 1
    else wide = middle
  }
  return wrapText(text, Math.min(wide, width), measure)
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '')
}

function pieces(unit: string, glue: Piece['glue'], width: number, measure: Measure): Piece[] {
  if (measure(unit) <= width) return unit === '' ? [] : [{ text: unit, glue, fresh: false }]
  for (const space of [' ', '\u00a0'] as const) {
    const parts = unit.split(space).filter((part) => part !== '')
    if (parts.length > 1) return parts.flatMap((part, i) => pieces(part, i === 0 ? glue : space, width, measure))
  }
  const hyphenated = unit.split(/(?<=[-–/])(?=.)/u)
  const parts =
    hyphenated.length > 1
      ? hyphenated.flatMap((part, i) => pieces(part, i === 0 ? glue : '', width, measure))
      : clusters(unit).map((text, i): Piece => ({ text, glue: i === 0 ? glue : '', fresh: false }))
  return parts.map((part, i) => ({ ...part, fresh: i === 0 && glue !== '' }))
}
